import { type JoinBy, joinKey, rowsOf } from './join-table.ts';
import type { Column, Dataset } from './types.ts';

/** Two fields by which a table seems to belong to a layer. */
export interface JoinSuggestion {
  /** Field of the table. */
  readonly key: string;
  /** Field of the layer. */
  readonly to: string;
  /** What of their values meets: codes only where they give many more matches. */
  readonly by: JoinBy;
  /** Share of the layer's features (of those looked at) that have a row, 0 to 1. */
  readonly matched: number;
}

/** The first rows that are looked at on each side. */
const looked = 20_000;
/** How much more fields of one name count: serial numbers of any two files meet, too. */
const sameName = 1.5;
/** Share of the layer's features that must be matched by codes alone before codes are compared at all. */
const worthCodes = 0.1;

/**
 * The pair of fields whose values meet most often, with names as a hint; null where none meet. Fields whose values
 * repeat in the table, or that name much else, are worse keys.
 */
export function suggestJoin(layer: Dataset, table: Dataset): JoinSuggestion | null {
  const whole = bestPair(layer, table, 'value');
  const coded = bestPair(layer, table, 'code');
  return coded && coded.matched > (whole?.matched ?? 0) + worthCodes ? coded : whole;
}

function bestPair(layer: Dataset, table: Dataset, by: JoinBy): JoinSuggestion | null {
  const own = layer.columns.filter(mayBeKey).map((column) => keysOf(column, by));
  let best: JoinSuggestion | null = null;
  let bestWorth = 0;
  for (const key of table.columns.filter(mayBeKey).map((column) => keysOf(column, by))) {
    for (const to of own) {
      const found = meet(key, to);
      const worth = found.worth * (key.name.toLowerCase() === to.name.toLowerCase() ? sameName : 1);
      if (worth <= bestWorth) continue;
      bestWorth = worth;
      best = { key: key.name, to: to.name, by, matched: found.matched };
    }
  }
  return best;
}

/** Dates and yes or no name nothing, nor do numbers with decimals. */
function mayBeKey(column: Column): boolean {
  if (column.type === 'text') return true;
  return column.type === 'number' && column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
}

/** Values of a field as they are compared with texts, and with numbers. */
interface Keys {
  readonly name: string;
  readonly isNumber: boolean;
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

function keysOf(column: Column, by: JoinBy): Keys {
  const rows = Array.from({ length: Math.min(looked, rowsOf(column)) }, (_, row) => row);
  const keys = (asNumber: boolean) => rows.flatMap((row) => joinKey(column, row, asNumber, by) ?? []);
  return { name: column.name, isNumber: column.type === 'number', texts: keys(false), numbers: keys(true) };
}

function meet(key: Keys, to: Keys): { readonly matched: number; readonly worth: number } {
  const kind = key.isNumber || to.isNumber ? 'numbers' : 'texts';
  const [theirs, ours] = [new Set(key[kind]), new Set(to[kind])];
  const matched = share(to[kind], theirs);
  const unlike = theirs.size / Math.max(1, key[kind].length);
  return { matched, worth: matched * (1 + share([...theirs], ours)) * unlike };
}

/** How many of the values, 0 to 1, are in the other side's. */
const share = (values: readonly string[], others: ReadonlySet<string>): number =>
  values.length === 0 ? 0 : values.filter((value) => others.has(value)).length / values.length;
