import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const program = 'out/cli/tomtevalg.cjs';
const sample = 'resources/sample/sample.study.json';
const built = existsSync(program) && existsSync(sample);
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...words: string[]) {
  const options = { encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], options);
  return { status, stdout, stderr };
}

const square = (x: number) => ({
  type: 'Feature',
  properties: { name: `plot ${x}` },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [450000, 450100, 450100, 450000, 450000].map((east, at) => [east + x, at > 1 && at < 4 ? 7350100 : 7350000]),
    ],
  },
});
const bySize = (id: string) => ({
  id,
  use: 'industry',
  criteria: [
    {
      id: 'area',
      measure: { kind: 'area' },
      utility: {
        kind: 'piecewise',
        points: [
          [0, 0],
          [20000, 1],
        ],
      },
    },
  ],
});

/** A study of two square plots in a folder of its own. */
function study(name: string, changes: object = {}, layer: object = {}): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  const features = [square(0), square(200)];
  writeFileSync(join(place, 'plots.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  const layers = { plots: { file: 'plots.geojson', role: 'plots', crs: 'EPSG:25833', ...layer } };
  const text = { format: 'tomtevalg-study/1', name, layers, profiles: [bySize('size')], ...changes };
  writeFileSync(join(place, 'a.study.json'), JSON.stringify(text));
  return join(place, 'a.study.json');
}

describe.skipIf(!built)('the command line on faulty surroundings (skipped before the build)', () => {
  const inWords = (words: readonly string[], message: RegExp) => {
    const { status, stderr } = call(...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at |this is a bug/);
    expect(status).toBe(1);
  };

  it('says that --out cannot be written, and leaves nothing behind', () => {
    const path = study('out');
    inWords(['run', path, '--out', path], /a\.study\.json.*could not be written.*--out/);
    inWords(['run', path, '--out', join(path, 'below')], /could not be written \(ENOTDIR\)/);
    const taken = join(folder, 'out', 'taken');
    mkdirSync(join(taken, 'size.csv'), { recursive: true });
    inWords(['run', path, '--out', taken], /size\.csv could not be written/);
    expect(readdirSync(taken)).toEqual(['size.csv']);
  });

  it('tells a folder and a link that leads nowhere from a missing file', () => {
    study('places');
    inWords(['run', join(folder, 'places')], /is a folder/);
    const links = join(folder, 'links');
    mkdirSync(links);
    symlinkSync(join(folder, 'nowhere'), join(links, 'x.shp'));
    inWords(['inspect', links], /no such file, or an empty folder/);
  });

  it('inspects the other files where one is missing', () => {
    const { status, stdout, stderr } = call('inspect', '--json', 'resources/sample/teig.zip', join(folder, 'none.shp'));
    expect(JSON.parse(stdout).layers.length).toBe(1);
    expect([status, stderr]).toEqual([1, expect.stringContaining('none.shp')]);
  });

  it('names the profile file that is at fault', () => {
    const path = study('profile', { profiles: ['mine.profile.json'] });
    writeFileSync(join(folder, 'profile', 'mine.profile.json'), '{"id":"x","use":"industry","criteria":[]}');
    inWords(['run', path], /mine\.profile\.json cannot be used/);
  });

  it('does not measure in another CRS than the layer was said to have, nor rank by nothing', () => {
    inWords(['run', study('crs', {}, { crs: 'EPSG:99999999' })], /\$\.layers\.plots\.crs.*EPSG:99999999/);
    inWords(['run', study('nothing', { profiles: [] })], /names no profile/);
  });

  it('gives every profile files of its own, whatever the ids look like', () => {
    const ids = ['a/b', 'a:b', 'A-B', '../../up', 'CON'];
    const path = study('names', { profiles: ids.map(bySize) });
    expect(call('run', path, '--out', join(folder, 'names', 'o'), '--format', 'csv,csv').status).toBe(0);
    const written = readdirSync(join(folder, 'names', 'o'));
    expect(written.sort()).toEqual(['A-B-3.csv', 'a-b-2.csv', 'a-b.csv', 'profile-CON.csv', 'up.csv']);
  });

  it('tells rows a filter cannot decide, and layers that do not say where they were mapped', () => {
    const layers = {
      plots: { file: 'plots.geojson', role: 'plots', crs: 'EPSG:25833' },
      flood: { file: 'flood.geojson', role: 'constraint', theme: 'flood', crs: 'EPSG:25833' },
    };
    const measure = { kind: 'coverage', by: ['flood'], where: ['==', ['get', 'level'], 1] };
    const [area] = bySize('wet').criteria;
    const criteria = [{ ...area, id: 'wet', measure, exclude: { above: 0.5 } }];
    const path = study('notes', { layers, profiles: [{ ...bySize('wet'), criteria }] });
    const features = [1, null].map((level, at) => ({ ...square(200 * at), properties: { level } }));
    writeFileSync(join(folder, 'notes', 'flood.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
    const out = join(folder, 'notes', 'o');
    const { stdout, stderr } = call('run', path, '--json', '--out', out, '--format', 'html');
    expect(stderr).toMatch(/wet: features of "flood" that lack the value the filter asks for were left out: 1\./);
    expect(stderr).toMatch(/Extent of mapping not known for: flood\./);
    expect(readFileSync(join(out, 'summary.html'), 'utf8')).toContain('Extent of mapping not known for: flood.');
    const { plots } = JSON.parse(stdout).profiles[0];
    const wet = plots.find(({ status }: { readonly status: string }) => status === 'excluded');
    expect(wet.reasons[0].text).toMatch(/excluded\. Extent of mapping not known\.$/);
  });

  it('answers --help, and refuses an empty number of workers', () => {
    expect(call('run', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('inspect FILE') });
    expect(call('run', sample, '--workers', '').status).toBe(2);
  });

  it.skipIf(process.platform === 'win32')(
    'hears Ctrl+C while it writes, and leaves no half-written file',
    async () => {
      const out = join(folder, 'stopped');
      const words = ['run', sample, '--workers', '0', '--out', out, '--format', 'csv,geojson,svg,html'];
      const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
      let told = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (!told.includes('.csv') && `${told}${text}`.includes('.csv')) child.kill('SIGINT');
        told += text;
      });
      const [code] = await once(child, 'exit');
      expect(code).toBe(130);
      expect(told).toContain('Stopped.');
      const left = readdirSync(out);
      expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(left).not.toContain('summary.html');
      for (const name of left) expect(readFileSync(join(out, name), 'utf8')).toMatch(/[\r\n]$/);
    },
    60_000,
  );
});

describe.skipIf(!built)('a machine with too little memory (skipped before the build)', () => {
  it('is told in words and with exit code 1, not as a bug', () => {
    const place = join(folder, 'memory');
    cpSync(dirname(program), join(place, 'cli'), { recursive: true });
    const worker = join(place, 'cli/worker.cjs');
    writeFileSync(
      worker,
      "require('node:worker_threads').parentPort.on('message', () => new SharedArrayBuffer(2 ** 45));",
    );
    const words = [join(place, 'cli', basename(program)), 'run', study('much'), '--workers', '1'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 });
    expect(stderr).toContain('There was not enough memory for this');
    expect(stderr).not.toContain('bug');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});
