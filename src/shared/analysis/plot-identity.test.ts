import { describe, expect, it } from 'vitest';
import { plotIdentities } from './plot-identity.ts';
import type { LoadedStudy } from './types.ts';

function loaded(idFrom: 'field' | 'row', data: string): LoadedStudy {
  const plots = {
    layer: 'plots',
    count: 2,
    id: (row: number) => (idFrom === 'row' ? String(row + 1) : 'ab'[row]),
    idFrom,
  };
  const layers = [{ definition: { id: 'plots' }, read: { dataset: { id: data } } }];
  return { plots, layers } as unknown as LoadedStudy;
}

describe('plotIdentities', () => {
  it('keeps a plot its own name in every delivery', () => {
    const names = ['11', '22'].map((data) => plotIdentities(loaded('field', data.repeat(16))).key(1));
    expect(names).toEqual(['b', 'b']);
  });

  it('ties a row number to the data it was counted in', () => {
    const names = ['11', '22'].map((data) => plotIdentities(loaded('row', data.repeat(16))).key(1));
    expect(names).toEqual(['2@111111111111', '2@222222222222']);
  });
});
