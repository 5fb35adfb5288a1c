import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const program = 'out/cli/tomtevalg.cjs';
const sample = 'resources/sample/sample.study.json';
const built = existsSync(program) && existsSync(sample);
const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-cli-candidates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

type Layer = Readonly<Record<string, unknown>>;

/** The sample with its plots made from its zoning; written once, beside nothing: files are named in full. */
function studyFile(name: string, plots: Layer, profiles: readonly unknown[] = ['industry']): string {
  const study = JSON.parse(readFileSync(sample, 'utf8')) as { readonly layers: Readonly<Record<string, Layer>> };
  const layers = Object.entries(study.layers).map(([id, layer]) => {
    if (layer.role === 'plots') return [id, plots];
    return [id, { ...layer, file: resolve('resources/sample', String(layer.file)) }];
  });
  const path = join(folder, `${name}.study.json`);
  writeFileSync(path, JSON.stringify({ ...study, layers: Object.fromEntries(layers), profiles }));
  return path;
}

const recipe = {
  zoning: { role: 'zoning' },
  codes: ['13*', '1110', '2*'],
  cutBy: [{ theme: 'road' }, { theme: 'rail', halfWidth: 8 }],
  minus: [{ theme: 'flood' }, { theme: 'water', setback: 20 }, { theme: 'protected' }],
  minArea: 1500,
};

interface Told {
  readonly account: {
    readonly zones: { readonly area_m2: number };
    readonly shared: { readonly area_m2: number };
    readonly taken: readonly { readonly layers: string; readonly area_m2: number }[];
    readonly small: { readonly area_m2: number };
    readonly narrow: { readonly area_m2: number };
    readonly tangled: { readonly area_m2: number };
    readonly candidates: { readonly count: number; readonly area_m2: number };
  };
  readonly figures: readonly { readonly source: string; readonly grade: string }[];
  readonly candidates: readonly { readonly id: string; readonly area_m2: number; readonly width_m: number }[];
  readonly assemblies:
    | readonly { readonly plots: readonly string[]; readonly area_m2: number; readonly owners: number | null }[]
    | null;
}

describe.skipIf(!built)('candidate plots on the command line (skipped before the build)', () => {
  it('keeps the promised shape and arithmetic, for any number of workers', () => {
    const study = studyFile('made', { role: 'plots', from: recipe, assemble: { minArea: 12_000 } });
    const { status, stdout } = call('candidates', study, '--json', '--workers', '0');
    expect(status).toBe(0);
    const { account, candidates, assemblies, figures } = JSON.parse(stdout) as Told;
    const { zones, shared, taken, small, narrow, tangled } = account;
    const gone = [shared, ...taken, small, narrow, tangled].reduce((sum, { area_m2 }) => sum + area_m2, 0);
    expect(Math.abs(zones.area_m2 - gone - account.candidates.area_m2)).toBeLessThan(0.01);
    expect(account.candidates.count).toBe(candidates.length);
    expect(candidates.length).toBeGreaterThan(50);
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(candidates.length);
    expect(candidates.every(({ area_m2, width_m }) => area_m2 >= 1500 && width_m >= 15)).toBe(true);
    expect(figures.every(({ source, grade }) => source !== '' && grade !== '')).toBe(true);
    const known = new Map(candidates.map(({ id, area_m2 }) => [id, area_m2]));
    expect(assemblies).not.toBeNull();
    for (const { plots, area_m2 } of assemblies ?? []) {
      expect(area_m2).toBeGreaterThanOrEqual(12_000);
      expect(Math.abs(plots.reduce((sum, id) => sum + (known.get(id) ?? Number.NaN), 0) - area_m2)).toBeLessThan(0.01);
    }
    for (const workers of ['1', '3']) {
      const other = call('candidates', study, '--json', '--workers', workers);
      expect(other.stdout === stdout).toBe(true);
    }
  });

  it('writes plots and assemblies in the format of the extension, which other programs open', () => {
    const study = studyFile('written', { role: 'plots', from: recipe, assemble: { minArea: 12_000 } });
    const [out, joined] = [join(folder, 'plots.gpkg'), join(folder, 'joined.geojson')];
    const { status, stdout, stderr } = call('candidates', study, '--out', out, '--assemblies', joined);
    expect([status, stderr.includes(out), stderr.includes(joined)]).toEqual([0, true, true]);
    expect(stdout).toContain('candidate plots');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    if (!hasOgr) return;
    const count = (path: string) =>
      Number(/Feature Count: (\d+)/.exec(spawnSync('ogrinfo', ['-so', '-al', path], { encoding: 'utf8' }).stdout)?.[1]);
    const { candidates, assemblies } = JSON.parse(call('candidates', study, '--json').stdout) as Told;
    expect(count(out)).toBe(candidates.length);
    expect(count(joined)).toBe(assemblies?.length);
  });

  it('is what run ranks, and a project file made of the study gives the same', () => {
    const study = studyFile('ranked', { role: 'plots', from: recipe });
    const run = call('run', study, '--json');
    expect(run.status).toBe(0);
    const { profiles } = JSON.parse(run.stdout) as {
      readonly profiles: readonly { readonly plots: readonly unknown[] }[];
    };
    const { candidates } = JSON.parse(call('candidates', study, '--json').stdout) as Told;
    expect(profiles[0].plots.length).toBe(candidates.length);
    const project = join(folder, 'ranked.gpkg');
    expect(call('convert', study, project).status).toBe(0);
    expect(call('run', project, '--json').stdout === run.stdout).toBe(true);
  });

  it('writes where a rectangle has room as a layer, one feature for each plot that has it', () => {
    const hall = {
      id: 'hall',
      group: 'ground',
      measure: { kind: 'fits', width: 40, length: 100, minus: [{ theme: 'flood' }], setback: 4 },
      utility: {
        kind: 'piecewise',
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    };
    const profile = { format: 'tomtevalg-profile/1', id: 'hall', use: 'industry', criteria: [hall] };
    const study = studyFile('hall', { role: 'plots', from: recipe }, [profile]);
    const out = join(folder, 'hall');
    const run = call('run', study, '--json', '--out', out, '--format', 'csv,geojson');
    expect(run.status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['hall-placements.geojson', 'hall.csv', 'hall.geojson']);
    const { profiles } = JSON.parse(run.stdout) as {
      readonly profiles: readonly {
        readonly plots: readonly {
          readonly id: string;
          readonly criteria: { readonly hall: { readonly value: number } };
        }[];
      }[];
    };
    const roomy = profiles[0].plots.filter(({ criteria }) => criteria.hall.value === 1).map(({ id }) => id);
    expect(roomy.length).toBeGreaterThan(5);
    expect(roomy.length).toBeLessThan(profiles[0].plots.length);
    const { features } = JSON.parse(readFileSync(join(out, 'hall-placements.geojson'), 'utf8')) as {
      readonly features: readonly {
        readonly properties: Readonly<Record<string, unknown>>;
        readonly geometry: { readonly type: string; readonly coordinates: readonly (readonly number[])[][] };
      }[];
    };
    expect(features.map(({ properties }) => properties.plot).sort()).toEqual(roomy.sort());
    expect(features[0].properties).toMatchObject({ criterion: 'hall', width_m: 40, length_m: 100 });
    const [ring] = features[0].geometry.coordinates;
    expect(ring).toHaveLength(5);
    expect(ring.every(([longitude, latitude]) => longitude > 10 && longitude < 20 && latitude > 60)).toBe(true);
  });

  it('suggests assemblies of plots that were read, and tells what a study does not ask for', () => {
    const plots = {
      file: resolve('resources/sample/teig.zip'),
      role: 'plots',
      id: 'teigid',
      fields: { owner: 'eierform' },
    };
    const joined = call('candidates', studyFile('read', { ...plots, assemble: { minArea: 30_000 } }), '--json');
    expect(joined.status).toBe(0);
    const { candidates, assemblies } = JSON.parse(joined.stdout) as Told;
    expect(candidates).toBeNull();
    expect(assemblies?.length).toBeGreaterThan(10);
    expect(assemblies?.every(({ owners }) => owners !== null)).toBe(true);
    const out = join(folder, 'run');
    const study = studyFile('run', { ...plots, assemble: { minArea: 30_000 } });
    expect(call('run', study, '--out', out, '--format', 'csv,geojson').status).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'assemblies.csv',
      'assemblies.geojson',
      'industry.csv',
      'industry.geojson',
    ]);
    const lines = readFileSync(join(out, 'assemblies.csv'), 'utf8').trim().split('\r\n');
    expect(lines.length - 1).toBe(assemblies?.length);
    const none = call('candidates', studyFile('none', plots));
    expect([none.status, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toContain('"from"');
    const noAssemblies = call(
      'candidates',
      studyFile('made', { role: 'plots', from: recipe }),
      '--assemblies',
      'a.csv',
    );
    expect(noAssemblies.status).toBe(1);
  });

  it.each([
    [2, ['candidates']],
    [2, ['candidates', 'a', 'b']],
    [2, ['candidates', sample, '--out', 'plots.doc']],
    [2, ['candidates', sample, '--workers', 'many']],
    [1, ['candidates', 'nowhere.study.json']],
  ])('exits %i for %j', (code, words) => {
    const { status, stdout, stderr } = call(...words);
    expect([status, stdout]).toEqual([code, '']);
    expect(stderr).not.toMatch(/at .*\.(cjs|ts):\d+/);
  });
});
