import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { crsByCode, crsRows } from './crs-table.ts';
import { readCrsDefinition } from './read-definition.ts';
import { createTransform } from './transform.ts';
import { unknownCrs } from './types.ts';
import { writeWkt } from './write-wkt.ts';

const byCode = (code: string) => crsByCode(`EPSG:${code}`, 'file')!;

describe('well-known text', () => {
  it('is what a .prj of ESRI says for the common systems', () => {
    expect(writeWkt(byCode('25833'))).toBe(
      'PROJCS["ETRS_1989_UTM_Zone_33N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0],AUTHORITY["EPSG","25833"]]',
    );
    expect(writeWkt(byCode('4326'))).toContain('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984"');
    expect(writeWkt(byCode('2249'))).toContain('UNIT["Foot_US"');
    expect(writeWkt(unknownCrs)).toBeNull();
  });

  it('is understood by our own reader as the same system, with and without the code, over the whole register', () => {
    let written = 0;
    const wrong: string[] = [];
    for (const { code } of crsRows()) {
      const crs = crsByCode(code, 'file');
      const wkt = crs && writeWkt(crs);
      if (!crs || wkt === null) continue;
      written++;
      const { crs: again } = readCrsDefinition(wkt, 'prj');
      if (again.code !== `EPSG:${code}`) wrong.push(`${code} came back as ${again.code}`);
      if (written % 10 > 0) continue;
      const bare = readCrsDefinition(wkt.replace(/,AUTHORITY\["EPSG","\d+"\]/, ''), 'prj').crs;
      if (bare.kind !== crs.kind) wrong.push(`${code} without its code is ${bare.kind}`);
      else if (!samePlaces({ ...crs, code: null }, { ...bare, code: null })) wrong.push(`${code} lies elsewhere`);
    }
    expect(wrong).toEqual([]);
    expect(written).toBeGreaterThan(3000);
  });

  it('writes nothing for a projection it cannot say faithfully', () => {
    expect(writeWkt(byCode('5514'))).toBeNull();
    expect(writeWkt({ ...byCode('25833'), definition: '+proj=tmerc +lon_0=15 +axis=wsu +ellps=GRS80' })).toBeNull();
  });
});

/** Whether a place inside the area of use has the same coordinates in both, to 1e-4 of a unit. */
function samePlaces(a: ReturnType<typeof byCode>, b: ReturnType<typeof byCode>): boolean {
  const [west, south, east, north] = a.areaOfUse ?? [0, 0, 0, 0];
  const degrees = byCode('4326');
  const into = createTransform(degrees, a);
  const between = createTransform(a, b);
  if (!into.ok || !between.ok) return false;
  if (between.value.datum === 'unknown' || between.value.datum === 'parameters') return true;
  const pair = new Float64Array(4);
  into.value.apply((west + east) / 2, (south + north) / 2, pair, 0);
  if (!Number.isFinite(pair[0] + pair[1])) return true;
  between.value.apply(pair[0], pair[1], pair, 2);
  return Math.abs(pair[0] - pair[2]) < 1e-4 && Math.abs(pair[1] - pair[3]) < 1e-4;
}

const gdal = spawnSync('gdalsrsinfo', ['--version']).status === 0;
describe.skipIf(!gdal)('GDAL (skipped where gdalsrsinfo is not installed)', () => {
  it.each(['25833', '4326', '3006', '2249', '3857', '3035', '27700', '2154', '31370', '5880'])(
    'knows EPSG:%s',
    (code) => {
      const wkt = writeWkt(byCode(code))!;
      const { stdout, stderr } = spawnSync('gdalsrsinfo', ['-e', '-o', 'epsg', `ESRI::${wkt}`], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toContain(`EPSG:${code}`);
    },
  );
});
