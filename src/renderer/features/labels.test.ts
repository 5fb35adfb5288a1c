import { describe, expect, it } from 'vitest';
import { asId } from '../../shared/lib/id.ts';
import { issue } from '../../shared/lib/issue.ts';
import { catalogueOf } from '../i18n/catalogue.ts';
import { layerKind, layerTitle, lowestGroup, namedRemark } from './labels.ts';

describe('lowestGroup', () => {
  it('leaves unknown groups out and takes the first of equal ones', () => {
    const groups = [{ score: null }, { score: 40 }, { score: 0 }, { score: 0 }];
    expect(lowestGroup(groups)).toBe(groups[2]);
    expect(lowestGroup([{ score: null }])).toBeNull();
  });
});

describe('layer names', () => {
  const t = catalogueOf('nb');
  const id = asId<'layer'>('trafo');

  it('say what a layer shows, with its own name beside it', () => {
    expect(layerTitle(t, { id, theme: 'substation' })).toBe('Transformatorstasjoner');
    expect(layerKind(t, { id, role: 'power', theme: 'substation' })).toBe('Kraft · trafo');
  });

  it('fall back on the own name', () => {
    expect(layerTitle(t, { id, theme: null })).toBe('trafo');
    expect(layerKind(t, { id, role: 'context', theme: 'other' })).toBe('Bakgrunn');
  });
});

describe('remarks of measures', () => {
  const t = catalogueOf('sv');
  const names = {
    layers: [
      { id: asId<'layer'>('trafo'), theme: 'substation' as const },
      { id: asId<'layer'>('egna'), theme: null },
    ],
    criteria: [{ id: asId<'criterion'>('grid'), name: { en: 'Power', nb: 'Kraft', sv: 'El' } }],
  };
  const told = (details: Record<string, string | number>) =>
    namedRemark(t, 'sv', names, issue('info', 'measure-value-missing', details)).details;

  it('speak of criteria and layers by name', () => {
    expect(told({ criterion: 'grid', layer: 'trafo', count: 3 })).toEqual({
      criterion: 'El',
      layer: 'Transformatorstationer',
      count: 3,
    });
    expect(told({ layers: 'egna, trafo' })).toEqual({ layers: 'egna, Transformatorstationer' });
  });

  it('keep what has no name', () => {
    expect(told({ criterion: '__proto__', layer: '', layers: 'x, y' })).toEqual({
      criterion: '__proto__',
      layer: '',
      layers: 'x, y',
    });
  });
});
