import { asId, type CriterionId } from '../../src/shared/lib/id.ts';
import type { MeasureResult, Unit } from '../../src/shared/measure/types.ts';
import type { Criterion, Profile, ProfileMeasures } from '../../src/shared/scoring/types.ts';

/** A criterion on a number 0..100 that is good when high; overridden at will. */
export function aCriterion(id: string, given: Partial<Criterion> = {}): Criterion {
  return {
    id: asId<'criterion'>(id),
    group: 'group',
    name: { en: `${id} en`, nb: `${id} nb`, sv: `${id} sv` },
    weight: 1,
    measure: { kind: 'attribute', field: id },
    utility: {
      kind: 'piecewise',
      points: [
        [0, 0],
        [100, 1],
      ],
    },
    missing: 'unknown',
    source: 'test',
    grade: 'user',
    ...given,
  };
}

export function aProfile(criteria: readonly Criterion[]): Profile {
  return {
    id: asId<'profile'>('profile'),
    use: 'industry',
    name: { en: 'Test', nb: 'Test', sv: 'Test' },
    criteria,
    aggregation: { method: 'weighted-sum' },
  };
}

export function numberResult(values: readonly (number | null)[], unit: Unit = 'number'): MeasureResult {
  return { kind: 'numbers', unit, values: Float64Array.from(values, (value) => value ?? Number.NaN), notes: [] };
}

export function codeResult(values: readonly (string | null)[]): MeasureResult {
  const labels = ['', ...new Set(values.filter((value) => value !== null))];
  const codes = Uint32Array.from(values, (value) => (value === null ? 0 : labels.indexOf(value)));
  return { kind: 'codes', unit: 'code', codes, labels, notes: [] };
}

/** Measures by criterion; those of the profile that are not given are not assessed. */
export function measuresOf(profile: Profile, given: Readonly<Record<string, MeasureResult>>): ProfileMeasures {
  const values = new Map<CriterionId, MeasureResult>(
    Object.entries(given).map(([id, result]) => [asId<'criterion'>(id), result]),
  );
  const notAssessed = profile.criteria
    .filter(({ id }) => !values.has(id))
    .map(({ id }) => ({ criterion: id, why: 'no-layer' as const }));
  return { values, notAssessed };
}

export function plotsNamed(ids: readonly string[]): { readonly count: number; id(row: number): string } {
  return { count: ids.length, id: (row) => ids[row] };
}

/** A profile as a file holds it, for industry and with one criterion, named by it. */
export function writtenProfile(
  criterion: string,
  measure: Readonly<Record<string, unknown>>,
  points: readonly (readonly [value: number, utility: number])[],
): object {
  return {
    format: 'tomtevalg-profile/1',
    id: criterion,
    use: 'industry',
    name: { en: criterion, nb: criterion, sv: criterion },
    criteria: [
      {
        ...{ id: criterion, group: 'ground', weight: 1, source: 'test', grade: 'assumption' },
        measure,
        utility: { kind: 'piecewise', points },
      },
    ],
    aggregation: { method: 'weighted-sum' },
  };
}
