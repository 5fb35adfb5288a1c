import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writtenByGdal } from '../builders/gdal-written.ts';
import { buildGml } from '../builders/gml-builder.ts';
import { writtenProfile } from '../builders/profiles.ts';
import { buildZip } from '../builders/zip-builder.ts';

const program = 'out/cli/tomtevalg.cjs';
const built = existsSync(program) && existsSync('out/gdal');
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-cli-gdal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const ring = (x: number, y: number, size: number) =>
  `${x} ${y} ${x + size} ${y} ${x + size} ${y + size} ${x} ${y + size} ${x} ${y}`;
const parcels = buildGml(
  'http://www.opengis.net/def/crs/EPSG/0/25833',
  [100, 80, 60].map((size, at) => ({
    type: 'Teig',
    fields: { matrikkelnummertekst: `1/${at + 1}`, eier: ['Ærlig Åsen', 'Kommunen', 'Bø'][at] },
    geometry: {
      name: 'område',
      gml: `<gml:Polygon gml:id="p${at}"><gml:exterior><gml:LinearRing><gml:posList>${ring(453_000 + 200 * at, 7_355_000, size)}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
    },
  })),
);

/** Writes files, with folders, and gives where the first of them or their folder lies. */
function laid(files: ReadonlyMap<string, Uint8Array>, main: string): string {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return join(folder, main);
}

/** Where each format lies; a drawing takes no fields. */
const places = new Map<string, string>();
const formats = [
  ['GML', 'Teig', 'gml', 'EPSG:25833'],
  ['FileGDB folder', 'Teig', 'filegdb', 'EPSG:25833'],
  ['FileGDB zip', 'Teig', 'filegdb', 'EPSG:25833'],
  ['MapInfo TAB', 'teig', 'mapinfo', 'EPSG:25833'],
  ['MapInfo MIF', 'plots', 'mapinfo', 'EPSG:25833'],
] as const;

describe.skipIf(!built)('formats that GDAL reads, on the command line (skipped before the build)', () => {
  beforeAll(async () => {
    const database = await writtenByGdal(parcels, 'teig.gdb', '-f', 'OpenFileGDB');
    const zip = buildZip([...database].map(([name, content]) => ({ name, content })));
    places.set('GML', laid(new Map([['teig.gml', new TextEncoder().encode(parcels)]]), 'teig.gml'));
    places.set('FileGDB folder', laid(database, 'teig.gdb'));
    places.set('FileGDB zip', laid(new Map([['teig.zip', zip]]), 'teig.zip'));
    places.set('MapInfo TAB', laid(await writtenByGdal(parcels, 'teig.tab', '-f', 'MapInfo File'), 'teig.tab'));
    places.set('MapInfo MIF', laid(await writtenByGdal(parcels, 'plots.mif', '-f', 'MapInfo File'), 'plots.mif'));
    places.set('DXF', laid(await writtenByGdal(parcels, 'teig.dxf', '-f', 'DXF', '-select', ''), 'teig.dxf'));
  }, 300_000);

  it.each(formats)(
    'inspect tells what is in a %s',
    (kind, name, format, code) => {
      const { status, stdout } = call('inspect', places.get(kind) ?? '', '--json');
      expect(status).toBe(0);
      const { layers } = JSON.parse(stdout) as { layers: readonly { fields: readonly { name: string }[] }[] };
      expect(layers).toMatchObject([
        { name, format, geometryType: 'polygon', featureCount: 3, crs: { code }, role: 'plots' },
      ]);
      expect(layers[0].fields.map((field) => field.name)).toContain('eier');
    },
    120_000,
  );

  it('inspect asks for the coordinate system of a drawing, in words that are true of it', () => {
    const { status, stdout } = call('inspect', places.get('DXF') ?? '', '--json');
    expect(status).toBe(0);
    const [{ format, crs, issues }] = (
      JSON.parse(stdout) as {
        layers: readonly { format: string; crs: object; issues: readonly { code: string; message: string }[] }[];
      }
    ).layers;
    expect({ format, crs }).toMatchObject({ format: 'dxf', crs: { code: null, source: 'none' } });
    expect(issues.find(({ code }) => code === 'crs-missing')?.message).toContain('A DXF drawing');
  }, 120_000);

  it.each(formats)(
    'run ranks the plots of a %s',
    (kind, name) => {
      const study = join(folder, `${kind}.study.json`);
      const file = (places.get(kind) ?? '').slice(folder.length + 1);
      const profile = writtenProfile('area', { kind: 'area' }, [
        [0, 0],
        [10_000, 1],
      ]);
      const plots = {
        file,
        layer: name,
        role: 'plots',
        id: 'matrikkelnummertekst',
      };
      writeFileSync(
        study,
        JSON.stringify({ format: 'tomtevalg-study/1', name: kind, layers: { plots }, profiles: [profile] }),
      );
      const { status, stdout } = call('run', study, '--json');
      expect(status).toBe(0);
      const [{ plots: ranked }] = (
        JSON.parse(stdout) as {
          profiles: readonly { plots: readonly { score: number; criteria: { area: { value: number } } }[] }[];
        }
      ).profiles;
      expect(ranked.map(({ criteria }) => Math.round(criteria.area.value / 10) * 10)).toEqual([10_000, 6400, 3600]);
      expect(ranked.map(({ score }) => Math.round(score))).toEqual([100, 64, 36]);
    },
    120_000,
  );

  it.each(formats)(
    'convert writes a %s as GeoJSON, letters and all',
    (kind) => {
      const out = join(folder, `${kind}.geojson`);
      expect(call('convert', places.get(kind) ?? '', out)).toMatchObject({ status: 0 });
      const { features } = JSON.parse(readFileSync(out, 'utf8')) as {
        features: readonly { properties: { eier: string } }[];
      };
      expect(features.map(({ properties }) => properties.eier)).toEqual(['Ærlig Åsen', 'Kommunen', 'Bø']);
    },
    120_000,
  );

  it('refuses what only calls itself one, with 1 and in words', () => {
    for (const name of ['bad.gml', 'bad.tab', 'bad.dxf']) {
      const refused = call('inspect', laid(new Map([[name, new TextEncoder().encode('nothing of the kind')]]), name));
      expect(refused.status, name).toBe(1);
      expect(refused.stderr).toContain(name);
      expect(refused.stderr).not.toContain('    at ');
    }
  }, 120_000);
});
