import { type Issue, issue } from '../lib/issue.ts';
import { crsByCode } from './crs-table.ts';
import { type Bounds, insideArea, lonLatExtent } from './extent.ts';
import type { Crs } from './types.ts';

/** A layer to be judged, and where the plots (or whatever is sure) lie. */
export interface PlacementQuestion {
  /** The layer's name, for the words of issues. */
  readonly layer: string;
  /** The CRS that the layer's files state, or `unknownCrs`. */
  readonly crs: Crs;
  /** The layer's extent in its own coordinates, as they stand in the file. */
  readonly ownExtent: Bounds;
  /** What the layer should lie near to, in its own CRS; null when nothing is known yet. */
  readonly workingCrs: Crs | null;
  readonly plotsExtent: Bounds | null;
}

/** A CRS that the coordinates could be in. */
export interface PlacementCandidate {
  readonly crs: Crs;
  /** x and y change places before this CRS makes sense. */
  readonly axesSwapped: boolean;
  /** Where the layer would lie: west, south, east, north in degrees. */
  readonly place: Bounds;
  /** Kilometres between the layer and the plots, 0 when they meet; null when there is nothing to compare with. */
  readonly distanceKm: number | null;
}

export interface Placement {
  readonly issues: readonly Issue[];
  /** Best first, at most eight; empty when nothing is wrong. For a person to choose from: never applied by the program. */
  readonly candidates: readonly PlacementCandidate[];
}

/** Layers farther than this from the plots are pointed out, in kilometres. */
const farKm = 150;
/** Layers this far away are pointed out too if some other CRS puts them right on the plots. */
const suspiciousKm = 10;

/** Systems that municipal data in the Nordic countries comes in, the likeliest first; then common ones elsewhere. */
const usual: readonly number[] = [
  25833,
  25832,
  25835,
  3006,
  4326,
  4258,
  3857,
  3067,
  25834,
  25831,
  25836,
  3021,
  32633,
  32632,
  32634,
  32635,
  23032,
  23033,
  ...Array.from({ length: 26 }, (_, zone) => 5105 + zone),
  ...Array.from({ length: 12 }, (_, zone) => 3007 + zone),
  ...Array.from({ length: 8 }, (_, zone) => 27391 + zone),
  3034,
  3035,
  25829,
  25830,
  25837,
  27700,
  2154,
  28992,
  31370,
  2056,
  2180,
  3346,
  3301,
  3059,
  5514,
  26910,
  26911,
  26912,
  26913,
  26914,
  26915,
  26916,
  26917,
  26918,
  26919,
  2249,
  26986,
];

/** What is certainly not so: such a layer is not measured, whereas one that only lies oddly is. */
const impossible: readonly string[] = ['crs-metres-in-degrees', 'crs-degrees-in-metres', 'crs-outside-earth'];

/**
 * Notices a layer whose coordinates cannot be what its CRS says (metres in a CRS of degrees, degrees in one of metres,
 * latitude and longitude exchanged, outside the area of use) or that lies far from the plots, and ranks the CRS in which it
 * would lie better. A layer without CRS gets candidates and no issue of its own (the reader has told already).
 */
export function judgePlacement(question: PlacementQuestion): Placement {
  const { layer, crs, ownExtent, workingCrs, plotsExtent } = question;
  if (!ownExtent.every(Number.isFinite)) return { issues: [], candidates: [] };
  const plots = workingCrs && plotsExtent ? lonLatExtent(workingCrs, plotsExtent) : null;
  if (crs.kind === 'unknown') return { issues: [], candidates: candidatesFor(crs, ownExtent, plots) };
  const found = faultOf(crs, ownExtent, plots);
  if (!found) return { issues: [], candidates: [] };
  const candidates = candidatesFor(crs, ownExtent, plots);
  const best = candidates[0];
  const details = {
    layer,
    crs: crs.code ?? crs.name,
    kilometres: found.kilometres,
    candidate: best ? `${best.crs.code} ${best.crs.name}${best.axesSwapped ? ' (x ↔ y)' : ''}` : '',
  };
  const severity = impossible.includes(found.code) ? 'error' : 'warning';
  return { issues: [issue(severity, found.code, details)], candidates };
}

function faultOf(crs: Crs, extent: Bounds, plots: Bounds | null): { code: string; kilometres: number } | null {
  const [minX, minY, maxX, maxY] = extent;
  const largest = Math.max(Math.abs(minX), Math.abs(minY), Math.abs(maxX), Math.abs(maxY));
  const place = lonLatExtent(crs, extent);
  const kilometres = place && plots ? Math.round(apartKm(place, plots)) : 0;
  if (crs.kind === 'geographic') {
    if (largest > 540) return { code: 'crs-metres-in-degrees', kilometres };
    const swapped = lonLatExtent(crs, swap(extent));
    const better = place && plots && swapped ? apartKm(swapped, plots) < farKm && kilometres > farKm : false;
    if (swapped && (!place || better)) return { code: 'crs-axes-swapped', kilometres };
  } else if (largest <= 360 && looksLikeDegrees(extent)) return { code: 'crs-degrees-in-metres', kilometres };
  if (!place) return { code: 'crs-outside-earth', kilometres };
  if (plots && kilometres > farKm) return { code: 'crs-far-away', kilometres };
  const elsewhere = plots && kilometres > suspiciousKm ? candidatesFor(crs, extent, plots)[0] : undefined;
  if (elsewhere?.distanceKm === 0 && !elsewhere.axesSwapped) return { code: 'crs-far-away', kilometres };
  const area = crs.areaOfUse;
  // Neighbouring zones are used far beyond their box on purpose (all of Norway in zone 33); nonsense lies farther out.
  if (!plots && area && !insideArea(place, area, 20)) return { code: 'crs-outside-area', kilometres };
  return null;
}

const looksLikeDegrees = ([minX, minY, maxX, maxY]: Bounds): boolean =>
  minX >= -180 && maxX <= 360 && minY >= -90 && maxY <= 90 && !(minX === 0 && minY === 0 && maxX === 0 && maxY === 0);

const swap = ([minX, minY, maxX, maxY]: Bounds): Bounds => [minY, minX, maxY, maxX];

function candidatesFor(stated: Crs, extent: Bounds, plots: Bounds | null): readonly PlacementCandidate[] {
  const local = plots ? zonesAt((plots[0] + plots[2]) / 2) : [];
  const codes = [...new Set([...usual, ...local])];
  const ranked: { candidate: PlacementCandidate; penalty: number }[] = [];
  codes.forEach((number, order) => {
    const crs = crsByCode(`EPSG:${number}`, 'guess');
    if (!crs) return;
    for (const axesSwapped of [false, true]) {
      if (!axesSwapped && crs.code === stated.code) continue;
      const candidate = place(crs, extent, axesSwapped, plots);
      if (candidate) ranked.push({ candidate, penalty: penaltyOf(candidate, order) });
    }
  });
  ranked.sort((one, other) => one.penalty - other.penalty);
  return ranked.slice(0, 8).map(({ candidate }) => candidate);
}

function zonesAt(longitude: number): readonly number[] {
  const zone = Math.min(60, Math.max(1, Math.floor((longitude + 180) / 6) + 1));
  return [32600 + zone, 32700 + zone, ...(zone <= 23 ? [26900 + zone] : [])];
}

function place(crs: Crs, extent: Bounds, axesSwapped: boolean, plots: Bounds | null): PlacementCandidate | null {
  const own = axesSwapped ? swap(extent) : extent;
  if (crs.kind === 'projected' && looksLikeDegrees(own)) return null;
  const at = lonLatExtent(crs, own);
  if (!at || !crs.areaOfUse || !touches(at, crs.areaOfUse)) return null;
  const distanceKm = plots ? Math.round(apartKm(at, plots)) : null;
  if (distanceKm !== null && distanceKm > farKm) return null;
  return { crs, axesSwapped, place: at, distanceKm };
}

/** Less is better: kilometres from the plots weigh most, then exchanged axes, then how usual the CRS is. */
function penaltyOf({ crs, place: at, distanceKm, axesSwapped }: PlacementCandidate, order: number): number {
  const [x, y] = [(at[0] + at[2]) / 2, (at[1] + at[3]) / 2];
  const outside = crs.areaOfUse && insideArea([x, y, x, y], crs.areaOfUse, 0) ? 0 : 30;
  return (distanceKm ?? 0) * 10 + (axesSwapped ? 200 : 0) + outside + order;
}

const touches = (at: Bounds, area: Bounds): boolean =>
  at[3] >= area[1] &&
  at[1] <= area[3] &&
  (area[0] <= area[2] ? at[2] >= area[0] && at[0] <= area[2] : at[2] >= area[0] || at[0] <= area[2]);

/** Kilometres between two boxes of degrees, on the sphere; 0 when they meet. */
function apartKm(one: Bounds, other: Bounds): number {
  const gap = (a: number, b: number, c: number, d: number) => Math.max(0, c - b, a - d);
  const latitudes = gap(one[1], one[3], other[1], other[3]);
  let longitudes = gap(one[0], one[2], other[0], other[2]);
  longitudes = Math.min(longitudes, Math.abs(360 - longitudes));
  const middle = Math.min(89, Math.abs((one[1] + one[3] + other[1] + other[3]) / 4));
  return 111.2 * Math.hypot(latitudes, longitudes * Math.cos((middle * Math.PI) / 180));
}
