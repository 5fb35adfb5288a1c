import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDocument, randomEdit } from '../../../test/builders/documents.ts';
import { runs } from '../../../test/builders/run-counts.ts';
import { createRandom } from '../lib/random.ts';
import { parseDocument, writeDocument } from './document-text.ts';
import type { ProjectDocument } from './document-types.ts';
import { withName } from './edits.ts';
import { commit, type History, redo, startHistory, stepsInMemory, stepsStored, undo } from './history.ts';
import { applyChanges, diffJson, equalJson, revertChanges } from './patch.ts';

type Documents = History<ProjectDocument>;

/** Random work on a project: edits, and now and then an undo or redo. */
function randomHistory(seed: number, steps: number): Documents {
  const random = createRandom(seed);
  let serial = 0;
  let history = startHistory(aDocument());
  for (let n = 0; n < steps; n++) {
    const what = random.below(10);
    if (what === 0) history = undo(history);
    else if (what === 1) history = redo(history);
    else {
      const { document, edit } = randomEdit(history.present.root, random, (kind) => `${kind}${++serial}`);
      const at = new Date(Date.UTC(2026, 4, 1, 0, 0, n)).toISOString();
      history = commit(history, { root: document, edit, at, by: 'Kari', gesture: null });
    }
  }
  return history;
}

const named = (name: string, gesture: string | null = null) => ({
  root: withName(aDocument(), name),
  edit: { code: 'rename-project', about: '' } as const,
  at: '',
  by: '',
  gesture,
});

describe('history', () => {
  it('goes back and forth through every root', () => {
    for (let seed = 0; seed < runs(50, 500); seed++) {
      const history = randomHistory(seed, 30);
      let back = history;
      for (let n = 0; n < 40; n++) back = undo(back);
      expect(back.present.root).toEqual(aDocument());
      for (let n = 0; n < history.past.length; n++) back = redo(back);
      expect(back.present.root).toBe(history.present.root);
    }
  });

  it('is the same after an edit and its undo', () => {
    for (let seed = 0; seed < runs(50, 500); seed++) {
      const history = randomHistory(seed, 12);
      const after = commit(history, named('Other'));
      const back = undo(after);
      expect(back.present.root).toBe(history.present.root);
      expect(back.past).toEqual(history.past);
      expect(redo(back).present.root).toBe(after.present.root);
    }
  });

  it('makes one step of a gesture and a new step of the next', () => {
    let history: Documents = startHistory(aDocument());
    for (const name of ['a', 'b', 'c']) history = commit(history, named(name, 'drag 1'));
    history = commit(history, named('d', 'drag 2'));
    expect(history.past.map(({ root }) => root.name)).toEqual(['Rana', 'c']);
    expect(undo(history).present.root.name).toBe('c');
  });

  it('does not let a gesture go on over an undo', () => {
    const dragged = commit(commit(startHistory(aDocument()), named('a', 'drag')), named('b', 'other'));
    const again = commit(undo(dragged), named('c', 'drag'));
    expect(again.past.map(({ root }) => root.name)).toEqual(['Rana', 'a']);
  });

  it('takes no step where nothing changed, and keeps what was undone', () => {
    const back = undo(commit(startHistory(aDocument()), named('a')));
    expect(commit(back, { ...named('b'), root: back.present.root })).toBe(back);
    expect(back.future).toHaveLength(1);
  });

  it('remembers a thousand steps that share what did not change', () => {
    let history: Documents = startHistory(aDocument());
    for (let n = 0; n < stepsInMemory + 50; n++) {
      const root = withName(history.present.root, `name ${n}`);
      history = commit(history, { ...named(''), root });
    }
    expect(history.past).toHaveLength(stepsInMemory);
    expect(history.past[0].root.layers).toBe(history.present.root.layers);
  });
});

describe('a stored history', () => {
  it('is the same after saving and loading', () => {
    for (let seed = 0; seed < runs(50, 500); seed++) {
      const history = randomHistory(seed, 40);
      const read = parseDocument(writeDocument(history));
      if (!read.ok) throw new Error(JSON.stringify(read.reason));
      const plain = (steps: Documents['past']) => steps.map(({ root, edit, at, by }) => ({ root, edit, at, by }));
      const loaded = read.value.history;
      expect(loaded.present.root).toEqual(history.present.root);
      expect(plain(loaded.past)).toEqual(plain(history.past));
      expect(plain(loaded.future)).toEqual(plain(history.future));
      expect(writeDocument(loaded)).toBe(writeDocument(history));
    }
  });

  it('takes the last steps along', () => {
    const history = randomHistory(1, 600);
    expect(history.past.length).toBeGreaterThan(stepsStored);
    const read = parseDocument(writeDocument(history));
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    expect(read.value.history.past).toHaveLength(stepsStored);
    expect(read.value.history.past[0].root).toEqual(history.past.at(-stepsStored)?.root);
  });

  it('is given up, and the document kept, when it does not fit the document', () => {
    const json = JSON.parse(writeDocument(randomHistory(2, 20)));
    json.document.name = 'Changed by hand';
    json.history.past.at(-1).changes = [{ path: ['name'], from: ['a'], to: ['b'] }];
    const read = parseDocument(JSON.stringify(json));
    expect(read.ok && read.value.history.present.root.name).toBe('Changed by hand');
    expect(read.ok && read.value.history.past).toEqual([]);
  });

  it('is given up when it leads to what is no document', () => {
    const json = JSON.parse(writeDocument(startHistory(aDocument())));
    const edit = { code: 'rename-project', about: '' };
    json.history.past = [{ edit, at: '', by: '', changes: [{ path: ['name'], from: [42], to: ['Rana'] }] }];
    const read = parseDocument(JSON.stringify(json));
    expect(read.ok && read.value.history.past).toEqual([]);
  });
});

describe('changes between JSON values', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, 1, 'a', ''),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.record({ id: fc.constantFrom('x', 'y', 'z'), value: tie('value') }), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'id'), tie('value'), {
        noNullPrototype: true,
      }),
    ),
  })).value;

  it('lead from one to the other and back, exactly', () => {
    fc.assert(
      fc.property(json, json, (from, to) => {
        const changes = JSON.parse(JSON.stringify(diffJson(from, to)));
        expect(equalJson(applyChanges(from, changes), to)).toBe(true);
        expect(equalJson(revertChanges(to, changes), from)).toBe(true);
      }),
      { numRuns: runs(2000, 50_000) },
    );
  });

  it('are none between equal values, and only then', () => {
    fc.assert(
      fc.property(json, json, (from, to) => {
        expect(diffJson(from, JSON.parse(JSON.stringify(from)))).toEqual([]);
        expect(diffJson(from, to).length === 0).toBe(equalJson(from, to));
      }),
      { numRuns: runs(1000, 20_000) },
    );
  });

  it('refuse a value that they were not made from', () => {
    const changes = diffJson({ list: [1, 2, 3], name: 'a' }, { list: [1, 3], name: 'b' });
    expect(() => applyChanges({ list: [1, 9, 3], name: 'a' }, changes)).toThrow('does not fit');
    expect(() => applyChanges({ list: [1, 2, 3], name: 'c' }, changes)).toThrow('does not fit');
    expect(() => applyChanges({ name: 'a' }, changes)).toThrow('does not fit');
  });
});
