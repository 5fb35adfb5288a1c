import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asId } from '../lib/id.ts';
import { issue } from '../lib/issue.ts';
import { parseStudyDocument, writeStudyDocument } from './study-document.ts';
import { parseStudy } from './study-schema.ts';
import { writeStudy } from './write-study.ts';

const text = JSON.stringify({
  format: 'tomtevalg-study/1',
  name: 'Rana "æ"',
  crs: 'EPSG:25833',
  layers: {
    plots: {
      file: 'plots.zip',
      layer: 'teig',
      role: 'plots',
      id: 'nr',
      label: 'navn',
      fields: { owner: 'eier', __proto__x: 'y' },
    },
    flood: {
      file: 'flood.shp',
      role: 'constraint',
      theme: 'flood',
      mapped: 'plots',
      geometry: 'repair',
      encoding: 'ISO-8859-1',
    },
  },
  profiles: ['industry', 'own.profile.json'],
  scenarios: ['a.scenario.json'],
});

const parsed = (source: string) => {
  const study = parseStudy(source);
  if (!study.ok) throw new Error(JSON.stringify(study.reason));
  return study.value;
};

describe('a study written again', () => {
  it('is the same study', () => {
    expect(parsed(writeStudy(parsed(text), text))).toEqual(parsed(text));
    const bare = { ...parsed(text), profiles: [{ kind: 'builtin', id: 'industry' } as const], scenarios: [] };
    const again = parsed(writeStudy(bare, null));
    expect(again.layers).toEqual(bare.layers);
    expect(again.name).toBe(bare.name);
  });

  it.skipIf(!existsSync('resources/sample/sample.study.json'))('also for the sample (skipped before the build)', () => {
    const sample = readFileSync('resources/sample/sample.study.json', 'utf8');
    expect(parsed(writeStudy(parsed(sample), sample))).toEqual(parsed(sample));
  });
});

describe('a document', () => {
  const layers = [
    {
      id: asId<'layer'>('plots'),
      data: { kind: 'dataset', id: asId<'dataset'>('0'.repeat(32)) } as const,
      source: { name: 'teig', format: 'shapefile', encoding: 'UTF-8', issues: [issue('info', 'x', { __proto: 1 }, 4)] },
    },
    {
      id: asId<'layer'>('heights'),
      data: { kind: 'attachment', id: 'a'.repeat(64) } as const,
      source: { name: 'dtm', format: 'geotiff', encoding: '', issues: [] },
    },
  ];

  it('comes back as it was written', () => {
    const document = {
      studyText: text,
      layers,
      files: [['own.profile.json', '{}'] as const],
      weights: [['industry', [['grid', 2.5] as const]] as const],
    };
    const read = parseStudyDocument(writeStudyDocument(document));
    expect(read.ok && read.value).toEqual({ ...document, study: parsed(text) });
  });

  it('is refused with the place of what is wrong', () => {
    const refused = (source: string) => {
      const read = parseStudyDocument(source);
      return read.ok ? [] : read.reason.map(({ code }) => code);
    };
    expect(refused('{')).toEqual(['json-syntax']);
    expect(refused('{}')).toContain('schema-missing');
    expect(refused(writeStudyDocument({ studyText: '{}', layers, files: [], weights: [] }))).toContain(
      'project-study-faulty',
    );
  });
});
