import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { FileHandles } from './file-handles.ts';
import { openFiles } from './open-files.ts';
import { filesNamedIn, openStudyFile } from './open-study.ts';
import { findMain, findSidecars } from './sidecars.ts';
import { suggestFileName } from './suggest-file-name.ts';
import { TextWriter } from './text-writer.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tomtevalg-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (...names: string[]): void => {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
};
const namesOf = (groups: readonly (readonly { readonly name: string }[])[]): string[] =>
  groups.map((group) => group.map((file) => file.name).join(' '));

describe('sidecars', () => {
  it('are found in any letter case', () => {
    expect(findSidecars('Plan.shp', ['Plan.shp', 'PLAN.DBF', 'plan.Shx', 'plan.prj', 'Plan.cpg', 'other.dbf'])).toEqual(
      ['PLAN.DBF', 'plan.Shx', 'plan.prj', 'Plan.cpg'],
    );
  });
  it('prefer the name with the same letters', () => {
    expect(findSidecars('plan.shp', ['PLAN.dbf', 'plan.dbf', 'Plan.dbf'])).toEqual(['plan.dbf']);
    expect(findMain('plan.dbf', ['PLAN.SHP', 'plan.shp'])).toBe('plan.shp');
  });
  it('do not belong to a longer name', () => {
    expect(findSidecars('plan.shp', ['plan2.dbf', 'plan.old.dbf', 'aplan.dbf'])).toEqual([]);
  });
});

describe('layers of several files', () => {
  it('are a MapInfo table with its parts, whichever was named, and a file geodatabase with its folder in the names', async () => {
    write('plan.TAB', 'plan.dat', 'Plan.map', 'plan.id', 'other.dat', 'Vei.gdb/a00000001.gdbtable', 'Vei.gdb/gdb');
    const handles = new FileHandles();
    const dropped = await openFiles(handles, [join(folder, 'plan.dat'), join(folder, 'Vei.gdb')]);
    expect(namesOf(dropped.groups)).toEqual([
      'plan.TAB plan.dat Plan.map plan.id',
      'Vei.gdb/a00000001.gdbtable Vei.gdb/gdb',
    ]);
    expect(namesOf((await openFiles(handles, [folder])).groups).sort()).toEqual(namesOf(dropped.groups).sort());
    expect(dropped.refused).toEqual([]);
  });
});

describe('file handles', () => {
  it('name a file without telling its path, and only exactly', () => {
    const handles = new FileHandles();
    const { address, name } = handles.add('/home/kari/plan.shp', 7);
    expect(name).toBe('plan.shp');
    expect(address).toMatch(/^file-handle:\/\/f[0-9a-f]{32}\/$/);
    expect(handles.find(address)).toEqual({ path: '/home/kari/plan.shp', size: 7 });
    expect(handles.add('/home/kari/plan.shp', 7).address).toBe(address);
    expect(handles.add('/home/kari/plan.shp', 8).address).not.toBe(address);
    for (const wrong of [
      `${address}x`,
      `${address}?a`,
      address.toUpperCase(),
      ` ${address}`,
      `${address}\n`,
      'file-handle://constructor/',
    ])
      expect(handles.find(wrong), wrong).toBeUndefined();
  });
});

describe('dropped files', () => {
  it('become one group a layer, however many of its files were named', async () => {
    write('Plan.SHP', 'plan.dbf', 'plan.PRJ', 'plan.qpj', 'grid.zip', 'notes.txt', 'lone.prj', 'table.dbf', 'dtm.TIF');
    const all = readdirSync(folder).map((name) => join(folder, name));
    const { groups, refused, studies } = await openFiles(new FileHandles(), all);
    expect(namesOf(groups).sort()).toEqual(['Plan.SHP plan.dbf plan.PRJ plan.qpj', 'dtm.TIF', 'grid.zip', 'table.dbf']);
    expect(refused.map(({ code, details }) => `${code} ${details.file}`).sort()).toEqual([
      'file-kind-unknown notes.txt',
      'sidecar-alone lone.prj',
    ]);
    expect(studies).toEqual([]);
  });

  it('keeps layers of the same name in different folders apart', async () => {
    write('a/plan.shp', 'a/plan.dbf', 'b/plan.shp');
    const { groups } = await openFiles(new FileHandles(), [folder]);
    expect(namesOf(groups)).toEqual(['plan.shp plan.dbf', 'plan.shp']);
  });

  it('does not follow links out of a dropped folder, and says when a folder holds nothing', async () => {
    write('outside/secret.csv', 'dropped/readme.md');
    symlinkSync(join(folder, 'outside'), join(folder, 'dropped/way-out'));
    symlinkSync(join(folder, 'outside/secret.csv'), join(folder, 'dropped/secret.csv'));
    const { groups, refused } = await openFiles(new FileHandles(), [join(folder, 'dropped'), join(folder, 'gone.shp')]);
    expect(groups).toEqual([]);
    expect(refused.map(({ code }) => code)).toEqual(['folder-without-layers', 'file-not-found']);
  });
});

describe('studies', () => {
  it('name files relative to themselves, and nothing else', () => {
    const layers = Object.fromEntries(
      [
        'plots.zip',
        '../data/plan.shp',
        'PLAN.SHP',
        '/etc/passwd.csv',
        'C:\\data\\x.shp',
        'C:x.csv',
        '\\\\server\\share\\x.shp',
        '//server/x.shp',
        'https://example.org/x.csv',
        'file:///x.csv',
        'key.pem',
        'a\0.csv',
        'plots.zip',
      ].map((file, index) => [`layer${index}`, { file }]),
    );
    const study = JSON.parse(
      JSON.stringify({
        layers,
        profiles: ['industry', 'mine.profile.json', { id: 'inline' }, 7],
        scenarios: ['s.scenario.json'],
      }),
    );
    expect(filesNamedIn(study)).toEqual([
      'plots.zip',
      '../data/plan.shp',
      'PLAN.SHP',
      'mine.profile.json',
      's.scenario.json',
    ]);
    expect(filesNamedIn({ layers: { a: { file: 'plots' } }, profiles: ['industry'] })).toEqual(['plots']);
    expect(filesNamedIn(null)).toEqual([]);
    expect(filesNamedIn({ layers: [], profiles: 'industry' })).toEqual([]);
  });

  it('open with every file they name, in any letter case, and with gaps told as empty', async () => {
    write('data/PLAN.SHP', 'data/plan.dbf', 'plots.csv');
    const text = JSON.stringify({
      layers: { a: { file: 'data\\plan.shp' }, b: { file: 'plots.csv' }, c: { file: 'gone.zip' } },
    });
    writeFileSync(join(folder, 'x.study.json'), `\uFEFF${text}`);
    const opened = await openStudyFile(new FileHandles(), join(folder, 'x.study.json'));
    if (!opened.ok) throw new Error(opened.reason.code);
    expect(opened.value.files.map(([name, found]) => [name, found.map((file) => file.name)])).toEqual([
      ['data\\plan.shp', ['PLAN.SHP', 'plan.dbf']],
      ['plots.csv', ['plots.csv']],
      ['gone.zip', []],
    ]);
  });

  it('come with the contents of small files, up to a limit', async () => {
    write('a.csv', 'b.csv');
    for (const name of ['c.csv', 'd.csv', 'e.csv', 'f.csv', 'g.csv', 'h.csv', 'i.csv', 'j.csv'])
      writeFileSync(join(folder, name), new Uint8Array(999_999));
    writeFileSync(join(folder, 'large.csv'), new Uint8Array(1_000_001));
    const names = [
      'a.csv',
      'large.csv',
      'c.csv',
      'd.csv',
      'e.csv',
      'f.csv',
      'g.csv',
      'h.csv',
      'i.csv',
      'j.csv',
      'b.csv',
    ];
    const layers = Object.fromEntries(names.map((file, index) => [`layer${index}`, { file }]));
    writeFileSync(join(folder, 'x.study.json'), JSON.stringify({ layers }));
    const opened = await openStudyFile(new FileHandles(), join(folder, 'x.study.json'));
    if (!opened.ok) throw new Error(opened.reason.code);
    const sizes = opened.value.files.map(([name, [file]]) => [name, file?.bytes?.length ?? null]);
    // The last one, of five bytes, would be more than all together may be.
    const expected = names.map((name) => (name === 'a.csv' ? 5 : name.length > 5 || name === 'b.csv' ? null : 999_999));
    expect(sizes).toEqual(names.map((name, index) => [name, expected[index]]));
    expect(new TextDecoder().decode(opened.value.files[0][1][0].bytes)).toBe('a.csv');
  });

  it('may name a folder of layer files, but no file without extension', async () => {
    write('plots/a.shp', 'plots/A.dbf', 'plots/notes.md', 'plots/inside/b.shp', 'id_rsa');
    writeFileSync(
      join(folder, 'x.study.json'),
      JSON.stringify({ layers: { a: { file: 'plots' }, b: { file: 'id_rsa' } } }),
    );
    const opened = await openStudyFile(new FileHandles(), join(folder, 'x.study.json'));
    if (!opened.ok) throw new Error(opened.reason.code);
    expect(opened.value.files.map(([name, found]) => [name, found.map((file) => file.name)])).toEqual([
      ['plots', ['A.dbf', 'a.shp']],
      ['id_rsa', []],
    ]);
  });

  it('are refused in words when they are not JSON or not there', async () => {
    writeFileSync(join(folder, 'x.study.json'), '{ "layers": ');
    const codes = [];
    for (const name of ['x.study.json', 'gone.study.json', '.']) {
      const opened = await openStudyFile(new FileHandles(), join(folder, name));
      codes.push(opened.ok ? 'opened' : opened.reason.code);
    }
    expect(codes).toEqual(['study-not-json', 'file-not-found', 'file-not-found']);
  });
});

describe('saving text', () => {
  it('puts the whole text in place in one step', async () => {
    const writer = new TextWriter();
    const path = join(folder, 'out.csv');
    writeFileSync(path, 'old');
    const begun = await writer.begin(path);
    if (!begun.ok) throw new Error('not begun');
    await writer.append(begun.value.id, 'a\uD83D');
    await writer.append(begun.value.id, '\uDE00b');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect((await writer.finish(begun.value.id)).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('a😀b');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('takes bytes as they are, and nothing after the end', async () => {
    const writer = new TextWriter();
    const path = join(folder, 'out.fgb');
    const begun = await writer.begin(path);
    if (!begun.ok) throw new Error('not begun');
    await writer.appendBytes(begun.value.id, Uint8Array.of(0, 255, 10));
    await writer.appendBytes(begun.value.id, Uint8Array.of(13, 200));
    expect(readdirSync(folder)).not.toContain('out.fgb');
    expect((await writer.finish(begun.value.id)).ok).toBe(true);
    expect([...readFileSync(path)]).toEqual([0, 255, 10, 13, 200]);
    expect(await writer.appendBytes(begun.value.id, Uint8Array.of(1))).toMatchObject({ ok: false });
  });

  it('ends by what is made of the written file, or leaves the old one where nothing could be made', async () => {
    const writer = new TextWriter();
    const path = join(folder, 'out.gpkg');
    const written = async (make: (from: string, to: string) => Promise<Outcome<string, Problem>>) => {
      const begun = await writer.begin(path);
      if (!begun.ok) throw new Error('not begun');
      await writer.appendBytes(begun.value.id, Uint8Array.of(1, 2));
      return writer.finishThrough(begun.value.id, make);
    };
    const made = await written(async (from, to) => {
      writeFileSync(to, [...readFileSync(from)].join('+'));
      return success('told');
    });
    expect(made).toEqual(success('told'));
    expect(readFileSync(path, 'utf8')).toBe('1+2');
    const reason = problem('columns-damaged', { file: 'x' });
    const refused = await written(async (_, to) => {
      writeFileSync(to, 'half');
      return failure(reason);
    });
    expect(refused).toEqual(failure(reason));
    expect(readFileSync(path, 'utf8')).toBe('1+2');
    expect(readdirSync(folder)).toEqual(['out.gpkg']);
    expect(await writer.finishThrough(`s${'0'.repeat(32)}`, async () => success(''))).toMatchObject({ ok: false });
  });

  it('leaves nothing behind when it is abandoned or cannot begin', async () => {
    const writer = new TextWriter();
    const path = join(folder, 'out.csv');
    writeFileSync(path, 'old');
    const begun = await writer.begin(path);
    if (!begun.ok) throw new Error('not begun');
    await writer.append(begun.value.id, 'new');
    await writer.abandonAll();
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(readFileSync(path, 'utf8')).toBe('old');
    const refused = await writer.begin(join(folder, 'no/such/folder/out.csv'));
    expect(refused.ok ? '' : `${refused.reason.code} ${refused.reason.details.reason}`).toBe('save-failed ENOENT');
    const finished = await writer.finish(begun.value.id);
    expect(finished.ok ? '' : finished.reason.code).toBe('save-not-begun');
  });

  it('tells when the file cannot take its place, and removes what it wrote', async () => {
    const writer = new TextWriter();
    mkdirSync(join(folder, 'taken.csv/inside'), { recursive: true });
    const begun = await writer.begin(join(folder, 'taken.csv'));
    if (!begun.ok) throw new Error('not begun');
    expect((await writer.finish(begun.value.id)).ok).toBe(false);
    expect(readdirSync(folder)).toEqual(['taken.csv']);
  });
});

describe('suggested file names', () => {
  it.each([
    ['Rana 2026', 'csv', 'Rana 2026.csv'],
    ['../../etc/passwd', 'csv', 'etc passwd.csv'],
    ['a:b*c?"<>|d.CSV', 'csv', 'a b c d.CSV'],
    ['\u0000\n..', 'svg', 'tomtevalg.svg'],
    ['Ærfugløya', 'geojson', 'Ærfugløya.geojson'],
  ] as const)('%j as %s', (name, kind, expected) => {
    expect(suggestFileName(name, kind)).toBe(expected);
  });
});
