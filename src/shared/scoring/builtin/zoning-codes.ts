import type { Use } from '../types.ts';

/**
 * How well a planned land use suits each use: 1 as planned, 0.5 a plan change is likely to be granted, 0.2 a hard plan
 * change, 0 excluded. All figures are assumptions (grade assumption) that a municipality is meant to edit.
 */
export interface ZoningCode {
  readonly code: string;
  readonly industry: number;
  readonly housing: number;
  readonly school: number;
}

type Suitability = readonly [industry: number, housing: number, school: number];

const rows = (table: readonly (readonly [codes: readonly (string | number)[], suitability: Suitability])[]) =>
  table.flatMap(([codes, [industry, housing, school]]) =>
    codes.map((code): ZoningCode => ({ code: String(code), industry, housing, school })),
  );

const every = (step: number, from: number, to: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

/**
 * Norwegian land-use purposes (arealformål, plan- og bygningsloven 2008; RpArealformål of objektkatalog.geonorge.no,
 * KpArealformål of the SOSI model). The municipal plan uses the coarse codes, the zoning plan all of them. The obsolete
 * general codes 1000 .. 6000 of older data stand beside the x001 that follows them.
 */
export const norwegianCodes: readonly ZoningCode[] = rows([
  [
    [1000, 1001],
    [0.5, 0.6, 0.6],
  ],
  [
    [1110, 1111, 1112, 1113],
    [0, 1, 0.6],
  ],
  [
    [1120, 1121, 1122, 1123],
    [0, 0.4, 0.2],
  ],
  [[1130], [0.1, 0.9, 0.7]],
  [
    [1140, 1150],
    [0.3, 0.3, 0.3],
  ],
  [
    [1160, 1163],
    [0, 0.4, 0.8],
  ],
  [
    [1161, 1162],
    [0, 0.4, 1],
  ],
  [every(1, 1164, 1169), [0, 0.3, 0.6]],
  [[1170], [0.1, 0.3, 0.2]],
  [
    [1200, 1201],
    [0.5, 0.1, 0],
  ],
  [
    [1300, 1340, 1350, 1390],
    [1, 0.1, 0],
  ],
  [[1310], [1, 0.4, 0.4]],
  [
    [1320, 1330, 1360],
    [0.2, 0.3, 0.1],
  ],
  [every(10, 1400, 1490), [0, 0.1, 0.5]],
  [
    [...every(10, 1500, 1590), 1501, 1541, 1542],
    [0.6, 0, 0],
  ],
  [
    [1600, 1610],
    [0, 0, 0.3],
  ],
  [[1700], [0, 0, 0]],
  [[1800], [0.5, 0.5, 0.5]],
  [
    [2000, 2001, 2010, 2020, 2030, 2080, 2100],
    [0.1, 0, 0],
  ],
  [[2040], [0.6, 0, 0]],
  [
    [3000, 3001, 3020, 3030, 3040, 3050],
    [0, 0.1, 0.2],
  ],
  [
    [4000, 4001, 4010, 4020, 4030],
    [0.2, 0, 0],
  ],
  [
    [5000, 5001, 5100],
    [0.2, 0.2, 0.2],
  ],
  [
    [5200, 5220],
    [0.2, 0.3, 0.2],
  ],
  [[5210], [0.2, 0.5, 0.2]],
  [[5230], [0.5, 0.3, 0.2]],
  [
    [6001, ...every(10, 6000, 6990)],
    [0, 0, 0],
  ],
]);

/**
 * Swedish letters of the detailed plan (Boverket, planbestämmelsekatalogen, BFS 2020:5). Older catalogues (1949-2014)
 * give some letters other meanings: check the plan's year.
 */
export const swedishLetters: readonly ZoningCode[] = rows([
  [['B'], [0, 1, 0.5]],
  [['C'], [0.1, 0.5, 0.4]],
  [['D'], [0, 0.4, 0.5]],
  [['E'], [0.4, 0, 0]],
  [['G'], [0.3, 0, 0]],
  [['H'], [0.3, 0.2, 0.1]],
  [['J'], [1, 0, 0]],
  [['K'], [0.4, 0.3, 0.3]],
  [['L'], [0.2, 0.2, 0.2]],
  [['N'], [0, 0.1, 0.2]],
  [['O'], [0.1, 0.3, 0.2]],
  [['P'], [0.2, 0.3, 0.2]],
  [['R'], [0.1, 0.1, 0.4]],
  [['S'], [0, 0.3, 1]],
  [['T'], [0.1, 0, 0]],
  [['V'], [0.7, 0, 0]],
  [['Z'], [0.9, 0, 0]],
  [
    ['GATA', 'VÄG', 'TORG', 'PARK', 'NATUR', 'SKYDD', 'GC-VÄG'],
    [0, 0, 0],
  ],
  [
    ['W', 'W1', 'W2', 'W3'],
    [0, 0, 0],
  ],
]);

/** Two letters together allow both uses: the mean of the two, in either order of the letters. */
const combinations = ['BC', 'BD', 'BH', 'BK', 'BS', 'CH', 'CK', 'CS', 'DS', 'HK', 'HZ', 'JK', 'JZ', 'KZ', 'RS', 'EJ'];

export const swedishCombinations: readonly ZoningCode[] = combinations.flatMap((pair) => {
  const [first, second] = [...pair].map((letter) => swedishLetters.find(({ code }) => code === letter) as ZoningCode);
  const mean = (use: Use) => Math.round(((first[use] + second[use]) / 2) * 1000) / 1000;
  const suitability = { industry: mean('industry'), housing: mean('housing'), school: mean('school') };
  return [pair, `${pair[1]}${pair[0]}`].map((code) => ({ code, ...suitability }));
});

/** All codes known, for one use, as the scores of a `classes` utility. */
export function zoningScores(use: Use): readonly (readonly [code: string, suitability: number])[] {
  return [...norwegianCodes, ...swedishLetters, ...swedishCombinations].map(
    (entry) => [entry.code, entry[use]] as const,
  );
}
