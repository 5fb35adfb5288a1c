import type { Ellipsoid } from './earth.ts';
import type { DatumShift } from './proj-string.ts';

/**
 * Moves longitude and latitude (radians, height 0) from one datum to another over geocentric coordinates, by the
 * position-vector Helmert transformation (EPSG method 9606; IOGP Guidance Note 7-2, section 4.3.3) of each side to WGS 84.
 */
export interface DatumChange {
  apply(pair: Float64Array, at: number): void;
}

type Step = (xyz: Float64Array) => void;
const arcSecond = Math.PI / 648_000;
const noStep: Step = () => {};

function toWgs84(shift: DatumShift, forward: boolean): Step {
  if (shift.kind !== 'parameters') return noStep;
  const [dx, dy, dz, rotationX, rotationY, rotationZ, partsPerMillion] = shift.values;
  const [rx, ry, rz] = [rotationX * arcSecond, rotationY * arcSecond, rotationZ * arcSecond];
  const scale = 1 + partsPerMillion * 1e-6;
  if (forward) {
    return (p) => {
      const [x, y, z] = p;
      p[0] = dx + scale * (x - rz * y + ry * z);
      p[1] = dy + scale * (rz * x + y - rx * z);
      p[2] = dz + scale * (-ry * x + rx * y + z);
    };
  }
  return (p) => {
    const x = (p[0] - dx) / scale;
    const y = (p[1] - dy) / scale;
    const z = (p[2] - dz) / scale;
    // The exact inverse of v + r × v, so that there and back is the same place to a micrometre.
    const along = rx * x + ry * y + rz * z;
    const grown = 1 + rx * rx + ry * ry + rz * rz;
    p[0] = (x + rz * y - ry * z + rx * along) / grown;
    p[1] = (y - rz * x + rx * z + ry * along) / grown;
    p[2] = (z + ry * x - rx * y + rz * along) / grown;
  };
}

/** The change between two datums that both have parameters or count as WGS 84. */
export function createDatumChange(
  from: Ellipsoid,
  fromShift: DatumShift,
  to: Ellipsoid,
  toShift: DatumShift,
): DatumChange {
  const leave = toWgs84(fromShift, true);
  const arrive = toWgs84(toShift, false);
  const xyz = new Float64Array(3);
  const b = to.a * Math.sqrt(1 - to.es);
  const secondEccentricity = to.es / (1 - to.es);
  return {
    apply(pair, at) {
      const [longitude, latitude] = [pair[at], pair[at + 1]];
      const sine = Math.sin(latitude);
      const normal = from.a / Math.sqrt(1 - from.es * sine * sine);
      xyz[0] = normal * Math.cos(latitude) * Math.cos(longitude);
      xyz[1] = normal * Math.cos(latitude) * Math.sin(longitude);
      xyz[2] = normal * (1 - from.es) * sine;
      leave(xyz);
      arrive(xyz);
      // Bowring (1976), "Transformation from spatial to geographical coordinates"; exact to 1e-9 arc seconds near the ellipsoid.
      const distance = Math.hypot(xyz[0], xyz[1]);
      const theta = Math.atan2(xyz[2] * to.a, distance * b);
      pair[at] = Math.atan2(xyz[1], xyz[0]);
      pair[at + 1] = Math.atan2(
        xyz[2] + secondEccentricity * b * Math.sin(theta) ** 3,
        distance - to.es * to.a * Math.cos(theta) ** 3,
      );
    },
  };
}
