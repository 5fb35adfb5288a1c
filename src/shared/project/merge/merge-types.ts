/** Where a value lies in a document: keys, and in lists the name of the thing. */
export type KeyedPath = readonly string[];

/** Where a value was last touched in a copy, and by whom; null where the copy's history does not reach so far. */
export interface Touch {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** One side of a conflict: what some copies say. */
export interface ConflictSide {
  /** Names of the copies. */
  readonly copies: readonly string[];
  /** Empty: the thing is not there in these copies. */
  readonly value: readonly unknown[];
  /** The latest of the copies' own touches. */
  readonly touched: Touch | null;
}

/**
 * edited: two copies changed one value differently; deleted: one removed what another changed; needed: one removed what
 * another began to need; corrected: two found different values for one thing about one plot; order: two sorted
 * differently; plots: two made different layers the plots.
 */
export type ConflictKind = 'edited' | 'deleted' | 'needed' | 'corrected' | 'order' | 'plots';

/** What people must look at: both sides, and which one stands in the merged document for now. */
export interface MergeConflict {
  readonly kind: ConflictKind;
  readonly path: KeyedPath;
  readonly sides: readonly ConflictSide[];
  /** Index of the side that stands. */
  readonly kept: number;
}

/** A change that was taken over: from which copies. */
export interface Taken {
  readonly path: KeyedPath;
  readonly copies: readonly string[];
  readonly kind: 'added' | 'changed' | 'removed' | 'renamed';
}

/** A copy of a document by its name in reports; in a merge the first is the office's. */
export interface MergeCopy<Root> {
  readonly name: string;
  readonly root: Root;
  /** Who touched a value last; for reports, and for choosing between field copies. */
  readonly touch: (path: KeyedPath) => Touch | null;
}

/** How a value of a document is merged. */
export type MergeShape =
  /** One decision: taken whole. */
  | { readonly kind: 'value' }
  /** Key by key; keys that are not named are values. */
  | { readonly kind: 'object'; readonly keys: ReadonlyMap<string, MergeShape> }
  /** Thing by thing, by the name that stands under `key`. */
  | { readonly kind: 'list'; readonly key: string; readonly item: MergeShape }
  /** Names without order: what anybody added is there, what anybody removed is not. */
  | { readonly kind: 'set' }
  /** Names whose order counts; which names belong is decided elsewhere. */
  | { readonly kind: 'order' };
