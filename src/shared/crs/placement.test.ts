import { describe, expect, test } from 'vitest';
import { crsByCode } from './crs-table.ts';
import type { Bounds } from './extent.ts';
import { judgePlacement, type PlacementQuestion } from './placement.ts';
import { type Crs, unknownCrs } from './types.ts';

const crs = (code: number): Crs => crsByCode(`EPSG:${code}`, 'prj')!;
const plotsExtent: Bounds = [440_000, 7_330_000, 480_000, 7_370_000];

/** The extent of some municipalities of Nordland in UTM 33, in degrees, and in degrees with exchanged axes. */
const nordland: Bounds = [366_568, 7_294_286, 630_563, 7_613_726];
const nordlandDegrees: Bounds = [11.9996, 65.766, 18.1513, 68.6084];
const nordlandSwapped: Bounds = [65.766, 11.9996, 68.6084, 18.1513];

const judge = (question: Partial<PlacementQuestion>) => {
  const whole = {
    layer: 'flom',
    crs: crs(25833),
    ownExtent: nordland,
    workingCrs: crs(25833),
    plotsExtent,
    ...question,
  };
  const { issues, candidates } = judgePlacement(whole);
  const [first] = candidates;
  return {
    codes: issues.map(({ code }) => code),
    details: issues[0]?.details,
    first: first && `${first.crs.code}${first.axesSwapped ? ' swapped' : ''}`,
    candidates,
  };
};

describe('a layer’s place', () => {
  test.each<readonly [string, Partial<PlacementQuestion>, string[], string | undefined]>([
    ['is right', {}, [], undefined],
    ['is right in degrees', { crs: crs(4326), ownExtent: nordlandDegrees }, [], undefined],
    ['is right without plots', { workingCrs: null, plotsExtent: null }, [], undefined],
    ['is wrong by a zone', { crs: crs(25832) }, ['crs-far-away'], 'EPSG:25833'],
    ['holds metres for degrees', { crs: crs(4326) }, ['crs-metres-in-degrees'], 'EPSG:25833'],
    ['holds degrees for metres', { ownExtent: nordlandDegrees }, ['crs-degrees-in-metres'], 'EPSG:4326'],
    ['has exchanged axes', { crs: crs(4326), ownExtent: nordlandSwapped }, ['crs-axes-swapped'], 'EPSG:4326 swapped'],
    ['is guessed from metres', { crs: unknownCrs }, [], 'EPSG:25833'],
    ['is guessed from degrees', { crs: unknownCrs, ownExtent: nordlandDegrees }, [], 'EPSG:4326'],
    ['is guessed from metres alone', { crs: unknownCrs, workingCrs: null, plotsExtent: null }, [], 'EPSG:25833'],
    ['is off the earth', { ownExtent: [-9e8, -9e8, 9e8, 9e8] }, ['crs-outside-earth'], undefined],
  ])('%s', (_what, question, codes, candidate) => {
    const { codes: own, first } = judge(question);
    expect(own).toEqual(codes);
    expect(first).toBe(candidate);
  });

  test('tells how far away in kilometres', () => {
    const { codes, details } = judge({ ownExtent: [500_000, 6_200_000, 510_000, 6_210_000] });
    expect(codes).toEqual(['crs-far-away']);
    expect(details?.kilometres).toBeGreaterThan(1100);
    expect(details?.kilometres).toBeLessThan(1140);
  });

  test('is told for each candidate, nearest first', () => {
    const { candidates } = judge({ crs: unknownCrs });
    expect(candidates[0].place[0]).toBeCloseTo(12, 0);
    expect(candidates[0].distanceKm).toBe(0);
    for (let n = 1; n < candidates.length; n++) expect(candidates[n].distanceKm).toBeGreaterThanOrEqual(0);
    expect(candidates.length).toBeLessThanOrEqual(8);
  });

  test('is not judged when the extent is not a number', () => {
    expect(judge({ ownExtent: [Number.NaN, 0, 1, 1] }).codes).toEqual([]);
  });

  test('of a national data set around the plots is no fault', () => {
    expect(judge({ ownExtent: [-75_000, 6_450_000, 1_115_000, 7_940_000] }).codes).toEqual([]);
  });
});
