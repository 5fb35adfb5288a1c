import type { Area } from '../arrange/areas.ts';
import { Workbench } from '../arrange/workbench.ts';
import { flatArea, ringsBox } from '../shape/clip-ring.ts';
import { type PieceIndex, pieceRings, piecesNear } from '../shape/pieces.ts';
import { emptyTally, keepLarge, type Part, partColumns, partRings } from './parts.ts';
import type { Carved, CarvedParts, CarveScene, CarveTally, CarveUnits } from './types.ts';
import { unitRings } from './units.ts';

/** Ground lost to rounding, in squared units: less than this was not touched. */
const rounding = 1e-6;
/** A vertex this near the border of its cell lies on it. */
const onBorder = 1e-7;

/** Carves units [from, to): every zone less what others claim and takers take, in contiguous parts. */
export function carveUnits(scene: CarveScene, units: CarveUnits, from: number, to: number): Carved {
  const tally = emptyTally(scene.takers.length);
  const whole: Part[] = [];
  const open: Part[] = [];
  for (let unit = from; unit < to; unit++) {
    const rings = unitRings(units, unit);
    const cell = units.cell.subarray(4 * unit, 4 * unit + 4);
    for (const part of carveUnit(scene, units.zone[unit], rings, tally)) {
      (reaches(part.rings, cell) ? open : whole).push(part);
    }
  }
  return { parts: keepLarge(whole, scene, tally), open: partColumns(open), tally };
}

/** Joins the open parts of one zone across the borders of its cells; what is too small or too narrow goes. */
export function joinOpenParts(scene: CarveScene, open: CarvedParts): Pick<Carved, 'parts' | 'tally'> {
  const tally = emptyTally(scene.takers.length);
  const rows = Array.from(open.zone, (_, row) => row);
  const areas = rows.map((row) => partRings(open, row));
  const bench = Workbench.around(areas.flat());
  const union = bench.union(areas);
  const joined = union && bench.parts(union);
  if (!joined) {
    tally.tangledCount = 1;
    tally.tangled = open.area.reduce((sum, area) => sum + area, 0);
    return { parts: partColumns([]), tally };
  }
  const cuts = cutsOfJoined(joined, areas, open);
  const parts = joined.map((rings, i): Part => ({ rings, zone: open.zone[0], cuts: cuts[i], area: areaOf(rings) }));
  return { parts: keepLarge(parts, scene, tally), tally };
}

function carveUnit(scene: CarveScene, zone: number, rings: Area, tally: CarveTally): readonly Part[] {
  const bench = Workbench.around(rings);
  const own = bench.evenOdd(rings);
  const first = own && bench.parts(own);
  if (!first) {
    tally.zones += Math.abs(areaOf(rings));
    return tangled(tally, Math.abs(areaOf(rings)));
  }
  let parts: readonly Part[] = first.map((area) => ({ rings: area, zone, cuts: 0, area: areaOf(area) }));
  const size = sumOf(parts);
  tally.zones += size;
  if (scene.claims) {
    const { pieces, zone: owner } = scene.claims;
    const left = takeOff(parts, pieces, (piece) => owner[piece] < zone, 0);
    if (!left) return tangled(tally, size);
    tally.shared += sumOf(parts) - sumOf(left);
    parts = left;
  }
  for (const [taker, pieces] of scene.takers.entries()) {
    const left = takeOff(parts, pieces, () => true, 1 << taker);
    // What was taken before is counted; the rest of the zone is lost.
    if (!left) return tangled(tally, sumOf(parts));
    tally.taken[taker] += sumOf(parts) - sumOf(left);
    parts = left;
  }
  return parts;
}

/** The parts less the pieces near them; a part that loses nothing stays as it is, to the last digit. */
function takeOff(
  parts: readonly Part[],
  pieces: PieceIndex,
  takes: (piece: number) => boolean,
  cut: number,
): readonly Part[] | null {
  const out: Part[] = [];
  for (const part of parts) {
    const others = piecesNear(pieces, ringsBox(part.rings))
      .filter(takes)
      .flatMap((piece) => pieceRings(pieces, piece));
    if (others.length === 0) {
      out.push(part);
      continue;
    }
    const bench = Workbench.around(part.rings);
    const left = bench.minus(part.rings, others);
    const pieced = left && bench.parts(left);
    if (!pieced) return null;
    if (part.area - pieced.reduce((sum, rings) => sum + areaOf(rings), 0) <= rounding) out.push(part);
    else for (const rings of pieced) out.push({ ...part, rings, cuts: part.cuts | cut, area: areaOf(rings) });
  }
  return out;
}

function tangled(tally: CarveTally, area: number): readonly Part[] {
  tally.tangled += area;
  tally.tangledCount++;
  return [];
}

function reaches(rings: Area, cell: Float64Array): boolean {
  if (cell.every((border) => !Number.isFinite(border))) return false;
  const box = ringsBox(rings);
  return box.some((at, side) => Math.abs(at - cell[side]) < onBorder);
}

/** A joined part has lost ground to what any of its pieces has lost ground to. */
function cutsOfJoined(joined: readonly Area[], areas: readonly Area[], open: CarvedParts): Uint32Array {
  const cuts = new Uint32Array(joined.length);
  const boxes = joined.map(ringsBox);
  areas.forEach(([outer], row) => {
    const [x, y] = insidePoint(outer);
    const holder = joined.findIndex((part, i) => {
      const [minX, minY, maxX, maxY] = boxes[i];
      return x >= minX && x <= maxX && y >= minY && y <= maxY && covers(part, x, y);
    });
    if (holder >= 0) cuts[holder] |= open.cuts[row];
  });
  return cuts;
}

/** A point inside a ring: the middle of the first stretch inside on the level halfway between two heights of it. */
function insidePoint(ring: readonly number[]): readonly [number, number] {
  const heights = ring.filter((_, i) => i % 2 === 1).sort((a, b) => a - b);
  let best = 0;
  for (let i = 1; i < heights.length; i++) {
    if (heights[i] - heights[i - 1] > heights[best + 1] - heights[best]) best = i - 1;
  }
  const y = (heights[best] + heights[best + 1]) / 2;
  const xs: number[] = [];
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ay, by] = [ring[j + 1], ring[i + 1]];
    if (ay > y !== by > y) xs.push(ring[j] + ((y - ay) / (by - ay)) * (ring[i] - ring[j]));
  }
  xs.sort((a, b) => a - b);
  return [(xs[0] + xs[1]) / 2, y];
}

function covers(rings: Area, x: number, y: number): boolean {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ay, by] = [ring[j + 1], ring[i + 1]];
      if (ay > y !== by > y && x < ring[j] + ((y - ay) / (by - ay)) * (ring[i] - ring[j])) odd = !odd;
    }
  }
  return odd;
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { area }) => sum + area, 0);
const areaOf = (rings: Area): number => rings.reduce((sum, ring) => sum + flatArea(ring), 0);
