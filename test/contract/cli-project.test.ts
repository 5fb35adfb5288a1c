import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writtenProfile } from '../builders/profiles.ts';
import { buildZip } from '../builders/zip-builder.ts';

const program = 'out/cli/tomtevalg.cjs';
const sample = 'resources/sample/sample.study.json';
const built = existsSync(program) && existsSync(sample);
const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-cli-project-'));
const project = join(folder, 'plan.gpkg');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

interface Checked {
  readonly version: number;
  readonly whole: boolean;
  readonly layers: readonly { readonly table: string; readonly read: number | null }[];
  readonly attachments: number;
  readonly issues: readonly { readonly code: string; readonly message: string }[];
}

describe.skipIf(!built)('a project on the command line (skipped before the build)', () => {
  it('is made of a study and gives the same bytes as the study', () => {
    const made = call('convert', sample, project, '--json');
    expect(made.status).toBe(0);
    const { layers } = JSON.parse(made.stdout) as { readonly layers: readonly { readonly id: string }[] };
    expect(layers.map(({ id }) => id)).toContain('plots');
    expect(readdirSync(folder)).toEqual(['plan.gpkg']);
    const fromStudy = call('run', sample, '--json');
    const fromProject = call('run', project, '--json');
    expect(fromProject.status).toBe(0);
    expect(fromProject.stdout === fromStudy.stdout).toBe(true);
    expect(fromProject.stderr).toBe(fromStudy.stderr);
  });

  it.each(['dtm50.tif', 'heights.zip'])(
    'carries terrain (%s) and profiles of its own within it',
    (grid) => {
      if (grid === 'heights.zip') {
        const content = readFileSync('resources/sample/dtm50.tif');
        const other = { name: 'other.tif', content: 'not read' };
        writeFileSync(join(folder, grid), buildZip([{ name: 'dtm50.tif', content }, other]));
      }
      const place =
        grid === 'heights.zip' ? { file: grid, layer: 'dtm50' } : { file: resolve('resources/sample', grid) };
      const profile = writtenProfile('slope', { kind: 'slope', terrain: 'heights', take: 'mean' }, [
        [0, 1],
        [30, 0],
      ]);
      const study = {
        format: 'tomtevalg-study/1',
        name: 'Terrain',
        layers: {
          heights: { ...place, role: 'terrain', theme: 'terrain' },
        },
        profiles: ['flat.profile.json'],
      };
      const source = (JSON.parse(readFileSync(sample, 'utf8')) as { readonly layers: Record<string, { file: string }> })
        .layers.plots;
      const plots = { ...source, file: resolve('resources/sample', source.file) };
      const path = join(folder, 'terrain.study.json');
      writeFileSync(path, JSON.stringify({ ...study, layers: { ...study.layers, plots } }));
      writeFileSync(join(folder, 'flat.profile.json'), JSON.stringify(profile));
      const fromStudy = call('run', path, '--json');
      expect(fromStudy.status).toBe(0);
      const made = join(folder, `${grid}.gpkg`);
      expect(call('convert', path, made).status).toBe(0);
      rmSync(path);
      rmSync(join(folder, 'flat.profile.json'));
      const fromProject = call('run', made, '--json');
      expect(fromProject.status).toBe(0);
      expect(fromProject.stdout === fromStudy.stdout).toBe(true);
      expect((JSON.parse(call('check', made, '--json').stdout) as Checked).attachments).toBe(1);
    },
    120_000,
  );

  it('is checked, told to be damaged, repaired and told to be whole', () => {
    const whole = call('check', project, '--json');
    expect(whole.status).toBe(0);
    const checked = JSON.parse(whole.stdout) as Checked;
    expect(checked).toMatchObject({ version: 1, whole: true, issues: [] });
    expect(checked.layers.find(({ table }) => table === 'plots')?.read).toBeGreaterThan(6000);
    const damaged = join(folder, 'damaged.gpkg');
    const bytes = readFileSync(project);
    bytes.fill(0xff, 4096 * 700, 4096 * 703);
    writeFileSync(damaged, bytes);
    const told = call('check', damaged, '--lang', 'nb');
    expect(told.status).toBe(1);
    expect(told.stderr).toContain('--repair');
    const repaired = join(folder, 'repaired.gpkg');
    expect(call('check', damaged, '--repair', repaired).status).toBe(0);
    expect(call('check', repaired).status).toBe(0);
    expect(call('check', damaged, '--repair', repaired).status).toBe(2);
    if (!hasOgr) return;
    const { stderr } = spawnSync('ogrinfo', ['-al', '-so', repaired], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });

  it('is refused in words where it is none', () => {
    const text = join(folder, 'text.gpkg');
    writeFileSync(text, 'no database');
    for (const command of ['check', 'run']) {
      const refused = call(command, text);
      expect(refused.status).toBe(1);
      expect(refused.stderr).toContain('text.gpkg');
      expect(refused.stderr).not.toContain('    at ');
    }
    expect(call('check', join(folder, 'none.gpkg')).status).toBe(1);
    expect(call('check').status).toBe(2);
    const held = join(folder, 'held.gpkg');
    copyFileSync(project, held);
    writeFileSync(`${held}-wal`, 'x');
    expect(call('check', held).stderr).toContain('QGIS');
    expect(call('convert', sample, held).stderr).toContain('QGIS');
  });
});
