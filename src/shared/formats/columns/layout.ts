import type { Crs } from '../../crs/types.ts';
import { derivedId } from '../../dataset/hash.ts';
import type { Column, Dataset } from '../../dataset/types.ts';
import type { Geometry } from '../../geometry/types.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import type { DatasetId } from '../../lib/id.ts';
import type { Issue } from '../../lib/issue.ts';
import type { ReadLayer } from '../types.ts';

/**
 * A read layer as one run of bytes, for carrying it between the window and the store: the mark, the length of the head as 32
 * bits, the head as JSON, then every array little-endian in the order of `arraysOf`, each beginning at a multiple of eight. Never a
 * file of a person's: no version is kept beyond the one that is running.
 */
export const mark = 'TVCOL1\0\0';
/** Bytes before the head: mark, length of the head, four of padding. */
export const headAt = 16;
/** The longest head that is believed. */
export const longestHead = 64 * 1024 * 1024;

/** Everything about a layer but its arrays. */
export interface ColumnsHead {
  readonly name: string;
  readonly format: string;
  readonly encoding: ReadLayer['encoding'];
  readonly issues: readonly Issue[];
  readonly id: string;
  readonly crs: Crs;
  readonly geometry: { readonly kind: Geometry['kind']; readonly count: number };
  readonly columns: readonly { readonly type: Column['type']; readonly name: string }[];
  /** Lengths of the arrays, in elements. */
  readonly lengths: readonly number[];
}

/**
 * Names a dataset laid out: its id tells the geometry and columns, and the same numbers in another coordinate system are another
 * layer.
 */
export const columnsId = ({ id, crs }: Pick<Dataset, 'id' | 'crs'>): DatasetId => derivedId(id, canonicalJson(crs));

type Numbers = Float64Array | Uint32Array | Uint8Array;

/** The arrays of a dataset in the order in which they are carried. */
export function arraysOf({ geometry, columns }: Dataset): readonly Numbers[] {
  return [...geometryArrays(geometry), ...columns.flatMap(columnArrays)];
}

function geometryArrays(geometry: Geometry): readonly Numbers[] {
  switch (geometry.kind) {
    case 'none':
      return [];
    case 'points':
      return [geometry.xy, geometry.featureStart];
    case 'lines':
      return [geometry.xy, geometry.featureStart, geometry.pathStart];
    case 'polygons':
      return [geometry.xy, geometry.featureStart, geometry.partStart, geometry.ringStart];
  }
}

const columnArrays = (column: Column): readonly Numbers[] =>
  column.type === 'text' ? [column.start, column.bytes] : [column.values];

/** The next multiple of eight. */
export const padded = (length: number): number => Math.ceil(length / 8) * 8;
