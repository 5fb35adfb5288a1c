import { describe, expect, it } from 'vitest';
import { aCriterion, aProfile } from '../../../test/builders/profiles.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import { textColumn } from '../../shared/dataset/columns.ts';
import { inlineCompute } from '../../shared/jobs/inline.ts';
import { asId } from '../../shared/lib/id.ts';
import type { Measure } from '../../shared/measure/types.ts';
import { countedRows } from './counted-rows.ts';

const layer = asId<'layer'>('power');
const dataset = {
  id: asId<'dataset'>('power'),
  crs: unknownCrs,
  geometry: { kind: 'points', xy: new Float64Array(8), featureStart: Uint32Array.of(0, 1, 2, 3, 4) },
  columns: [textColumn('kind', ['station', 'mast', null, 'plant'])],
} as const;
const bound = { id: layer, role: 'power', theme: 'substation', dataset, fields: new Map(), mapped: null } as const;
const loaded = { layers: [{ bound }], rasters: [], plots: { dataset } } as unknown as LoadedStudy;
const compute = inlineCompute(() => {
  throw new Error('no file is read');
});
const distance = (kind: string | null): Measure => ({
  kind: 'distance',
  to: layer,
  ...(kind === null ? {} : { where: ['==', ['get', 'kind'], kind] as const }),
});
const counted = (...kinds: readonly (string | null)[]) =>
  countedRows(compute, loaded, aProfile(kinds.map((kind, at) => aCriterion(`c${at}`, { measure: distance(kind) }))));

describe('the rows of a layer that count', () => {
  it('are those that a criterion takes, undecided ones left out', async () => {
    const { mask, count } = (await counted('station')).get(layer) ?? {};
    expect([...(mask ?? [])]).toEqual([1, 0, 0, 0]);
    expect(count).toBe(1);
  });

  it('are those that any criterion takes', async () => {
    expect([...((await counted('station', 'plant')).get(layer)?.mask ?? [])]).toEqual([1, 0, 0, 1]);
  });

  it('are all where one criterion takes all, or none looks', async () => {
    expect((await counted('station', null)).size).toBe(0);
    expect((await counted()).size).toBe(0);
  });
});
