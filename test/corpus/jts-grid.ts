import type { Position, Ring } from '../builders/geometry-columns.ts';
import type { Feature } from '../property/overlay-scene.ts';

/** How a fixed grid is applied. */
export type Gridding =
  /** The vertices are on the grid already or are put there; only where edges cross a rounded vertex is put into both. */
  | 'crossings'
  /**
   * Snap rounding (Hobby 1999): vertices are rounded, and every edge is led through the centre of each cell it passes
   * that holds a vertex or a crossing of the edges as they were given.
   */
  | 'snap';

/**
 * Two polygons on a grid of `scale` cells per unit, so that their even-odd areas are those of an overlay computed on
 * that grid. Written from the definition: every pair of edges, every cell.
 */
export function onGrid(pair: readonly [Feature, Feature], scale: number, gridding: Gridding): [Feature, Feature] {
  const scaled = pair.map((feature) => mapRings(feature, ([x, y]) => [x * scale, y * scale]));
  const given = gridding === 'crossings' ? scaled.map((feature) => mapRings(feature, rounded)) : scaled;
  const edges = given.flatMap((feature) => feature.flat().flatMap(edgesOf));
  const crossings = new Map<Edge, Position[]>();
  const hot = new Map<string, Position>();
  const heat = (at: Position) => hot.set(at.join(), at);
  for (const edge of edges) heat(rounded(edge.from));
  for (const [i, one] of edges.entries()) {
    for (const other of edges.slice(i + 1)) {
      for (const at of meetings(one, other).map(rounded)) {
        heat(at);
        for (const edge of [one, other]) crossings.set(edge, [...(crossings.get(edge) ?? []), at]);
      }
    }
  }
  const through = (edge: Edge): readonly Position[] =>
    gridding === 'snap' ? [...hot.values()].filter((cell) => passes(edge, cell)) : (crossings.get(edge) ?? []);
  const byEnds = new Map(edges.map((edge) => [nameOf(edge), edge]));
  const noded = (ring: Ring): Ring =>
    edgesOf(ring).flatMap((edge) => {
      const own = byEnds.get(nameOf(edge)) as Edge;
      const inner = [...through(own)].sort((a, b) => along(edge, a) - along(edge, b));
      return [rounded(edge.from), ...inner, rounded(edge.to)];
    });
  const back = ([x, y]: Position): Position => [x / scale, y / scale];
  const gridded = (feature: Feature): Feature => feature.map((part) => part.map((ring) => noded(ring).map(back)));
  return [gridded(given[0]), gridded(given[1])];
}

interface Edge {
  readonly from: Position;
  readonly to: Position;
}

/** Equal edges of two polygons meet the same others at the same places, so one name for both does no harm. */
const nameOf = ({ from, to }: Edge) => `${from.join()} ${to.join()}`;
// Half up on both axes, as JTS rounds.
const rounded = ([x, y]: Position): Position => [Math.floor(x + 0.5), Math.floor(y + 0.5)];

function mapRings(feature: Feature, change: (position: Position) => Position): Feature {
  return feature.map((part) => part.map((ring) => ring.map(change)));
}

function edgesOf(ring: Ring): Edge[] {
  return ring.map((from, i) => ({ from, to: ring[(i + 1) % ring.length] }));
}

function along({ from, to }: Edge, [x, y]: Position): number {
  return (x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1]);
}

/** Where two edges cross, or where an end of one lies on the other. */
function meetings(a: Edge, b: Edge): Position[] {
  const [ax, ay] = [a.to[0] - a.from[0], a.to[1] - a.from[1]];
  const [bx, by] = [b.to[0] - b.from[0], b.to[1] - b.from[1]];
  const turn = ax * by - ay * bx;
  const ends = [b.from, b.to].filter((end) => liesOn(a, end)).concat([a.from, a.to].filter((end) => liesOn(b, end)));
  if (turn === 0 || ends.length > 0) return ends;
  const [dx, dy] = [b.from[0] - a.from[0], b.from[1] - a.from[1]];
  const t = (dx * by - dy * bx) / turn;
  const u = (dx * ay - dy * ax) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [[a.from[0] + t * ax, a.from[1] + t * ay]] : [];
}

function liesOn(edge: Edge, [x, y]: Position): boolean {
  const { from, to } = edge;
  if ((to[0] - from[0]) * (y - from[1]) !== (x - from[0]) * (to[1] - from[1])) return false;
  return (
    x >= Math.min(from[0], to[0]) &&
    x <= Math.max(from[0], to[0]) &&
    y >= Math.min(from[1], to[1]) &&
    y <= Math.max(from[1], to[1])
  );
}

/** Whether an edge passes a cell, whose left and bottom borders belong to it (the others to the next cells). */
function passes({ from, to }: Edge, [cellX, cellY]: Position): boolean {
  const open = 0.5 - 1e-9;
  let first = 0;
  let last = 1;
  for (const [start, step, low, high] of [
    [from[0], to[0] - from[0], cellX - 0.5, cellX + open],
    [from[1], to[1] - from[1], cellY - 0.5, cellY + open],
  ]) {
    if (step === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const [enter, leave] = [(low - start) / step, (high - start) / step].sort((a, b) => a - b);
    first = Math.max(first, enter);
    last = Math.min(last, leave);
  }
  return first <= last;
}
