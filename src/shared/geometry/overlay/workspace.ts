import type { OverlayIndex } from './types.ts';

/** Owner of the plot's own chains; constraint chains are owned by their feature's number. */
export const plotOwner = -1;

/** Where the sweep keeps its running numbers: a typed array holds them without boxing. */
export const stateOf = { low: 0, high: 1, area: 2, plain: 3, flushed: 4, half: 5, event: 6, reach: 7 } as const;

/**
 * Scratch of one thread for one index: what is gathered for the piece of plot in hand and the state of the sweep.
 * Arrays grow when a piece needs more and are kept, so measuring allocates nothing per plot.
 *
 * Coordinates are relative to the lower left corner of the piece's box. A chain is a run of edges that only goes up: it
 * begins at vertex chainFirst and ends at chainLast, stepping by chainStep (+1, or -1 where the ring goes down).
 */
export class OverlayWorkspace {
  // Gathered for the piece.
  vertexCount = 0;
  x = new Float64Array(512);
  y = new Float64Array(512);
  chainCount = 0;
  chainFirst = new Int32Array(256);
  chainLast = new Int32Array(256);
  chainStep = new Int32Array(256);
  chainOwner = new Int32Array(256);
  /** Heights at which a feature flips left of the whole box. */
  flipCount = 0;
  flipY = new Float64Array(256);
  flipFeature = new Int32Array(256);
  edgeCount = 0;
  /** Sum of the plot's rings by the shoelace formula. */
  signedArea = 0;
  width = 0;
  height = 0;

  // Per chain: its edge at the sweep's height.
  startOrder = new Int32Array(256);
  startY = new Float64Array(256);
  cursor = new Int32Array(256);
  x0 = new Float64Array(256);
  y0 = new Float64Array(256);
  slope = new Float64Array(256);
  top = new Float64Array(256);
  xLow = new Float64Array(256);
  xHigh = new Float64Array(256);
  key = new Float64Array(256);
  order = new Int32Array(256);
  // Per chain: where a stride over several of its vertices would take it.
  strideCursor = new Int32Array(256);
  strideSlope = new Float64Array(256);
  strideX = new Float64Array(256);
  strideSum = new Float64Array(256);
  crossings = new Float64Array(64);

  // Per feature and slot, zero between pieces.
  readonly inside: Uint8Array;
  readonly slotDepth: Int32Array;
  readonly pieceSlotArea: Float64Array;

  // The sweep's running state; see `stateOf` for the numbers.
  readonly state = new Float64Array(8);
  nextStart = 0;
  plotEdges = 0;
  /** False when the plot's edges did not pair up in some band. */
  closed = true;
  /** False when the plot winds both ways or more than once somewhere, as where it crosses itself. */
  uniform = true;
  winding = 0;

  // Per plot.
  area = 0;
  readonly slotArea: Float64Array;
  readonly slotSeen: Uint8Array;
  readonly featureSeen: Uint8Array;
  seenSlots: Int32Array;
  seenSlotCount = 0;
  seenFeatures = new Int32Array(64);
  seenFeatureCount = 0;
  fallback = 0;

  // Pieces of plots that are cut up: vertices of rings one after another, and where each ring ends.
  pieceXy = new Float64Array(1024);
  pieceRingEnd = new Int32Array(64);

  constructor(index: OverlayIndex) {
    this.inside = new Uint8Array(index.featureCount);
    this.featureSeen = new Uint8Array(index.featureCount);
    this.slotDepth = new Int32Array(index.slotCount);
    this.slotArea = new Float64Array(index.slotCount);
    this.pieceSlotArea = new Float64Array(index.slotCount);
    this.slotSeen = new Uint8Array(index.slotCount);
    this.seenSlots = new Int32Array(index.slotCount);
  }

  /** Makes room for this many more vertices. */
  reserveVertices(more: number): void {
    const needed = this.vertexCount + more;
    if (needed <= this.x.length) return;
    this.x = grow64(this.x, needed);
    this.y = grow64(this.y, needed);
  }

  /** Makes room for this many more chains. */
  reserveChains(more: number): void {
    const needed = this.chainCount + more;
    if (needed <= this.chainFirst.length) return;
    this.chainFirst = grow32(this.chainFirst, needed);
    this.chainLast = grow32(this.chainLast, needed);
    this.chainStep = grow32(this.chainStep, needed);
    this.chainOwner = grow32(this.chainOwner, needed);
    const size = this.chainFirst.length;
    this.startOrder = new Int32Array(size);
    this.startY = new Float64Array(size);
    this.cursor = new Int32Array(size);
    this.x0 = new Float64Array(size);
    this.y0 = new Float64Array(size);
    this.slope = new Float64Array(size);
    this.top = new Float64Array(size);
    this.xLow = new Float64Array(size);
    this.xHigh = new Float64Array(size);
    this.key = new Float64Array(size);
    this.order = new Int32Array(size);
    this.strideCursor = new Int32Array(size);
    this.strideSlope = new Float64Array(size);
    this.strideX = new Float64Array(size);
    this.strideSum = new Float64Array(size);
  }

  /** Makes room for this many more flips. */
  reserveFlips(more: number): void {
    const needed = this.flipCount + more;
    if (needed <= this.flipY.length) return;
    this.flipY = grow64(this.flipY, needed);
    this.flipFeature = grow32(this.flipFeature, needed);
  }

  /** Makes room for vertices up to `vertices` and rings up to `rings` on the stack of pieces. */
  reservePieces(vertices: number, rings: number): void {
    if (2 * vertices > this.pieceXy.length) this.pieceXy = grow64(this.pieceXy, 2 * vertices);
    if (rings > this.pieceRingEnd.length) this.pieceRingEnd = grow32(this.pieceRingEnd, rings);
  }

  growCrossings(): void {
    this.crossings = grow64(this.crossings, this.crossings.length + 1);
  }

  /** Remembers that the plot meets a feature, so that its slots are read and its state is cleared afterwards. */
  see(feature: number, index: OverlayIndex): void {
    if (this.featureSeen[feature]) return;
    this.featureSeen[feature] = 1;
    if (this.seenFeatureCount === this.seenFeatures.length) {
      this.seenFeatures = grow32(this.seenFeatures, this.seenFeatureCount + 1);
    }
    this.seenFeatures[this.seenFeatureCount++] = feature;
    for (let at = index.slotStart[feature]; at < index.slotStart[feature + 1]; at++) {
      const slot = index.slots[at];
      if (this.slotSeen[slot]) continue;
      this.slotSeen[slot] = 1;
      this.seenSlots[this.seenSlotCount++] = slot;
    }
  }

  /** Forgets the plot. */
  clear(): void {
    for (let i = 0; i < this.seenFeatureCount; i++) this.featureSeen[this.seenFeatures[i]] = 0;
    for (let i = 0; i < this.seenSlotCount; i++) {
      const slot = this.seenSlots[i];
      this.slotSeen[slot] = 0;
      this.slotArea[slot] = 0;
    }
    this.seenFeatureCount = 0;
    this.seenSlotCount = 0;
    this.area = 0;
    this.fallback = 0;
  }
}

/** The feature turns from outside to inside or back, and its slots' depths with it. */
export function flip(
  { inside, slotDepth }: OverlayWorkspace,
  { slotStart, slots }: OverlayIndex,
  feature: number,
): void {
  inside[feature] ^= 1;
  const change = inside[feature] === 1 ? 1 : -1;
  for (let at = slotStart[feature]; at < slotStart[feature + 1]; at++) slotDepth[slots[at]] += change;
}

/** A longer copy of the array, at least doubled. */
export function grow64(array: Float64Array<ArrayBuffer>, needed: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(Math.max(needed, 2 * array.length));
  out.set(array);
  return out;
}

function grow32(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(Math.max(needed, 2 * array.length));
  out.set(array);
  return out;
}
