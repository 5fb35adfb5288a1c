import type { Extent, Polygons } from '../types.ts';

/** Polygon rows that take part in a query. */
export interface OverlaySource {
  readonly polygons: Polygons;
  /** 1 selects the row, anything else leaves it out; null selects all rows. */
  readonly mask: Uint8Array | null;
}

/** Polygon rows that carry a code. */
export interface OverlayCodeSource extends OverlaySource {
  /** Code of each row; 0 is none, such rows are left out. */
  readonly codeOfRow: Uint32Array;
}

/**
 * What is asked of every plot.
 * union: the area under the union of all selected rows of all sources, overlaps counted once.
 * codes: the area under each code, where rows of one code over each other count once (and rows of two codes count for both).
 */
export type OverlayQuery =
  | { readonly kind: 'union'; readonly sources: readonly OverlaySource[] }
  | {
      readonly kind: 'codes';
      readonly sources: readonly OverlayCodeSource[];
      /** Codes are 1 .. codeCount - 1 (0 is none), so this is the length of a list of labels that begins with ''. */
      readonly codeCount: number;
      /** Suitability per code, indexed by code (entry 0 unused); NaN is missing. null when no mean is wanted. */
      readonly suitability: Float64Array | null;
    };

/** Square tiles in the units of the CRS; tile (column, row) has number row * columns + column. */
export interface OverlayGrid {
  readonly originX: number;
  readonly originY: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
}

/** Where a query's areas are kept: slot `firstSlot` for a union, `firstSlot + code - 1` for a code. */
export interface OverlaySlots {
  readonly kind: 'union' | 'codes';
  readonly firstSlot: number;
  readonly slotCount: number;
  readonly suitability: Float64Array | null;
}

/**
 * Constraint and zone rings cut into tiles: plain typed arrays in shared memory, read by any number of workers.
 *
 * In a tile a feature is known by its paths (the pieces of its rings inside the tile, in runs of at most 16 edges) and by
 * the heights at which its inside/outside flips along the tile's left border, going up: inside at a point is the parity
 * of the flips below it on the border plus the path edges crossed on the way from the border. A feature that covers the
 * tile has one flip, at the bottom, and no paths. `xy` and `flipY` are relative to the grid's origin.
 */
export interface OverlayIndex {
  readonly grid: OverlayGrid;
  /** The plots' extent the index was built for; plots must lie inside. */
  readonly extent: Extent;
  readonly queries: readonly OverlaySlots[];
  readonly slotCount: number;
  readonly featureCount: number;
  /** Feature f counts in slots[slotStart[f] .. slotStart[f+1]-1]. */
  readonly slotStart: Uint32Array;
  readonly slots: Uint32Array;
  readonly xy: Float64Array;
  /** Tile t owns runs runStart[t] .. runStart[t+1]-1. */
  readonly runStart: Uint32Array;
  /** First and last vertex (both included) of each run. */
  readonly runFirst: Uint32Array;
  readonly runLast: Uint32Array;
  readonly runFeature: Uint32Array;
  /** minX, minY, maxX, maxY of each run. */
  readonly runBox: Float64Array;
  /** Tile t owns flips flipStart[t] .. flipStart[t+1]-1. */
  readonly flipStart: Uint32Array;
  readonly flipFeature: Uint32Array;
  readonly flipY: Float64Array;
}

/** What one worker cut: the features of its share, to be merged with the others' in order. */
export interface OverlayPart {
  readonly xy: Float64Array;
  readonly runTile: Uint32Array;
  readonly runFirst: Uint32Array;
  readonly runLast: Uint32Array;
  readonly runFeature: Uint32Array;
  readonly runBox: Float64Array;
  readonly flipTile: Uint32Array;
  readonly flipFeature: Uint32Array;
  readonly flipY: Float64Array;
}

/** How a plot's figures came about. */
export const overlayFallback = {
  /** By the band sweep. */
  none: 0,
  /** The self-check of the sweep failed; the slow way (every crossing, every band) gave the figures. */
  slow: 1,
} as const;

/**
 * One entry per plot, areas in squared units of the CRS. Lists have one array per query of the index, of length 0 where
 * the query is of the other kind. A plot without geometry has area 0 and nothing under it.
 */
export interface OverlayResult {
  /** Even-odd area: what is covered an odd number of times by the plot's rings. */
  readonly area: Float64Array;
  /** Per union query: area of the plot under the union. */
  readonly unions: readonly Float64Array[];
  /** Per code query: the code with the largest area (the lowest such code when equal), 0 for none. */
  readonly dominant: readonly Uint32Array[];
  /** Per code query: area under the dominant code. */
  readonly dominantArea: readonly Float64Array[];
  /** Per code query with suitability: mean of the codes' suitability weighted by their area; NaN where none lies under the plot. */
  readonly mean: readonly Float64Array[];
  /** Per code query with suitability: the sum of areas the mean stands on. */
  readonly meanArea: readonly Float64Array[];
  /** `overlayFallback` of each plot. */
  readonly fallback: Uint8Array;
}
