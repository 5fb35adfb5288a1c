import type { Crs } from '../crs/types.ts';
import type { Raster } from '../dataset/raster.ts';
import type { Polygons } from '../geometry/types.ts';
import { TerrainView } from './terrain.ts';

/** What is read off the slopes inside a plot. */
export type SlopeAsk =
  | { readonly kind: 'slope'; readonly take: 'mean' | 'p90' }
  /** Share of the cells that slope by no more than the limit, in percent. */
  | { readonly kind: 'slope'; readonly take: 'share-under'; readonly limit: number };

/** Less than this share of a plot's cells with a slope, and nothing is said about the plot. */
const leastKnown = 0.5;

/** Slopes of one plot's cells, collected in an array that is reused. */
class Slopes {
  values = new Float64Array(256);
  /** Cells with a slope, and all cells. */
  known = 0;
  cells = 0;

  readonly take = (slope: number): void => {
    this.cells++;
    if (Number.isNaN(slope)) return;
    if (this.known === this.values.length) {
      const larger = new Float64Array(2 * this.known);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.known++] = slope;
  };
}

/**
 * out[row] for plots [from, to): mean or 90th percentile of the slopes in percent, or the share of cells at most the
 * limit. Counted are the cells whose centre lies inside the plot; where there is none, those under its corners and the
 * centre of its box. The first grid that knows at least half of a plot's cells answers for it; NaN where none does.
 */
export function measureSlopes(
  plots: Polygons,
  plotsCrs: Crs,
  terrain: readonly Raster[],
  ask: SlopeAsk,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const views = terrain.map((raster) => new TerrainView(raster, plotsCrs));
  const slopes = new Slopes();
  for (let row = from; row < to; row++) {
    out[row] = Number.NaN;
    for (const view of views) {
      if (!collect(view, plots, row, slopes)) continue;
      out[row] = summary(slopes, ask);
      break;
    }
  }
}

function collect(view: TerrainView, plots: Polygons, row: number, slopes: Slopes): boolean {
  slopes.known = 0;
  slopes.cells = 0;
  if (!view.load(plots, row)) return false;
  view.cellsInside((column, line) => slopes.take(view.slope(column, line)));
  if (slopes.cells === 0) view.cellsTouched((column, line) => slopes.take(view.slope(column, line)));
  return slopes.known > 0 && slopes.known >= leastKnown * slopes.cells;
}

function summary({ values, known }: Slopes, ask: SlopeAsk): number {
  const own = values.subarray(0, known);
  if (ask.take === 'share-under') {
    let under = 0;
    for (const slope of own) if (slope <= ask.limit) under++;
    return under / known;
  }
  if (ask.take === 'mean') return own.reduce((sum, slope) => sum + slope, 0) / known;
  own.sort();
  // Between the two nearest ranks, as Hyndman and Fan's type 7 (numpy, spreadsheets).
  const place = 0.9 * (known - 1);
  const low = Math.floor(place);
  return own[low] + (place - low) * (own[Math.min(known - 1, low + 1)] - own[low]);
}
