import type { LayerReference, Measure } from './types.ts';

const terrain: LayerReference = { role: 'terrain' };

/** Every layer that a measure may look at. */
export function referencesOf(measure: Measure): readonly LayerReference[] {
  const some = (...references: readonly (LayerReference | undefined)[]) =>
    references.filter((reference) => reference !== undefined);
  switch (measure.kind) {
    case 'distance':
      return [measure.to];
    case 'travel':
      return [measure.to, measure.over];
    case 'coverage':
      return measure.by;
    case 'buildable':
      return [...measure.minus, ...(measure.maxSlope === undefined ? [] : [measure.terrain ?? terrain])];
    case 'zoning':
      return [measure.by];
    case 'population':
    case 'reach':
      return some(measure.of, measure.over);
    case 'access':
      return some(measure.to, measure.of, measure.over);
    case 'capacity':
      return [measure.of];
    case 'fits':
      return measure.minus ?? [];
    case 'slope':
      return [measure.terrain ?? terrain];
    case 'area':
    case 'compactness':
    case 'attribute':
      return [];
  }
}
