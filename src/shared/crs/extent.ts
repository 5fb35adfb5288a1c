import { createTransform, definitionOf, type PointTransform } from './transform.ts';
import type { Crs } from './types.ts';

/** minX, minY, maxX, maxY in the units of a CRS; west, south, east, north for a geographic one. */
export type Bounds = readonly [number, number, number, number];

/** Longitude and latitude on the datum of a CRS itself, so that no datum shift lies between them and its coordinates. */
export function geographicOf(crs: Crs): Crs | null {
  const read = definitionOf(crs);
  if (!read.ok) return null;
  const kept = (crs.definition ?? '').split(/\s+/).filter((word) => /^\+(ellps|a|b|rf|R|datum|towgs84)=/.test(word));
  return {
    kind: 'geographic',
    code: null,
    name: `${crs.name} (lon, lat)`,
    source: crs.source,
    definition: ['+proj=longlat', ...kept, '+no_defs'].join(' '),
    metresPerUnit: Number.NaN,
    areaOfUse: null,
  };
}

/** WGS 84 longitude and latitude. */
export const lonLatCrs: Crs = {
  kind: 'geographic',
  code: 'EPSG:4326',
  name: 'WGS 84',
  source: 'none',
  definition: '+proj=longlat +datum=WGS84 +no_defs',
  metresPerUnit: Number.NaN,
  areaOfUse: [-180, -90, 180, 90],
};

/** Calls back with a `steps` + 1 by `steps` + 1 grid of points over an extent. */
export function overGrid(extent: Bounds, steps: number, visit: (x: number, y: number) => void): void {
  const [minX, minY, maxX, maxY] = extent;
  for (let row = 0; row <= steps; row++) {
    for (let column = 0; column <= steps; column++) {
      visit(minX + ((maxX - minX) * column) / steps, minY + ((maxY - minY) * row) / steps);
    }
  }
}

/** The extent of an extent after a transformation, from a grid of 9 by 9 points; null when some point has no place. */
export function transformExtent(extent: Bounds, transform: PointTransform): Bounds | null {
  const point = new Float64Array(2);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let whole = true;
  overGrid(extent, 8, (x, y) => {
    transform.apply(x, y, point, 0);
    if (!Number.isFinite(point[0]) || !Number.isFinite(point[1])) whole = false;
    west = Math.min(west, point[0]);
    south = Math.min(south, point[1]);
    east = Math.max(east, point[0]);
    north = Math.max(north, point[1]);
  });
  return whole ? [west, south, east, north] : null;
}

/** The extent in degrees of WGS 84; null when the CRS is unknown or some of the extent has no place on earth. */
export function lonLatExtent(crs: Crs, extent: Bounds): Bounds | null {
  const transform = createTransform(crs, lonLatCrs);
  const place = transform.ok ? transformExtent(extent, transform.value) : null;
  return place && place[1] >= -90.000001 && place[3] <= 90.000001 && place[0] >= -540 && place[2] <= 540 ? place : null;
}

/** Whether `inner` lies inside `area` widened by `margin` degrees; areas may cross the antimeridian (west > east). */
export function insideArea(inner: Bounds, area: Bounds, margin: number): boolean {
  const [west, south, east, north] = inner;
  if (south < area[1] - margin || north > area[3] + margin) return false;
  const within = (longitude: number) =>
    area[0] <= area[2]
      ? longitude >= area[0] - margin && longitude <= area[2] + margin
      : longitude >= area[0] - margin || longitude <= area[2] + margin;
  return within(west) && within(east);
}
