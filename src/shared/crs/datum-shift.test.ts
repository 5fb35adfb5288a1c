import { describe, expect, test } from 'vitest';
import { createDatumChange } from './datum-shift.ts';
import { ellipsoids } from './earth.ts';
import type { DatumShift } from './proj-string.ts';

const radian = Math.PI / 180;
const wgs84 = ellipsoids.get('WGS84')!;
const none: DatumShift = { kind: 'none' };

describe('a change of datum', () => {
  test('follows the worked example of EPSG method 9606', () => {
    // IOGP Guidance Note 7-2, 4.3.3: WGS 72 geocentric 3657660.66, 255768.55, 5201382.11 to WGS 84
    // 3657660.78, 255778.43, 5201387.75 with dZ 4.5 m, rZ 0.554", dS 0.219 ppm: longitude grows by 0.554", height apart.
    const change = createDatumChange(
      ellipsoids.get('WGS72')!,
      { kind: 'parameters', values: [0, 0, 4.5, 0, 0, 0.554, 0.219] },
      wgs84,
      none,
    );
    const pair = Float64Array.of(Math.atan2(255_768.55, 3_657_660.66), 55 * radian);
    const before = pair[0];
    change.apply(pair, 0);
    expect(((pair[0] - before) / radian) * 3600).toBeCloseTo(0.554, 6);
    expect(pair[0]).toBeCloseTo(Math.atan2(255_778.43, 3_657_660.78), 8);
  });

  test('comes back to the same place, also with large rotations', () => {
    const old: DatumShift = { kind: 'parameters', values: [278.3, 93, 474.5, 7.889, 0.05, -6.61, 6.21] };
    const there = createDatumChange({ a: 6377492.018, es: ellipsoids.get('bessel')!.es }, old, wgs84, none);
    const back = createDatumChange(wgs84, none, { a: 6377492.018, es: ellipsoids.get('bessel')!.es }, old);
    const pair = Float64Array.of(14.1 * radian, 66.3 * radian);
    there.apply(pair, 0);
    const moved = Math.hypot(
      (pair[0] / radian - 14.1) * 111_320 * Math.cos(66.3 * radian),
      (pair[1] / radian - 66.3) * 111_320,
    );
    expect(moved).toBeGreaterThan(50);
    expect(moved).toBeLessThan(400);
    back.apply(pair, 0);
    // The height that the shift gives is dropped, so the way back is exact to a fraction of a millimetre only.
    expect(pair[0] / radian).toBeCloseTo(14.1, 7);
    expect(pair[1] / radian).toBeCloseTo(66.3, 7);
  });
});
