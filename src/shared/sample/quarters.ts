import type { Random } from '../lib/random.ts';
import { buildableRing, type Layouts, type PlotUse } from './drafts.ts';
import { between, type Layout, latticeRing } from './lattice.ts';
import { hash01 } from './noise.ts';
import type { Ring } from './shapes.ts';

/** What a block is for: how it is cut, and what the plan says. */
export interface BlockUse {
  readonly use: PlotUse;
  readonly code: number;
  readonly status: 1 | 2;
}

/** A part of town with its own street grid. */
export interface Quarter {
  readonly name: string;
  readonly layout: Layout;
  /** Extent in layout metres: u0, v0, u1, v1. */
  readonly box: readonly [number, number, number, number];
  /** Block sizes to draw from, multiples of 6 m. */
  readonly blockLengths: readonly number[];
  readonly blockDepths: readonly number[];
  readonly maximumSlope: number;
  /** Use of the block around a point; null: no block here. */
  blockAt(x: number, y: number, u: number, v: number): BlockUse | null;
}

/** Holder of built-up ground in the mask. */
export const built = 2;

const fine = 6;
const halfStreet = 6;

/** Lays out a quarter: blocks where ground and mask allow, plots in them, streets around them. */
export function layOutQuarter(layouts: Layouts, quarter: Quarter, random: Random): void {
  const [u0, v0, u1, v1] = quarter.box;
  const us = cuts(u0, u1, quarter.blockLengths, random);
  const vs = cuts(v0, v1, quarter.blockDepths, random);
  const blocks = us.slice(1).map(() => new Array<BlockUse | null>(vs.length - 1).fill(null));
  for (let i = 0; i + 1 < us.length; i++) {
    for (let j = 0; j + 1 < vs.length; j++) {
      const box = [us[i], vs[j], us[i + 1], vs[j + 1]] as const;
      const use = acceptBlock(layouts, quarter, box);
      if (use === null) continue;
      blocks[i][j] = use;
      fillBlock(layouts, quarter, box, use, random);
    }
  }
  addStreets(layouts, quarter, us, vs, blocks);
}

/** Block borders from start to end with sizes drawn from the list; the last block ends at or before the end. */
function cuts(from: number, to: number, sizes: readonly number[], random: Random): number[] {
  const lines = [from];
  for (;;) {
    const next = lines[lines.length - 1] + sizes[random.below(sizes.length)];
    if (next > to) return lines;
    lines.push(next);
  }
}

type Box = readonly [number, number, number, number];

function acceptBlock(layouts: Layouts, quarter: Quarter, box: Box): BlockUse | null {
  const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
  const [x, y] = quarter.layout(...middle);
  const use = quarter.blockAt(x, y, ...middle);
  if (use === null) return null;
  const cell = latticeRing(quarter.layout, box, 12);
  if (!buildableRing(layouts.terrain, cell, quarter.maximumSlope)) return null;
  // Own blocks lie side by side, so the margin is kept from others by a ring drawn a little wider.
  const wide = latticeRing(quarter.layout, [box[0] - 9, box[1] - 9, box[2] + 9, box[3] + 9], 24);
  const own = quarterHolder(quarter);
  if (layouts.mask.taken(wide, own, 1)) return null;
  layouts.mask.mark(cell, own);
  layouts.zones.push({ shape: [cell], code: use.code, status: use.status, name: quarter.name });
  return use;
}

/** A mask holder per quarter (2..199), so that quarters keep a distance from each other but not from themselves. */
function quarterHolder(quarter: Quarter): number {
  let sum = 0;
  for (const character of quarter.name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 197;
  return built + sum;
}

function fillBlock(layouts: Layouts, quarter: Quarter, box: Box, use: BlockUse, random: Random): void {
  const [u0, v0, u1, v1] = [box[0] + halfStreet, box[1] + halfStreet, box[2] - halfStreet, box[3] - halfStreet];
  const middle = Math.round((v0 + v1) / 2 / fine) * fine;
  const widths = plotWidths(use.use);
  const rows: readonly (readonly [number, number])[] = widths
    ? [
        [v0, middle],
        [middle, v1],
      ]
    : [[v0, v1]];
  for (const [low, high] of rows) {
    const lines = widths ? rowCuts(u0, u1, widths, random) : [u0, u1];
    for (let k = 0; k + 1 < lines.length; k++) {
      // Plots of a row share their back border with plots of other widths: every multiple of 6 m is a vertex.
      const step = widths ? fine : 2 * fine;
      layouts.plots.push({
        ring: latticeRing(quarter.layout, [lines[k], low, lines[k + 1], high], step),
        use: use.use,
        district: quarter.name,
      });
    }
  }
}

/** Frontages to draw from; null: the block is one plot. */
function plotWidths(use: PlotUse): readonly number[] | null {
  switch (use) {
    case 'house':
      return [24, 24, 24, 30, 30];
    case 'flats':
      return [42, 48, 60];
    case 'centre':
      return [24, 30, 36, 48];
    case 'industry':
      return [60, 72, 96];
    default:
      return null;
  }
}

function rowCuts(from: number, to: number, widths: readonly number[], random: Random): number[] {
  const lines = [from];
  const least = Math.min(...widths);
  for (;;) {
    const last = lines[lines.length - 1];
    const next = last + widths[random.below(widths.length)];
    if (to - next < least) break;
    lines.push(next);
  }
  lines.push(to);
  return lines;
}

/** Streets run along block borders wherever there is a block on either side. */
function addStreets(
  layouts: Layouts,
  quarter: Quarter,
  us: readonly number[],
  vs: readonly number[],
  blocks: readonly (readonly (BlockUse | null)[])[],
): void {
  const street = (points: Ring, index: number) => {
    const name = streetNames[Math.floor(hash01(index, quarter.name.length, 3) * streetNames.length)];
    layouts.streets.push({ points, name, collector: index % 4 === 0 });
  };
  const line = (fixed: number, from: number, to: number, alongU: boolean): Ring => {
    const places = [from, ...between(from, to, 24), to];
    return places.flatMap((place) => [...(alongU ? quarter.layout(place, fixed) : quarter.layout(fixed, place))]);
  };
  for (let j = 0; j < vs.length; j++) {
    for (let i = 0; i + 1 < us.length; i++) {
      if (blocks[i][j - 1] || blocks[i][j]) street(line(vs[j], us[i], us[i + 1], true), j);
    }
  }
  for (let i = 0; i < us.length; i++) {
    for (let j = 0; j + 1 < vs.length; j++) {
      if (blocks[i - 1]?.[j] || blocks[i]?.[j]) street(line(us[i], vs[j], vs[j + 1], false), i + 50);
    }
  }
}

/** Street names that fit any northern town. */
const streetNames = [
  'Strandgata',
  'Øvre gate',
  'Kirkegata',
  'Fjordvegen',
  'Ørnevegen',
  'Bjørkelia',
  'Rognebærvegen',
  'Skolebakken',
  'Tårnfallet',
  'Måkevegen',
  'Sæterlia',
  'Låvebakken',
  'Nordlysvegen',
  'Sjøgata',
  'Kløvervegen',
  'Åsryggen',
] as const;
