import type { Feature, FeatureCollection } from 'geojson';
import { findColumn, textAt } from '../../shared/dataset/columns.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import type { Points } from '../../shared/geometry/types.ts';
import { toLonLat } from './world.ts';

/** Points as GeoJSON with a name each where the layer has one, and whether a mask of rows counts it; rows without a place are left out. */
export function pointFeatures(
  points: Points,
  dataset: Dataset,
  nameField: string | null,
  counted: Uint8Array | null = null,
): FeatureCollection {
  const column = nameField === null ? undefined : findColumn(dataset, nameField);
  const features: Feature[] = [];
  for (let row = 0; row + 1 < points.featureStart.length; row++) {
    for (let at = points.featureStart[row]; at < points.featureStart[row + 1]; at++) {
      const [x, y] = [points.xy[2 * at], points.xy[2 * at + 1]];
      if (!Number.isFinite(x + y)) continue;
      const name = column?.type === 'text' ? (textAt(column, row) ?? '') : '';
      features.push({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...toLonLat(x, y)] },
        properties: { name, counted: counted === null || counted[row] === 1 },
      });
    }
  }
  return { type: 'FeatureCollection', features };
}
