import type { Crs } from '../crs/types.ts';
import type { Geometry } from '../geometry/types.ts';
import type { DatasetId } from '../lib/id.ts';

/** NaN is missing. */
export interface NumberColumn {
  readonly type: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** Row n is the UTF-8 bytes start[n] .. start[n+1]-1; an empty text is missing (a blank dbf cell is null). */
export interface TextColumn {
  readonly type: 'text';
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
}

/** Days since 1970-01-01; NaN is missing. */
export interface DateColumn {
  readonly type: 'date';
  readonly name: string;
  readonly values: Float64Array;
}

/** 0 false, 1 true, 255 missing. */
export interface BooleanColumn {
  readonly type: 'boolean';
  readonly name: string;
  readonly values: Uint8Array;
}

export type Column = NumberColumn | TextColumn | DateColumn | BooleanColumn;

/**
 * Heavy, columnar, immutable: row n of every column is feature n. Column names are data and may repeat;
 * look columns up by position or with `findColumn`, never as object keys. A change makes a new dataset with a new id.
 */
export interface Dataset {
  readonly id: DatasetId;
  readonly crs: Crs;
  readonly geometry: Geometry;
  readonly columns: readonly Column[];
}
