/** x, y pairs in metres from the lower left corner of the sample's extent; closed implicitly. */
export type Ring = readonly number[];

/** An outer ring followed by its holes. */
export type Shape = readonly Ring[];

/** Signed area in m2, positive when counter-clockwise. */
export function ringArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    sum += (ring[j] - ring[0]) * (ring[i + 1] - ring[1]) - (ring[i] - ring[0]) * (ring[j + 1] - ring[1]);
  }
  return sum / 2;
}

/** Area in m2 without the holes. */
export function shapeArea(shape: Shape): number {
  return shape.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0);
}

/** Area centroid of the outer ring. */
export function shapeCentre(shape: Shape): [x: number, y: number] {
  const ring = shape[0];
  let area = 0;
  let cx = 0;
  let cy = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const ax = ring[j] - ring[0];
    const ay = ring[j + 1] - ring[1];
    const bx = ring[i] - ring[0];
    const by = ring[i + 1] - ring[1];
    const cross = ax * by - bx * ay;
    area += cross;
    cx += (ax + bx) * cross;
    cy += (ay + by) * cross;
  }
  return area === 0 ? [ring[0], ring[1]] : [ring[0] + cx / (3 * area), ring[1] + cy / (3 * area)];
}

/** Even-odd point in ring. */
export function insideRing(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > y !== ring[j + 1] > y) {
      const crossing = ring[j] + ((y - ring[j + 1]) / (ring[i + 1] - ring[j + 1])) * (ring[i] - ring[j]);
      if (x < crossing) inside = !inside;
    }
  }
  return inside;
}

/** Even-odd point in shape, holes taken out. */
export function insideShape(shape: Shape, x: number, y: number): boolean {
  return shape.reduce((inside, ring) => inside !== insideRing(ring, x, y), false);
}

/** Counter-clockwise rings become shapes; each clockwise ring becomes a hole of the smallest that holds it. */
export function groupRings(rings: readonly Ring[]): Shape[] {
  const outers = rings
    .filter((ring) => ringArea(ring) > 0)
    .map((ring) => ({ ring, area: ringArea(ring), holes: [] as Ring[] }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings) {
    const area = -ringArea(hole);
    if (area <= 0) continue;
    outers.find((outer) => outer.area > area && touchesInside(outer.ring, hole))?.holes.push(hole);
  }
  return outers.reverse().map(({ ring, holes }) => [ring, ...holes]);
}

/** Some vertices may lie on the outer ring, so the middle of an edge decides. */
function touchesInside(outer: Ring, hole: Ring): boolean {
  return insideRing(outer, (hole[0] + hole[2]) / 2, (hole[1] + hole[3]) / 2);
}

/**
 * Joins shapes that share edges exactly: edges walked in both directions vanish, the rest is chained into rings.
 * Where several rings meet in a vertex the sharpest left turn is taken, so that each ring stays simple.
 */
export function dissolve(shapes: readonly Shape[]): Shape[] {
  const edges = new Map<string, readonly [number, number, number, number]>();
  for (const shape of shapes) {
    for (const ring of shape) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const edge = [ring[j], ring[j + 1], ring[i], ring[i + 1]] as const;
        const opposite = `${edge[2]},${edge[3]},${edge[0]},${edge[1]}`;
        if (!edges.delete(opposite)) edges.set(edge.join(), edge);
      }
    }
  }
  return groupRings(chain([...edges.values()]));
}

function chain(edges: readonly (readonly [number, number, number, number])[]): Ring[] {
  const from = new Map<string, (readonly [number, number, number, number])[]>();
  for (const edge of edges) {
    const key = `${edge[0]},${edge[1]}`;
    const list = from.get(key);
    if (list) list.push(edge);
    else from.set(key, [edge]);
  }
  const used = new Set<readonly number[]>();
  const rings: Ring[] = [];
  for (const start of edges) {
    if (used.has(start)) continue;
    const ring: number[] = [];
    let edge: readonly [number, number, number, number] | undefined = start;
    while (edge && !used.has(edge)) {
      used.add(edge);
      ring.push(edge[0], edge[1]);
      edge = leftmost(edge, from.get(`${edge[2]},${edge[3]}`) ?? [], used);
    }
    rings.push(...splitRing(ring));
  }
  return rings;
}

/** Cuts a ring that comes back to one of its vertices into rings that do not. */
function splitRing(ring: readonly number[]): Ring[] {
  const rings: Ring[] = [];
  const path: number[] = [];
  const at = new Map<string, number>();
  for (let i = 0; i < ring.length; i += 2) {
    const key = `${ring[i]},${ring[i + 1]}`;
    const earlier = at.get(key);
    if (earlier !== undefined) {
      const loop = path.splice(earlier);
      for (let k = 0; k < loop.length; k += 2) at.delete(`${loop[k]},${loop[k + 1]}`);
      rings.push(loop);
    }
    at.set(key, path.length);
    path.push(ring[i], ring[i + 1]);
  }
  rings.push(path);
  return rings;
}

function leftmost<Edge extends readonly [number, number, number, number]>(
  edge: readonly [number, number, number, number],
  choices: readonly Edge[],
  used: ReadonlySet<readonly number[]>,
): Edge | undefined {
  const heading = Math.atan2(edge[3] - edge[1], edge[2] - edge[0]);
  let best: Edge | undefined;
  let bestTurn = -Infinity;
  for (const choice of choices) {
    if (used.has(choice)) continue;
    let turn = Math.atan2(choice[3] - choice[1], choice[2] - choice[0]) - heading;
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn <= -Math.PI) turn += 2 * Math.PI;
    if (turn > bestTurn) {
      bestTurn = turn;
      best = choice;
    }
  }
  return best;
}
