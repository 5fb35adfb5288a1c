/**
 * The documented subset of MapLibre filter expressions. Field names are meanings first, then the file's own names.
 * A comparison with a missing value is unknown, in three-valued logic (SQL's).
 */
export type FilterOperand = readonly ['get', string] | string | number | boolean | null;
export type Filter =
  | readonly ['==' | '!=' | '<' | '<=' | '>' | '>=', FilterOperand, FilterOperand]
  | readonly ['in', FilterOperand, readonly ['literal', readonly (string | number)[]]]
  | readonly ['has' | '!has', string]
  | readonly ['!', Filter]
  | readonly ['all' | 'any', ...Filter[]];

/** Per row: 1 true, 0 false, 2 unknown. Only 1 selects. */
export type RowMask = Uint8Array;
