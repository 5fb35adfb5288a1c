import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edit, lastEdit, must, samplePlots, storeHost, testFolder } from '../../../test/builders/project-store.ts';
import type { StoreHost } from './host.ts';
import { discardRecoverable, findRecoverable, newProject, openProject, recoverProject } from './projects.ts';

let place: ReturnType<typeof testFolder>;
let host: StoreHost;
const target = (): string => join(place.folder, 'rana.gpkg');
const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0;
let kept: StoreHost;
beforeAll(async () => {
  kept = await storeHost('');
});
beforeEach(() => {
  place = testFolder();
  host = { ...kept, workFolder: place.work };
});
afterEach(() => place.remove());

async function savedProject(): Promise<void> {
  const project = must(newProject(host, 'Rana', '{}'));
  must(await project.putDataset(samplePlots(50, 1), 'Tomter'));
  must(edit(project, 1));
  must(await project.saveAs(target()));
  await project.close();
}

describe('a project', () => {
  it('is saved and comes back with document, layers, results and attachments', async () => {
    const plots = samplePlots(200, 3);
    const project = must(newProject(host, 'Rana', '{}'));
    expect(project.state()).toMatchObject({ file: null, unsaved: false, change: 0 });
    must(await project.putDataset(plots, 'Tomter'));
    must(edit(project, 7));
    must(project.putResult({ id: 'r1', about: '{"profile":"industry"}', content: Uint8Array.of(1, 2, 3) }));
    must(project.putAttachment({ id: 'a1', name: 'foto.jpg', mediaType: 'image/jpeg', content: Uint8Array.of(9) }));
    expect(project.state().unsaved).toBe(true);
    expect(must(await project.saveAs(target()))).toMatchObject({ file: 'rana.gpkg', unsaved: false });
    await project.close();
    expect(readdirSync(place.work)).toEqual([]);
    expect(readdirSync(place.folder).sort()).toEqual(['rana.gpkg', 'work']);

    const again = must(await openProject(host, target()));
    expect(again.state()).toMatchObject({ name: 'Rana', unsaved: false, readOnly: null });
    expect(lastEdit(again)).toBe(7);
    const read = must(again.readDataset(plots.id));
    expect(read?.dataset).toEqual(plots);
    expect(must(again.result('r1'))?.content).toEqual(Uint8Array.of(1, 2, 3));
    expect(must(again.attachment('a1'))?.name).toBe('foto.jpg');
    await again.close();
  });

  it.skipIf(!hasOgr)('opens in GDAL without complaint, layers only', async () => {
    await savedProject();
    const { stdout, stderr } = spawnSync('ogrinfo', ['-al', '-so', target()], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('Layer name: Tomter');
    expect(stdout).toContain('Feature Count: 50');
    expect(stdout).toContain('ETRS89 / UTM zone 33N');
    expect(stdout.match(/Layer name: .*/g)).toEqual(['Layer name: Tomter', 'Layer name: tomtevalg_history']);
  });

  it('keeps the save before the last beside it', async () => {
    await savedProject();
    const before = readFileSync(target());
    const project = must(await openProject(host, target()));
    must(edit(project, 2));
    must(await project.save());
    await project.close();
    expect(readFileSync(join(place.folder, 'rana.previous.gpkg')).equals(before)).toBe(true);
    expect(readFileSync(target()).equals(before)).toBe(false);
  });

  it('lets go of datasets that nothing names any more, and gives their room back', async () => {
    const project = must(newProject(host, 'Rana', '{}'));
    const [large, small] = [samplePlots(30_000, 1, 40), samplePlots(50, 2)];
    must(await project.putDataset(large, 'Tomter'));
    must(await project.putDataset(small, 'Nye tomter'));
    must(edit(project, 1));
    must(await project.saveAs(target(), { datasets: new Set([large.id, small.id]) }));
    expect(statSync(target()).size).toBeGreaterThan(19e6);
    must(await project.save({ datasets: new Set([small.id]) }));
    expect(statSync(target()).size).toBeLessThan(1e6);
    expect(must(project.datasets()).map(({ id }) => id)).toEqual([small.id]);
    expect(must(project.readDataset(small.id))?.dataset).toEqual(small);
    must(edit(project, 2));
    must(await project.save());
    await project.close();
    const again = must(await openProject(host, target()));
    expect(lastEdit(again)).toBe(2);
    expect(must(again.readDataset(small.id))?.dataset).toEqual(small);
    await again.close();
  });

  it('reverts to the last save', async () => {
    await savedProject();
    const project = must(await openProject(host, target()));
    must(edit(project, 9));
    expect(must(await project.revert()).unsaved).toBe(false);
    expect(lastEdit(project)).toBe(1);
    must(edit(project, 10));
    must(await project.save());
    await project.close();
    const again = must(await openProject(host, target()));
    expect(lastEdit(again)).toBe(10);
    await again.close();
  });

  it('notices a change on disk before it saves', async () => {
    await savedProject();
    const project = must(await openProject(host, target()));
    must(edit(project, 2));
    utimesSync(target(), new Date(), new Date(Date.now() + 5000));
    const theirs = readFileSync(target());
    const refused = await project.save();
    expect(refused.ok ? null : refused.reason.code).toBe('project-changed-on-disk');
    must(await project.save({ overwriteChanged: true }));
    expect(readFileSync(join(place.folder, 'rana.previous.gpkg')).equals(theirs)).toBe(true);
    await project.close();
  });

  it('refuses to save under a file that another program is writing', async () => {
    await savedProject();
    const project = must(await openProject(host, target()));
    must(edit(project, 2));
    const before = readFileSync(target());
    writeFileSync(`${target()}-wal`, 'waiting');
    const refused = await project.save();
    expect(refused.ok ? null : refused.reason.code).toBe('project-in-use');
    expect(readFileSync(target()).equals(before)).toBe(true);
    await project.close(true);
  });

  it('opens a second time read-only and names the holder', async () => {
    await savedProject();
    const first = must(await openProject(host, target()));
    const second = must(await openProject({ ...host, userName: 'Ola' }, target()));
    expect(second.state().readOnly).toMatchObject({ code: 'project-held', details: { name: 'Kari' } });
    expect(edit(second, 5).ok).toBe(false);
    expect((await second.save()).ok).toBe(false);
    expect(lastEdit(second)).toBe(1);
    must(await second.saveAs(join(place.folder, 'kopi.gpkg')));
    await second.close();
    await first.close();
    const third = must(await openProject(host, target()));
    expect(third.state().readOnly).toBeNull();
    await third.close();
  });

  it('refuses what is no project, in words', async () => {
    const code = async (name: string): Promise<string | null> => {
      const opened = await openProject(host, join(place.folder, name));
      return opened.ok ? null : opened.reason.code;
    };
    writeFileSync(join(place.folder, 'text.gpkg'), 'hello');
    writeFileSync(join(place.folder, 'empty.gpkg'), '');
    const connection = host.engine.open(join(place.folder, 'other.gpkg'), 'create');
    connection.run('CREATE TABLE t (a)');
    connection.close();
    expect(await code('none.gpkg')).toBe('project-not-found');
    expect(await code('text.gpkg')).toBe('project-not-a-database');
    expect(await code('empty.gpkg')).toBe('project-not-a-database');
    expect(await code('other.gpkg')).toBe('project-not-a-project');
    expect(readdirSync(place.work)).toEqual([]);
    expect(readdirSync(place.folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it('is read-only when a newer program wrote it', async () => {
    await savedProject();
    const connection = host.engine.open(target(), 'write');
    connection.run("UPDATE tomtevalg_document SET version = 99, written_by = 'tomtevalg 9.0'");
    connection.close();
    const project = must(await openProject(host, target()));
    expect(project.state().readOnly).toMatchObject({
      code: 'project-newer',
      details: { version: 99, writtenBy: 'tomtevalg 9.0' },
    });
    expect((await project.save()).ok).toBe(false);
    await project.close();
  });
});

describe('work that was not saved', () => {
  it('is kept when the project is closed, offered and restored', async () => {
    await savedProject();
    const project = must(await openProject(host, target()));
    must(edit(project, 4));
    await project.close();
    const [offered, ...more] = findRecoverable(host);
    expect(more).toEqual([]);
    expect(offered).toMatchObject({ name: 'Rana', file: 'rana.gpkg' });
    const restored = must(recoverProject(host, offered.session));
    expect(lastEdit(restored)).toBe(4);
    expect(restored.state().unsaved).toBe(true);
    must(await restored.save());
    await restored.close();
    expect(findRecoverable(host)).toEqual([]);
    expect(readdirSync(place.work)).toEqual([]);
  });

  it('is removed when the person gives it up', async () => {
    const project = must(newProject(host, 'Ny', '{}'));
    must(edit(project, 1));
    await project.close();
    const [offered] = findRecoverable(host);
    discardRecoverable(host, offered.session);
    expect(existsSync(join(place.work, offered.session))).toBe(false);
    expect(recoverProject(host, offered.session).ok).toBe(false);
  });

  it('is none where the project was only kept as it was opened, as when its saving was called off', async () => {
    const project = must(newProject(host, 'Eksempel', '{}'));
    must(await project.putDataset(samplePlots(20, 3), 'Tomter'));
    const keep = (label: string) =>
      must(project.putDocument({ name: 'Eksempel', json: '{}', label, at: '2026-08-01T12:00:00Z' }));
    keep('');
    await project.close();
    expect(findRecoverable(host)).toEqual([]);
    expect(readdirSync(place.work)).toEqual([]);
  });

  it('never offers a project that is open', async () => {
    const project = must(newProject(host, 'Ny', '{}'));
    must(edit(project, 1));
    expect(findRecoverable(host)).toEqual([]);
    await project.close(true);
    expect(readdirSync(place.work)).toEqual([]);
  });

  it('lets edits in while it saves, and saves a whole state', async () => {
    const project = must(newProject(host, 'Rana', '{}'));
    must(await project.putDataset(samplePlots(30_000, 5, 30), 'Tomter'));
    must(edit(project, 1));
    const saving = project.saveAs(target());
    let made = 1;
    let done = false;
    void saving.then(() => {
      done = true;
    });
    while (!done) {
      must(edit(project, ++made));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    must(await saving);
    expect(made).toBeGreaterThan(3);
    const size = statSync(target()).size;
    expect(size).toBeGreaterThan(10_000_000);
    const connection = host.engine.open(target(), 'write');
    expect(connection.rows('PRAGMA integrity_check')).toEqual([['ok']]);
    const saved = JSON.parse(String(connection.value('SELECT json FROM tomtevalg_document'))) as { edit: number };
    connection.close();
    expect(saved.edit).toBeGreaterThanOrEqual(1);
    expect(project.state().unsaved).toBe(saved.edit !== made);
    await project.close(true);
  });
});
