import { describe, expect, it } from 'vitest';
import { roles, themes } from '../../dataset/themes.ts';
import { languages } from '../../lib/language.ts';
import { utilityOf } from '../utility.ts';
import { crosses } from '../values.ts';
import { builtinProfile, builtinProfiles } from './index.ts';
import { norwegianCodes, swedishCombinations, swedishLetters, zoningScores } from './zoning-codes.ts';

/** Group weights of the criteria table, section 5: battery factory, housing, school. */
const groupWeights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  industry: { power: 0.28, land: 0.2, transport: 0.17, readiness: 0.17, hazard: 0.1, nature: 0.08 },
  housing: { power: 0.05, land: 0.15, transport: 0.3, readiness: 0.15, hazard: 0.15, nature: 0.2 },
  school: { power: 0.02, land: 0.18, transport: 0.32, readiness: 0.1, hazard: 0.25, nature: 0.13 },
};

describe.each(builtinProfiles.map((profile) => [profile.id, profile] as const))('%s', (id, profile) => {
  it('splits the group weights over its criteria', () => {
    const sums = new Map<string, number>();
    for (const { group, weight } of profile.criteria) sums.set(group, (sums.get(group) ?? 0) + weight);
    const expected = groupWeights[id];
    expect([...sums.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [group, sum] of sums) expect(sum).toBeCloseTo(expected[group], 12);
  });

  it('names every criterion in every language, with a source', () => {
    for (const criterion of profile.criteria) {
      for (const language of languages) expect(criterion.name[language].length).toBeGreaterThan(2);
      expect(criterion.source.length).toBeGreaterThan(10);
    }
    expect(new Set(profile.criteria.map((criterion) => criterion.id)).size).toBe(profile.criteria.length);
  });

  it('speaks only of roles and themes', () => {
    const references = profile.criteria.flatMap(({ measure }) => {
      if (measure.kind === 'distance') return [measure.to];
      if (measure.kind === 'coverage') return measure.by;
      if (measure.kind === 'buildable') return measure.minus;
      if (measure.kind === 'zoning') return [measure.by];
      if (measure.kind === 'travel') return [measure.to, measure.over];
      if (measure.kind === 'access') return [measure.to, measure.of];
      if (measure.kind === 'capacity') return [measure.of];
      if (measure.kind === 'population') return measure.over ? [measure.of, measure.over] : [measure.of];
      if (measure.kind === 'slope') return measure.terrain ? [measure.terrain] : [];
      expect(['area', 'compactness']).toContain(measure.kind);
      return [];
    });
    for (const reference of references) {
      if (typeof reference === 'string') throw new Error(`names the layer ${reference}`);
      expect(reference.theme === undefined || themes.includes(reference.theme)).toBe(true);
      expect(reference.role === undefined || roles.includes(reference.role)).toBe(true);
    }
  });

  it('has break points that run one way, inside 0..1', () => {
    for (const { id: criterion, utility } of profile.criteria) {
      if (utility.kind !== 'piecewise') continue;
      const steps = utility.points
        .slice(1)
        .map(([x, y], index) => [x - utility.points[index][0], y - utility.points[index][1]]);
      expect(
        steps.every(([dx]) => dx > 0),
        criterion,
      ).toBe(true);
      expect(steps.every(([, dy]) => dy >= 0) || steps.every(([, dy]) => dy <= 0), criterion).toBe(true);
      expect(
        utility.points.every(([, y]) => y >= 0 && y <= 1),
        criterion,
      ).toBe(true);
    }
  });

  it('is found by its id', () => {
    expect(builtinProfile(id)).toBe(profile);
    expect(builtinProfile('__proto__')).toBeUndefined();
  });
});

describe('planned land use', () => {
  const zoning = (id: string) => {
    const found = builtinProfile(id)?.criteria.find((criterion) => criterion.id === 'zoning');
    if (!found?.exclude || !found.condition) throw new Error('no zoning criterion');
    return { utility: found.utility, exclude: found.exclude, condition: found.condition };
  };

  it.each([
    ['industry', '1340', 1, 0, 0],
    ['industry', '1110', 0, 1, 0],
    ['industry', '5100', 0.2, 0, 1],
    ['industry', 'Z', 0.9, 0, 0],
    ['housing', '1110', 1, 0, 0],
    ['housing', '5210', 0.5, 0, 1],
    ['housing', 'PARK', 0, 1, 0],
    ['school', '1162', 1, 0, 0],
    ['school', '1160', 0.8, 0, 0],
    ['school', '1340', 0, 1, 0],
    ['school', 'SB', 0.75, 0, 0],
    ['school', '6430', 0, 1, 0],
  ])('for %s: %s is %d, excluded %d, conditional %d', (id, code, suitability, excluded, conditional) => {
    const { utility, exclude, condition } = zoning(id);
    expect(utilityOf(utility, code)).toBe(suitability);
    expect(crosses(exclude, code)).toBe(excluded);
    expect(crosses(condition, code)).toBe(conditional);
  });

  it('says nothing of codes it does not know', () => {
    expect(utilityOf(zoning('industry').utility, '1345')).toBeNaN();
    expect(crosses(zoning('industry').exclude, '1345')).toBe(0);
  });

  it('lists every code once, between 0 and 1', () => {
    const all = [...norwegianCodes, ...swedishLetters, ...swedishCombinations];
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    for (const use of ['industry', 'housing', 'school'] as const) {
      expect(zoningScores(use).every(([, value]) => value >= 0 && value <= 1)).toBe(true);
    }
  });
});
