import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoreHost } from '../../src/main/store/host.ts';
import { newProject, openProject } from '../../src/main/store/projects.ts';
import { edit, lastEdit, must, samplePlots, storeHost, testFolder } from '../builders/project-store.ts';

const place = testFolder();
const disk = join(place.folder, 'disk');
mkdirSync(disk);
/** A disk of 8 MB in memory; only the superuser of a Linux machine can make one. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0;
if (!mounted) console.warn('skipped: a small disk cannot be mounted here (needs root on Linux)');

let host: StoreHost;
beforeAll(async () => {
  host = await storeHost(place.work);
});
beforeEach(() => {
  for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
});
afterEach(() => rmSync(place.work, { recursive: true, force: true }));
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  place.remove();
});

/** Fills the disk to the last byte. */
function fill(): void {
  try {
    writeFileSync(join(disk, 'filler'), new Uint8Array(64 * 1024 * 1024));
  } catch {
    // Full.
  }
}

describe.skipIf(!mounted)('a full disk', () => {
  it('while saving leaves the last save as it is, says so, and the next try works', async () => {
    const target = join(disk, 'rana.gpkg');
    const project = must(newProject(host, 'Rana', '{}'));
    must(await project.putDataset(samplePlots(500, 1), 'Tomter'));
    must(edit(project, 1));
    must(await project.saveAs(target));
    must(edit(project, 2));
    const before = readFileSync(target);
    fill();
    const refused = await project.save();
    expect(refused.ok ? null : refused.reason.code).toBe('project-save-no-space');
    expect(readFileSync(target).equals(before)).toBe(true);
    expect(readdirSync(disk).filter((name) => name.endsWith('.part'))).toEqual([]);
    rmSync(join(disk, 'filler'));
    must(await project.save());
    await project.close();
    const again = must(await openProject(host, target));
    expect(lastEdit(again)).toBe(2);
    await again.close();
  });

  it('while editing and importing keeps what was kept, says so, and goes on when there is room', async () => {
    const small = { ...host, workFolder: join(disk, 'work') };
    const project = must(newProject(small, 'Rana', '{}'));
    must(edit(project, 1));
    fill();
    let refused = 0;
    for (let n = 2; n < 30; n++) {
      const kept = project.putDocument({
        name: 'Rana',
        json: `{"edit":${n},"x":"${'x'.repeat(100_000)}"}`,
        label: '',
        at: '',
      });
      if (kept.ok) continue;
      refused++;
      expect(kept.reason.code).toBe('project-edit-no-space');
    }
    expect(refused).toBeGreaterThan(0);
    const imported = await project.putDataset(samplePlots(5_000, 2), 'Tomter');
    expect(imported.ok ? null : imported.reason.code).toBe('project-edit-no-space');
    expect(must(project.datasets())).toEqual([]);
    const held = lastEdit(project);
    rmSync(join(disk, 'filler'));
    must(edit(project, held + 1));
    must(await project.putDataset(samplePlots(500, 2), 'Tomter'));
    must(await project.saveAs(join(place.folder, 'elsewhere.gpkg')));
    expect(lastEdit(project)).toBe(held + 1);
    await project.close();
    const connection = host.engine.open(join(place.folder, 'elsewhere.gpkg'), 'read');
    expect(connection.value('PRAGMA integrity_check')).toBe('ok');
    connection.close();
  });

  it('while opening says so and leaves nothing behind', async () => {
    const target = join(place.folder, 'big.gpkg');
    const project = must(newProject(host, 'Rana', '{}'));
    must(await project.putDataset(samplePlots(30_000, 1, 30), 'Tomter'));
    must(await project.saveAs(target));
    await project.close();
    const small = { ...host, workFolder: join(disk, 'work') };
    const refused = await openProject(small, target);
    expect(refused.ok ? null : refused.reason.code).toBe('project-open-no-space');
    expect(readdirSync(join(disk, 'work'))).toEqual([]);
  });
});
