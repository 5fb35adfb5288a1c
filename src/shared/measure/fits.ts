import type { FlatRing } from '../geometry/shape/clip-ring.ts';
import { placeRectangle } from '../geometry/shape/fit.ts';
import { isSimple } from '../geometry/shape/near-areas.ts';
import { NetParts } from '../geometry/shape/net-part.ts';
import { featureRings } from '../geometry/shape/pieces.ts';
import type { BuildableInput } from './buildable.ts';

/** A rectangle that is to stand on what is left of a plot. Metres. */
export interface FitsAsk {
  readonly kind: 'fits';
  readonly width: number;
  readonly length: number;
  /** From the plot's own border. */
  readonly setback: number;
}

/** Borders are not known better than this many metres, so a rectangle may lie over one by half of it. */
const tolerance = 0.001;
/** Within this share of the plot, it is untouched or covered altogether. */
const rounding = 1e-9;

/**
 * out[row] = 1 where the rectangle fits at any angle, 0 where not, for plots [from, to); places[3 row ..] = x and y of its
 * centre in the CRS and the direction of its length in degrees from the x axis, counter-clockwise; NaN where it does not fit.
 * NaN for a tangled plot.
 */
export function measureFits(
  input: BuildableInput,
  { width, length, setback }: FitsAsk,
  from: number,
  to: number,
  out: Float64Array,
  places: Float64Array,
): void {
  const { plots, crs, area, covered, pieces, tangled } = input;
  const parts = new NetParts(plots, pieces);
  const unit = 1 / crs.metresPerUnit;
  const left = (row: number): readonly FlatRing[] | null => {
    const under = covered === null ? 0 : covered[row];
    if (area[row] - under < (width - tolerance) * (length - tolerance) * unit * unit) return [];
    const touched = under > area[row] * rounding;
    const rings = featureRings(plots, row);
    if (!touched && setback === 0 && isSimple(rings)) return rings;
    return parts.of(row, { pieces: touched, own: [], setback: setback * unit, expected: area[row] - under });
  };
  for (let row = from; row < to; row++) {
    const rings = left(row);
    const place = rings && placeRectangle(rings, width * unit, length * unit, tolerance * unit);
    tangled[row] = rings ? 0 : 1;
    out[row] = rings === null ? Number.NaN : place ? 1 : 0;
    places[3 * row] = place?.x ?? Number.NaN;
    places[3 * row + 1] = place?.y ?? Number.NaN;
    places[3 * row + 2] = place?.angle ?? Number.NaN;
  }
}
