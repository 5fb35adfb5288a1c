import { describe, expect, it } from 'vitest';
import { aDocument, aLayer } from '../../../test/builders/documents.ts';
import { asId } from '../lib/id.ts';
import { withLayer, withLayerBefore, withLayerName, withName, withoutLayer, withUse, withWeights } from './edits.ts';

const industry = asId<'profile'>('industry');

describe('moving a layer in the drawing order', () => {
  const document = aDocument({ layers: ['a', 'b', 'c'].map((id) => aLayer(id)), drawing: ['a', 'b', 'c'] });
  const moved = (id: string, before: string | null) => withLayerBefore(document, id, before).drawing.join('');

  it('goes up, down and to the end', () => {
    expect(moved('c', 'a')).toBe('cab');
    expect(moved('a', 'c')).toBe('bac');
    expect(moved('a', null)).toBe('bca');
  });

  it.each([
    ['x', 'a'],
    ['a', 'x'],
    ['a', 'a'],
    ['a', 'b'],
    ['c', null],
  ])('is no edit for %s before %s', (id, before) => {
    expect(withLayerBefore(document, id, before)).toBe(document);
  });
});

describe('an edit', () => {
  const document = aDocument();

  it('shares what it did not change', () => {
    const next = withWeights(document, industry, new Map([['grid', 2]]));
    expect(next.layers).toBe(document.layers);
    expect(next.profiles[1]).toBe(document.profiles[1]);
    expect(withLayer(document, 'grid', { visible: false }).layers[0]).toBe(document.layers[0]);
  });

  it('that changes nothing is the same document', () => {
    expect(withLayer(document, 'grid', { visible: true })).toBe(document);
    expect(withLayer(document, 'not there', { visible: false })).toBe(document);
    expect(withLayerName(document, 'grid', ' grid ')).toBe(document);
    expect(withName(document, '  ')).toBe(document);
    expect(withUse(document, industry)).toBe(document);
    expect(withWeights(document, industry, null)).toBe(document);
    expect(withoutLayer(document, 'not there')).toBe(document);
  });

  it('that takes a boundary away leaves nothing mapped inside it', () => {
    const next = withoutLayer(document, 'border');
    expect(next.layers.map(({ mapped }) => mapped)).toEqual([null, null, null]);
    expect(next.drawing).toEqual(['grid', 'plots', 'flood']);
  });
});
