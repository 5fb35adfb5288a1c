import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { valueAt } from '../../src/shared/dataset/columns.ts';
import type { Dataset } from '../../src/shared/dataset/types.ts';
import { encodingByName } from '../../src/shared/formats/encoding/encodings.ts';
import { readFiles } from '../../src/shared/formats/read-files.ts';
import { signedArea } from '../../src/shared/formats/rings.ts';
import type { ReadLayer, ReadOutcome } from '../../src/shared/formats/types.ts';
import { featureCount, type Geometry } from '../../src/shared/geometry/types.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';

/** Where the corpus lies, beside the repository. */
export const corpus = join(import.meta.dirname, '../../../shared/corpus/shapefiles');

/** What GDAL made of one layer (index.json). */
export interface Witness {
  readonly read?: string;
  readonly member?: string;
  readonly layer?: string;
  readonly features_read?: number;
  readonly null_geometries?: number;
  readonly geometry_kinds?: Readonly<Record<string, number>>;
  readonly extent?: readonly (number | string)[] | null;
  readonly planar_area?: number | string;
  readonly planar_length?: number | string;
  readonly fields?: readonly { readonly name: string; readonly type: string }[];
  readonly first_rows?: readonly Readonly<Record<string, unknown>>[];
  readonly non_ascii_text?: readonly string[];
  readonly crs?: { readonly authority: string | null } | null;
  readonly encoding?: { readonly source_encoding: string };
  readonly layers?: readonly Witness[];
  readonly with_restored_shx?: Witness;
}

export interface CorpusCase {
  readonly id: string;
  readonly files: Readonly<Record<string, unknown>>;
  readonly gdal: Witness;
  readonly truth?: { readonly crs?: string; readonly names?: readonly string[] };
}

export function corpusCases(): readonly CorpusCase[] {
  return (JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as { cases: CorpusCase[] }).cases;
}

export function readCase({ files }: CorpusCase): Promise<ReadOutcome> {
  const sources = Object.keys(files).map((file) =>
    memorySource(basename(file), new Uint8Array(readFileSync(join(corpus, file)))),
  );
  return readFiles(sources, {}, { progress: () => undefined, cancelled: () => false });
}

/** The layers GDAL opened, with the answer for a restored index where there was none. */
export function openedLayers({ gdal }: CorpusCase): readonly Witness[] {
  const layers = gdal.layers ?? [gdal];
  return layers.flatMap((layer) => {
    const restored = layer.with_restored_shx;
    if (restored?.features_read !== undefined) return [{ ...layer, ...restored }];
    return layer.features_read === undefined ? [] : [layer];
  });
}

/** What a layer of ours looks like in the witness's terms. */
export interface Summary {
  readonly count: number;
  readonly nulls: number;
  readonly kind: string;
  readonly extent: readonly number[] | null;
  readonly area: number;
  readonly length: number;
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly code: string | null;
  readonly encoding: string;
}

export function summarise({ dataset, encoding }: ReadLayer): Summary {
  const { geometry, columns } = dataset;
  return {
    count: featureCount(geometry),
    nulls: nullCount(geometry),
    kind: geometry.kind,
    extent: extentOf(geometry),
    area: geometry.kind === 'polygons' ? polygonArea(geometry) : 0,
    length: geometry.kind === 'lines' ? lineLength(geometry) : 0,
    fields: columns.map((column) => `${column.name}:${column.type === 'boolean' ? 'text' : column.type}`),
    rows: [0, 1]
      .filter((row) => row < featureCount(geometry))
      .map((row) => columns.map((column) => valueAt(column, row))),
    code: dataset.crs.code,
    encoding: encoding.source === 'none' ? '' : encoding.name,
  };
}

function nullCount(geometry: Geometry): number {
  if (geometry.kind === 'none') return geometry.count;
  let count = 0;
  for (let row = 0; row + 1 < geometry.featureStart.length; row++) {
    if (geometry.featureStart[row] === geometry.featureStart[row + 1]) count++;
  }
  return count;
}

function extentOf(geometry: Geometry): readonly number[] | null {
  if (geometry.kind === 'none' || geometry.xy.length === 0) return null;
  const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  geometry.xy.forEach((value, at) => {
    box[at % 2] = Math.min(box[at % 2], value);
    box[2 + (at % 2)] = Math.max(box[2 + (at % 2)], value);
  });
  return box;
}

function polygonArea(geometry: Extract<Geometry, { kind: 'polygons' }>): number {
  let area = 0;
  for (let ring = 0; ring + 1 < geometry.ringStart.length; ring++) {
    area += signedArea(geometry.xy, geometry.ringStart[ring], geometry.ringStart[ring + 1]);
  }
  return area;
}

function lineLength({ xy, pathStart }: Extract<Geometry, { kind: 'lines' }>): number {
  let length = 0;
  for (let path = 0; path + 1 < pathStart.length; path++) {
    for (let at = pathStart[path] + 1; at < pathStart[path + 1]; at++) {
      length += Math.hypot(xy[2 * at] - xy[2 * at - 2], xy[2 * at + 1] - xy[2 * at - 1]);
    }
  }
  return length;
}

/** Every text of a layer, field names included. */
export function allTexts({ columns, geometry }: Dataset): Set<string> {
  const texts = new Set<string>(columns.map((column) => column.name));
  for (const column of columns) {
    if (column.type !== 'text') continue;
    for (let row = 0; row < featureCount(geometry); row++) texts.add(String(valueAt(column, row)));
  }
  return texts;
}

/** Outer rings must run counter-clockwise, holes clockwise, and no ring may repeat its first vertex. */
export function windingFaults(geometry: Geometry): number {
  if (geometry.kind !== 'polygons') return 0;
  const { xy, partStart, ringStart } = geometry;
  let faults = 0;
  for (let part = 0; part + 1 < partStart.length; part++) {
    for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
      const first = ringStart[ring];
      const last = ringStart[ring + 1] - 1;
      const area = signedArea(xy, first, last + 1);
      if (ring === partStart[part] ? area < 0 : area > 0) faults++;
      if (xy[2 * first] === xy[2 * last] && xy[2 * first + 1] === xy[2 * last + 1]) faults++;
    }
  }
  return faults;
}

/** The witness's answer in our terms. */
export function expected(witness: Witness): Summary {
  const kinds = Object.keys(witness.geometry_kinds ?? {}).join(' ');
  const types = new Map([
    ['Integer', 'number'],
    ['Integer64', 'number'],
    ['Real', 'number'],
    ['Date', 'date'],
  ]);
  return {
    count: witness.features_read ?? 0,
    nulls: witness.null_geometries ?? 0,
    kind: /POLYGON|TIN/.test(kinds) ? 'polygons' : /LINE/.test(kinds) ? 'lines' : /POINT/.test(kinds) ? 'points' : '',
    extent: (witness.extent as readonly number[] | null | undefined) ?? null,
    area: Number(witness.planar_area),
    length: Number(witness.planar_length),
    fields: (witness.fields ?? []).map(({ name, type }) => `${name}:${types.get(type) ?? 'text'}`),
    // Of two fields of one name the sample holds one value only, so neither is compared.
    rows: (witness.first_rows ?? []).map((row) =>
      (witness.fields ?? []).map(({ name }, _, all) =>
        all.filter((field) => field.name === name).length === 1 ? row[name] : undefined,
      ),
    ),
    code: witness.crs?.authority ?? null,
    encoding: encodingByName(witness.encoding?.source_encoding ?? '')?.name ?? '',
  };
}

/**
 * The same value. GDAL's sample gives reals as text, logicals as letters, dates with slashes, and only the first fields of
 * wide tables (undefined is not compared).
 */
export function sameValue(ours: unknown, theirs: unknown): boolean {
  if (theirs === undefined) return true;
  if (typeof ours === 'number') return theirs !== null && close(ours, Number(theirs), 1e-10);
  if (typeof ours === 'boolean') return (ours ? ['T', 'Y', 't', 'y'] : ['F', 'N', 'f', 'n']).includes(String(theirs));
  const plain = (value: unknown) =>
    value === null || value === undefined || value === '?' ? '' : String(value).replaceAll('/', '-').trim();
  return plain(ours) === plain(theirs);
}

/** Numbers within this share of each other. */
export function close(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + Number.MIN_VALUE;
}

/** The ways in which a layer differs from the witness's answer, as short names. */
export function differences(layer: ReadLayer, witness: Witness): Set<string> {
  const ours = summarise(layer);
  const theirs = expected(witness);
  const found = new Set<string>();
  if (ours.count !== theirs.count) found.add('count');
  if (ours.nulls !== theirs.nulls) found.add('nulls');
  if (theirs.kind !== '' && ours.kind !== theirs.kind) found.add('kind');
  if (ours.code !== theirs.code) found.add('crs');
  if (theirs.encoding !== '' && ours.encoding !== theirs.encoding) found.add('encoding');
  if (!close(ours.area, theirs.area, 1e-9)) found.add('area');
  if (!close(ours.length, theirs.length, 1e-9)) found.add('length');
  if (String(ours.extent) !== String(theirs.extent)) found.add('extent');
  if (ours.fields.join() !== theirs.fields.join()) found.add('fields');
  const texts = allTexts(layer.dataset);
  if ((witness.non_ascii_text ?? []).some((text) => !texts.has(text))) found.add('text');
  theirs.rows.forEach((row, index) => {
    if (row.some((value, field) => !sameValue(ours.rows[index]?.[field], value))) found.add('rows');
  });
  return found;
}
