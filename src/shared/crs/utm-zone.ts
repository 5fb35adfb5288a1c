import { crsByCode } from './crs-table.ts';
import { insideArea } from './extent.ts';
import type { Crs } from './types.ts';

/**
 * The land and near waters of Sweden as a coarse ring of longitude, latitude pairs: good to some 10 km along the borders,
 * which is enough to choose between SWEREF 99 TM and the neighbouring UTM zones (they agree within 2 m where they meet).
 */
const sweden: readonly (readonly [number, number])[] = [
  [10.6, 59.0],
  [11.25, 59.08],
  [11.75, 58.95],
  [11.7, 59.55],
  [12.0, 59.85],
  [12.45, 60.05],
  [12.55, 60.4],
  [12.25, 60.98],
  [12.85, 61.33],
  [12.15, 61.7],
  [12.3, 62.25],
  [12.05, 63.15],
  [12.65, 63.95],
  [13.95, 64.02],
  [14.1, 64.45],
  [13.68, 64.57],
  [14.33, 65.12],
  [14.6, 66.13],
  [15.47, 66.28],
  [15.4, 66.48],
  [16.02, 66.9],
  [16.4, 67.05],
  [16.1, 67.42],
  [16.75, 67.92],
  [17.3, 68.1],
  [17.9, 67.95],
  [18.15, 68.2],
  [18.1, 68.52],
  [19.95, 68.35],
  [20.2, 68.48],
  [20.0, 68.6],
  [20.33, 68.8],
  [20.3, 69.05],
  [20.55, 69.06],
  [21.6, 68.55],
  [22.8, 68.35],
  [23.65, 67.93],
  [23.45, 67.45],
  [23.75, 67.25],
  [23.6, 66.85],
  [23.95, 66.6],
  [23.65, 66.3],
  [24.16, 65.82],
  [23.5, 65.3],
  [21.3, 63.8],
  [19.8, 62.6],
  [18.6, 60.9],
  [19.12, 60.25],
  [19.9, 59.0],
  [20.0, 57.9],
  [18.0, 56.2],
  [14.6, 55.6],
  [14.2, 55.2],
  [12.75, 55.25],
  [12.85, 55.6],
  [12.65, 55.98],
  [12.2, 56.4],
  [11.3, 57.5],
  [10.6, 58.6],
];

/** Whether a place lies in Sweden, within the coarseness of the ring above. */
export function inSweden(longitude: number, latitude: number): boolean {
  let inside = false;
  for (let i = 0, j = sweden.length - 1; i < sweden.length; j = i++) {
    const [x1, y1] = sweden[i];
    const [x2, y2] = sweden[j];
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** UTM zone 1..60 of a place, with the exceptions of western Norway (32V) and Svalbard (31X-37X). Source: DMA TM 8358.2. */
export function utmZone(longitude: number, latitude: number): number {
  if (latitude >= 56 && latitude < 64 && longitude >= 3 && longitude < 12) return 32;
  if (latitude >= 72 && latitude <= 84 && longitude >= 0 && longitude < 42) {
    if (longitude < 9) return 31;
    if (longitude < 21) return 33;
    return longitude < 33 ? 35 : 37;
  }
  return Math.min(60, Math.max(1, Math.floor((longitude + 180) / 6) + 1));
}

/**
 * The national metric CRS of a place: SWEREF 99 TM in Sweden, ETRS89 / UTM (258xx) elsewhere in Europe, NAD83 / UTM (269xx)
 * in North America, WGS 84 / UTM (326xx, 327xx) in the rest of the world. Null beyond 84 N and 80 S, where UTM ends.
 */
export function metricCrsOf(longitude: number, latitude: number): Crs | null {
  if (!(latitude > -80 && latitude < 84)) return null;
  if (inSweden(longitude, latitude)) return crsByCode('EPSG:3006', 'guess');
  const zone = utmZone(longitude, latitude);
  const inFrame = (code: string) => {
    const area = crsByCode(code, 'guess')?.areaOfUse;
    return area !== null && area !== undefined && insideArea([longitude, latitude, longitude, latitude], area, 0);
  };
  if (zone >= 28 && zone <= 38 && inFrame('EPSG:4258')) return crsByCode(`EPSG:${25800 + zone}`, 'guess');
  if (zone <= 23 && inFrame('EPSG:4269')) return crsByCode(`EPSG:${26900 + zone}`, 'guess');
  return crsByCode(`EPSG:${(latitude < 0 ? 32700 : 32600) + zone}`, 'guess');
}
