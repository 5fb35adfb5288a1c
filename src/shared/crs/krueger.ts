import type { Ellipsoid } from './earth.ts';

/**
 * Transverse Mercator by Krüger's series in the third flattening n, to sixth order: C. F. F. Karney, "Transverse
 * Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), equations 7-9, 12, 19-21, 35 and 36.
 * Errors are below 5 nm within 3,900 km of the central meridian. Farther than 80 degrees from it, where no map of this
 * kind is meant, results are NaN. Angles in radians, lengths in metres; `out[at]`, `out[at + 1]` receive the pair.
 */
export interface TransverseMercator {
  /** Longitude relative to Greenwich (or the datum's meridian) and latitude to easting and northing. */
  forward(longitude: number, latitude: number, out: Float64Array, at: number): void;
  /** Easting and northing to longitude and latitude. */
  inverse(x: number, y: number, out: Float64Array, at: number): void;
}

const farthest = (80 * Math.PI) / 180;
const highestEta = Math.asinh(Math.tan(farthest));

function forwardSeries(n: number): Float64Array {
  const [n2, n3, n4, n5, n6] = [n ** 2, n ** 3, n ** 4, n ** 5, n ** 6];
  return Float64Array.of(
    n / 2 - (2 * n2) / 3 + (5 * n3) / 16 + (41 * n4) / 180 - (127 * n5) / 288 + (7891 * n6) / 37800,
    (13 * n2) / 48 - (3 * n3) / 5 + (557 * n4) / 1440 + (281 * n5) / 630 - (1983433 * n6) / 1935360,
    (61 * n3) / 240 - (103 * n4) / 140 + (15061 * n5) / 26880 + (167603 * n6) / 181440,
    (49561 * n4) / 161280 - (179 * n5) / 168 + (6601661 * n6) / 7257600,
    (34729 * n5) / 80640 - (3418889 * n6) / 1995840,
    (212378941 * n6) / 319334400,
  );
}

function inverseSeries(n: number): Float64Array {
  const [n2, n3, n4, n5, n6] = [n ** 2, n ** 3, n ** 4, n ** 5, n ** 6];
  return Float64Array.of(
    n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360 - (81 * n5) / 512 + (96199 * n6) / 604800,
    n2 / 48 + n3 / 15 - (437 * n4) / 1440 + (46 * n5) / 105 - (1118711 * n6) / 3870720,
    (17 * n3) / 480 - (37 * n4) / 840 - (209 * n5) / 4480 + (5569 * n6) / 90720,
    (4397 * n4) / 161280 - (11 * n5) / 504 - (830251 * n6) / 7257600,
    (4583 * n5) / 161280 - (108847 * n6) / 3991680,
    (20648693 * n6) / 638668800,
  );
}

/**
 * A transverse Mercator projection with its constants worked out.
 * `latitude0` and `longitude0` in radians, `x0` and `y0` in metres.
 */
export function createTransverseMercator(
  ellipsoid: Ellipsoid,
  latitude0: number,
  longitude0: number,
  scale: number,
  x0: number,
  y0: number,
): TransverseMercator {
  const { a, es } = ellipsoid;
  const e = Math.sqrt(es);
  const root = Math.sqrt(1 - es);
  const n = (1 - root) / (1 + root);
  const radius = (scale * a * (1 + n ** 2 / 4 + n ** 4 / 64 + n ** 6 / 256)) / (1 + n);
  const alpha = forwardSeries(n);
  const beta = inverseSeries(n);
  // Real and imaginary part of the sum over j of c[j] sin(2 j (xi + i eta)), by Clenshaw's recurrence.
  // Results go to a typed array: numbers kept in variables of a closure would be boxed anew for every point.
  const part = new Float64Array(2);
  function sum(c: Float64Array, sin2: number, cos2: number, sinh2: number, cosh2: number): void {
    const real = 2 * cos2 * cosh2;
    const imaginary = -2 * sin2 * sinh2;
    let re1 = 0;
    let im1 = 0;
    let re2 = 0;
    let im2 = 0;
    for (let j = 5; j >= 0; j--) {
      const re = real * re1 - imaginary * im1 - re2 + c[j];
      const im = real * im1 + imaginary * re1 - im2;
      re2 = re1;
      im2 = im1;
      re1 = re;
      im1 = im;
    }
    const sinReal = sin2 * cosh2;
    const sinImaginary = cos2 * sinh2;
    part[0] = re1 * sinReal - im1 * sinImaginary;
    part[1] = re1 * sinImaginary + im1 * sinReal;
  }
  /** Tangent of the conformal latitude. */
  function conformal(tau: number): number {
    const length = Math.sqrt(1 + tau * tau);
    const ratio = (e * tau) / length;
    const r2 = ratio * ratio;
    // e atanh(ratio) and its sinh by their power series: ratio is below 0.09, so what is left out is below 1e-17.
    const tail = r2 * (1 / 9 + r2 * (1 / 11 + r2 * (1 / 13 + r2 / 15)));
    const u = e * ratio * (1 + r2 * (1 / 3 + r2 * (1 / 5 + r2 * (1 / 7 + tail))));
    const sigma = u * (1 + ((u * u) / 6) * (1 + (u * u) / 20));
    return tau * Math.sqrt(1 + sigma * sigma) - sigma * length;
  }
  function forward(longitude: number, latitude: number, out: Float64Array, at: number): void {
    let lambda = longitude - longitude0;
    if (lambda > Math.PI || lambda < -Math.PI) lambda -= 2 * Math.PI * Math.round(lambda / (2 * Math.PI));
    if (!(Math.abs(lambda) <= farthest && Math.abs(latitude) <= Math.PI / 2)) {
      out[at] = out[at + 1] = Number.NaN;
      return;
    }
    const tau = conformal(Math.tan(latitude));
    const cosine = Math.cos(lambda);
    const sine = Math.sin(lambda);
    const reach = Math.sqrt(tau * tau + cosine * cosine);
    const sinXi = tau / reach;
    const cosXi = cosine / reach;
    const sinhEta = sine / reach;
    const coshEta = Math.sqrt(1 + sinhEta * sinhEta);
    const cosine2 = 1 - 2 * sinXi * sinXi;
    sum(alpha, 2 * sinXi * cosXi, cosine2, 2 * sinhEta * coshEta, 1 + 2 * sinhEta * sinhEta);
    const eta = sinhEta < 0 ? -Math.log(coshEta - sinhEta) : Math.log(sinhEta + coshEta);
    out[at] = x0 + radius * (eta + part[1]);
    out[at + 1] = northing0 + radius * (Math.atan2(tau, cosine) + part[0]);
  }
  function inverse(x: number, y: number, out: Float64Array, at: number): void {
    const xi = (y - northing0) / radius;
    const eta = (x - x0) / radius;
    if (!(Math.abs(eta) <= highestEta && Math.abs(xi) <= Math.PI / 2 + 1e-9)) {
      out[at] = out[at + 1] = Number.NaN;
      return;
    }
    const sinXi = Math.sin(xi);
    const cosXi = Math.cos(xi);
    const grown0 = Math.exp(eta);
    const sinhEta0 = (grown0 - 1 / grown0) / 2;
    const coshEta0 = Math.sqrt(1 + sinhEta0 * sinhEta0);
    sum(beta, 2 * sinXi * cosXi, 1 - 2 * sinXi * sinXi, 2 * sinhEta0 * coshEta0, 1 + 2 * sinhEta0 * sinhEta0);
    const xiPrime = xi - part[0];
    const grown = Math.exp(eta - part[1]);
    const sinhEta = (grown - 1 / grown) / 2;
    const cosine = Math.cos(xiPrime);
    const target = Math.sin(xiPrime) / Math.sqrt(sinhEta * sinhEta + cosine * cosine);
    let tau = target / (1 - es);
    for (let step = 0; step < 5; step++) {
      const reached = conformal(tau);
      const change =
        ((target - reached) / Math.sqrt(1 + reached * reached)) *
        ((1 + (1 - es) * tau * tau) / ((1 - es) * Math.sqrt(1 + tau * tau)));
      tau += change;
      if (!(Math.abs(change) > 1e-12 * (1 + Math.abs(tau)))) break;
    }
    out[at] = longitude0 + Math.atan2(sinhEta, cosine);
    out[at + 1] = Math.atan(tau);
  }
  let northing0 = 0;
  const origin = new Float64Array(2);
  forward(longitude0, latitude0, origin, 0);
  northing0 = y0 - origin[1];
  return { forward, inverse };
}
