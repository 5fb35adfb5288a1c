import { createTransform, type PointTransform } from '../crs/transform.ts';
import type { Crs } from '../crs/types.ts';
import type { Raster } from '../dataset/raster.ts';
import { areaOfRings, type FlatRing, flatArea } from '../geometry/shape/clip-ring.ts';
import { largestArea } from '../geometry/shape/contiguous.ts';
import { isSimple } from '../geometry/shape/near-areas.ts';
import { NetParts } from '../geometry/shape/net-part.ts';
import { featureRings, type PieceIndex } from '../geometry/shape/pieces.ts';
import type { Polygons } from '../geometry/types.ts';
import { TerrainView } from './terrain.ts';

/** What is left of a plot, and which figure of it is wanted. */
export interface BuildableAsk {
  readonly kind: 'buildable';
  readonly take: 'area' | 'largest';
  /** Metres from the plot's own border. */
  readonly setback: number;
  /** Cells steeper than this many percent are taken off; null: the ground does not matter. */
  readonly maxSlope: number | null;
}

/** What the answers are worked out from. */
export interface BuildableInput {
  readonly plots: Polygons;
  readonly crs: Crs;
  /** Area of every plot, and how much of it lies under the constraints, in squared units of the CRS. */
  readonly area: Float64Array;
  readonly covered: Float64Array | null;
  readonly pieces: PieceIndex | null;
  readonly terrain: readonly Raster[];
  /** Set to 1 for a plot too tangled to be worked out, or whose area came out other than by the overlay. */
  readonly tangled: Uint8Array;
}

/** Within this share of the plot, it is untouched or covered altogether. */
const rounding = 1e-9;

/**
 * out[row] in square metres for plots [from, to); NaN where a cell inside the plot has no slope and slope matters, and where
 * the plot is tangled.
 */
export function measureBuildable(
  input: BuildableInput,
  ask: BuildableAsk,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const { plots, crs, area, covered } = input;
  const parts = new NetParts(plots, input.pieces);
  const steep = ask.maxSlope === null ? null : new SteepCells(input.terrain, crs, ask.maxSlope);
  const setback = ask.setback / crs.metresPerUnit;
  const square = crs.metresPerUnit * crs.metresPerUnit;
  const figure = ask.take === 'largest' ? largestArea : areaOfRings;
  for (let row = from; row < to; row++) {
    const own = steep ? steep.of(plots, row) : [];
    const under = covered === null ? 0 : covered[row];
    if (own === null) out[row] = Number.NaN;
    else if (under >= area[row] * (1 - rounding)) out[row] = 0;
    else {
      const touched = under > area[row] * rounding;
      const whole = !touched && own.length === 0 && setback === 0;
      if (whole && (ask.take === 'area' || isSimple(featureRings(plots, row)))) out[row] = area[row] * square;
      else {
        const left = parts.of(row, { pieces: touched, own, setback, expected: area[row] - under });
        if (left === null) input.tangled[row] = 1;
        out[row] = left === null ? Number.NaN : figure(left) * square;
      }
    }
  }
}

/** The cells of a plot that are too steep, as rings in the plots' CRS. */
export class SteepCells {
  private readonly views: readonly { readonly view: TerrainView; readonly back: PointTransform }[];
  private readonly at = new Float64Array(2);

  constructor(
    terrain: readonly Raster[],
    crs: Crs,
    private readonly limit: number,
  ) {
    this.views = terrain.map((raster) => {
      const back = createTransform(raster.crs, crs);
      if (!back.ok) throw new Error('terrain: the grid has no place among the plots');
      return { view: new TerrainView(raster, crs), back: back.value };
    });
  }

  /** From the first grid that knows the slope of every cell of the plot; null where none does. */
  of(plots: Polygons, row: number): readonly FlatRing[] | null {
    for (const { view, back } of this.views) if (view.load(plots, row) && knowsAll(view)) return this.rings(view, back);
    return null;
  }

  private rings(view: TerrainView, back: PointTransform): FlatRing[] {
    const { box } = view;
    const rings: FlatRing[] = [];
    const last = Math.floor(box[2]);
    for (let row = Math.floor(box[1]); row <= Math.floor(box[3]); row++) {
      let start = Number.NaN;
      for (let column = Math.floor(box[0]); column <= last + 1; column++) {
        const isSteep = column <= last && view.slope(column, row) > this.limit;
        if (isSteep && Number.isNaN(start)) start = column;
        else if (!isSteep && !Number.isNaN(start)) {
          rings.push(this.run(view, back, start, column, row));
          start = Number.NaN;
        }
      }
    }
    return rings;
  }

  /** A run of cells with a vertex at every corner of every cell, so that neighbouring rows share their vertices. */
  private run(view: TerrainView, back: PointTransform, start: number, end: number, row: number): FlatRing {
    const [a, b, c, d, e, f] = view.raster.transform;
    const ring: number[] = [];
    const corner = (column: number, line: number) => {
      back.apply(a * column + b * line + c, d * column + e * line + f, this.at, 0);
      ring.push(Math.round(this.at[0] * 1e6) / 1e6, Math.round(this.at[1] * 1e6) / 1e6);
    };
    for (let column = start; column <= end; column++) corner(column, row);
    for (let column = end; column >= start; column--) corner(column, row + 1);
    if (flatArea(ring) > 0) return ring;
    const turned: number[] = [];
    for (let i = ring.length - 2; i >= 0; i -= 2) turned.push(ring[i], ring[i + 1]);
    return turned;
  }
}

function knowsAll(view: TerrainView): boolean {
  let known = true;
  let cells = 0;
  const look = (column: number, row: number) => {
    cells++;
    if (Number.isNaN(view.slope(column, row))) known = false;
  };
  view.cellsInside(look);
  if (cells === 0) view.cellsTouched(look);
  return known;
}
