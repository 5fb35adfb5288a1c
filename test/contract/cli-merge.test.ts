import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenProject } from '../../src/main/store/open-project.ts';
import { openProject } from '../../src/main/store/projects.ts';
import type { EditName } from '../../src/shared/explain/edit-name.ts';
import { asId } from '../../src/shared/lib/id.ts';
import { parseDocument, writeDocument } from '../../src/shared/project/document-text.ts';
import type { ProjectDocument } from '../../src/shared/project/document-types.ts';
import { withLayer, withLayerName, withName, withObservation, withWeights } from '../../src/shared/project/edits.ts';
import { commit, type History } from '../../src/shared/project/history.ts';
import { aLayer, anObservation } from '../builders/documents.ts';
import { must, samplePlots, storeHost, testFolder } from '../builders/project-store.ts';

const program = 'out/cli/tomtevalg.cjs';
const sample = 'resources/sample/sample.study.json';
const built = existsSync(program) && existsSync(sample);
const { folder, work, remove } = testFolder();
afterAll(remove);
const at = (name: string) => join(folder, name);

function call(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function historyOf(json: string): History<ProjectDocument> {
  const read = parseDocument(json);
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value.history;
}

const photo = new TextEncoder().encode('a photo');
const photoId = createHash('sha256').update(photo).digest('hex');
const found = samplePlots(40, 9);

/** A copy of the base in which somebody worked: each act a step of the history. */
async function worked(
  name: string,
  by: string,
  day: number,
  acts: readonly ((document: ProjectDocument) => ProjectDocument)[],
  data: (project: OpenProject) => Promise<unknown> = async () => null,
): Promise<void> {
  copyFileSync(at('base.gpkg'), at(name));
  const project = must(await openProject(await storeHost(join(work, name)), at(name)));
  await data(project);
  const edit: EditName = { code: 'change-layer', about: '' };
  const moment = `2026-06-0${day}T08:00:00.000Z`;
  const history = acts.reduce(
    (now, act) => commit(now, { root: act(now.present.root), edit, at: moment, by, gesture: null }),
    historyOf(must(project.document()).json),
  );
  must(
    project.putDocument({ name: history.present.root.name, json: writeDocument(history), label: 'work', at: moment }),
  );
  must(await project.save());
  await project.close();
}

const weighed = (grid: number) => (document: ProjectDocument) =>
  withWeights(document, asId<'profile'>('industry'), new Map([['grid', grid]]));
const withFound = (document: ProjectDocument) => {
  const source = { ...aLayer('found').source, data: { kind: 'dataset' as const, id: found.id } };
  return {
    ...document,
    layers: [...document.layers, aLayer('found', { source })],
    drawing: ['found', ...document.drawing],
  };
};
const noted = (id: string, note: string) => (document: ProjectDocument) =>
  withObservation(document, anObservation(id, { plot: '11/2', note, photos: id === 'f1' ? [photoId] : [] }));

describe.skipIf(!built)('merging project files on the command line (skipped before the build)', () => {
  beforeAll(async () => {
    mkdirSync(work, { recursive: true });
    expect(call('convert', sample, at('base.gpkg')).status).toBe(0);
    await worked('office.gpkg', 'Kari', 1, [
      (document) => withName(document, 'Ørnfjæra 2027'),
      weighed(3),
      (document) => withLayer(document, 'plots', { mapped: 'everywhere' }),
    ]);
    await worked(
      'field.gpkg',
      'Ola',
      2,
      [weighed(9), noted('f1', 'steep'), withFound, (document) => withLayerName(document, 'plots', 'Teiger')],
      async (project) => {
        must(await project.putDataset(found, 'found'));
        must(project.putAttachment({ id: photoId, name: 'p.jpg', mediaType: 'image/jpeg', content: photo }));
      },
    );
    await worked('field2.gpkg', 'Eva', 3, [noted('e1', 'wet'), weighed(9)]);
  }, 120_000);

  it('unites what each copy did, with data and photos, and lists where they disagree', async () => {
    const before = ['base.gpkg', 'office.gpkg', 'field.gpkg', 'field2.gpkg'].map((name) => readFileSync(at(name)));
    const merged = call(
      'merge',
      at('base.gpkg'),
      at('office.gpkg'),
      at('field.gpkg'),
      at('field2.gpkg'),
      '--out',
      at('merged.gpkg'),
      '--json',
    );
    expect(merged.stderr).toBe('');
    expect(merged.status).toBe(0);
    const { conflicts, taken } = JSON.parse(merged.stdout) as {
      readonly conflicts: readonly unknown[];
      readonly taken: readonly unknown[];
    };
    expect(conflicts).toEqual([
      {
        kind: 'edited',
        path: ['profiles', 'industry', 'weights'],
        message: 'Profile "industry", weights: changed differently.',
        sides: [
          {
            copies: ['office.gpkg'],
            removed: false,
            value: [{ criterion: 'grid', weight: 3 }],
            by: 'Kari',
            at: '2026-06-01T08:00:00.000Z',
            kept: true,
          },
          {
            copies: ['field.gpkg', 'field2.gpkg'],
            removed: false,
            value: [{ criterion: 'grid', weight: 9 }],
            by: 'Eva',
            at: '2026-06-03T08:00:00.000Z',
            kept: false,
          },
        ],
      },
    ]);
    expect(taken).toContainEqual({ path: ['layers', 'plots', 'name'], copies: ['field.gpkg'], kind: 'changed' });

    const project = must(await openProject(await storeHost(join(work, 'look')), at('merged.gpkg')));
    try {
      const history = historyOf(must(project.document()).json);
      const document = history.present.root;
      expect(document.name).toBe('Ørnfjæra 2027');
      expect(document.observations.map(({ id }) => id)).toEqual(['e1', 'f1']);
      expect(document.layers.find(({ id }) => id === 'plots')).toMatchObject({ mapped: 'everywhere', name: 'Teiger' });
      expect(history.present.edit).toEqual({ code: 'merge', about: 'field.gpkg, field2.gpkg' });
      expect(history.past.at(-1)?.root.name, 'the merge can be undone').toBe('Ørnfjæra 2027');
      expect(must(project.readDataset(found.id))?.dataset.columns).toEqual(found.columns);
      expect(must(project.attachment(photoId))?.content).toEqual(photo);
    } finally {
      await project.close(true);
    }
    expect(JSON.parse(call('check', at('merged.gpkg'), '--json').stdout)).toMatchObject({ whole: true, issues: [] });
    expect(call('run', at('merged.gpkg'), '--profile', 'industry').status).toBe(0);
    const after = ['base.gpkg', 'office.gpkg', 'field.gpkg', 'field2.gpkg'].map((name) => readFileSync(at(name)));
    expect(
      after.every((bytes, index) => bytes.equals(before[index])),
      'the copies are only read',
    ).toBe(true);
    expect(readdirSync(folder).filter((name) => /part|lock|merged.previous/.test(name))).toEqual([]);
  }, 120_000);

  it('gives the same for any order of the field copies, and tells it in the language asked for', () => {
    const told = (...fields: string[]) => {
      const out = at(`${fields.join('-')}.gpkg`);
      const merged = call('merge', at('base.gpkg'), at('office.gpkg'), ...fields.map(at), '--out', out, '--lang', 'nb');
      expect(merged.status).toBe(0);
      return merged.stdout.split('\n').slice(1).join('\n');
    };
    const text = told('field.gpkg', 'field2.gpkg');
    expect(told('field2.gpkg', 'field.gpkg')).toBe(text);
    expect(text).toContain('Profilen «industry», vekter: endret på forskjellig vis.');
    expect(text).toContain('office.gpkg (Kari, 2026-06-01T08:00:00.000Z): [{"criterion":"grid","weight":3}] – står');
  }, 120_000);

  it('refuses in words what it cannot or must not do', () => {
    const asked = (...words: string[]) => {
      const { status, stderr } = call('merge', ...words);
      return [status, stderr.replaceAll(`${folder}/`, '').trim()];
    };
    const three = ['base.gpkg', 'office.gpkg', 'field.gpkg'].map(at);
    expect(asked(at('base.gpkg'), at('office.gpkg'), '--out', at('x.gpkg'))[0]).toBe(2);
    expect(asked(...three)[0]).toBe(2);
    expect(asked(...three, '--out', at('office.gpkg'))).toEqual([
      2,
      '--out is one of the files to merge. Choose a new name.',
    ]);
    expect(asked(at('base.gpkg'), at('office.gpkg'), at('field2.gpkg'), '--out', at('field.gpkg'))).toEqual([
      1,
      'field.gpkg is there already. Choose a new name.',
    ]);
    expect(asked(...three.slice(0, 2), at('none.gpkg'), '--out', at('x.gpkg'))[0]).toBe(1);
    expect(asked(...three.slice(0, 2), sample, '--out', at('x.gpkg'))[0]).toBe(1);
    expect(existsSync(at('x.gpkg'))).toBe(false);
  }, 60_000);
});
