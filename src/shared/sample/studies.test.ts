import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStudy } from '../project/study-schema.ts';
import { generateBenchSet } from './bench.ts';
import { sampleStudy } from './study.ts';

const walkthrough = (name: string) =>
  readFileSync(new URL(`../../../docs/walkthrough/${name}`, import.meta.url), 'utf8');

describe('the studies that come with the program', () => {
  it.each([
    ['the sample', sampleStudy(), 'EPSG:25833', 3, 28],
    ['the bench', generateBenchSet('S', 1).study, 'EPSG:25833', 1, 11],
    ['the walkthrough in feet', walkthrough('cambridge.study.json'), 'EPSG:2249', 1, 11],
    ['the walkthrough in metres', walkthrough('cambridge-metric.study.json'), null, 1, 11],
  ])('%s follows the schema', (_name, text, crs, profiles, layers) => {
    const parsed = parseStudy(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
    expect(parsed.value.crs).toBe(crs);
    expect(parsed.value.profiles).toHaveLength(profiles);
    expect(parsed.value.layers).toHaveLength(layers);
  });

  it('asks the same of Cambridge in feet and in metres', () => {
    const { crs, name, ...feet } = JSON.parse(walkthrough('cambridge.study.json'));
    const { name: other, ...metres } = JSON.parse(walkthrough('cambridge-metric.study.json'));
    expect(feet).toEqual(metres);
    expect([crs, name === other]).toEqual(['EPSG:2249', false]);
    expect(feet.profiles[0].criteria).toHaveLength(9);
  });
});
