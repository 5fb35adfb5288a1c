import { describe, expect, test } from 'vitest';
import { crsByCode } from './crs-table.ts';
import type { Bounds } from './extent.ts';
import { readCrsDefinition } from './read-definition.ts';
import { type Crs, unknownCrs } from './types.ts';
import { inSweden, metricCrsOf, utmZone } from './utm-zone.ts';
import { chooseWorkingCrs, largestScaleError } from './working-crs.ts';

const crs = (code: number): Crs => crsByCode(`EPSG:${code}`, 'prj')!;

const rana: Bounds = [14.0, 66.2, 14.3, 66.4];
const ranaUtm33: Bounds = [455_000, 7_345_000, 470_000, 7_365_000];

function choose(plots: Crs, extent: Bounds, override: string | null = null): string {
  const chosen = chooseWorkingCrs(plots, extent, override);
  return chosen.ok ? `${chosen.value.crs.code} ${chosen.value.reason}` : chosen.reason.code;
}

describe('the working CRS', () => {
  test.each<readonly [string, number, Bounds, string]>([
    ['stays with metric plots in their zone', 25833, ranaUtm33, 'EPSG:25833 plots'],
    ['stays with a local zone', 3016, [140_000, 7_170_000, 160_000, 7_190_000], 'EPSG:3016 plots'],
    ['leaves a zone that the plots lie outside of', 25832, [720_000, 7_345_000, 740_000, 7_365_000], 'EPSG:25833 utm'],
    [
      'keeps the zone of plots that reach out of it',
      25833,
      [366_568, 7_294_286, 630_563, 7_613_727],
      'EPSG:25833 plots',
    ],
    ['leaves degrees for the zone', 4326, rana, 'EPSG:25833 utm'],
    ['leaves Web Mercator', 3857, [1_560_000, 9_980_000, 1_590_000, 10_010_000], 'EPSG:25833 utm'],
    ['takes SWEREF 99 TM in Sweden', 4258, [20.8, 64.7, 21.1, 64.8], 'EPSG:3006 sweref'],
    ['takes zone 32 in western Norway', 4326, [5.2, 60.3, 5.4, 60.5], 'EPSG:25832 utm'],
    [
      'takes NAD83 / UTM in North America, feet not being metres',
      2249,
      [750_000, 2_950_000, 770_000, 2_970_000],
      'EPSG:26919 utm',
    ],
    ['takes WGS 84 / UTM elsewhere', 4326, [20.3, -34.1, 20.5, -34.0], 'EPSG:32734 utm'],
  ])('%s', (_what, code, extent, expected) => {
    expect(choose(crs(code), extent)).toBe(expected);
  });

  test.each([
    ['EPSG:2249', 'EPSG:2249 override'],
    ['25832', 'EPSG:25832 override'],
    ['EPSG:4326', 'working-crs-geographic'],
    ['EPSG:3857', 'working-crs-mercator'],
    ['EPSG:3395', 'working-crs-mercator'],
    ['+proj=merc +ellps=GRS80 +lon_0=14', 'working-crs-mercator'],
    ['the usual one', 'working-crs-unreadable'],
  ])('asked for as %s gives %s', (text, expected) => {
    expect(choose(crs(25833), ranaUtm33, text)).toBe(expected);
  });

  test('cannot be had from plots without CRS, off the earth or at the pole', () => {
    expect(choose(unknownCrs, ranaUtm33)).toBe('crs-unknown');
    expect(choose(crs(4326), [455_000, 7_345_000, 470_000, 7_365_000])).toBe('plots-outside-crs');
    expect(choose(crs(4326), [10, 86, 11, 87])).toBe('working-crs-polar');
  });

  test('keeps an unregistered plane where its scale is true, and leaves it where it is not', () => {
    const local = readCrsDefinition(
      '+proj=tmerc +lat_0=66 +lon_0=14.15 +k=1 +x_0=10000 +y_0=10000 +ellps=GRS80',
      'prj',
    ).crs;
    expect(local.code).toBeNull();
    expect(choose(local, [5_000, 30_000, 20_000, 50_000])).toBe('null plots');
    expect(choose(local, [600_000, 30_000, 620_000, 50_000])).toMatch(/utm|sweref/);
  });
});

describe('scale error', () => {
  test('of UTM is 0.04 % on the central meridian and less towards the secants', () => {
    expect(largestScaleError(crs(25833), crs(4258), [15, 66, 15, 66])).toBeCloseTo(0.0004, 7);
    // Snyder (1987) eq. 8-11: k = k0 (1 + x²/2R²) to first order; 180 km off the meridian k is 1 nearly.
    expect(largestScaleError(crs(25833), crs(25833), [680_000, 7_300_000, 680_000, 7_300_000])).toBeLessThan(1.5e-5);
  });

  test('of an NTM zone stays below 0.01 % inside it', () => {
    expect(largestScaleError(crs(5114), crs(4258), [14, 66, 15, 66.5])).toBeLessThan(1e-4);
  });

  test('of Web Mercator at 66 N is a factor of nearly 2.5', () => {
    const error = largestScaleError(crs(3857), crs(4326), [14, 66, 14, 66]);
    expect(error).toBeGreaterThan(1.4);
    expect(error).toBeLessThan(1.5);
  });

  test('counts feet as feet', () => {
    expect(largestScaleError(crs(2249), crs(4269), [-71.16, 42.35, -71.06, 42.4])).toBeLessThan(5e-5);
  });

  test('of an equal-area projection is that of its worst direction', () => {
    const error = largestScaleError(crs(3035), crs(4258), [14, 66, 14, 66]);
    expect(error).toBeGreaterThan(0.005);
    expect(error).toBeLessThan(0.03);
  });

  test('is NaN for degrees', () => {
    expect(largestScaleError(crs(4326), crs(4326), rana)).toBeNaN();
  });
});

describe('zones', () => {
  test('follow the exceptions of the grid', () => {
    expect([
      utmZone(5, 60),
      utmZone(5, 65),
      utmZone(15, 66),
      utmZone(15, 78),
      utmZone(22, 78),
      utmZone(180, 0),
    ]).toEqual([32, 31, 33, 33, 35, 60]);
  });

  test.each([
    ['Skellefteå', 20.95, 64.75, true],
    ['Kiruna', 20.22, 67.86, true],
    ['Malmö', 13.0, 55.6, true],
    ['Visby', 18.3, 57.63, true],
    ['Strömstad', 11.17, 58.94, true],
    ['Mo i Rana', 14.14, 66.31, false],
    ['Narvik', 17.43, 68.44, false],
    ['Oslo', 10.75, 59.91, false],
    ['København', 12.57, 55.68, false],
    ['Mariehamn', 19.94, 60.1, false],
    ['Tornio', 24.3, 65.85, false],
  ])('%s', (_name, longitude, latitude, sweden) => {
    expect(inSweden(longitude, latitude)).toBe(sweden);
  });

  test('end at the poles', () => {
    expect(metricCrsOf(0, 85)).toBeNull();
    expect(metricCrsOf(0, -81)).toBeNull();
  });
});
