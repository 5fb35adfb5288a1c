import { describe, expect, test } from 'vitest';
import { crsByCode } from './crs-table.ts';
import { createTransform, type PointTransform, toMercatorUnit, transformColumns } from './transform.ts';
import { type Crs, unknownCrs } from './types.ts';

const crs = (code: number): Crs => crsByCode(`EPSG:${code}`, 'user')!;

function between(from: Crs, to: Crs): PointTransform {
  const created = createTransform(from, to);
  if (!created.ok) throw new Error(created.reason.code);
  return created.value;
}

function point(from: Crs, to: Crs, x: number, y: number): readonly number[] {
  const out = new Float64Array(2);
  between(from, to).apply(x, y, out, 0);
  return [...out];
}

describe('the way between two CRS', () => {
  test('is nothing at all when both are the same, and when ETRS89 meets its Swedish realisation', () => {
    expect(between(crs(25833), crs(25833)).identity).toBe(true);
    expect(between(crs(25833), crs(3006)).identity).toBe(true);
    expect(between(crs(4258), crs(4326)).identity).toBe(true);
    expect(between(crs(25833), crs(25832)).identity).toBe(false);
    expect(between(crs(26986), crs(2249)).identity).toBe(false);
    expect(between(crs(3857), crs(3395)).identity).toBe(false);
  });

  test('treats ETRS89, NAD83 and WGS 84 as one and says so', () => {
    expect(between(crs(4326), crs(25833)).datum).toBe('same-within-metres');
    expect(between(crs(4326), crs(25833)).issues).toEqual([]);
  });

  test('uses US survey feet where the CRS does', () => {
    const [x, y] = point(crs(26986), crs(2249), 235_000, 900_000);
    expect(x).toBeCloseTo((235_000 * 3937) / 1200, 3);
    expect(y).toBeCloseTo((900_000 * 3937) / 1200, 3);
  });

  test('shifts RT90 to SWEREF 99 by its seven parameters', () => {
    // EPSG:3847 is Lantmäteriet's own emulation of RT90 straight from SWEREF 99: an independent way to the same grid.
    const [x, y] = point(crs(3021), crs(3006), 1_628_294, 6_580_994);
    const [emulatedX, emulatedY] = point(crs(3006), crs(3847), x, y);
    expect(Math.abs(emulatedX - 1_628_294)).toBeLessThan(0.5);
    expect(Math.abs(emulatedY - 6_580_994)).toBeLessThan(0.5);
    const [backX, backY] = point(crs(3006), crs(3021), x, y);
    expect(backX).toBeCloseTo(1_628_294, 3);
    expect(backY).toBeCloseTo(6_580_994, 3);
  });

  test('shifts NAD27 by its mean parameters, some tens of metres', () => {
    const [lon, lat] = point(crs(4267), crs(4269), -100, 40);
    const metresEast = (lon + 100) * 111_320 * Math.cos((40 * Math.PI) / 180);
    const metresNorth = (lat - 40) * 111_320;
    // NADCON gives about -34 m east and 0 m north there; three parameters are good to about 10 m.
    expect(Math.abs(metresEast + 34)).toBeLessThan(10);
    expect(Math.abs(metresNorth)).toBeLessThan(10);
  });

  test('passes coordinates on and warns where a datum is unknown', () => {
    const unknownDatum: Crs = { ...crs(4326), name: 'old', definition: '+proj=longlat +ellps=bessel' };
    const way = between(unknownDatum, crs(4326));
    expect(way.datum).toBe('unknown');
    expect(way.issues.map(({ code, severity }) => [code, severity])).toEqual([['crs-datum-shift-unknown', 'warning']]);
    expect(point(unknownDatum, crs(4326), 14, 66)[1]).toBeCloseTo(66, 10);
  });

  test('counts westward and southward where the CRS does', () => {
    const [west, south] = point(crs(4148), crs(2046), 14.5, -23);
    expect(west).toBeCloseTo(51_264, -2);
    expect(south).toBeGreaterThan(2_500_000);
    const [lon, lat] = point(crs(2046), crs(4148), west, south);
    expect(lon).toBeCloseTo(14.5, 9);
    expect(lat).toBeCloseTo(-23, 9);
  });

  test('counts from Paris where the CRS does', () => {
    const [x] = point(crs(4275), crs(27572), 2.337229166667, 46.8);
    expect(x).toBeCloseTo(600_000, 2);
  });

  test('fails in words for an unknown CRS and an unsupported projection', () => {
    const unknown = createTransform(unknownCrs, crs(25833));
    expect(!unknown.ok && unknown.reason.code).toBe('crs-unknown');
    const odd = createTransform({ ...crs(25833), definition: '+proj=peirce_q +ellps=GRS80' }, crs(25833));
    expect(!odd.ok && odd.reason.code).toBe('crs-projection-unsupported');
    const bad = createTransform({ ...crs(25833), definition: '+proj=utm +zone=99' }, crs(25833));
    expect(!bad.ok && bad.reason.code).toBe('crs-definition-invalid');
  });
});

describe('columns', () => {
  test('are transformed in the given range only, rounded to 1e-6 and in place if wanted', () => {
    const way = between(crs(4326), crs(25833));
    const xy = Float64Array.of(14.1, 66.3, 14.2, 66.4, 14.3, 66.5);
    const out = new Float64Array(6);
    expect(transformColumns(xy, way, 1, 2, out)).toBe(0);
    expect([out[0], out[1], out[4], out[5]]).toEqual([0, 0, 0, 0]);
    expect(out[2] * 1e6).toBeCloseTo(Math.round(out[2] * 1e6), 3);
    const whole = new Float64Array(6);
    transformColumns(xy, way, 0, 3, whole);
    expect(whole[2]).toBe(out[2]);
    transformColumns(xy, way, 0, 3, xy);
    expect([...xy]).toEqual([...whole]);
  });

  test('keep what has no place as NaN and count it', () => {
    const out = new Float64Array(8);
    const xy = Float64Array.of(14, 66, 600, 66, 14, 95, Number.NaN, 66);
    expect(transformColumns(xy, between(crs(4326), crs(25833)), 0, 4, out)).toBe(3);
    expect(Number.isFinite(out[0])).toBe(true);
    expect([...out.subarray(2)].every(Number.isNaN)).toBe(true);
    expect(transformColumns(Float64Array.of(Infinity, 1), between(crs(3006), crs(3006)), 0, 1, out)).toBe(1);
    expect(out[1]).toBeNaN();
  });

  test('are copied untouched between equal CRS', () => {
    const xy = Float64Array.of(0.123456789012, 7);
    const out = new Float64Array(2);
    transformColumns(xy, between(crs(25833), crs(25833)), 0, 1, out);
    expect([...out]).toEqual([...xy]);
  });
});

describe('Web Mercator world units', () => {
  const unit = (from: Crs, x: number, y: number): readonly number[] => {
    const created = toMercatorUnit(from);
    if (!created.ok) throw new Error(created.reason.code);
    const out = new Float64Array(2);
    created.value.apply(x, y, out, 0);
    return [...out];
  };

  test('run from the north-west corner to the south-east', () => {
    expect(unit(crs(4326), 0, 0)).toEqual([0.5, 0.5]);
    expect(unit(crs(4326), -180, 85.0511287798066)[0]).toBeCloseTo(0, 12);
    expect(unit(crs(4326), -180, 85.0511287798066)[1]).toBeCloseTo(0, 12);
    expect(unit(crs(3857), 0, -20_037_508.342789244)[1]).toBeCloseTo(1, 12);
    expect(unit(crs(4326), 10, 90)[1]).toBeNaN();
  });

  test('agree for a place given in degrees and in a plane', () => {
    const [x, y] = point(crs(4258), crs(25833), 14.1, 66.3);
    const fromPlane = unit(crs(25833), x, y);
    const fromDegrees = unit(crs(4326), 14.1, 66.3);
    expect(fromPlane[0]).toBeCloseTo(fromDegrees[0], 12);
    expect(fromPlane[1]).toBeCloseTo(fromDegrees[1], 12);
  });
});
