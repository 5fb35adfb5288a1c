import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { crsByCode } from './crs-table.ts';
import { type Bounds, geographicOf, insideArea, lonLatExtent, overGrid } from './extent.ts';
import { readCrsDefinition } from './read-definition.ts';
import { createTransform, definitionOf } from './transform.ts';
import type { Crs } from './types.ts';
import { metricCrsOf } from './utm-zone.ts';

/** Why a working CRS was chosen: the plots' own, the UTM zone or SWEREF 99 TM at the plots, or the user's word. */
export type WorkingCrsReason = 'plots' | 'utm' | 'sweref' | 'override';

/** Degrees by which data may stand out of a CRS's area of use: the register's boxes are rounded, coasts are not. */
const areaMargin = 0.1;

/**
 * The CRS in which areas and distances are measured: the plots' own if it is projected, in metres, not Mercator and the
 * plots lie inside its area of use; else SWEREF 99 TM in Sweden or the UTM zone of the middle of the plots. `override` is
 * any projected CRS ("EPSG:2249", well-known text); degrees and Mercator are refused (`working-crs-geographic`,
 * `working-crs-mercator`), as is what cannot be read. Results are SI whatever the unit: see `Crs.metresPerUnit`.
 */
export function chooseWorkingCrs(
  plots: Crs,
  extentInPlotsCrs: Bounds,
  override: string | null,
): Outcome<{ readonly crs: Crs; readonly reason: WorkingCrsReason }, Problem> {
  if (override !== null) return chosenByUser(override);
  if (plots.kind === 'unknown') return failure(problem('crs-unknown', { name: plots.name }));
  const place = lonLatExtent(plots, extentInPlotsCrs);
  if (!place) return failure(problem('plots-outside-crs', { crs: plots.code ?? plots.name }));
  const suitable = plots.kind === 'projected' && Math.abs(plots.metresPerUnit - 1) < 1e-9 && !isMercator(plots);
  // An unregistered CRS has no area of use; it serves where its scale error stays below one in a thousand.
  const fits =
    suitable &&
    (plots.areaOfUse
      ? insideArea(place, plots.areaOfUse, areaMargin)
      : largestScaleError(plots, plots, extentInPlotsCrs) < 1e-3);
  if (fits) return success({ crs: plots, reason: 'plots' });
  const crs = metricCrsOf((place[0] + place[2]) / 2, (place[1] + place[3]) / 2);
  if (!crs) return failure(problem('working-crs-polar', { latitude: Number(place[3].toFixed(1)) }));
  // Plots that reach out of their zone's area of use, in the zone of their middle: nothing better is at hand.
  if (suitable && crs.code === plots.code) return success({ crs: plots, reason: 'plots' });
  return success({ crs, reason: crs.code === 'EPSG:3006' ? 'sweref' : 'utm' });
}

function chosenByUser(text: string): Outcome<{ readonly crs: Crs; readonly reason: 'override' }, Problem> {
  const crs = crsByCode(text, 'user') ?? readCrsDefinition(text, 'user').crs;
  if (crs.kind === 'unknown') return failure(problem('working-crs-unreadable', { text: text.slice(0, 60) }));
  const details = { crs: crs.code ?? crs.name, name: crs.name };
  if (crs.kind === 'geographic') return failure(problem('working-crs-geographic', details));
  if (isMercator(crs)) return failure(problem('working-crs-mercator', details));
  return success({ crs, reason: 'override' });
}

/** Whether a CRS is Mercator (Web Mercator among them), whose scale grows without bound towards the poles. */
export function isMercator(crs: Crs): boolean {
  const read = definitionOf(crs);
  return read.ok && read.value.method === 'merc';
}

/**
 * The largest relative error of length that a CRS makes inside an extent given in `extentCrs` (0.0004 is 4 cm in 100 m), in
 * any direction. Numerically: at 9 by 9 points the map's metres are compared with the ellipsoid's (radii of curvature M and
 * N, J. P. Snyder, "Map projections: a working manual", USGS 1987, eq. 4-18 to 4-20) by central differences over 2 m on
 * the map; the extremes over directions are the singular values of the Jacobian. NaN when no point can be transformed.
 */
export function largestScaleError(crs: Crs, extentCrs: Crs, extent: Bounds): number {
  const geographic = geographicOf(crs);
  const into = createTransform(extentCrs, crs);
  const read = definitionOf(crs);
  if (!geographic || !into.ok || !read.ok || crs.kind !== 'projected') return Number.NaN;
  const back = createTransform(crs, geographic);
  if (!back.ok) return Number.NaN;
  const { a, es } =
    isMercator(crs) && read.value.ellipsoid.es === 0 ? { a: 6378137, es: 0.00669437999014 } : read.value.ellipsoid;
  const step = 1 / crs.metresPerUnit;
  const p = new Float64Array(10);
  let worst = Number.NaN;
  overGrid(extent, 8, (x, y) => {
    into.value.apply(x, y, p, 0);
    const [east, north] = p;
    back.value.apply(east + step, north, p, 0);
    back.value.apply(east - step, north, p, 2);
    back.value.apply(east, north + step, p, 4);
    back.value.apply(east, north - step, p, 6);
    back.value.apply(east, north, p, 8);
    const sine = Math.sin((p[9] * Math.PI) / 180);
    const w = Math.sqrt(1 - es * sine * sine);
    const perLatitude = ((a * (1 - es)) / w ** 3) * (Math.PI / 180);
    const perLongitude = (a / w) * Math.cos((p[9] * Math.PI) / 180) * (Math.PI / 180);
    const error = extremeScaleError(
      (turn(p[0] - p[2]) * perLongitude) / 2,
      ((p[1] - p[3]) * perLatitude) / 2,
      (turn(p[4] - p[6]) * perLongitude) / 2,
      ((p[5] - p[7]) * perLatitude) / 2,
    );
    if (Number.isFinite(error) && !(error <= worst)) worst = error;
  });
  return worst;
}

const turn = (degrees: number): number => degrees - 360 * Math.round(degrees / 360);

/** Ground metres per map metre along x (a, b) and y (c, d): how far the map's scale in any direction is from 1. */
function extremeScaleError(a: number, b: number, c: number, d: number): number {
  const sum = a * a + b * b + c * c + d * d;
  const determinant = Math.abs(a * d - b * c);
  const spread = Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant));
  const longest = Math.sqrt((sum + spread) / 2);
  const shortest = determinant / longest;
  return Math.max(Math.abs(1 / longest - 1), Math.abs(1 / shortest - 1));
}
