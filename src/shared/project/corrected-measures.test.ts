import { describe, expect, it } from 'vitest';
import { aDocument, anObservation } from '../../../test/builders/documents.ts';
import { aCriterion, aProfile, codeResult, measuresOf, numberResult } from '../../../test/builders/profiles.ts';
import { asId } from '../lib/id.ts';
import { builtinProfile } from '../scoring/builtin/index.ts';
import type { Profile } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';
import { correctionColumn, correctMeasures, criterionOfColumn, orphanedObservations } from './corrected-measures.ts';
import type { Correction, Observation } from './document-types.ts';

const plots = (...ids: readonly string[]) => ({ count: ids.length, key: (row: number) => ids[row] });
const corrected = (id: string, plot: string, given: Partial<Correction>): Observation =>
  anObservation(id, {
    plot,
    correction: { column: 'near', value: 5, evidence: 'measured', date: '2026-05-01', author: 'Kari', ...given },
  });
const near = aCriterion('near', { measure: { kind: 'area' } });
const profile = aProfile([near, aCriterion('code')]);
const measures = measuresOf(profile, { near: numberResult([10, null, 30], 'm'), code: codeResult(['a', 'b', null]) });

/** What became of the measures of the three plots a, b and c. */
function corrections(observations: readonly Observation[], of = measures) {
  const document = aDocument({ observations });
  const found = correctMeasures(profile, of, document, plots('a', 'b', 'c'));
  const values = (name: string) => {
    const result = found.measures.values.get(asId<'criterion'>(name));
    return result === undefined ? [] : [0, 1, 2].map((row) => valueOfRow(result, row));
  };
  return { ...found, near: values('near'), code: values('code') };
}

describe('correctMeasures', () => {
  it('puts corrected values in the place of measured ones and leaves what was measured as it was', () => {
    const found = corrections([corrected('1', 'b', { value: 7 }), corrected('2', 'c', { value: null })]);
    expect(found.near).toEqual([10, 7, null]);
    expect(found.applied.map(({ row, criterion, measured }) => [row, criterion, measured])).toEqual([
      [1, 'near', null],
      [2, 'near', 30],
    ]);
    expect(valueOfRow(numberResultOf('near'), 2)).toBe(30);
    expect(found.lost).toEqual([]);
  });

  it('gives back the same measures where nothing is corrected', () => {
    expect(corrections([anObservation('1', { plot: 'a', note: 'wet' })]).measures).toBe(measures);
  });

  it('lets the latest found out hold, and of one day the last by id', () => {
    const found = corrections([
      corrected('3', 'a', { value: 1, date: '2026-05-02' }),
      corrected('1', 'a', { value: 2, date: '2026-05-01' }),
      corrected('2', 'a', { value: 3, date: '2026-05-02' }),
    ]);
    expect(found.near[0]).toBe(1);
    expect(found.applied).toHaveLength(1);
  });

  it('takes codes by their text, new ones included', () => {
    const found = corrections([
      corrected('1', 'a', { column: 'code', value: 'b' }),
      corrected('2', 'c', { column: 'code', value: 'new' }),
    ]);
    expect(found.code).toEqual(['b', 'b', 'new']);
  });

  it('says which corrected values count for nothing', () => {
    const found = corrections(
      [
        corrected('1', 'gone', { value: 1 }),
        corrected('2', 'a', { value: 'wet' }),
        corrected('3', 'b', { column: 'code', value: 'x' }),
      ],
      measuresOf(profile, { near: numberResult([10, 20, 30]) }),
    );
    expect(found.lost.map(({ observation, why }) => [observation.id, why])).toEqual([
      ['1', 'plot-gone'],
      ['2', 'other-kind'],
      ['3', 'not-assessed'],
    ]);
    expect(found.near).toEqual([10, 20, 30]);
  });

  it('does not take the names of things for anything but names', () => {
    const found = corrections([corrected('1', '__proto__', { column: 'constructor' })]);
    expect(found.measures).toBe(measures);
  });
});

const numberResultOf = (name: string) =>
  measures.values.get(asId<'criterion'>(name)) as ReturnType<typeof numberResult>;

describe('one fact under one name', () => {
  const profiles = ['industry', 'housing'].map((id) => ({ id: asId<'profile'>(id), profile: null, weights: [] }));
  const document = aDocument({ profiles, observations: [] });
  const [industry, housing] = ['industry', 'housing'].map((id) => builtinProfile(id) as Profile);
  const criterion = (of: Profile, id: string) =>
    of.criteria.find((one) => one.id === id) as Profile['criteria'][number];

  it('is called by the first profile that asks the same, so that it holds in all of them', () => {
    expect(correctionColumn(housing, criterion(housing, 'slope'), document)).toBe('industry/slope');
    const told = { ...document, observations: [corrected('1', 'a', { column: 'industry/slope', value: 3 })] };
    for (const one of [industry, housing]) {
      const result = measuresOf(one, { slope: numberResult([20], 'percent') });
      const { applied } = correctMeasures(one, result, told, plots('a'));
      expect(applied, one.id).toHaveLength(1);
    }
  });

  it('is not taken for another question of the same id', () => {
    expect(correctionColumn(housing, criterion(housing, 'buildable'), document)).toBe('housing/buildable');
    const told = { ...document, observations: [corrected('1', 'a', { column: 'housing/buildable', value: 3 })] };
    const result = measuresOf(industry, { buildable: numberResult([20], 'm2') });
    expect(correctMeasures(industry, result, told, plots('a')).applied).toEqual([]);
  });

  it('is found again by its name', () => {
    expect(criterionOfColumn('housing/buildable', document)).toBe(criterion(housing, 'buildable'));
    expect(criterionOfColumn('housing/nothing', document)).toBeNull();
  });
});

describe('orphanedObservations', () => {
  it('names those whose plot is gone, and those whose criterion is', () => {
    const observations = [
      anObservation('1', { plot: 'gone', note: 'seen' }),
      corrected('2', 'a', { column: 'industry/nothing' }),
      corrected('3', 'a', { column: 'industry/slope' }),
      anObservation('4', { plot: 'a', note: 'wet' }),
    ];
    const found = orphanedObservations(aDocument({ observations }), plots('a'));
    expect(found.map(({ observation, why }) => [observation.id, why])).toEqual([
      ['1', 'plot-gone'],
      ['2', 'criterion-gone'],
    ]);
  });
});
