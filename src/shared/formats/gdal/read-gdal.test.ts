import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedGdal } from '../../../../test/builders/gdal.ts';
import { buildGml } from '../../../../test/builders/gml-builder.ts';
import { hasOgr } from '../../../../test/builders/ogr.ts';
import {
  type BuiltFiles,
  codes,
  columnValues,
  readBuilt,
  refusal,
  ringAreas,
} from '../../../../test/builders/read-built.ts';
import { buildZip } from '../../../../test/builders/zip-builder.ts';
import { suggestLayer } from '../../dataset/suggest.ts';
import { suggestForDataset } from '../../dataset/suggest-dataset.ts';
import { describeIssue } from '../../explain/issue-words.ts';
import { featureCount } from '../../geometry/types.ts';
import { memorySource } from '../../lib/byte-source.ts';
import { languages } from '../../lib/language.ts';
import { readFiles } from '../read-files.ts';
import type { ReadLayer } from '../types.ts';

async function layersOf(files: BuiltFiles): Promise<readonly ReadLayer[]> {
  const outcome = await readBuilt(files);
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason.code} ${JSON.stringify(outcome.reason.details)}`);
  return outcome.value;
}
const named = (layers: readonly ReadLayer[], name: string): ReadLayer => {
  const found = layers.find((layer) => layer.name === name);
  if (found === undefined) throw new Error(`no ${name} among ${layers.map((layer) => layer.name).join(', ')}`);
  return found;
};
const valuesOf = (layer: ReadLayer, field: string): readonly unknown[] =>
  columnValues(
    layer,
    layer.dataset.columns.findIndex(({ name }) => name === field),
  );
const areaOf = (layer: ReadLayer): number =>
  ringAreas(layer)
    .flat(2)
    .reduce((sum, area) => sum + area, 0);

const square = (x: number, y: number, size: number) =>
  `${x} ${y} ${x + size} ${y} ${x + size} ${y + size} ${x} ${y + size} ${x} ${y}`;
const polygon = (ring: string) =>
  `<gml:Polygon gml:id="p${ring.length}-${ring.slice(0, 3).trim()}"><gml:exterior><gml:LinearRing><gml:posList>${ring}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;

const plan = buildGml('http://www.opengis.net/def/crs/EPSG/0/25833', [
  { type: 'Arealplan', fields: { plannavn: 'Ærøya næringspark', kommunenummer: '0301', plantype: '34' } },
  {
    type: 'RpArealformålOmråde',
    fields: { arealformål: '1340', feltnavn: 'BI1', førsteDigitaliseringsdato: '2021-03-09' },
    geometry: { name: 'område', gml: polygon(square(500000, 7350000, 100)) },
  },
  {
    type: 'RpArealformålOmråde',
    fields: { arealformål: '1110', feltnavn: 'BFS1', førsteDigitaliseringsdato: '2021-03-10' },
    geometry: { name: 'område', gml: polygon(square(500100, 7350000, 50)) },
  },
]);

describe('GML', () => {
  it('gives a layer for each type of feature, codes as fields, a table where there is no geometry', async () => {
    const layers = await layersOf({ 'plan.gml': plan });
    expect(layers.map(({ name, format }) => [name, format])).toEqual([
      ['Arealplan', 'gml'],
      ['RpArealformålOmråde', 'gml'],
    ]);
    const areas = named(layers, 'RpArealformålOmråde');
    expect(areas.dataset.crs.code).toBe('EPSG:25833');
    expect(valuesOf(areas, 'arealformål')).toEqual([1340, 1110]);
    expect(valuesOf(areas, 'feltnavn')).toEqual(['BI1', 'BFS1']);
    expect(areas.dataset.columns.map(({ name }) => name)).not.toContain('ogc_fid');
    expect(ringAreas(areas)).toEqual([[[10_000]], [[2500]]]);
    const table = named(layers, 'Arealplan');
    expect(table.dataset.geometry).toEqual({ kind: 'none', count: 1 });
    expect(valuesOf(table, 'plannavn')).toEqual(['Ærøya næringspark']);
    // A number with leading zeros is a code.
    expect(valuesOf(table, 'kommunenummer')).toEqual(['0301']);
  });

  it('has the role zoning suggested by its codes', async () => {
    const { name, dataset } = named(await layersOf({ 'plan.gml': plan }), 'RpArealformålOmråde');
    const suggestion = suggestLayer({
      fileName: 'x',
      layerName: name,
      geometryKind: dataset.geometry.kind,
      fieldNames: dataset.columns.map((column) => column.name),
      sampleValues: dataset.columns.map(() => []),
    });
    expect(suggestion.role).toBe('zoning');
  });

  it('suggests nothing for the table of plans, nor for their outlines', async () => {
    const outline = { name: 'område', gml: polygon(square(500000, 7350000, 200)) };
    const fields = { kommunenummer: '1833', planidentifikasjon: '3107', plannavn: 'Ærøya', planstatus: '3' };
    const layers = await layersOf({
      'reguleringsplan.gml': buildGml('http://www.opengis.net/def/crs/EPSG/0/25833', [
        ...[1, 2, 3].map(() => ({ type: 'Arealplan', fields })),
        { type: 'RpOmråde', fields: { ...fields, vertikalnivå: '2' }, geometry: outline },
      ]),
    });
    const suggested = layers.map(({ name, dataset }) => suggestForDataset(name, dataset, 'reguleringsplan.gml'));
    expect(suggested.map(({ role }) => role)).toEqual([null, null]);
  });

  it('without coordinate system is told so in words that are true of GML', async () => {
    const [{ issues }] = await layersOf({ 'plan.gml': plan.replaceAll(/ srsName="[^"]*"/g, '') }).then((layers) =>
      layers.filter(({ dataset }) => dataset.geometry.kind !== 'none'),
    );
    const [missing] = issues.filter(({ code }) => code === 'crs-missing');
    for (const language of languages) {
      expect(describeIssue(missing, language)).toContain('srsName');
      expect(describeIssue(missing, language)).not.toContain('.prj');
    }
    const bare = { ...missing, details: {} };
    expect(describeIssue(bare, 'en'), 'as a project of an earlier version keeps it').not.toContain('.prj');
    expect(describeIssue({ ...missing, details: { format: 'shapefile' } }, 'en')).toContain('.prj');
  });

  it('tells why GDAL does not start', async () => {
    const sources = [memorySource('a.gml', new TextEncoder().encode(plan))];
    const startGdal = () => Promise.reject(new Error('WebAssembly.Memory(): could not allocate memory\nat x'));
    const outcome = await readFiles(sources, {}, { progress: () => undefined, cancelled: () => false, startGdal });
    expect(outcome).toMatchObject({
      ok: false,
      reason: { code: 'gdal-not-started', details: { reason: 'WebAssembly.Memory(): could not allocate memory' } },
    });
    expect(!outcome.ok && describeIssue(outcome.reason, 'nb')).toContain('could not allocate memory');
  });

  it('tells how far it is while GDAL works, layer by layer and within them, and never goes back', async () => {
    const point = (at: number) => `<gml:Point gml:id="q${at}"><gml:pos>${500000 + at} 7000000</gml:pos></gml:Point>`;
    const features = Array.from({ length: 6000 }, (_, at) => ({
      type: at % 3 === 0 ? 'Tre' : 'Stolpe',
      fields: { navn: `n${at}` },
      geometry: { name: 'sted', gml: point(at) },
    }));
    const bytes = new TextEncoder().encode(buildGml('urn:ogc:def:crs:EPSG::25833', features));
    const shares: number[] = [];
    const progress = (done: number, total: number) => shares.push(done / total);
    const outcome = await readFiles(
      [memorySource('a.gml', bytes)],
      {},
      {
        progress,
        cancelled: () => false,
        startGdal: installedGdal(),
      },
    );
    expect(outcome.ok && outcome.value.map(({ dataset }) => featureCount(dataset.geometry))).toEqual([2000, 4000]);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const whileWorking = shares.filter((share) => share > 1 / 3 && share < 2 / 3);
    expect(whileWorking.length, 'the file has four blocks of 64 kB or more for each of three readings').toBeGreaterThan(
      9,
    );
    expect(Math.max(...shares.map((share, at) => share - (shares[at - 1] ?? 0)))).toBeLessThan(0.34);
  });

  it('turns coordinates that are north before east', async () => {
    const north = (system: string) =>
      buildGml(system, [
        {
          type: 'Punkt',
          fields: { a: '1' },
          geometry: { name: 'sted', gml: '<gml:Point gml:id="q"><gml:pos>66.3 14.1</gml:pos></gml:Point>' },
        },
      ]);
    const [turned] = await layersOf({ 'a.gml': north('urn:ogc:def:crs:EPSG::4258') });
    expect(turned.dataset.geometry).toMatchObject({ kind: 'points', xy: Float64Array.of(14.1, 66.3) });
    expect(turned.dataset.crs.code).toBe('EPSG:4258');
  });

  it('makes lines of arcs that lie at most 0.004 % of the radius off', async () => {
    const arc =
      '<gml:Curve gml:id="c"><gml:segments><gml:Arc><gml:posList>1000 0 0 1000 -1000 0</gml:posList></gml:Arc></gml:segments></gml:Curve>';
    const gml = buildGml('urn:ogc:def:crs:EPSG::25833', [
      { type: 'Grense', fields: { a: '1' }, geometry: { name: 'grense', gml: arc } },
    ]);
    const [{ dataset }] = await layersOf({ 'a.gml': gml });
    if (dataset.geometry.kind !== 'lines') throw new Error(dataset.geometry.kind);
    const { xy } = dataset.geometry;
    expect(xy.length / 2).toBeGreaterThan(180);
    for (let at = 0; at + 2 < xy.length; at += 2) {
      const middle = Math.hypot((xy[at] + xy[at + 2]) / 2, (xy[at + 1] + xy[at + 3]) / 2);
      expect(1000 - middle).toBeLessThan(0.04);
      expect(Math.hypot(xy[at], xy[at + 1])).toBeCloseTo(1000, 6);
    }
  });

  it('follows no reference out of the file and expands no entity without end', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}"><!ENTITY e SYSTEM "file:///etc/passwd">]>`;
    const begun = performance.now();
    for (const text of ['&c;', '&e;']) {
      const outcome = await readBuilt({
        'a.gml': plan.replace('?>', `?>${bomb}`).replace('Ærøya næringspark', text),
      });
      const cells = outcome.ok
        ? outcome.value.flatMap((layer) => layer.dataset.columns.flatMap((_, at) => columnValues(layer, at)))
        : [];
      expect(cells.join('')).not.toMatch(/root:|x{2000}/);
    }
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('tells in GDAL’s words what it could not use, and reads the rest', async () => {
    const broken = buildGml('urn:ogc:def:crs:EPSG::25833', [
      { type: 'Flate', fields: { a: '1' }, geometry: { name: 'område', gml: polygon('1 2 3') } },
      { type: 'Flate', fields: { a: '2' }, geometry: { name: 'område', gml: polygon(square(0, 0, 1)) } },
    ]);
    const [layer] = await layersOf({ 'a.gml': broken });
    expect(valuesOf(layer, 'a')).toEqual([2]);
    expect(codes(layer)).toContain('gdal-says');
  });

  it('is refused in words where it is no GML, is empty or GDAL is missing', async () => {
    expect(await refusal({ 'a.gml': 'not at all' })).toBe('gdal-refused');
    expect(await refusal({ 'a.gml': '' })).toBe('file-empty');
    const sources = [memorySource('a.gml', new TextEncoder().encode(plan))];
    const outcome = await readFiles(sources, {}, { progress: () => undefined, cancelled: () => false });
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'gdal-missing', details: { format: 'GML' } } });
  });

  it('is read from a zip, and its layers can be chosen by name', async () => {
    const zip = buildZip([{ name: 'Plan/plan.gml', content: new TextEncoder().encode(plan) }]);
    const outcome = await readBuilt({ 'plan.zip': zip }, { layer: 'RpArealformålOmråde' });
    expect(outcome.ok && outcome.value.map(({ name }) => name)).toEqual(['RpArealformålOmråde']);
  });
});

/** What `ogr2ogr` makes of the plan, and the folder's files by name. */
function converted(target: string, ...options: string[]): Record<string, Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-gdal-'));
  try {
    writeFileSync(join(folder, 'plan.gml'), plan);
    const words = [join(folder, target), join(folder, 'plan.gml'), 'RpArealformålOmråde', '-nln', 'flater', ...options];
    const { status, stderr } = spawnSync('ogr2ogr', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !/^plan\.(gml|gfs)$/.test(entry.name));
    return Object.fromEntries(
      files.map(({ parentPath, name }) => [
        join(parentPath, name).slice(folder.length + 1),
        new Uint8Array(readFileSync(join(parentPath, name))),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasOgr)('what GDAL wrote (skipped where ogr2ogr is not installed)', () => {
  it('a file geodatabase, as files of its folder and as a zip of it', async () => {
    const files = converted('flater.gdb', '-f', 'OpenFileGDB');
    const zip = buildZip(Object.entries(files).map(([name, content]) => ({ name, content })));
    for (const given of [files, { 'a.zip': zip }]) {
      const [layer, ...others] = await layersOf(given);
      expect(others).toEqual([]);
      expect([layer.name, layer.format, layer.dataset.crs.code]).toEqual(['flater', 'filegdb', 'EPSG:25833']);
      expect(featureCount(layer.dataset.geometry)).toBe(2);
      expect(areaOf(layer)).toBeCloseTo(12_500, 3);
      expect(valuesOf(layer, 'feltnavn')).toEqual(['BI1', 'BFS1']);
    }
  });

  it.each([
    ['flater.tab', ['-f', 'MapInfo File']],
    ['flater.mif', ['-f', 'MapInfo File']],
  ])('%s with its parts', async (target, options) => {
    const layers = await layersOf(converted(target, ...options));
    expect(layers.map(({ name, format }) => [name, format])).toEqual([['flater', 'mapinfo']]);
    expect(areaOf(layers[0])).toBeCloseTo(12_500, -1);
    expect(valuesOf(layers[0], 'feltnavn')).toEqual(['BI1', 'BFS1']);
    expect(layers[0].dataset.crs.code).toBe('EPSG:25833');
  });

  it('a drawing: outlines as lines or areas, without coordinate system', async () => {
    const layers = await layersOf(converted('flater.dxf', '-f', 'DXF', '-select', ''));
    expect(layers.map(({ name, format }) => [name, format])).toEqual([['entities', 'dxf']]);
    expect(featureCount(layers[0].dataset.geometry)).toBe(2);
    expect(layers[0].dataset.crs.kind).toBe('unknown');
    expect(codes(layers[0])).toContain('crs-missing');
  });
});

const realPlans = '../../shared/data/norway-plan-gml';
const plans = existsSync(realPlans) ? readdirSync(realPlans).filter((name) => name.endsWith('pass.gml')) : [];

interface OgrLayer {
  readonly name: string;
  readonly count: number;
  readonly fields: readonly string[];
  readonly area: number;
}

describe.skipIf(!hasOgr || plans.length === 0)(
  'Norwegian plans as ogrinfo sees them (skipped where the plans or ogrinfo are missing)',
  () => {
    it.each(plans)('%s', async (name) => {
      const bytes = new Uint8Array(readFileSync(join(realPlans, name)));
      const layers = await layersOf({ [name]: bytes });
      const theirs = ogrPlan(name, bytes);
      expect(theirs.map((layer) => layer.name).sort()).toEqual(layers.map((layer) => layer.name).sort());
      for (const { name, count, fields, area } of theirs) {
        const ours = named(layers, name);
        expect(featureCount(ours.dataset.geometry), name).toBe(count);
        expect(ours.dataset.columns.map((column) => column.name)).toEqual(fields);
        if (ours.dataset.geometry.kind === 'polygons' && !codes(ours).includes('geometry-lost'))
          expect(areaOf(ours)).toBeCloseTo(area, 6);
      }
    });
  },
);

/** The layers of a plan by GDAL's own programs, with as many chords to an arc as ours. */
function ogrPlan(name: string, bytes: Uint8Array): readonly OgrLayer[] {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-plan-'));
  const path = join(folder, 'out.gpkg');
  const ask = (program: string, ...words: string[]): string =>
    spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, OGR_ARC_STEPSIZE: '1' } }).stdout;
  try {
    writeFileSync(join(folder, name), bytes);
    ask('ogr2ogr', '-nlt', 'CONVERT_TO_LINEAR', '-oo', 'DOWNLOAD_SCHEMA=NO', path, join(folder, name));
    const parts = ask('ogrinfo', '-al', '-so', path)
      .split(/^Layer name: /m)
      .slice(1);
    return parts.map((part) => {
      const layer = part.split('\n')[0];
      const column = /Geometry Column = (.*)/.exec(part)?.[1] ?? '';
      const sql = `SELECT SUM(ST_Area("${column}")) AS s FROM "${layer}"`;
      const sum = column === '' ? '' : ask('ogrinfo', '-dialect', 'SQLite', '-sql', sql, path);
      return {
        name: layer,
        count: Number(/Feature Count: (\d+)/.exec(part)?.[1]),
        fields: [...part.matchAll(/^(\S+): (?:String|Integer|Integer64|Real|Date|DateTime)\b/gm)].map(
          (match) => match[1],
        ),
        area: Number(/s \(Real\) = (.*)/.exec(sum)?.[1]),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
