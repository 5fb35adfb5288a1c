import { describe, expect, it } from 'vitest';
import { aDocument, aLayer, anObservation } from '../../../test/builders/documents.ts';
import { aCriterion, aProfile } from '../../../test/builders/profiles.ts';
import { asId } from '../lib/id.ts';
import type { Measure } from '../measure/types.ts';
import { dataOf, fieldDocument, neededLayers } from './field-copy.ts';
import { mergeDocuments } from './merge/merge-documents.ts';
import { profileJson } from './profile-json.ts';

/** A document with one profile that asks only this. */
function asking(measure: Measure) {
  const profile = aProfile([aCriterion('asked', { measure })]);
  return aDocument({ profiles: [{ id: profile.id, profile: profileJson(profile), weights: [] }] });
}

describe('neededLayers', () => {
  it('are the plots, what the criteria look at, and where that was mapped', () => {
    expect([...neededLayers(asking({ kind: 'coverage', by: [{ theme: 'flood' }] }))].sort()).toEqual([
      'border',
      'flood',
      'plots',
    ]);
    expect([...neededLayers(asking({ kind: 'distance', to: asId<'layer'>('grid') }))].sort()).toEqual([
      'grid',
      'plots',
    ]);
    expect([...neededLayers(asking({ kind: 'area' }))]).toEqual(['plots']);
  });

  it('include the terrain where a measure looks at it without naming it', () => {
    const document = asking({ kind: 'slope', take: 'mean' });
    const heights = aLayer('heights', { role: 'terrain', theme: 'terrain' });
    expect(neededLayers({ ...document, layers: [...document.layers, heights] }).has('heights')).toBe(true);
  });

  it('are all where plots are made from other layers', () => {
    const document = asking({ kind: 'area' });
    const layers = document.layers.map((layer) => (layer.id === 'plots' ? { ...layer, from: {} } : layer));
    expect(neededLayers({ ...document, layers }).size).toBe(layers.length);
  });
});

describe('fieldDocument', () => {
  it('leaves out what was not chosen and is not needed', () => {
    const document = asking({ kind: 'coverage', by: [{ theme: 'flood' }] });
    const copy = fieldDocument(document, new Set());
    expect(copy.layers.map(({ id }) => id)).toEqual(['plots', 'flood', 'border']);
    expect(fieldDocument(document, new Set(['grid']))).toBe(document);
  });

  it('comes home without removing at the office what stayed there', () => {
    const office = asking({ kind: 'area' });
    const base = fieldDocument(office, new Set());
    const noted = { ...base, observations: [...base.observations, anObservation('new', { note: 'seen' })] };
    const copy = (name: string, root: typeof base) => ({ name, root, touch: () => null });
    const { document, conflicts } = mergeDocuments(base, copy('office', office), [copy('field', noted)]);
    expect(conflicts).toEqual([]);
    expect(document.layers.map(({ id }) => id).sort()).toEqual(office.layers.map(({ id }) => id).sort());
    expect(document.layers.find(({ id }) => id === 'flood')?.mapped).toBe('border');
    expect(document.observations.map(({ id }) => id)).toEqual(['o1', 'new']);
  });
});

it('dataOf names each dataset and attachment once, photos included', () => {
  const photo = 'a'.repeat(64);
  const observations = [anObservation('1', { photos: [photo] }), anObservation('2', { photos: [photo] })];
  const document = aDocument({
    layers: [aLayer('plots'), aLayer('again', { source: aLayer('plots').source })],
    observations,
  });
  expect(dataOf(document)).toEqual({ datasets: ['plots'.padEnd(32, '0')], attachments: [photo] });
});
