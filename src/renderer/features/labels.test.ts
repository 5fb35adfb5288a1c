import { describe, expect, it } from 'vitest';
import { asId } from '../../shared/lib/id.ts';
import { catalogueOf } from '../i18n/catalogue.ts';
import { layerKind, layerTitle, lowestGroup } from './labels.ts';

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
