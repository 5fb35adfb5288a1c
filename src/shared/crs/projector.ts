import proj4 from 'proj4';
import { createTransverseMercator } from './krueger.ts';
import type { ProjDefinition } from './proj-string.ts';

/** Takes coordinates of one CRS to and from radians on its own datum and meridian of Greenwich. */
export interface Projector {
  toRadians(x: number, y: number, out: Float64Array, at: number): void;
  fromRadians(longitude: number, latitude: number, out: Float64Array, at: number): void;
}

const radian = Math.PI / 180;

/** Whether the projection library can do this definition at all. */
export function canProject(definition: ProjDefinition): boolean {
  return createProjector(definition) !== null;
}

/** The projector of a definition; null when its method is not supported. */
export function createProjector(definition: ProjDefinition): Projector | null {
  const meridian = definition.primeMeridian * radian;
  if (definition.method === 'longlat') return geographicProjector(meridian);
  const plane = planeProjector(definition);
  if (!plane) return null;
  const [signX, signY] = definition.axisSigns;
  const [perX, perY] = [definition.metresPerUnit * signX, definition.metresPerUnit * signY];
  return {
    toRadians(x, y, out, at) {
      plane.toRadians(x * perX, y * perY, out, at);
      out[at] += meridian;
    },
    fromRadians(longitude, latitude, out, at) {
      plane.fromRadians(longitude - meridian, latitude, out, at);
      out[at] /= perX;
      out[at + 1] /= perY;
    },
  };
}

function planeProjector(definition: ProjDefinition): Projector | null {
  if (isWebMercator(definition)) return webMercatorPlane;
  // The library's equidistant cylindrical is spherical; on an ellipsoid it would be kilometres off.
  if (definition.method === 'eqc' && definition.ellipsoid.es > 0) return null;
  return definition.method === 'tmerc' && !definition.flags.has('approx') ? krueger(definition) : library(definition);
}

const geographicProjector = (meridian: number): Projector => ({
  toRadians(x, y, out, at) {
    const possible = Math.abs(y) <= 90 + 1e-9 && Math.abs(x) <= 540;
    out[at] = possible ? x * radian + meridian : Number.NaN;
    out[at + 1] = possible ? y * radian : Number.NaN;
  },
  fromRadians(longitude, latitude, out, at) {
    let degrees = (longitude - meridian) / radian;
    if (degrees > 180 || degrees < -180) degrees -= 360 * Math.round(degrees / 360);
    out[at] = degrees;
    out[at + 1] = latitude / radian;
  },
});

const isWebMercator = ({ method, ellipsoid, parameters }: ProjDefinition): boolean =>
  method === 'merc' &&
  ellipsoid.es === 0 &&
  ellipsoid.a === 6378137 &&
  [...parameters].every(([key, value]) => value === (key === 'k' ? 1 : 0));

/** Spherical Mercator on the radius of WGS 84 (EPSG method 1024), written out because every drawn vertex goes through it. */
const webMercatorPlane: Projector = {
  toRadians(x, y, out, at) {
    out[at] = Math.abs(x) < 3e7 ? x / 6378137 : Number.NaN;
    out[at + 1] = Math.atan(Math.sinh(y / 6378137));
  },
  fromRadians(longitude, latitude, out, at) {
    const tangent = Math.tan(latitude);
    out[at] = 6378137 * longitude;
    out[at + 1] = Math.abs(latitude) < Math.PI / 2 - 1e-9 ? 6378137 * Math.asinh(tangent) : Number.NaN;
  },
};

function krueger(definition: ProjDefinition): Projector {
  const get = (key: string, fallback = 0) => definition.parameters.get(key) ?? fallback;
  const projection = createTransverseMercator(
    definition.ellipsoid,
    get('lat_0') * radian,
    get('lon_0') * radian,
    get('k', 1),
    get('x_0'),
    get('y_0'),
  );
  return { toRadians: projection.inverse, fromRadians: projection.forward };
}

/** What this module uses of the projection library's projection object: radians and metres, point objects in and out. */
interface LibraryProjection {
  forward(point: { x: number; y: number }): { x: number; y: number } | undefined | null;
  inverse(point: { x: number; y: number }): { x: number; y: number } | undefined | null;
}

function library(definition: ProjDefinition): Projector | null {
  const projection = openLibrary(definition);
  if (!projection) return null;
  const run = (act: 'forward' | 'inverse', x: number, y: number, out: Float64Array, at: number): void => {
    let result: { x: number; y: number } | undefined | null = null;
    if (Number.isFinite(x) && Number.isFinite(y)) {
      try {
        result = projection[act]({ x, y });
      } catch {
        // The library throws for points outside a projection's domain; such a point has no coordinates.
      }
    }
    const good = result && Number.isFinite(result.x) && Number.isFinite(result.y);
    out[at] = result && good ? result.x : Number.NaN;
    out[at + 1] = result && good ? result.y : Number.NaN;
  };
  return {
    toRadians: (x, y, out, at) => run('inverse', x, y, out, at),
    fromRadians: (longitude, latitude, out, at) => run('forward', longitude, latitude, out, at),
  };
}

function openLibrary(definition: ProjDefinition): LibraryProjection | null {
  const { a, es } = definition.ellipsoid;
  const words = [`+proj=${definition.method}`, `+a=${a}`, es === 0 ? `+b=${a}` : `+rf=${1 / (1 - Math.sqrt(1 - es))}`];
  for (const key of ['lat_0', 'lon_0', 'x_0', 'y_0']) {
    if (!definition.parameters.has(key)) words.push(`+${key}=0`);
  }
  // Some of the library's projections take a missing scale factor for NaN.
  if (!definition.parameters.has('k')) words.push('+k_0=1');
  for (const [key, value] of definition.parameters) words.push(`+${key === 'k' ? 'k_0' : key}=${value}`);
  for (const flag of definition.flags) words.push(`+${flag}`);
  try {
    return new proj4.Proj(`${words.join(' ')} +no_defs`) as unknown as LibraryProjection;
  } catch {
    return null;
  }
}
