import type { Random } from '../lib/random.ts';
import { buildableRing, type Layouts, type PlotUse } from './drafts.ts';
import { between, centimetres, type Layout, rectangleRing } from './lattice.ts';

/**
 * Farms and forests lie as strips from the shore or the river up the hillside. A side of the valley is a ladder:
 * strips along it, each cut into rows across it, in multiples of 30 m along and at chosen distances across.
 */
export interface LadderSide {
  readonly name: string;
  /** Layout with u along and v outward (always positive) from fjord or river. */
  readonly layout: Layout;
  readonly from: number;
  readonly to: number;
  /** Holder in the mask. */
  readonly holder: number;
  /** Places along that strips must not cross (ends of sites). */
  readonly stops: readonly number[];
  /** Row borders outward for a strip; a row whose use is null is left free (roads, railway). */
  rows(from: number, to: number): readonly LadderRow[];
}

/** One row of a strip, outward from..to, cut along every `pieces` metres (multiple of 30; 0: not cut). */
export interface LadderRow {
  readonly from: number;
  readonly to: number;
  readonly use: PlotUse;
  readonly pieces: number;
}

const alongStep = 30;
const acrossStep = 90;

interface Strip {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly LadderRow[];
}

/** Lays out one side. Plots on water, on steep ground or on ground already taken are left out. */
export function layOutLadder(layouts: Layouts, side: LadderSide, random: Random): void {
  const strips = cutStrips(side, random);
  // Borders between strips carry the row borders of both sides, so that neighbours share every vertex.
  const borders = new Map<number, Set<number>>();
  const borderAt = (place: number): Set<number> => {
    const known = borders.get(place);
    if (known) return known;
    const created = new Set<number>();
    borders.set(place, created);
    return created;
  };
  for (const strip of strips) {
    for (const row of strip.rows) {
      for (const place of [strip.from, strip.to]) borderAt(place).add(row.from).add(row.to);
    }
  }
  const vertices = (place: number, from: number, to: number): number[] => {
    const own = [...(borders.get(place) ?? [])].filter((value) => value > from && value < to);
    return [...new Set([...own, ...between(from, to, acrossStep)])].sort((a, b) => a - b);
  };
  strips.forEach((strip, index) => {
    const district = `${side.name} ${Math.floor(index / 4)}`;
    for (const row of strip.rows) addRow(layouts, side, strip, row, district, vertices);
  });
}

function addRow(
  layouts: Layouts,
  side: LadderSide,
  strip: Strip,
  row: LadderRow,
  district: string,
  vertices: (place: number, from: number, to: number) => number[],
): void {
  const cuts = [strip.from, ...(row.pieces > 0 ? between(strip.from, strip.to, row.pieces) : []), strip.to];
  for (let k = 0; k + 1 < cuts.length; k++) {
    const along = between(cuts[k], cuts[k + 1], alongStep);
    const ring = rectangleRing(side.layout, [cuts[k], row.from, cuts[k + 1], row.to], {
      bottom: along,
      top: along,
      left: vertices(cuts[k], row.from, row.to),
      right: vertices(cuts[k + 1], row.from, row.to),
    });
    if (!buildableRing(layouts.terrain, ring, row.use === 'forest' ? 0.6 : 0.28)) continue;
    if (layouts.mask.taken(ring, side.holder, 1)) continue;
    layouts.mask.mark(ring, side.holder);
    layouts.plots.push({ ring, use: row.use, district });
  }
}

function cutStrips(side: LadderSide, random: Random): Strip[] {
  const strips: Strip[] = [];
  const stops = [...side.stops, side.to].sort((a, b) => a - b);
  let from = side.from;
  while (from < side.to) {
    const stop = stops.find((place) => place > from) ?? side.to;
    let to = from + alongStep * (3 + random.below(6));
    if (stop - to < 3 * alongStep) to = stop;
    strips.push({ from, to, rows: side.rows(from, to) });
    from = to;
  }
  return strips;
}

/** The ground under layout coordinates, bent a little and rounded to centimetres. */
export function bentLayout(
  at: (along: number, across: number) => readonly [number, number],
  bend: (x: number, y: number) => readonly [number, number],
  sign: 1 | -1,
): Layout {
  return (u, v) => {
    const [x, y] = bend(...at(u, sign * v));
    return [centimetres(x), centimetres(y)];
  };
}
