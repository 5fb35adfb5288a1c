import type { Crs } from '../crs/types.ts';
import { hashText } from '../dataset/hash.ts';
import type { Polygons } from '../geometry/types.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Id } from '../lib/id.ts';
import type { Reading } from '../measure/plan.ts';
import type { BoundLayer, BoundRaster } from '../measure/types.ts';
import type { LoadedStudy } from './types.ts';

/** Name of a measure's result by all that it was made of; equal keys have equal results, byte for byte. */
export type ReadingKey = Id<'reading'>;

/**
 * Names what a reading will find: the plots and layers by their content, how their fields are to be understood, where
 * they were mapped, the working CRS and the question. Names, colours and order of layers, weights and value functions
 * are no part of it.
 */
export function readingKey(loaded: LoadedStudy, reading: Reading): ReadingKey {
  const described = canonicalJson({
    plots: loaded.plots.dataset.id,
    crs: crsKey(loaded.workingCrs),
    reading: content(loaded, reading),
  });
  return hashText(described) as string as ReadingKey;
}

function crsKey({ code, definition }: Crs): unknown {
  return [code, definition];
}

/** The reading as plain JSON: layers and grids by what they hold. */
function content(loaded: LoadedStudy, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner) => content(loaded, inner));
  if (isLayer(value)) return layerKey(loaded, value);
  if (isRaster(value)) return { id: value.id, raster: value.raster.id, crs: crsKey(value.raster.crs) };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, content(loaded, inner)]));
}

const isLayer = (value: object): value is BoundLayer => 'dataset' in value && 'fields' in value;
const isRaster = (value: object): value is BoundRaster => 'raster' in value;

/** The layer's own id counts, since notes name it. */
function layerKey(loaded: LoadedStudy, { id, dataset, fields, mapped }: BoundLayer): unknown {
  const extent = mapped === null || mapped === 'everywhere' ? mapped : extentKey(loaded, mapped);
  return { id, dataset: dataset.id, crs: crsKey(dataset.crs), fields: [...fields].sort(byMeaning), extent };
}

const byMeaning = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : Number(a > b);

function extentKey(loaded: LoadedStudy, mapped: Polygons): string {
  const boundary = loaded.layers.find(({ dataset }) => dataset.geometry === mapped);
  if (!boundary) throw new Error('a mapped extent that is no layer of the study');
  return boundary.dataset.id;
}
