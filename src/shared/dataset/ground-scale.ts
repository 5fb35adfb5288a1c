import { ellipsoids } from '../crs/earth.ts';
import type { ProjDefinition } from '../crs/proj-string.ts';
import { createProjector } from '../crs/projector.ts';
import { definitionOf } from '../crs/transform.ts';
import type { Crs } from '../crs/types.ts';
import type { Problem } from '../lib/issue.ts';
import { type Outcome, success } from '../lib/outcome.ts';

/** Writes how many metres on the ground one unit of x and one of y are at a place, to out[0] and out[1]. */
export type GroundScale = (x: number, y: number, out: Float64Array) => void;

/**
 * Metres on the ground per unit of a CRS. Degrees: by the radii of curvature at their latitude. Mercator: its scale grows
 * with 1 / cos(latitude), so it is taken back. Any other projection: the unit's own length, since what survey grids
 * are off (0.04 % for UTM at the middle of its zone) does not matter to a slope. Formulas: Snyder, USGS PP 1395, 1987,
 * (4-18) to (4-20) and (7-8).
 */
export function createGroundScale(crs: Crs): Outcome<GroundScale, Problem> {
  const definition = definitionOf(crs);
  if (!definition.ok) return definition;
  const { method, ellipsoid } = definition.value;
  if (method === 'longlat') return success((_, y, out) => writeRadii(y * radian, ellipsoid, radian, out));
  if (method === 'merc') return success(mercatorScale(definition.value));
  const metres = crs.metresPerUnit;
  return success((_, __, out) => {
    out[0] = metres;
    out[1] = metres;
  });
}

const radian = Math.PI / 180;

/** Metres per `unit` radians of longitude and of latitude. */
function writeRadii(latitude: number, { a, es }: ProjDefinition['ellipsoid'], unit: number, out: Float64Array): void {
  const sine = Math.sin(latitude);
  const w = 1 - es * sine * sine;
  const normal = a / Math.sqrt(w);
  out[0] = normal * Math.cos(latitude) * unit;
  out[1] = ((normal * (1 - es)) / w) * unit;
}

function mercatorScale(definition: ProjDefinition): GroundScale {
  const projector = createProjector(definition);
  const { a, es } = definition.ellipsoid;
  const sine = Math.sin((definition.parameters.get('lat_ts') ?? 0) * radian);
  const atStandard = Math.sqrt(1 - sine * sine) / Math.sqrt(1 - es * sine * sine);
  const k = definition.parameters.has('lat_ts') ? atStandard : (definition.parameters.get('k') ?? 1);
  // Web Mercator puts latitudes of the ellipsoid on a sphere: distances on the ground are those of the ellipsoid.
  const ground = ellipsoids.get('WGS84') ?? definition.ellipsoid;
  const place = new Float64Array(2);
  return (x, y, out) => {
    projector?.toRadians(x, y, place, 0);
    const latitude = place[1];
    if (es > 0) {
      writeRadii(latitude, definition.ellipsoid, 1, out);
      out[0] *= definition.metresPerUnit / (a * k);
      out[1] = out[0];
      return;
    }
    writeRadii(latitude, a === 6378137 ? ground : definition.ellipsoid, 1, out);
    out[0] *= definition.metresPerUnit / (a * k);
    out[1] *= (definition.metresPerUnit * Math.cos(latitude)) / (a * k);
  };
}
