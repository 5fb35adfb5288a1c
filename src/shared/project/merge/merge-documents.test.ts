import { describe, expect, it } from 'vitest';
import { aDocument, aLayer, anObservation, randomEdit } from '../../../../test/builders/documents.ts';
import { runs } from '../../../../test/builders/run-counts.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { asId } from '../../lib/id.ts';
import { createRandom } from '../../lib/random.ts';
import { documentSchema } from '../document-schema.ts';
import type { ProjectDocument } from '../document-types.ts';
import {
  withLayer,
  withLayerBefore,
  withName,
  withObservation,
  withObservationChanged,
  withoutLayer,
  withUse,
  withWeights,
} from '../edits.ts';
import { commit, type History, startHistory } from '../history.ts';
import { equalJson } from '../patch.ts';
import { mergeDocuments } from './merge-documents.ts';
import type { MergeCopy } from './merge-types.ts';
import { lastTouch } from './touched.ts';

type Copy = MergeCopy<ProjectDocument>;

const copyOf = (name: string, root: ProjectDocument): Copy => ({ name, root, touch: () => null });
const merge = (base: ProjectDocument, office: ProjectDocument, ...fields: readonly ProjectDocument[]) =>
  mergeDocuments(
    base,
    copyOf('office', office),
    fields.map((root, index) => copyOf(`field ${index + 1}`, root)),
  );
const industry = asId<'profile'>('industry');
const housing = asId<'profile'>('housing');

describe('merging copies of a project', () => {
  const base = aDocument();

  it('takes what only one copy changed, attribute by attribute', () => {
    const office = withLayer(withName(base, 'Rana 2026'), 'flood', { theme: 'slide' });
    const field = withLayer(base, 'flood', { role: 'context' });
    const other = withObservation(base, anObservation('o2', { note: 'steep' }));
    const { document, conflicts, taken } = merge(base, office, field, other);
    expect(document.name).toBe('Rana 2026');
    expect(document.layers[1]).toMatchObject({ theme: 'slide', role: 'context' });
    expect(document.observations.map(({ id }) => id)).toEqual(['o1', 'o2']);
    expect(conflicts).toEqual([]);
    expect(taken).toContainEqual({ path: ['layers', 'flood', 'role'], copies: ['field 1'], kind: 'changed' });
  });

  it('lists both sides where two changed one value differently, and lets the office stand', () => {
    const { document, conflicts } = merge(base, withName(base, 'A'), withName(base, 'B'), withName(base, 'A'));
    expect(document.name).toBe('A');
    expect(conflicts).toEqual([
      {
        kind: 'edited',
        path: ['name'],
        kept: 0,
        sides: [
          { copies: ['field 2', 'office'], value: ['A'], touched: null },
          { copies: ['field 1'], value: ['B'], touched: null },
        ],
      },
    ]);
  });

  it('says who changed it and when, and lets the later of two field copies stand', () => {
    const worked = (name: string, by: string, at: string): Copy => {
      const edit = { code: 'rename-project', about: '' } as const;
      let history: History<ProjectDocument> = startHistory(base);
      history = commit(history, { root: withName(base, name), edit, at, by, gesture: null });
      const after = withUse(history.present.root, housing);
      const chosen = { code: 'choose-use', about: '' } as const;
      history = commit(history, { root: after, edit: chosen, at: '2026-06-09T00:00:00Z', by: 'Eva', gesture: null });
      return { name: by, root: history.present.root, touch: (path) => lastTouch(history, path) };
    };
    const early = worked('A', 'Ola', '2026-06-01T00:00:00Z');
    const late = worked('B', 'Kari', '2026-06-02T00:00:00Z');
    const { document, conflicts } = mergeDocuments(base, copyOf('office', base), [late, early]);
    expect(document.name).toBe('B');
    expect(conflicts[0].sides[conflicts[0].kept].touched).toEqual({ by: 'Kari', at: '2026-06-02T00:00:00Z' });
  });

  it('keeps what one removed and another changed, with a conflict', () => {
    const { document, conflicts } = merge(
      base,
      withoutLayer(base, 'grid'),
      withLayer(base, 'grid', { visible: false }),
    );
    expect(document.layers.find(({ id }) => id === 'grid')?.visible).toBe(false);
    expect(document.drawing).toContain('grid');
    expect(conflicts).toMatchObject([
      {
        kind: 'deleted',
        path: ['layers', 'grid'],
        kept: 0,
        sides: [{ copies: ['field 1'] }, { copies: ['office'], value: [] }],
      },
    ]);
  });

  it('removes what one removed and nobody changed', () => {
    const { document, conflicts } = merge(base, base, withoutLayer(base, 'grid'));
    expect(document.layers.some(({ id }) => id === 'grid')).toBe(false);
    expect(document.drawing).not.toContain('grid');
    expect(conflicts).toEqual([]);
  });

  it('brings back a boundary that another copy began to need', () => {
    const office = withoutLayer(base, 'border');
    const field = withLayer(base, 'grid', { mapped: asId<'layer'>('border') });
    const { document, conflicts } = merge(base, office, field);
    expect(document.layers.some(({ id }) => id === 'border')).toBe(true);
    expect(conflicts).toMatchObject([{ kind: 'needed', path: ['layers', 'border'] }]);
  });

  it('never mixes two sets of weights', () => {
    const weights = (grid: number, area: number) =>
      new Map([
        ['grid', grid],
        ['area', area],
      ]);
    const { document, conflicts } = merge(
      base,
      withWeights(base, industry, weights(3, 1)),
      withWeights(base, industry, weights(1, 5)),
    );
    expect(document.profiles[0].weights).toEqual([
      { criterion: 'grid', weight: 3 },
      { criterion: 'area', weight: 1 },
    ]);
    expect(conflicts).toMatchObject([{ kind: 'edited', path: ['profiles', 'industry', 'weights'] }]);
    expect(
      merge(base, withWeights(base, industry, weights(3, 1)), withWeights(base, housing, weights(1, 5))).conflicts,
    ).toEqual([]);
  });

  it('calls two different layers of one name by two names', () => {
    const withNew = (data: string) => {
      const source = { ...aLayer('new').source, data: { kind: 'dataset' as const, id: data } };
      const added = [aLayer('new', { source }), aLayer('other', { mapped: asId<'layer'>('new') })];
      return { ...base, layers: [...base.layers, ...added], drawing: ['new', 'other', ...base.drawing] };
    };
    const { document, taken } = merge(base, withNew('a'), withNew('b'));
    expect(document.layers.map(({ id, source }) => [id, source.data?.id[0]]).slice(4)).toEqual([
      ['new', 'a'],
      ['other', 'o'],
      ['new (2)', 'b'],
    ]);
    expect(taken).toContainEqual({ path: ['layers', 'new (2)'], copies: ['field 1'], kind: 'renamed' });
  });

  it('holds every corrected value, and lists plots about which copies disagree', () => {
    const found = (id: string, value: number, date: string, column = 'area') =>
      withObservation(
        base,
        anObservation(id, { correction: { column, value, evidence: 'measured', date, author: id } }),
      );
    const { document, conflicts } = merge(
      base,
      found('a', 1200, '2026-05-02'),
      found('b', 900, '2026-05-03'),
      found('c', 7, '2026-05-03', 'width'),
    );
    expect(document.observations.map(({ id }) => id)).toEqual(['o1', 'a', 'b', 'c']);
    expect(conflicts).toEqual([
      {
        kind: 'corrected',
        path: ['observations', '1', 'area'],
        kept: 1,
        sides: [
          { copies: ['office'], value: [1200], touched: { by: 'a', at: '2026-05-02' } },
          { copies: ['field 1'], value: [900], touched: { by: 'b', at: '2026-05-03' } },
        ],
      },
    ]);
    expect(merge(base, found('a', 900, '2026-05-02'), found('b', 900, '2026-05-03')).conflicts).toEqual([]);
  });

  it('unites checks and photos', () => {
    const begun = withObservationChanged(base, 'o1', { checks: ['road', 'well'] });
    const { document, conflicts } = merge(
      begun,
      withObservationChanged(begun, 'o1', { checks: ['road', 'well', 'power'] }),
      withObservationChanged(begun, 'o1', { checks: ['well', 'noise'] }),
    );
    expect(document.observations[0].checks).toEqual(['well', 'noise', 'power']);
    expect(conflicts).toEqual([]);
  });

  it('takes a new order, and lists two', () => {
    const up = withLayerBefore(base, 'border', 'grid');
    const down = withLayerBefore(base, 'grid', null);
    const added = {
      ...base,
      layers: [...base.layers, aLayer('new')],
      drawing: ['grid', 'new', 'plots', 'flood', 'border'],
    };
    expect(merge(base, added, up).document.drawing).toEqual(['border', 'grid', 'new', 'plots', 'flood']);
    expect(merge(base, up, down).document.drawing).toEqual(up.drawing);
    expect(merge(base, up, down).conflicts).toMatchObject([{ kind: 'order', path: ['drawing'], kept: 0 }]);
  });

  it('leaves one layer of plots', () => {
    const other = (id: string) => ({
      ...base,
      layers: [...base.layers.filter(({ role }) => role !== 'plots'), aLayer(id, { role: 'plots' })],
      drawing: [id, 'grid', 'flood', 'border'],
    });
    const { document, conflicts } = merge(base, other('parcels'), other('tomter'));
    expect(document.layers.filter(({ role }) => role === 'plots').map(({ id }) => id)).toEqual(['parcels']);
    expect(document.layers.find(({ id }) => id === 'tomter')?.role).toBe('context');
    expect(conflicts).toMatchObject([{ kind: 'plots', kept: 0 }]);
  });
});

/** The document taken apart: every decision by its place. Written without the merge's own idea of a document. */
function decisions(document: ProjectDocument): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const note = (path: readonly string[], value: unknown) => found.set(JSON.stringify(path), value);
  note(['name'], document.name);
  note(['use'], document.use);
  for (const { id, fields, ...layer } of document.layers) {
    for (const [key, value] of Object.entries(layer)) note(['layers', id, key], value);
    for (const { meaning, field } of fields) note(['layers', id, 'fields', meaning], field);
  }
  for (const { id, weights } of document.profiles) note(['profiles', id, 'weights'], weights);
  for (const { id, checks, photos: _, ...observation } of document.observations) {
    for (const [key, value] of Object.entries(observation)) note(['observations', id, key], value);
    for (const check of checks) note(['observations', id, 'checks', check], true);
  }
  return found;
}

/** Copies made by people at work, each from the same base. */
function randomCopies(seed: number) {
  const random = createRandom(seed);
  let serial = 0;
  const work = (root: ProjectDocument, steps: number) => {
    let document = root;
    for (let n = 0; n < steps; n++) {
      document = randomEdit(document, random, (kind) => `${kind}${++serial}`).document;
    }
    return document;
  };
  const base = work(aDocument(), random.below(6));
  const office = copyOf('office', work(base, random.below(8)));
  const count = 1 + random.below(3);
  const fields = Array.from({ length: count }, (_, n) => copyOf(`field ${n}`, work(base, random.below(8))));
  return { base, office, fields };
}

describe(`random histories of office and field (${runs(50, 1000)} seeds)`, () => {
  it('lose no edit: each stands in the result or in a conflict with both sides', () => {
    for (let seed = 0; seed < runs(50, 1000); seed++) {
      const { base, office, fields } = randomCopies(seed);
      const { document, conflicts } = mergeDocuments(base, office, fields);
      const [before, after] = [decisions(base), decisions(document)];
      const data = new Map(document.layers.map(({ id, source }) => [source.data?.id, id]));
      const told = (copy: Copy, path: readonly string[]) =>
        conflicts.some(
          (conflict) =>
            (conflict.kind === 'plots' || conflict.path.every((part, index) => part === path[index])) &&
            conflict.sides.some(({ copies }) => copies.includes(copy.name)),
        );
      for (const copy of [office, ...fields]) {
        const own = decisions(copy.root);
        for (const [key, value] of own) {
          if (before.has(key) && equalJson(before.get(key), value)) continue;
          const path = JSON.parse(key) as string[];
          // A layer that got a name of its own because another had the same is looked for by its data.
          const layer = copy.root.layers.find(({ id }) => id === path[1]);
          const name = path[0] === 'layers' ? data.get(layer?.source.data?.id) : undefined;
          const place = name === undefined ? key : JSON.stringify(['layers', name, ...path.slice(2)]);
          const renamed = name !== path[1] && (path[2] === 'name' || path[2] === 'mapped');
          const stands = after.has(place) && (equalJson(after.get(place), value) || renamed);
          const why = `seed ${seed}: ${copy.name} ${key}`;
          expect(stands || told(copy, path), why).toBe(true);
        }
        for (const key of before.keys()) {
          if (own.has(key)) continue;
          expect(!after.has(key) || told(copy, JSON.parse(key)), `seed ${seed}: ${copy.name} removed ${key}`).toBe(
            true,
          );
        }
      }
    }
  });

  it('give the same result for any order of the field copies', () => {
    for (let seed = 0; seed < runs(50, 1000); seed++) {
      const { base, office, fields } = randomCopies(seed);
      const [first, ...rest] = fields;
      const merged = mergeDocuments(base, office, fields);
      const again = mergeDocuments(base, office, [...rest.reverse(), first]);
      expect(canonicalJson(again), `seed ${seed}`).toBe(canonicalJson(merged));
    }
  });

  it('give a document, and the same again', () => {
    for (let seed = 0; seed < runs(50, 1000); seed++) {
      const { base, office, fields } = randomCopies(seed);
      const { document } = mergeDocuments(base, office, fields);
      const checked = documentSchema.safeParse(document);
      expect(checked.success ? [] : checked.error.issues, `seed ${seed}`).toEqual([]);
      expect([...document.drawing].sort()).toEqual(document.layers.map(({ id }) => id).sort());
      expect(document.layers.filter(({ role }) => role === 'plots').length).toBeLessThan(2);
      const onlyOffice = mergeDocuments(base, office, [copyOf('field', base)]);
      expect(onlyOffice.document, `seed ${seed}`).toEqual(office.root);
      expect(onlyOffice.conflicts).toEqual([]);
      expect(mergeDocuments(base, office, [copyOf('field', office.root)]).conflicts).toEqual([]);
    }
  });
});
