import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildZip } from '../builders/zip-builder.ts';

const program = 'out/cli/tomtevalg.cjs';
const sample = 'resources/sample/sample.study.json';
const built = existsSync(program) && existsSync(sample);
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

interface Run {
  readonly study: string;
  readonly engine: string;
  readonly profiles: readonly {
    readonly id: string;
    readonly weights: Readonly<Record<string, number>>;
    readonly notAssessed: readonly { readonly criterion: string; readonly weight: number; readonly why: string }[];
    readonly plots: readonly {
      readonly id: string;
      readonly label: string;
      readonly rank: number | null;
      readonly score: number | null;
      readonly interval: readonly [number, number];
      readonly status: 'pass' | 'conditional' | 'excluded' | 'unknown';
      readonly reasons: readonly { readonly criterion: string; readonly text: string }[];
      readonly criteria: Readonly<
        Record<
          string,
          {
            readonly value: number | string | null;
            readonly unit: string;
            readonly utility: number | null;
            readonly contribution: number | null;
          }
        >
      >;
    }[];
  }[];
  readonly timings?: Readonly<Record<string, number>>;
}

describe.skipIf(!built)('the command line (skipped before the build)', () => {
  it('run --json keeps the promised shape and arithmetic', () => {
    const { status, stdout } = call('run', sample, '--json', '--timings');
    expect(status).toBe(0);
    const run = JSON.parse(stdout) as Run;
    expect(run.profiles.map(({ id }) => id)).toEqual(['industry', 'housing', 'school']);
    expect(Object.keys(run.timings ?? {})).toEqual(['read_ms', 'measure_ms', 'score_ms', 'total_ms', 'peak_rss_bytes']);
    for (const { weights, plots, notAssessed } of run.profiles) {
      const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
      expect(total).toBeCloseTo(1, 9);
      expect(notAssessed.every(({ why }) => why === 'no-layer' || why === 'no-field')).toBe(true);
      expect(new Set(plots.map(({ id }) => id)).size).toBe(plots.length);
      for (const plot of plots) {
        const points = Object.values(plot.criteria).map(({ contribution }) => contribution);
        if (plot.score !== null) {
          expect(Math.abs(points.reduce<number>((sum, own) => sum + (own ?? 0), 0) - plot.score)).toBeLessThan(1e-6);
          expect(plot.interval).toEqual([plot.score, plot.score]);
        }
        expect(plot.rank === null || plot.score !== null).toBe(true);
        if (plot.status === 'excluded') expect(plot.rank).toBeNull();
        if (plot.status !== 'pass') expect(plot.reasons.length).toBeGreaterThan(0);
      }
      const ranks = plots.flatMap(({ rank }) => (rank === null ? [] : [rank]));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(ranks[0]).toBe(1);
    }
  }, 120_000);

  it('gives the same bytes for any number of workers', () => {
    const outputs = ['0', '1', '2', '3'].map((workers) => call('run', sample, '--json', '--workers', workers).stdout);
    expect(outputs[0].length).toBeGreaterThan(100_000);
    for (const output of outputs.slice(1)) expect(output === outputs[0]).toBe(true);
  }, 120_000);

  it('writes whole files and no leftovers', () => {
    const out = join(folder, 'files');
    const { status } = call('run', sample, '--out', out, '--format', 'csv,geojson,svg,html', '--profile', 'housing');
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['housing.csv', 'housing.geojson', 'housing.svg', 'summary.html']);
    const features = JSON.parse(readFileSync(join(out, 'housing.geojson'), 'utf8')).features as readonly unknown[];
    const lines = readFileSync(join(out, 'housing.csv'), 'utf8').trimEnd().split('\r\n');
    expect(lines.length).toBe(features.length + 1);
    expect(readFileSync(join(out, 'summary.html'), 'utf8')).toContain('</html>');
  }, 120_000);

  it('inspect tells what a grid of heights is', () => {
    const file = 'resources/sample/dtm50.tif';
    const { layers } = JSON.parse(call('inspect', file, '--json').stdout) as { layers: readonly unknown[] };
    expect(layers).toMatchObject([
      {
        ...{ name: 'dtm50', format: 'geotiff', geometryType: 'none', role: 'terrain', fields: [] },
        crs: { code: 'EPSG:25833', source: 'file' },
        extent: [443_975, 7_342_475, 474_025, 7_367_525],
        grid: { width: 601, height: 501, cell: [50, 50], nodata: -9999, lowest: 0, looked: 301_101 },
      },
    ]);
    expect(call('inspect', file).stdout).toContain('601 x 501 cells of 50 x 50; role: terrain');
  });

  it('inspect tells the grids in a zip beside its layers, and of a TIFF that is none why', () => {
    const path = join(folder, 'delivery.zip');
    const content = readFileSync('resources/sample/dtm50.tif');
    const csv = { name: 'stops.csv', content: 'name;x;y\nA;450000;7350000\n' };
    const picture = { name: 'photo.tif', content: 'no picture at all' };
    writeFileSync(path, buildZip([{ name: 'heights/dtm50.tif', content }, csv, picture]));
    const { status, stdout } = call('inspect', path, '--json');
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { layers: readonly unknown[] }).layers).toMatchObject([
      { name: 'dtm50', format: 'geotiff', role: 'terrain', grid: { width: 601, height: 501 } },
      { name: 'stops', format: 'csv', issues: [{ code: 'tiff-not' }, { code: 'crs-missing' }] },
    ]);
    writeFileSync(path, buildZip([{ name: 'heights/dtm50.tif', content }]));
    expect(call('inspect', path)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(path, buildZip([picture]));
    const refused = call('inspect', path);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('delivery.zip/photo.tif is not a TIFF file');
    expect(refused.stderr).not.toContain('no map layer');
  });

  it('inspect tells the grids in a folder beside its layers', () => {
    const delivery = join(folder, 'delivery');
    mkdirSync(delivery);
    cpSync('resources/sample/dtm50.tif', join(delivery, 'dtm50.TIF'));
    for (const beside of ['dtm50.tfw', 'dtm50.TIF.aux.xml', 'dtm50.TIF.ovr']) writeFileSync(join(delivery, beside), '');
    writeFileSync(join(delivery, 'stops.csv'), 'name;x;y\nA;450000;7350000\n');
    const { status, stdout } = call('inspect', delivery, '--json');
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { layers: readonly unknown[] }).layers).toMatchObject([
      { name: 'stops', format: 'csv', issues: [{ code: 'crs-missing' }] },
      { name: 'dtm50', format: 'geotiff', role: 'terrain', grid: { width: 601, height: 501 } },
    ]);
    writeFileSync(join(delivery, 'photo.tif'), 'no picture at all');
    const refused = call('inspect', delivery);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('photo.tif is not a TIFF file');
    expect(refused.stdout).toContain('601 x 501 cells');
  });

  it('inspect --json tells what is in a file', () => {
    const { status, stdout } = call('inspect', 'resources/sample/teig.zip', '--json');
    expect(status).toBe(0);
    const { layers } = JSON.parse(stdout);
    expect(layers).toMatchObject([
      { geometryType: 'polygon', crs: { code: 'EPSG:25833', source: 'prj' }, role: 'plots' },
    ]);
    expect(layers[0].extent.length).toBe(4);
  });

  it('answers wrong calls with 2 and faulty input with 1, in words and without a stack', () => {
    const study = join(folder, 'broken.study.json');
    writeFileSync(
      study,
      '{"format":"tomtevalg-study/1","name":"x","layers":{"plots":{"file":"none.shp","role":"plots"}},"profiles":["industry"]}',
    );
    const garbage = join(folder, 'garbage.shp');
    writeFileSync(garbage, 'not a shapefile at all');
    const calls: [number, readonly string[], RegExp][] = [
      [2, ['nonsense'], /no command "nonsense"/],
      [2, ['run'], /needs one study/],
      [2, ['run', sample, '--format', 'dwg', '--out', folder], /"dwg" is not a format/],
      [2, ['run', sample, '--workers', 'many'], /whole number/],
      [2, ['run', sample, '--nonsense'], /nonsense/],
      [1, ['run', join(folder, 'absent.json')], /no such file/],
      [1, ['run', study], /none\.shp/],
      [1, ['run', sample, '--profile', 'castle'], /castle.*industry, housing, school/],
      [1, ['inspect', garbage], /garbage/],
    ];
    for (const [expected, words, message] of calls) {
      const { status, stderr } = call(...words);
      expect(status, words.join(' ')).toBe(expected);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  }, 60_000);
});
