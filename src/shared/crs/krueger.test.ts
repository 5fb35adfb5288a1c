import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { ellipsoids } from './earth.ts';
import { createTransverseMercator } from './krueger.ts';

const radian = Math.PI / 180;
const grs80 = ellipsoids.get('GRS80')!;

describe('transverse Mercator by Krüger', () => {
  const utm33 = createTransverseMercator(grs80, 0, 15 * radian, 0.9996, 500_000, 0);
  const out = new Float64Array(2);

  test('agrees with the projection library within 0.1 mm, both ways, to 40 degrees from the meridian', () => {
    const library = proj4('+proj=longlat +ellps=GRS80', '+proj=etmerc +lon_0=15 +k=0.9996 +x_0=500000 +ellps=GRS80');
    const random = createRandom(7);
    for (let n = 0; n < 2000; n++) {
      const lon = random.between(-25, 55);
      const lat = random.between(-85, 85);
      const [x, y] = library.forward([lon, lat]);
      utm33.forward(lon * radian, lat * radian, out, 0);
      expect(Math.abs(out[0] - x)).toBeLessThan(1e-4);
      expect(Math.abs(out[1] - y)).toBeLessThan(1e-4);
      utm33.inverse(x, y, out, 0);
      expect(Math.abs(out[0] / radian - lon) * Math.cos(lat * radian)).toBeLessThan(1e-9);
      expect(Math.abs(out[1] / radian - lat)).toBeLessThan(1e-9);
    }
  });

  test('has the poles, the equator and the central meridian right', () => {
    utm33.forward(15 * radian, 0, out, 0);
    expect([...out]).toEqual([500_000, 0]);
    utm33.forward(100 * radian, Math.PI / 2, out, 0);
    expect([...out]).toEqual([Number.NaN, Number.NaN]);
    utm33.forward(20 * radian, Math.PI / 2, out, 0);
    expect(out[0]).toBeCloseTo(500_000, 6);
    // Quarter meridian of GRS 80, 10 001 965.7293 m (Moritz 2000), times the scale factor.
    expect(out[1]).toBeCloseTo(0.9996 * 10_001_965.7293, 3);
  });

  test('says NaN where the projection is not meant to go', () => {
    for (const [lon, lat] of [
      [100, 0],
      [-70, 10],
      [Number.NaN, 1],
      [15, 91],
    ]) {
      utm33.forward(lon * radian, lat * radian, out, 0);
      expect([...out]).toEqual([Number.NaN, Number.NaN]);
    }
    utm33.inverse(5e7, 0, out, 0);
    expect([...out]).toEqual([Number.NaN, Number.NaN]);
  });

  test('takes longitudes from the other side of the antimeridian', () => {
    const utm1 = createTransverseMercator(grs80, 0, -177 * radian, 0.9996, 500_000, 0);
    utm1.forward(179 * radian, 50 * radian, out, 0);
    const [x, y] = out;
    utm1.forward(-181 * radian, 50 * radian, out, 0);
    expect(out[0]).toBeCloseTo(x, 6);
    expect(out[1]).toBeCloseTo(y, 6);
  });

  test('works on a sphere and from another origin', () => {
    const sphere = createTransverseMercator({ a: 6_400_000, es: 0 }, 10 * radian, 0, 1, 0, 0);
    sphere.forward(0, 11 * radian, out, 0);
    expect(out[1]).toBeCloseTo(6_400_000 * radian, 6);
    sphere.inverse(out[0], out[1], out, 0);
    expect(out[1] / radian).toBeCloseTo(11, 10);
  });
});
