import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = 'out/cli/tomtevalg.cjs';
const built = existsSync(program);
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-convert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

function call(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
  expect(stderr).not.toMatch(/\n\s+at |this is a bug/);
  return { status, stdout, stderr };
}

interface Inspected {
  readonly layers: readonly {
    readonly name: string;
    readonly format: string;
    readonly geometryType: string;
    readonly featureCount: number;
    readonly extent: readonly number[] | null;
    readonly crs: { readonly code: string | null };
    readonly encoding: string;
    readonly fields: readonly { readonly name: string; readonly type: string }[];
  }[];
}

const inspected = (file: string) => (JSON.parse(call('inspect', at(file), '--json').stdout) as Inspected).layers;

const feature = (id: number, name: string | null, x: number) => ({
  type: 'Feature',
  properties: { id, navn: name, __html: '<b>', dato: '2024-10-04' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 66],
        [x + 0.01, 66],
        [x + 0.01, 66.01],
        [x, 66],
      ],
    ],
  },
});

describe.skipIf(!built)('convert (skipped before the build)', () => {
  beforeAll(() => {
    const features = [feature(1, 'Ærøya šžčđŋŧ', 14), feature(2, null, 14.1), feature(3, "=cmd|'/c calc'!A1", 14.2)];
    writeFileSync(at('plan.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
    writeFileSync(at('bare.csv'), 'x,y,navn\n450000,7350000,a\n450010,7350000,b\n');
  });

  it('goes by the extension, into another CRS, and says what it wrote', () => {
    const { status, stdout, stderr } = call('convert', at('plan.geojson'), at('plan.shp'), '--crs', 'EPSG:25833');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('plan: 3 features, polygon, 4 fields, EPSG:25833');
    expect(inspected('plan.shp')).toMatchObject([
      { format: 'shapefile', geometryType: 'polygon', featureCount: 3, crs: { code: 'EPSG:25833' }, encoding: 'UTF-8' },
    ]);
    expect(call('convert', at('plan.shp'), at('again.json')).status).toBe(0);
    const again = JSON.parse(readFileSync(at('again.json'), 'utf8')) as { features: ReturnType<typeof feature>[] };
    expect(again.features.map(({ properties }) => properties)).toEqual(
      [1, 2, 3].map((id) => feature(id, ['Ærøya šžčđŋŧ', null, "=cmd|'/c calc'!A1"][id - 1], 0).properties),
    );
    const [x, y] = again.features[0].geometry.coordinates[0][0];
    expect(Math.abs(x - 14) + Math.abs(y - 66)).toBeLessThan(3e-9);
  });

  it('zips several layers, and asks which one where only one fits', () => {
    expect(call('convert', at('plan.geojson'), at('bare.csv'), at('both.zip')).status).toBe(0);
    expect(inspected('both.zip').map(({ name, featureCount }) => [name, featureCount])).toEqual([
      ['plan', 3],
      ['bare', 2],
    ]);
    const { status, stderr } = call('convert', at('both.zip'), at('one.fgb'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/one\.fgb holds one layer, and 2 were read: .*"plan".*--layer/);
    expect(call('convert', at('both.zip'), at('one.fgb'), '--layer', 'plan').status).toBe(0);
    expect(readFileSync(at('one.fgb')).subarray(0, 4).toString('latin1')).toBe('fgb\u0003');
  });

  it('writes several layers into a GeoPackage', () => {
    // One of them does not say its coordinate system, which is told and nothing else.
    expect(call('convert', at('plan.geojson'), at('bare.csv'), at('both.gpkg'))).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^bare: The layer does not say its coordinate system[^\n]*\n$/),
    });
    expect(readFileSync(at('both.gpkg')).subarray(0, 15).toString('latin1')).toBe('SQLite format 3');
    expect(readdirSync(folder).filter((name) => /part|journal/.test(name))).toEqual([]);
    const { status, stderr } = call('convert', at('plan.geojson'), at('plan.geojson/x.gpkg'));
    expect(stderr).toMatch(/could not be written/);
    expect(status).toBe(1);
  });

  it('takes coordinates as given where the file does not say, and tells', () => {
    const { status, stderr } = call('convert', at('bare.csv'), at('bare.shp'), '--crs', 'EPSG:25833');
    expect(status).toBe(0);
    expect(stderr).toMatch(/EPSG:25833/);
    expect(inspected('bare.shp')).toMatchObject([{ extent: [450000, 7350000, 450010, 7350000] }]);
    expect(call('convert', at('bare.csv'), at('bare.geojson'), '--from-crs', 'EPSG:25833').status).toBe(0);
    const refused = call('convert', at('bare.csv'), at('never.geojson'));
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.stderr).toContain('--from-crs');
    expect(existsSync(at('never.geojson'))).toBe(false);
  });

  it('leaves no sidecar of an older shapefile to speak for the new one', () => {
    writeFileSync(at('old.prj'), 'GEOGCS["GCS_WGS_1984"]');
    writeFileSync(at('old.qix'), 'index');
    expect(call('convert', at('bare.csv'), at('old.shp')).status).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('old.'))).toEqual([
      'old.cpg',
      'old.dbf',
      'old.shp',
      'old.shx',
    ]);
  });

  it.each([
    [['plan.geojson'], /files to read and one to write/],
    [['plan.geojson', 'plan.kmz'], /plan\.kmz: convert writes .*\.shp/],
    [['plan.geojson', 'plan.geojson'], /read and written at once/],
    [['plan.geojson', 'x.shp', '--crs', 'EPSG:1'], /no such code/],
    [['plan.geojson', 'x.geojson', '--crs', 'EPSG:25833'], /always WGS 84/],
    [['plan.geojson', 'x.shp', '--what'], /--what/],
  ])('is refused with 2: %j', (words, message) => {
    const { status, stderr } = call('convert', ...words.map((word) => (word.includes('.') ? at(word) : word)));
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it.each([
    [['missing.shp', 'x.shp'], /no such file/],
    [['plan.geojson', 'plan.geojson/x.shp'], /could not be written \(ENOTDIR\)/],
    [['plan.geojson', 'x.shp', '--layer', 'other'], /other/],
  ])('is refused with 1: %j', (words, message) => {
    const { status, stderr } = call('convert', ...words.map((word) => (word.includes('.') ? at(word) : word)));
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(readdirSync(folder).filter((name) => /\.part$|^x\./.test(name))).toEqual([]);
  });

  it('leaves nothing half-written when stopped while writing', async () => {
    const place = at('stopped');
    mkdirSync(place);
    const rows = Array.from({ length: 400_000 }, (_, row) => `${450000 + row},7350000,${row}`);
    writeFileSync(at('many.csv'), `x,y,n\n${rows.join('\n')}\n`);
    const child = spawn(process.execPath, [program, 'convert', at('many.csv'), join(place, 'many.shp')]);
    const begun = () => readdirSync(place).some((name) => name.endsWith('.part'));
    for (let wait = 0; wait < 3000 && !begun() && child.exitCode === null; wait++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(begun()).toBe(true);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(readdirSync(place)).toEqual([]);
  }, 60_000);
});
