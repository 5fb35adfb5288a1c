import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeCrsTable } from '../../../scripts/make-crs-table.ts';
import { crsByCode, crsRows, epsgDigits } from './crs-table.ts';
import { parseProjString } from './proj-string.ts';

describe('the shipped table', () => {
  test('is what the script makes', () => {
    const shipped = readFileSync(new URL('../../../resources/crs/epsg.json', import.meta.url), 'utf8');
    expect(makeCrsTable().text === shipped).toBe(true);
  });

  test('stays under a megabyte and every definition can be taken apart', () => {
    const bytes = readFileSync(new URL('../../../resources/crs/epsg.json', import.meta.url)).length;
    expect(bytes).toBeLessThan(1_000_000);
    const bad = crsRows().filter(({ definition }) => !parseProjString(definition).ok);
    expect(bad).toEqual([]);
    expect(crsRows().length).toBeGreaterThan(5500);
  });

  test('names no shift grid', () => {
    expect(crsRows().filter(({ definition }) => /grid/.test(definition))).toEqual([]);
  });

  test.each([
    ['EPSG:25833', 'ETRS89 / UTM zone 33N', 'projected', 1],
    ['epsg:3006', 'SWEREF99 TM', 'projected', 1],
    ['5114', 'ETRS89 / NTM zone 14', 'projected', 1],
    ['EPSG:2249', 'NAD83 / Massachusetts Mainland (ftUS)', 'projected', 1200 / 3937],
    ['EPSG:2056', 'CH1903+ / LV95', 'projected', 1],
    ['urn:ogc:def:crs:EPSG::4258', 'ETRS89', 'geographic', Number.NaN],
    ['EPSG:5973', 'ETRS89 / UTM zone 33N', 'projected', 1],
    ['EPSG:900913', 'WGS 84 / Pseudo-Mercator', 'projected', 1],
  ])('%s is %s', (code, name, kind, metresPerUnit) => {
    expect(crsByCode(code, 'user')).toMatchObject({ name, kind, metresPerUnit, source: 'user' });
  });

  test('gives areas of use as west, south, east, north', () => {
    expect(crsByCode('EPSG:25833', 'prj')?.areaOfUse).toEqual([12, 46.4, 18.01, 84.42]);
  });

  test.each(['EPSG:1', 'EPSG:99999', 'constructor', '__proto__', '', '25833; DROP', 'EPSG:4978'])(
    '%s is nothing',
    (code) => {
      expect(crsByCode(code, 'user')).toBeNull();
    },
  );

  test('codes are read in every notation', () => {
    expect(epsgDigits('http://www.opengis.net/gml/srs/epsg.xml#25832')).toBe('25832');
    expect(epsgDigits('urn:ogc:def:crs:EPSG:6.9:3006')).toBe('3006');
    expect(epsgDigits('OGC:CRS84')).toBe('4326');
    expect(epsgDigits('25833 ')).toBe('25833');
    expect(epsgDigits('EPSG:12')).toBeNull();
  });
});
