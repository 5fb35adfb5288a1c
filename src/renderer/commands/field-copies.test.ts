import { describe, expect, it } from 'vitest';
import { aDocument, aLayer, anObservation } from '../../../test/builders/documents.ts';
import type { OpenedCopy } from '../../shared/ipc/desktop-api.ts';
import { asId } from '../../shared/lib/id.ts';
import { writeDocument } from '../../shared/project/document-text.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import { commit, startHistory } from '../../shared/project/history.ts';
import { withSidesOf } from '../../shared/project/merge/choose-sides.ts';
import { mergeHome, readCopies } from './field-copies.ts';

const base = aDocument({ observations: [] });
const text = (root: ProjectDocument) => writeDocument(startHistory(root));
const noted = (of: ProjectDocument, id: string): ProjectDocument => ({
  ...of,
  observations: [...of.observations, anObservation(id, { note: id })],
});

/** A copy that began with a document and became another by one step. */
function copy(file: string, began: ProjectDocument, root: ProjectDocument): OpenedCopy {
  const edit = { code: 'add-observation', about: 'plot' } as const;
  const history = commit(startHistory(began), { root, edit, at: '2026-05-01T10:00:00Z', by: 'Kari', gesture: null });
  return { key: `c${file}`, file, document: writeDocument(history), base: text(began), changed: [] };
}

describe('copies that came home', () => {
  it('are read, and those that cannot be merged are named with the reason', () => {
    const stranger = aDocument({ layers: [aLayer('elsewhere', { role: 'plots' })], drawing: [] });
    const { copies, refused } = readCopies(
      [
        copy('a.gpkg', base, noted(base, '1')),
        { ...copy('b.gpkg', base, base), base: null },
        copy('c.gpkg', stranger, stranger),
        { ...copy('d.gpkg', base, base), document: 'rubbish' },
      ],
      base,
    );
    expect(copies.map(({ file }) => file)).toEqual(['a.gpkg']);
    expect(refused.map(({ code }) => code)).toEqual(['merge-no-base', 'merge-needs-copies', expect.any(String)]);
  });

  it('are merged, also where they began with different documents, and leave the office its own work', () => {
    const later = noted(base, 'between');
    const office = noted(later, 'office');
    const { copies } = readCopies(
      [
        copy('a.gpkg', base, noted(base, 'a')),
        copy('b.gpkg', later, noted(later, 'b')),
        copy('c.gpkg', base, noted(base, 'c')),
      ],
      office,
    );
    const state = { history: startHistory(office), project: null, author: '' };
    const { document, taken, conflicts } = mergeHome(state, copies);
    expect(document.observations.map(({ id }) => id).sort()).toEqual(['a', 'b', 'between', 'c', 'office']);
    expect(conflicts).toEqual([]);
    expect(taken.flatMap((one) => one.copies)).toEqual(expect.arrayContaining(['a.gpkg', 'b.gpkg', 'c.gpkg']));
    expect(mergeHome(state, [...copies].reverse()).document).toEqual(document);
  });

  it('tell both sides where they disagree, with who and when', () => {
    const { copies } = readCopies([copy('a.gpkg', base, { ...base, name: 'Rana felt' })], base);
    const { conflicts, document } = mergeHome(
      { history: startHistory({ ...base, name: 'Rana 2' }), project: null, author: '' },
      copies,
    );
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0].sides.map(({ copies: names, value }) => [names, value])).toEqual(
      expect.arrayContaining([
        [['a.gpkg'], ['Rana felt']],
        [['Rana 2'], ['Rana 2']],
      ]),
    );
    expect(conflicts[0].sides.find(({ copies: names }) => names[0] === 'a.gpkg')?.touched).toMatchObject({
      by: 'Kari',
    });
    expect(document.name).toBe('Rana 2');
  });

  it('give the side that was chosen, also where the project was edited since', () => {
    const { copies } = readCopies([copy('a.gpkg', base, { ...base, name: 'Rana felt' })], base);
    const state = { history: startHistory({ ...base, name: 'Rana 2' }), project: null, author: 'Ola' };
    const { conflicts } = mergeHome(state, copies);
    const choices = withSidesOf(new Map(), conflicts, 'a.gpkg');
    expect(mergeHome(state, copies, choices).document.name).toBe('Rana felt');
    const edited = { ...base, name: 'Rana 2', use: asId<'profile'>('housing') };
    const later = mergeHome({ ...state, history: startHistory(edited) }, copies, choices);
    expect(later.document).toMatchObject({ name: 'Rana felt', use: 'housing' });
  });
});
