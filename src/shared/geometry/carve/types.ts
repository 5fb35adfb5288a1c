import type { PieceIndex } from '../shape/pieces.ts';
import type { Polygons } from '../types.ts';

/** What is carved, in shared memory. */
export interface CarveScene {
  /** Zones to carve, the one that takes a place claimed by several first. */
  readonly zones: Polygons;
  /** The zones as pieces, with the zone each comes from; null where no two lie over each other. */
  readonly claims: { readonly pieces: PieceIndex; readonly zone: Uint32Array } | null;
  /** What takes ground, in the order in which it does; at most 32. */
  readonly takers: readonly PieceIndex[];
  /** Smaller pieces are left out, in squared units of the CRS. */
  readonly minArea: number;
  /** Pieces in which no circle of this diameter has room are left out, in units of the CRS. */
  readonly minWidth: number;
  /** How exactly the inscribed circle is sought, in units of the CRS. */
  readonly precision: number;
}

/**
 * What is to be carved in one go: a zone, or a cell of one that is too large. Unit u owns rings unitRing[u] ..
 * unitRing[u+1]-1, ring r vertices ringStart[r] .. ringStart[r+1]-1.
 */
export interface CarveUnits {
  readonly zone: Uint32Array;
  readonly unitRing: Uint32Array;
  readonly ringStart: Uint32Array;
  readonly xy: Float64Array;
  /** minX, minY, maxX, maxY of a unit's cell, infinite where its zone was not cut. */
  readonly cell: Float64Array;
}

/** Contiguous parts of zones, each a feature; columns in shared memory. */
export interface CarvedParts {
  readonly polygons: Polygons;
  readonly zone: Uint32Array;
  /** Bit t: taker t took ground from what the part is left of. */
  readonly cuts: Uint32Array;
  readonly area: Float64Array;
  /** Diameter of the largest inscribed circle; NaN for parts of cells that are to be joined first. */
  readonly width: Float64Array;
}

/** Where the ground of zones went, in squared units of the CRS. */
export interface CarveTally {
  /** All zones, a place once for every zone it lies in. */
  zones: number;
  /** Ground of zones that belongs to another zone. */
  shared: number;
  /** Ground each taker took of what the ones before it had left. */
  readonly taken: Float64Array;
  small: number;
  smallCount: number;
  narrow: number;
  narrowCount: number;
  /** Zones too tangled to be worked out, and their ground. */
  tangled: number;
  tangledCount: number;
}

export interface Carved {
  /** Parts large and wide enough. */
  readonly parts: CarvedParts;
  /** Parts that reach the border of their cell. */
  readonly open: CarvedParts;
  readonly tally: CarveTally;
}
