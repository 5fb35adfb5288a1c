import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastEdit, must, samplePlots, storeHost, testFolder } from '../../../test/builders/project-store.ts';
import { formatVersion, type Migration, migrate, migrations, versionOf } from './format-version.ts';
import type { StoreHost } from './host.ts';
import { openProject } from './projects.ts';

const fixtures = fileURLToPath(new URL('../../../test/fixtures/projects', import.meta.url));
let place: ReturnType<typeof testFolder>;
let kept: StoreHost;
beforeAll(async () => {
  kept = await storeHost('');
});
beforeEach(() => {
  place = testFolder();
});
afterEach(() => place.remove());

describe('every version ever written', () => {
  const names = readdirSync(fixtures).filter((name) => name.endsWith('.gpkg'));

  it('has a file that is kept, and a step that leads on from it', () => {
    expect(names.sort()).toEqual(Array.from({ length: formatVersion }, (_, at) => `v${at + 1}.gpkg`));
    expect(migrations.map(({ from }) => from)).toEqual(Array.from({ length: formatVersion - 1 }, (_, at) => at + 1));
  });

  it.each(names)('opens (%s) with all it held, and the file itself is not touched', async (name) => {
    const path = join(place.folder, name);
    copyFileSync(join(fixtures, name), path);
    const project = must(await openProject({ ...kept, workFolder: place.work }, path));
    expect(project.state()).toMatchObject({ name: 'Rana', readOnly: null });
    expect(lastEdit(project)).toBe(3);
    const plots = samplePlots(20, 1);
    expect(must(project.readDataset(plots.id))?.dataset).toEqual(plots);
    expect(must(project.result('r1'))?.content).toEqual(Uint8Array.of(1, 2, 3));
    await project.close();
    expect(readFileSync(path).equals(readFileSync(join(fixtures, name)))).toBe(true);
  });
});

describe('a migration', () => {
  const step = (from: number, run: Migration['run']): Migration => ({ from, run });

  it('goes forward one step at a time, each whole or not at all', () => {
    const path = join(place.folder, 'old.gpkg');
    copyFileSync(join(fixtures, 'v1.gpkg'), path);
    const connection = kept.engine.open(path, 'write');
    const steps = [
      step(1, (open) => open.run("UPDATE tomtevalg_document SET name = name || ' 2'")),
      step(2, (open) => open.run("UPDATE tomtevalg_document SET name = name || ' 3'")),
      step(3, (open) => {
        open.run("UPDATE tomtevalg_document SET name = 'half'");
        throw new Error('broken step');
      }),
    ];
    expect(migrate(connection, 'newer', steps, 3)).toBe(2);
    expect(connection.value('SELECT name FROM tomtevalg_document')).toBe('Rana 2 3');
    expect(versionOf(connection)).toEqual({ version: 3, writtenBy: 'newer' });
    expect(() => migrate(connection, 'newer', steps, 4)).toThrow('broken step');
    expect(connection.value('SELECT name FROM tomtevalg_document')).toBe('Rana 2 3');
    expect(versionOf(connection)?.version).toBe(3);
    expect(() => migrate(connection, 'newer', steps.slice(0, 2), 4)).toThrow('no migration from version 3');
    connection.close();
  });
});
