import { describe, expect, it } from 'vitest';
import { aDocument, aLayer, anObservation, randomEdit } from '../../../../test/builders/documents.ts';
import { runs } from '../../../../test/builders/run-counts.ts';
import { asId } from '../../lib/id.ts';
import { createRandom } from '../../lib/random.ts';
import { documentSchema } from '../document-schema.ts';
import type { ProjectDocument } from '../document-types.ts';
import { withLayer, withLayerBefore, withName, withObservation, withoutLayer, withUse } from '../edits.ts';
import { equalJson } from '../patch.ts';
import { type MergeChoices, sideChoice, withSide, withSidesOf } from './choose-sides.ts';
import { correctionInForce } from './corrections.ts';
import { mergeDocuments } from './merge-documents.ts';
import { valueAt } from './touched.ts';

const base = aDocument();
const copyOf = (name: string, root: ProjectDocument) => ({ name, root, touch: () => null });
/** Merges an office and a field copy with these choices. */
const merge = (office: ProjectDocument, field: ProjectDocument, choices: MergeChoices = new Map()) =>
  mergeDocuments(base, copyOf('office', office), [copyOf('field', field)], {
    side: sideChoice(choices),
    by: 'Ola',
    at: '2026-06-01T12:00:00Z',
  });
/** What is merged when the field's side stands in all of it. */
const fieldsSide = (office: ProjectDocument, field: ProjectDocument) =>
  merge(office, field, withSidesOf(new Map(), merge(office, field).conflicts, 'field'));

describe('choosing sides', () => {
  it('lets the chosen side stand, one by one or all of a copy', () => {
    const office = withUse(withName(base, 'A'), asId<'profile'>('housing'));
    const field = withUse(withName(base, 'B'), asId<'profile'>('school'));
    const { conflicts } = merge(office, field);
    const about = conflicts.find(({ path }) => path[0] === 'name');
    if (!about) throw new Error('no conflict about the name');
    const one = merge(office, field, withSide(new Map(), about, 1));
    expect([one.document.name, one.document.use]).toEqual(['B', office.use]);
    expect(one.conflicts.map(({ kept }) => kept).sort()).toEqual([0, 1]);
    expect(fieldsSide(office, field).document.name).toBe('B');
    const back = withSidesOf(withSide(new Map(), about, 1), conflicts, 'office');
    expect(merge(office, field, back).document).toEqual(merge(office, field).document);
  });

  it('sorts as the chosen copy does', () => {
    const down = withLayerBefore(base, 'grid', null);
    expect(fieldsSide(withLayerBefore(base, 'border', 'grid'), down).document.drawing).toEqual(down.drawing);
  });

  it('removes what was changed, with the place in the drawing order', () => {
    const { document, conflicts, taken } = fieldsSide(
      withLayer(base, 'grid', { visible: false }),
      withoutLayer(base, 'grid'),
    );
    expect(document).toEqual(withoutLayer(base, 'grid'));
    expect(conflicts).toMatchObject([{ kind: 'deleted', kept: 1 }]);
    expect(taken.map(({ path }) => path)).toEqual([['drawing']]);
  });

  it('removes a boundary that another needs: nothing is mapped inside it any more', () => {
    const needing = withLayer(base, 'grid', { mapped: asId<'layer'>('border') });
    const { document } = fieldsSide(needing, withoutLayer(base, 'border'));
    expect(document.layers.some(({ id }) => id === 'border')).toBe(false);
    expect(document.layers.find(({ id }) => id === 'grid')?.mapped).toBeNull();
  });

  it('makes the chosen layer the plots', () => {
    const other = (id: string) => ({
      ...base,
      layers: [...base.layers.filter(({ role }) => role !== 'plots'), aLayer(id, { role: 'plots' })],
      drawing: [id, 'grid', 'flood', 'border'],
    });
    const { document } = fieldsSide(other('parcels'), other('tomter'));
    expect(document.layers.filter(({ role }) => role === 'plots').map(({ id }) => id)).toEqual(['tomter']);
  });

  it.each([
    ['2026-05-03', '2026-06-01'],
    ['2026-06-01', '2026-06-01'],
    ['2026-12-24', '2026-12-24'],
  ])('says the chosen value once more where another found on %s holds, and takes no note away', (later, day) => {
    const found = (id: string, value: number, date: string) =>
      withObservation(
        base,
        anObservation(id, { correction: { column: 'area', value, evidence: 'measured', date, author: id } }),
      );
    const { document, conflicts } = fieldsSide(found('z', 1200, later), found('b', 900, '2026-05-02'));
    expect(conflicts[0]).toMatchObject({ kind: 'corrected', kept: 1 });
    const about = document.observations.filter(({ correction }) => correction?.column === 'area');
    expect(about.map(({ id }) => id)).toEqual(['z', 'b', 'z+']);
    expect(correctionInForce(about)).toMatchObject({
      author: 'Ola',
      correction: { value: 900, evidence: 'measured', author: 'b', date: day },
    });
  });

  it(`gives a document whatever is chosen, in which the chosen values stand (${runs(50, 1000)} seeds)`, () => {
    for (let seed = 0; seed < runs(50, 1000); seed++) {
      const random = createRandom(seed);
      let serial = 0;
      const work = (root: ProjectDocument): ProjectDocument => {
        let document = root;
        for (let n = random.below(8); n > 0; n--)
          document = randomEdit(document, random, (kind) => `${kind}${++serial}`).document;
        return document;
      };
      const [office, field] = [work(base), work(base)];
      let choices: MergeChoices = new Map();
      for (const conflict of merge(office, field).conflicts)
        choices = withSide(choices, conflict, random.below(conflict.sides.length));
      const { document, conflicts } = merge(office, field, choices);
      const checked = documentSchema.safeParse(document);
      expect(checked.success ? [] : checked.error.issues, `seed ${seed}`).toEqual([]);
      expect([...document.drawing].sort()).toEqual(document.layers.map(({ id }) => id).sort());
      for (const { kind, path, sides, kept } of conflicts) {
        const stands = valueAt(document, path);
        // One layer is the plots, and nothing is mapped inside a layer that went: that may come after a choice.
        const follows = path[2] === 'role' || path[2] === 'mapped';
        if (kind === 'edited' && stands.length > 0 && !follows)
          expect(equalJson(stands[0], sides[kept].value[0]), `seed ${seed} ${path.join('/')}`).toBe(true);
      }
    }
  });
});
