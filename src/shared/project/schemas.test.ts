import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { describeIssue, hasIssueWords } from '../explain/issue-words.ts';
import { languages } from '../lib/language.ts';
import { builtinProfiles } from '../scoring/builtin/index.ts';
import { jsonSchemas } from './json-schemas.ts';
import { parseProfile, parseProfileText } from './profile-schema.ts';
import { pathText } from './schema-problems.ts';
import { parseStudy } from './study-schema.ts';

const criterion = {
  id: 'grid',
  group: 'power',
  weight: 3,
  measure: { kind: 'distance', to: { theme: 'substation' }, where: ['>=', ['get', 'freeMw'], 20] },
  utility: {
    kind: 'piecewise',
    points: [
      [500, 1],
      [3000, 0.8],
      [25000, 0],
    ],
  },
  exclude: { above: 30000 },
  condition: { above: 10000 },
  missing: 'unknown',
  source: 'contracts',
  grade: 'norm',
};
const profile = {
  format: 'tomtevalg-profile/1',
  id: 'industry',
  use: 'industry',
  name: { en: 'Industry', nb: 'Industri', sv: 'Industri' },
  criteria: [criterion],
  aggregation: { method: 'weighted-sum' },
};
const study = {
  format: 'tomtevalg-study/1',
  name: 'Rana 2026',
  crs: 'EPSG:25833',
  layers: {
    plots: { file: 'plots.zip', role: 'plots', id: 'plotid', label: 'gnrbnr' },
    plan: {
      file: 'plan.shp',
      role: 'zoning',
      encoding: 'ISO-8859-1',
      crs: 'EPSG:25833',
      fields: { code: 'arealform' },
    },
    flood: { file: 'flood.shp', role: 'constraint', theme: 'flood', mapped: 'plan' },
  },
  profiles: ['industry', 'datacentre.profile.json', profile],
  scenarios: ['battery-2500.scenario.json'],
};

/** The JSON with one place set (or, with undefined, taken away). */
function changed(json: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(json) as Record<string | number, unknown>;
  let place = copy;
  for (const key of path.slice(0, -1)) place = place[key] as typeof place;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

function problemsOfStudy(path: readonly (string | number)[], value: unknown) {
  const outcome = parseStudy(JSON.stringify(changed(study, path, value)));
  return outcome.ok ? [] : outcome.reason.map(({ code, details }) => ({ code, path: details.path }));
}

function problemsOfProfile(path: readonly (string | number)[], value: unknown) {
  const outcome = parseProfile(changed(profile, path, value));
  return outcome.ok ? [] : outcome.reason.map(({ code, details }) => ({ code, path: details.path }));
}

describe('a study', () => {
  it('is read with every optional thing filled in', () => {
    const outcome = parseStudy(`\uFEFF${JSON.stringify(study)}`);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
    const { layers, profiles, scenarios, name, crs } = outcome.value;
    expect([name, crs, scenarios]).toEqual(['Rana 2026', 'EPSG:25833', ['battery-2500.scenario.json']]);
    expect(layers.map(({ id }) => id)).toEqual(['plots', 'plan', 'flood']);
    expect(layers[0]).toEqual({
      id: 'plots',
      file: 'plots.zip',
      layer: null,
      role: 'plots',
      theme: null,
      encoding: null,
      crs: null,
      idField: 'plotid',
      labelField: 'gnrbnr',
      fields: new Map(),
      mapped: null,
      geometry: 'keep',
      from: null,
      assemble: null,
      join: null,
    });
    expect(layers[1].fields).toEqual(new Map([['code', 'arealform']]));
    expect(profiles.map(({ kind }) => kind)).toEqual(['builtin', 'file', 'inline']);
  });

  it('may call a layer __proto__ and a field constructor', () => {
    const text = JSON.stringify(study)
      .replace('"flood":', '"__proto__":')
      .replace('"code":"arealform"', '"__proto__":"constructor"');
    const outcome = parseStudy(text);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
    expect(outcome.value.layers[2]).toMatchObject({ id: '__proto__', theme: 'flood' });
    expect([...outcome.value.layers[1].fields]).toEqual([['__proto__', 'constructor']]);
    expect(Object.hasOwn(Object.prototype, 'file')).toBe(false);
  });

  it.each([
    ['schema-missing', '$.format', ['format'], undefined],
    ['schema-value', '$.format', ['format'], 'tomtevalg-study/2'],
    ['schema-type', '$.name', ['name'], 7],
    ['schema-missing', '$.layers', ['layers'], undefined],
    ['schema-type', '$.layers', ['layers'], []],
    ['schema-type', '$.layers.plan', ['layers', 'plan'], 'plan.shp'],
    ['schema-missing', '$.layers.plan.file', ['layers', 'plan', 'file'], undefined],
    ['schema-value', '$.layers.plan.role', ['layers', 'plan', 'role'], 'zone'],
    ['schema-value', '$.layers.plan.theme', ['layers', 'plan', 'theme'], 'floods'],
    ['schema-unknown-key', '$.layers.plan.feilds', ['layers', 'plan', 'feilds'], {}],
    ['schema-type', '$.layers.plan.fields.code', ['layers', 'plan', 'fields', 'code'], 3],
    ['study-layer-unknown', '$.layers.flood.mapped', ['layers', 'flood', 'mapped'], 'municipality'],
    ['study-plots-missing', '$.layers', ['layers', 'plots', 'role'], 'context'],
    ['study-many-plots', '$.layers', ['layers', 'plan', 'role'], 'plots'],
    ['study-profile-unknown', '$.profiles[0]', ['profiles', 0], 'industri'],
    ['schema-type', '$.profiles[0]', ['profiles', 0], 4],
    ['schema-too-small', '$.profiles[2].criteria[0].weight', ['profiles', 2, 'criteria', 0, 'weight'], -1],
    ['schema-later', '$.portfolio', ['portfolio'], {}],
    ['schema-unknown-key', '$["lay ers"]', ['lay ers'], {}],
  ])('says %s at %s', (code, path, place, value) => {
    expect(problemsOfStudy(place, value)).toEqual([{ code, path }]);
  });

  it('tells every problem at once', () => {
    const two = changed(changed(study, ['layers', 'plan', 'role'], 'zone'), ['profiles', 0], 'industri');
    const outcome = parseStudy(JSON.stringify(two));
    expect(outcome.ok ? [] : outcome.reason.map(({ code }) => code)).toEqual(['schema-value', 'study-profile-unknown']);
  });
});

describe('a profile', () => {
  it('is read with defaults', () => {
    const outcome = parseProfile({
      id: 'short',
      use: 'school',
      criteria: [
        {
          id: 'area',
          measure: { kind: 'area' },
          utility: {
            kind: 'piecewise',
            points: [
              [0, 0],
              [9, 1],
            ],
          },
        },
      ],
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        name: { en: 'short', nb: 'short', sv: 'short' },
        criteria: [{ group: 'other', weight: 1, missing: 'unknown', source: '', grade: 'user', name: { sv: 'area' } }],
        aggregation: { method: 'weighted-sum' },
      },
    });
  });

  it('keeps codes as data, __proto__ among them', () => {
    const zoning = `{ "kind": "zoning", "by": "plan", "field": "code", "classes": { "__proto__": 0.5, "1300": 1 } }`;
    const text = JSON.stringify(profile).replace(JSON.stringify(criterion.measure), zoning);
    const outcome = parseProfileText(text);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
    const [{ measure }] = outcome.value.criteria;
    expect(measure).toMatchObject({
      by: 'plan',
      classes: [
        ['1300', 1],
        ['__proto__', 0.5],
      ],
    });
  });

  it.each([
    ['schema-later', '$.aggregation.method', ['aggregation', 'method'], 'topsis'],
    ['schema-later', '$.weighting', ['weighting'], { method: 'ahp' }],
    ['schema-later', '$.criteria[0].utility.kind', ['criteria', 0, 'utility'], { kind: 'gaussian', m: 1 }],
    ['schema-value', '$.criteria[0].measure.kind', ['criteria', 0, 'measure', 'kind'], 'distanse'],
    ['schema-missing', '$.criteria[0].measure.kind', ['criteria', 0, 'measure', 'kind'], undefined],
    ['schema-missing', '$.criteria[0].measure.to', ['criteria', 0, 'measure', 'to'], undefined],
    [
      'measure-without-over',
      '$.criteria[0].measure',
      ['criteria', 0, 'measure'],
      { kind: 'reach', of: 'x', within: 10, by: 'metres' },
    ],
    ['layer-reference-empty', '$.criteria[0].measure.to', ['criteria', 0, 'measure', 'to'], {}],
    ['schema-value', '$.criteria[0].measure.to.theme', ['criteria', 0, 'measure', 'to', 'theme'], 'power'],
    ['slope-limit', '$.criteria[0].measure.limit', ['criteria', 0, 'measure'], { kind: 'slope', take: 'share-under' }],
    [
      'slope-limit',
      '$.criteria[0].measure.limit',
      ['criteria', 0, 'measure'],
      { kind: 'slope', take: 'p90', limit: 5 },
    ],
    ['filter-operator', '$.criteria[0].measure.where', ['criteria', 0, 'measure', 'where', 0], '=>'],
    ['utility-points-order', '$.criteria[0].utility.points[1]', ['criteria', 0, 'utility', 'points', 1, 0], 500],
    ['schema-too-big', '$.criteria[0].utility.points[0][1]', ['criteria', 0, 'utility', 'points', 0, 1], 1.2],
    ['utility-raw-weighted-sum', '$.criteria[0].utility', ['criteria', 0, 'utility'], { kind: 'raw', direction: 'up' }],
    ['threshold-one-of', '$.criteria[0].exclude', ['criteria', 0, 'exclude'], { above: 1, below: 0 }],
    ['threshold-one-of', '$.criteria[0].exclude', ['criteria', 0, 'exclude'], {}],
    ['schema-unknown-key', '$.criteria[0].exclude.abov', ['criteria', 0, 'exclude', 'abov'], 3],
    ['schema-too-big', '$.criteria[0].missing.utility', ['criteria', 0, 'missing'], { utility: 2 }],
    ['schema-value', '$.criteria[0].missing', ['criteria', 0, 'missing'], 'zero'],
    ['words-empty', '$.name', ['name'], {}],
    ['criterion-repeated', '$.criteria[1].id', ['criteria', 1], criterion],
    ['profile-no-weight', '$.criteria', ['criteria', 0, 'weight'], 0],
    ['schema-too-small', '$.criteria', ['criteria'], []],
    ['schema-value', '$.use', ['use'], 'toString'],
  ])('says %s at %s', (code, path, place, value) => {
    expect(problemsOfProfile(place, value)).toEqual([{ code, path }]);
  });

  it.each([null, 3, 'x', [], true])('is not %j', (json) => {
    expect(parseProfile(json)).toMatchObject({ ok: false, reason: [{ code: 'schema-type', details: { path: '$' } }] });
  });

  it('has words for every problem in every language', () => {
    const outcome = parseProfile(changed(profile, ['criteria', 0, 'weight'], 'much'));
    if (outcome.ok) throw new Error('should be refused');
    for (const language of languages) {
      const sentence = describeIssue(outcome.reason[0], language);
      expect(sentence).toContain('$.criteria[0].weight');
      expect(sentence).toContain('"much"');
      expect(sentence).not.toMatch(/[{}]/);
    }
    expect(hasIssueWords(outcome.reason[0].code)).toBe(true);
  });
});

describe('built-in profiles', () => {
  it.each(builtinProfiles.map((each) => [each.id, each] as const))('%s passes its own schema', (_id, builtin) => {
    const asJson = {
      ...builtin,
      criteria: builtin.criteria.map((each) => ({
        ...each,
        utility:
          each.utility.kind === 'classes'
            ? { ...each.utility, scores: Object.fromEntries(each.utility.scores) }
            : each.utility,
      })),
    };
    const outcome = parseProfile(JSON.parse(JSON.stringify(asJson)));
    expect(outcome.ok ? [] : outcome.reason).toEqual([]);
  });
});

it('paths quote names that are not plain words', () => {
  expect(pathText(['layers', 'my layer', 'fields', '__proto__', 3])).toBe('$.layers["my layer"].fields.__proto__[3]');
});

it.each(jsonSchemas().map((each) => [each.name, each.schema] as const))(
  'resources/schemas/%s is current',
  (name, schema) => {
    const written = JSON.parse(
      readFileSync(new URL(`../../../resources/schemas/${name}`, import.meta.url), 'utf8'),
    ) as unknown;
    expect(written, 'run: npx tsx scripts/make-schemas.ts').toEqual(JSON.parse(JSON.stringify(schema)));
  },
);

it('checks without making functions from text, which the app forbids', () => {
  const original = globalThis.Function;
  const forbidden = vi.fn(() => {
    throw new Error('new Function');
  });
  globalThis.Function = forbidden as unknown as FunctionConstructor;
  try {
    expect(parseStudy(JSON.stringify(study)).ok).toBe(true);
  } finally {
    globalThis.Function = original;
  }
  expect(forbidden).not.toHaveBeenCalled();
});
