import { describe, expect, it } from 'vitest';
import { readCrsDefinition } from '../crs/read-definition.ts';
import { unknownCrs } from '../crs/types.ts';
import { createGroundScale } from './ground-scale.ts';

function at(crs: string, x: number, y: number): readonly number[] {
  const scale = createGroundScale(readCrsDefinition(crs, 'user').crs);
  if (!scale.ok) throw new Error(scale.reason.code);
  const out = new Float64Array(2);
  scale.value(x, y, out);
  return [...out];
}

describe('metres on the ground per unit', () => {
  it('of degrees are those of the ellipsoid', () => {
    // Length of a degree at 0, 45 and 60 degrees on WGS 84 (NGA TR8350.2 formulas, as in any table).
    expect(at('EPSG:4326', 10, 0)[0]).toBeCloseTo(111_319.49, 1);
    expect(at('EPSG:4326', 10, 0)[1]).toBeCloseTo(110_574.28, 0);
    expect(at('EPSG:4326', 10, 45)[0]).toBeCloseTo(78_846.8, 0);
    expect(at('EPSG:4326', 10, 45)[1]).toBeCloseTo(111_131.8, 0);
    expect(at('EPSG:4326', 10, 60)[0]).toBeCloseTo(55_800, 0);
    expect(at('EPSG:4326', 10, 60)[1]).toBeCloseTo(111_412.3, 0);
  });

  it('of Mercator shrink with the latitude, and web Mercator is measured on the ellipsoid', () => {
    // y of latitude 60 on the sphere: R ln tan(45 + 30).
    const y = 6378137 * Math.log(Math.tan((75 * Math.PI) / 180));
    const [metresX, metresY] = at('EPSG:3857', 0, y);
    expect(metresX).toBeCloseTo(55_800 / 111_319.49, 4);
    expect(metresY).toBeCloseTo((111_412.3 / 111_319.49) * 0.5, 4);
    expect(at('EPSG:3857', 0, 0)[0]).toBeCloseTo(1, 9);
    for (const metres of at('EPSG:3395', 0, 0)) expect(metres).toBeCloseTo(1, 9);
    const [ellipsoidal] = at('EPSG:3395', 0, 8_362_698.548);
    expect(ellipsoidal).toBeCloseTo(55_800 / 111_319.49, 4);
  });

  it('of survey grids are their unit', () => {
    expect(at('EPSG:25833', 500_000, 7_000_000)).toEqual([1, 1]);
    expect(at('EPSG:2249', 230_000, 900_000)[0]).toBeCloseTo(1200 / 3937, 9);
    expect(createGroundScale(unknownCrs).ok).toBe(false);
  });
});
