import { describe, expect, it } from 'vitest';
import { benchLayers, runInMemory } from '../../../test/builders/memory-study.ts';
import type { Polygons } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { inlineCompute } from '../jobs/inline.ts';
import { asId } from '../lib/id.ts';
import type { BoundLayer, Measure } from '../measure/types.ts';
import type { Profile } from '../scoring/types.ts';
import { measureProfiles } from './measure-profiles.ts';
import { readingKey } from './reading-key.ts';
import type { LoadedStudy } from './types.ts';

const { layers, study } = benchLayers('S', 5);
const { loaded, profiles } = await runInMemory(study, layers);
const [{ profile }] = profiles;

/** Runs jobs on this thread and counts them by name. */
function counting() {
  const inline = inlineCompute(() => {
    throw new Error('nothing is read');
  });
  const asked: string[] = [];
  const compute: Compute = {
    ...inline,
    run: (name, input, options) => {
      asked.push(name);
      return inline.run(name, input, options);
    },
  };
  return { compute, asked };
}

const withMeasure = (at: number, change: (measure: Measure) => Measure): Profile => ({
  ...profile,
  criteria: profile.criteria.map((own, n) => (n === at ? { ...own, measure: change(own.measure) } : own)),
});
const nearest = profile.criteria.findIndex(({ measure }) => measure.kind === 'distance');

describe('measuring again', () => {
  it('asks the workers nothing when nothing changed, whatever weights and value functions are', async () => {
    const { compute, asked } = counting();
    const first = await measureProfiles(compute, loaded, [profile]);
    expect(asked).toContain('measureRows');
    asked.length = 0;
    const other: Profile = {
      ...profile,
      criteria: profile.criteria.map((own) => ({ ...own, weight: own.weight + 1, exclude: { above: 1 } })),
    };
    const second = await measureProfiles(compute, loaded, [other], { recall: async () => first.results });
    expect(asked).toEqual([]);
    for (const { id } of profile.criteria)
      expect(second.measures.get(profile.id)?.values.get(id)).toBe(first.measures.get(profile.id)?.values.get(id));
  });

  it('takes only the changed measure, with the values that a whole run gives', async () => {
    const { compute, asked } = counting();
    const first = await measureProfiles(compute, loaded, [profile]);
    const changed = withMeasure(nearest, (measure) => ({ ...measure, from: 'centroid' }) as Measure);
    asked.length = 0;
    const partly = await measureProfiles(compute, loaded, [changed], { recall: async () => first.results });
    expect(asked).toContain('buildNearest');
    expect(asked).not.toContain('buildReach');
    const whole = await measureProfiles(compute, loaded, [changed]);
    expect(partly.measures).toEqual(whole.measures);
    expect(partly.measures).not.toEqual(first.measures);
    const taken = [...partly.results.keys()].filter((key) => !first.results.has(key));
    expect(taken).toHaveLength(1);
  });

  it('keeps nothing of what is no longer asked for', async () => {
    const { compute } = counting();
    const first = await measureProfiles(compute, loaded, [profile]);
    const fewer = { ...profile, criteria: profile.criteria.slice(0, 2) };
    const { results } = await measureProfiles(compute, loaded, [fewer], { recall: async () => first.results });
    expect(results.size).toBeLessThan(first.results.size);
  });
});

describe('the name of a reading', () => {
  const layer = loaded.layers.find(({ definition }) => definition.id !== loaded.plots.layer);
  if (!layer) throw new Error('a study of plots only');
  const plain: BoundLayer = { ...layer.bound, mapped: null };
  const reading = (bound = plain) =>
    ({ kind: 'nearest', sources: [{ layer: bound, where: null }], from: 'edge' }) as const;
  const key = readingKey(loaded, reading());

  it('is the same for the same inputs', () => {
    expect(readingKey({ ...loaded }, reading({ ...plain }))).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('changes with the layer, its CRS, its fields, its mapping, the plots, the working CRS and the question', () => {
    const { dataset } = plain;
    const boundary = loaded.plots.dataset.geometry as Polygons;
    const others: readonly (readonly [LoadedStudy, Parameters<typeof reading>[0]])[] = [
      [loaded, { ...plain, dataset: { ...dataset, id: asId<'dataset'>('other') } }],
      [loaded, { ...plain, dataset: { ...dataset, crs: { ...dataset.crs, code: 'EPSG:25832' } } }],
      [loaded, { ...plain, fields: new Map([['code', 'formaal']]) }],
      [loaded, { ...plain, mapped: 'everywhere' }],
      [loaded, { ...plain, mapped: boundary }],
      [{ ...loaded, workingCrs: { ...loaded.workingCrs, code: 'EPSG:3035' } }, plain],
      [
        { ...loaded, plots: { ...loaded.plots, dataset: { ...loaded.plots.dataset, id: asId<'dataset'>('x') } } },
        plain,
      ],
    ];
    const keys = others.map(([study, bound]) => readingKey(study, reading(bound)));
    keys.push(readingKey(loaded, { ...reading(), from: 'centroid' }));
    expect(new Set([key, ...keys]).size).toBe(others.length + 2);
  });

  it('refuses an extent of mapping that is no layer of the study', () => {
    const stray = { ...(loaded.plots.dataset.geometry as Polygons) };
    expect(() => readingKey(loaded, reading({ ...plain, mapped: stray }))).toThrow('no layer');
  });
});
