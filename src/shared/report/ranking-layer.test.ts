import { describe, expect, it } from 'vitest';
import { accepted, datasetOf, readBack, someAreas } from '../../../test/builders/layers-built.ts';
import { aCriterion, aProfile, codeResult, measuresOf, numberResult } from '../../../test/builders/profiles.ts';
import { valueAt } from '../dataset/columns.ts';
import { shapefileOutput } from '../formats/shapefile/write-layer.ts';
import { prepareScores } from '../scoring/prepare.ts';
import { scorePlots } from '../scoring/score.ts';
import { rankingLayer } from './ranking-layer.ts';
import type { ReportPlots } from './types.ts';

const profile = aProfile([
  aCriterion('size', { exclude: { below: 10 } }),
  aCriterion('zone', { utility: { kind: 'classes', scores: [['BY', 1]], otherwise: 0 } }),
]);
const measures = measuresOf(profile, { size: numberResult([50, 5, null]), zone: codeResult(['BY', '=x', 'BY']) });
const plots: ReportPlots = {
  count: 3,
  id: (row) => `p${row}`,
  label: (row) => `12/${row}`,
  dataset: datasetOf(someAreas, []),
};
const prepared = prepareScores(profile, measures, plots);
const layer = rankingLayer({ profile, prepared, scores: scorePlots(prepared) }, plots, 'en');

describe('rankingLayer', () => {
  it('has a row per plot in the order of the file, with what is unknown left out', () => {
    const row = (at: number) => Object.fromEntries(layer.columns.map((column) => [column.name, valueAt(column, at)]));
    expect(row(0)).toEqual({
      ...{ rank: 1, plot: 'p0', label: '12/0', score: 75, score_low: 75, score_high: 75, status: 'pass' },
      ...{ reasons: null, size: 50, zone: 'BY' },
    });
    expect(row(1)).toMatchObject({ rank: null, status: 'excluded', size: 5, zone: '=x' });
    expect(row(1).reasons).toMatch(/size en/);
    expect(row(2)).toMatchObject({ rank: null, score: null, score_low: 50, score_high: 100, status: 'unknown' });
    expect(layer.geometry).toBe(someAreas);
  });

  it('goes through a shapefile', async () => {
    const [read] = await readBack(accepted(shapefileOutput({ name: 'x', dataset: layer })));
    expect(read.dataset.columns.map(({ name }) => name)).toEqual([
      ...['rank', 'plot', 'label', 'score', 'score_low', 'score_high', 'status', 'reasons', 'size', 'zone'],
    ]);
  });
});
