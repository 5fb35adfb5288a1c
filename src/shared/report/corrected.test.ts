import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { datasetOf, rana, someAreas } from '../../../test/builders/layers-built.ts';
import { aCriterion, aProfile, codeResult, measuresOf, numberResult } from '../../../test/builders/profiles.ts';
import { valueAt } from '../dataset/columns.ts';
import type { AppliedCorrection } from '../project/corrected-measures.ts';
import { prepareScores } from '../scoring/prepare.ts';
import { scorePlots } from '../scoring/score.ts';
import { correctedByRow, correctedText, describeEvidence } from './corrected.ts';
import { mapDrawing } from './map-drawing.ts';
import { rankingCsv } from './ranking-csv.ts';
import { rankingGeoJson } from './ranking-geojson.ts';
import { rankingLayer } from './ranking-layer.ts';
import { summaryHtml } from './summary-html.ts';
import { drawingSvg } from './svg.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';
import { scoringWorkbook } from './workbook/scoring-workbook.ts';

const profile = aProfile([
  aCriterion('size'),
  aCriterion('zone', { utility: { kind: 'classes', scores: [['BY', 1]], otherwise: 0 } }),
]);
const measures = measuresOf(profile, { size: numberResult([50, 5, null]), zone: codeResult(['BY', 'x', 'BY']) });
const [size, zone] = profile.criteria.map(({ id }) => id);
const correction = (row: number, criterion: typeof size, measured: number | string | null): AppliedCorrection => ({
  row,
  criterion,
  measured,
  correction: { column: criterion, value: 5, evidence: 'told', date: '2026-05-02', author: 'Kari "K" <Nordmann>' },
});
const plots: ReportPlots = {
  count: 3,
  id: (row) => `p${row}`,
  label: (row) => `12/${row}`,
  dataset: { ...datasetOf(someAreas, []), crs: rana },
};
const prepared = prepareScores(profile, measures, plots);
const plain: ScoredProfile = { profile, prepared, scores: scorePlots(prepared) };
const scored: ScoredProfile = { ...plain, corrected: [correction(1, size, 12.5), correction(1, zone, 'BY')] };
const head = { title: 'Rana', engine: 'e', workingCrs: 'c', scaleError: 0, layers: [], notes: [] };
const drawn = (of: ScoredProfile) => [...drawingSvg(mapDrawing(of, plots, [], 'Map', 'en'))].join('');
const page = (of: ScoredProfile) =>
  [...summaryHtml(head, [{ scored: of, map: mapDrawing(of, plots, [], 'Map', 'en') }], plots, 'en')].join('');
const asIs = { apply: (x: number, y: number, out: Float64Array) => void out.set([x, y]) };
const geoJson = (of: ScoredProfile) => [...rankingGeoJson(of, plots, asIs as never)].join('');
const workbook = (of: ScoredProfile) => {
  const file = scoringWorkbook('x', head, of, plots, 'en');
  if (!file.ok) throw new Error(file.reason.code);
  const parts = unzipSync(Buffer.concat([...file.value.pieces()]));
  return Object.values(parts)
    .map((bytes) => new TextDecoder().decode(bytes))
    .join('');
};

describe('corrected values in exports', () => {
  it('stand in one field of CSV and map layers', () => {
    expect(correctedText(correctedByRow(scored).get(1))).toBe('size: told 2026-05-02; zone: told 2026-05-02');
    const [heads, ...lines] = [...rankingCsv(scored, plots, 'en')].join('').split('\r\n');
    expect(heads).toContain('reasons,corrected,size [number]');
    expect(lines.find((line) => line.includes('p1'))).toContain('size: told 2026-05-02; zone: told 2026-05-02');
    expect(lines.find((line) => line.includes('p0'))).not.toContain('told');
    const column = rankingLayer(scored, plots, 'en').columns.find(({ name }) => name === 'corrected');
    expect(column && [0, 1].map((row) => valueAt(column, row))).toEqual([
      null,
      'size: told 2026-05-02; zone: told 2026-05-02',
    ]);
  });

  it('stand in GeoJSON as in the JSON of a run', () => {
    const { features } = JSON.parse(geoJson(scored)) as {
      features: { properties: { plot: string; corrected?: unknown } }[];
    };
    const known = { evidence: 'told', date: '2026-05-02', author: 'Kari "K" <Nordmann>' };
    expect(features.find(({ properties }) => properties.plot === 'p1')?.properties.corrected).toEqual({
      size: { measured: 12.5, ...known },
      zone: { measured: 'BY', ...known },
    });
    expect(features.find(({ properties }) => properties.plot === 'p0')?.properties).not.toHaveProperty('corrected');
  });

  it('are told in words in the workbook and on the page, and marked on the map', () => {
    expect(workbook(scored)).toContain('size en (told by somebody, 2026-05-02, Kari "K" &lt;Nordmann&gt;)');
    expect(page(scored)).toContain('Corrected values: size en (told by somebody, 2026-05-02');
    expect(page(scored)).toContain('12.5');
    expect(page(scored)).not.toContain('<Nordmann>');
    expect(drawn(scored)).toContain('>Corrected values<');
    expect(drawn(scored).match(/<circle/g)).toHaveLength(2);
  });

  it('leave no field where there are none', () => {
    for (const text of [[...rankingCsv(plain, plots, 'en')].join(''), geoJson(plain), page(plain), drawn(plain)])
      expect(text).not.toMatch(/corrected/i);
    expect(workbook(plain)).not.toContain('Corrected values');
    expect(rankingLayer(plain, plots, 'en').columns.map(({ name }) => name)).not.toContain('corrected');
  });

  it('are known in three languages', () => {
    expect(describeEvidence('seen', 'nb')).toBe('sett på stedet');
    expect(describeEvidence('seen', 'sv')).toBe('sett på plats');
  });
});
