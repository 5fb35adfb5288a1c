import { describe, expect, it } from 'vitest';
import {
  aCriterion,
  aProfile,
  codeResult,
  measuresOf,
  numberResult,
  plotsNamed,
} from '../../../test/builders/profiles.ts';
import { issue } from '../lib/issue.ts';
import { languages } from '../lib/language.ts';
import { builtinProfiles } from '../scoring/builtin/index.ts';
import { prepareScores } from '../scoring/prepare.ts';
import { scorePlots } from '../scoring/score.ts';
import { catalogue, groupNames } from './catalogue.ts';
import { fill } from './fill.ts';
import { formatNumber, formatScore, formatValue } from './format.ts';
import { describeIssue, issueWordsOfRooms } from './issue-words.ts';
import { explainPlot } from './plot.ts';
import { describeReason } from './reason.ts';

/** Hard and thin spaces as ordinary ones, so that expectations can be read. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('values in words', () => {
  it.each([
    [843.21, 'm', '843 m', '843 m', '843 m'],
    [0, 'm', '0 m', '0 m', '0 m'],
    [3.149, 'm', '3.1 m', '3,1 m', '3,1 m'],
    [999.6, 'm', '1 km', '1 km', '1 km'],
    [12_345, 'm', '12.3 km', '12,3 km', '12,3 km'],
    [1_234_567, 'm', '1,230 km', '1 230 km', '1 230 km'],
    [845, 'm2', '845 m²', '845 m²', '845 m²'],
    [18_040, 'm2', '1.8 ha', '18 daa', '1,8 ha'],
    [1_234_567, 'm2', '123 ha', '1 230 daa', '123 ha'],
    [0.5, 'share', '50%', '50 %', '50 %'],
    [0.123456, 'share', '12%', '12 %', '12 %'],
    [0.0042, 'share', '0.42%', '0,42 %', '0,42 %'],
    [12_345, 'count', '12,300', '12 300', '12 300'],
    [7, 'count', '7', '7', '7'],
    [12.34, 'min', '12.3 min', '12,3 min', '12,3 min'],
    [12.34, 'percent', '12.3%', '12,3 %', '12,3 %'],
    [-2.5, 'number', '\u22122.5', '\u22122,5', '\u22122,5'],
    ['1340', 'code', '1340', '1340', '1340'],
    [null, 'm', '–', '–', '–'],
    [Number.POSITIVE_INFINITY, 'm', '∞', '∞', '∞'],
  ] as const)('%s %s', (value, unit, en, nb, sv) => {
    expect(languages.map((language) => plain(formatValue(value, unit, language)))).toEqual([en, nb, sv]);
  });

  it('keep lines from breaking inside a value', () => {
    expect(formatValue(1_234_567, 'm', 'nb')).toBe('1\u202f230\u00a0km');
  });

  it('print scores with one decimal and large and small numbers without exponents', () => {
    expect(formatScore(74.96, 'nb')).toBe('75,0');
    expect(formatScore(74.96, 'en')).toBe('75.0');
    expect(formatNumber(1e21, 'en')).toBe('1,000,000,000,000,000,000,000');
    expect(formatNumber(1e-7, 'sv')).toBe('0,0000001');
    expect(formatNumber(-0.00001, 'en', 1)).toBe('0.0');
  });
});

describe('reasons', () => {
  const grid = aCriterion('grid', {
    name: { en: 'Substation', nb: 'Stasjon', sv: 'Station' },
    measure: { kind: 'distance', to: { theme: 'substation' } },
    exclude: { above: 30_000 },
    condition: { above: 10_000 },
  });
  const excluded = { criterion: grid.id, kind: 'excluded', value: 41_234, threshold: { above: 30_000 } } as const;

  it('say by what and by how much', () => {
    expect(languages.map((language) => plain(describeReason(excluded, grid, language)))).toEqual([
      'Substation: 41.2 km, above the limit of 30 km. The plot is excluded.',
      'Stasjon: 41,2 km, over grensen på 30 km. Tomten er utelukket.',
      'Station: 41,2 km, över gränsen på 30 km. Tomten är utesluten.',
    ]);
  });

  it('take more digits when value and limit would look the same', () => {
    expect(plain(describeReason({ ...excluded, value: 30_004 }, grid, 'en'))).toContain(
      '30.004 km, above the limit of 30 km',
    );
  });

  it('tell a touched zone by its share, however small', () => {
    const flood = aCriterion('flood', {
      name: { en: 'Flood', nb: 'Flom', sv: 'Översvämning' },
      measure: { kind: 'coverage', by: [{ theme: 'flood' }] },
      condition: { above: 0 },
    });
    const reason = { criterion: flood.id, kind: 'condition', value: 0.13, threshold: { above: 0 } } as const;
    expect(plain(describeReason(reason, flood, 'nb'))).toBe(
      'Flom: 13 % av tomten er berørt. Krever tiltak, penger eller tid.',
    );
    expect(plain(describeReason({ ...reason, value: 2e-6 }, flood, 'nb'))).toContain('< 0,1 % av tomten');
  });

  it('tell an undecided exclusion from an undecided condition', () => {
    const reason = { criterion: grid.id, kind: 'undecided', value: null } as const;
    expect(describeReason({ ...reason, threshold: { above: 30_000 } }, grid, 'en')).toContain(
      'whether the plot is excluded',
    );
    expect(describeReason({ ...reason, threshold: { above: 10_000 } }, grid, 'en')).toContain(
      'whether a measure is needed',
    );
  });

  it('name codes, and values nobody scored', () => {
    const zoning = aCriterion('zoning', { exclude: { in: ['1110'] } });
    const code = { criterion: zoning.id, kind: 'excluded', value: '1110', threshold: { in: ['1110'] } } as const;
    expect(describeReason(code, zoning, 'sv')).toBe('zoning sv: 1110 utesluter tomten.');
    const strange = { criterion: zoning.id, kind: 'missing', value: '{limit}', threshold: null } as const;
    expect(describeReason(strange, zoning, 'en')).toBe('zoning en: nothing says how good {limit} is.');
    expect(describeReason({ ...strange, value: null }, zoning, 'nb')).toBe('zoning nb: ikke kjent for denne tomten.');
  });
});

describe('a plot in words', () => {
  const criteria = [
    aCriterion('grid', { group: 'power', exclude: { below: 5 }, condition: { below: 20 } }),
    aCriterion('zoning', {
      group: 'readiness',
      utility: {
        kind: 'classes',
        scores: [
          ['1340', 1],
          ['5100', 0.2],
        ],
      },
    }),
    aCriterion('rail', { group: 'transport', weight: 2 }),
  ];
  const profile = aProfile(criteria);
  const given = {
    grid: numberResult([80, 15, 2, null, 80]),
    zoning: codeResult(['1340', '5100', '1340', '1340', '1340']),
  };
  const prepared = prepareScores(profile, measuresOf(profile, given), plotsNamed(['a', 'b', 'c', 'd', 'e']));
  const scores = scorePlots(prepared);
  const tell = (row: number, language: 'en' | 'nb' | 'sv') =>
    plain(explainPlot(prepared, scores, row, `Plot ${row}`, language));

  it('tells score, rank, groups and what was not assessed', () => {
    expect(tell(0, 'en')).toBe(
      'Plot 0 scores 90.0 of 100 and shares place 1 of 3 ranked plots with 1 other. ' +
        'It is strongest on readiness (100.0) and weakest on power (80.0). ' +
        'Not assessed for any plot, for want of data: rail en (50% of the weight).',
    );
  });

  it('tells conditions', () => {
    expect(tell(1, 'nb')).toBe(
      'Plot 1 får 17,5 av 100 poeng og er nummer 3 av 3 rangerte tomter. ' +
        'Den er sterkest på modenhet (20,0) og svakest på kraft (15,0). Vilkår: grid nb (15). ' +
        'Ikke vurdert for noen tomt, fordi data mangler: rail nb (50 % av vekten).',
    );
  });

  it('tells exclusions, and what is not known', () => {
    expect(tell(2, 'sv')).toContain(
      'Plot 2 är utesluten och har ingen rang. grid sv: 2, under gränsen på 5. Tomten är utesluten.',
    );
    expect(tell(3, 'en')).toContain('Plot 3 has no rank: its score lies between 50.0 and 100.0 of 100');
    expect(tell(3, 'en')).toContain('Not known: grid en.');
  });

  it('has names for every group of the built-in profiles', () => {
    const groups = builtinProfiles.flatMap(({ criteria }) => criteria.map(({ group }) => group));
    expect(groups.filter((group) => !groupNames.has(group))).toEqual([]);
  });

  it('tells the same twice', () => {
    expect(tell(0, 'sv')).toBe(tell(0, 'sv'));
  });
});

describe('issues in words', () => {
  it('fill in facts and say which feature', () => {
    const found = issue('error', 'filter-operator', { at: '[1]', operator: '=~' }, 7);
    expect(describeIssue(found, 'en')).toMatch(/^Feature 7: The filter at \[1\] uses "=~"/);
    expect(describeIssue(found, 'sv')).toMatch(/^Objekt 7: Filtret vid \[1\] använder ”=~”/);
  });

  it('show a code without words with its facts', () => {
    expect(describeIssue(issue('info', 'constructor', { file: 'a.shp' }), 'nb')).toBe('constructor (file a.shp)');
  });

  it('have the same placeholders in every language, and every code in one room only', () => {
    const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    for (const words of [catalogue, ...issueWordsOfRooms]) {
      for (const [code, sentence] of Object.entries(words)) {
        for (const language of languages) {
          expect(placeholders(sentence[language]), `${code} ${language}`).toEqual(placeholders(sentence.en));
        }
      }
    }
    const codes = issueWordsOfRooms.flatMap((words) => Object.keys(words));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('look at data once, and leave a placeholder without a value to be seen', () => {
    expect(fill('{a} {b} {toString}', { a: '{b}', b: 1 })).toBe('{b} 1 {toString}');
    const sentence = 'Wrong?{hint? Perhaps {hint}, says {who}.} Look.';
    expect(fill(sentence, { hint: 'EPSG:25833', who: 'x' })).toBe('Wrong? Perhaps EPSG:25833, says x. Look.');
    expect(fill(sentence, { hint: '', who: 'x' })).toBe('Wrong? Look.');
    expect(fill(sentence, { hint: '{who}?', who: 'x' })).toBe('Wrong? Perhaps {who}?, says x. Look.');
  });
});
