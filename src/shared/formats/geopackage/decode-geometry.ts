import type { Geometry } from '../../geometry/types.ts';
import { sharedFloat64 } from '../../lib/buffers.ts';
import { GrowableBytes, GrowableUint32 } from '../growable.ts';
import { isLittleEndian } from './byte-order.ts';

/** Bytes of the envelope by its code in the flags (OGC 12-128r17, table 6). */
const envelopeBytes = [0, 32, 48, 48, 64];

/** Part type and multi type of well-known binary by kind of geometry. */
const partTypes = { points: 1, lines: 2, polygons: 3 } as const;

/** A geometry that is not what its layer holds, or is cut off. */
export class DamagedGeometry extends Error {
  override readonly name = 'DamagedGeometry';
}

/**
 * Gathers GeoPackage geometry blobs of one kind into columns. Heights and measures are left out. `add` throws
 * `DamagedGeometry` and then has added nothing; the caller adds null in its place.
 */
export class ShapeGatherer {
  readonly #kind: 'points' | 'lines' | 'polygons';
  /** Little-endian doubles, as in the blobs of most writers, so that they are copied and not taken apart. */
  readonly #xy = new GrowableBytes();
  readonly #featureStart = new GrowableUint32();
  readonly #partStart = new GrowableUint32();
  readonly #ringStart = new GrowableUint32();
  #parts = 0;
  #rings = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #little = true;

  constructor(kind: 'points' | 'lines' | 'polygons') {
    this.#kind = kind;
    this.#featureStart.push(0);
    this.#partStart.push(0);
    this.#ringStart.push(0);
  }

  /** Adds a feature without geometry. */
  addNull(): void {
    this.#featureStart.push(this.#parts);
  }

  add(blob: Uint8Array): void {
    const marks = [this.#xy.length, this.#partStart.length, this.#ringStart.length, this.#parts, this.#rings];
    try {
      this.#bytes = blob;
      this.#view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
      this.#readHead();
      this.#readGeometry();
    } catch (error) {
      [this.#xy.length, this.#partStart.length, this.#ringStart.length, this.#parts, this.#rings] = marks;
      throw error instanceof RangeError ? new DamagedGeometry('cut off') : error;
    }
    this.#featureStart.push(this.#parts);
  }

  geometry(): Geometry {
    const xy = doublesOf(this.#xy);
    const featureStart = this.#featureStart.toShared();
    switch (this.#kind) {
      case 'points':
        return { kind: 'points', xy, featureStart };
      case 'lines':
        return { kind: 'lines', xy, featureStart, pathStart: this.#partStart.toShared() };
      case 'polygons':
        return {
          kind: 'polygons',
          xy,
          featureStart,
          partStart: this.#partStart.toShared(),
          ringStart: this.#ringStart.toShared(),
        };
    }
  }

  #readHead(): void {
    if (this.#view.getUint16(0) !== 0x4750) throw new DamagedGeometry('not a GeoPackage geometry');
    const flags = this.#view.getUint8(3);
    const envelope = envelopeBytes[(flags >> 1) & 7];
    if (envelope === undefined) throw new DamagedGeometry('unknown envelope');
    this.#at = 8 + envelope;
  }

  #readGeometry(): void {
    const [type, dimensions] = this.#readType();
    const part = partTypes[this.#kind];
    if (type === part) {
      this.#readPart(dimensions);
      return;
    }
    if (type !== part + 3) throw new DamagedGeometry(`type ${type}`);
    const count = this.#readCount(5);
    for (let index = 0; index < count; index++) {
      const [partType, partDimensions] = this.#readType();
      if (partType !== part) throw new DamagedGeometry(`type ${partType} in a collection of ${part}`);
      this.#readPart(partDimensions);
    }
  }

  /** Byte order and type; ISO codes above 1000 carry heights, measures or both, as do the flags of older writers. */
  #readType(): readonly [type: number, dimensions: number] {
    this.#little = this.#view.getUint8(this.#at) === 1;
    const code = this.#view.getUint32(this.#at + 1, this.#little);
    this.#at += 5;
    const flagged = ((code >>> 31) & 1) + ((code >>> 30) & 1);
    const plain = code & 0x0fff_ffff;
    const iso = [0, 1, 1, 2][Math.floor(plain / 1000)];
    if (iso === undefined) throw new DamagedGeometry(`type ${code}`);
    return [plain % 1000, 2 + Math.max(flagged, iso)];
  }

  /** A count, believed only if that many things of the least size can still follow. */
  #readCount(leastBytes: number): number {
    const count = this.#view.getUint32(this.#at, this.#little);
    this.#at += 4;
    if (count * leastBytes > this.#view.byteLength - this.#at) throw new DamagedGeometry(`count ${count}`);
    return count;
  }

  #readPart(dimensions: number): void {
    this.#parts++;
    switch (this.#kind) {
      case 'points':
        this.#readPoint(dimensions);
        break;
      case 'lines':
        this.#readVertices(this.#readCount(8 * dimensions), dimensions);
        this.#partStart.push(this.#xy.length / 16);
        break;
      case 'polygons':
        for (let rings = this.#readCount(4); rings > 0; rings--) this.#readRing(dimensions);
        this.#partStart.push(this.#rings);
    }
  }

  /** An empty point is two NaN: such a feature has no part. */
  #readPoint(dimensions: number): void {
    this.#readVertices(1, dimensions);
    const { bytes, length } = this.#xy;
    const point = new DataView(bytes.buffer, length - 16, 16);
    if (!Number.isNaN(point.getFloat64(0, true)) || !Number.isNaN(point.getFloat64(8, true))) return;
    this.#xy.length -= 16;
    this.#parts--;
  }

  /** The last vertex repeats the first and is not kept. */
  #readRing(dimensions: number): void {
    const count = this.#readCount(8 * dimensions);
    this.#readVertices(count, dimensions);
    if (count > 0) this.#xy.length -= 16;
    this.#ringStart.push(this.#xy.length / 16);
    this.#rings++;
  }

  #readVertices(count: number, dimensions: number): void {
    const step = 8 * dimensions;
    const end = this.#at + step * count;
    if (end > this.#bytes.length) throw new DamagedGeometry('cut off');
    const target = this.#xy.reserve(16 * count);
    if (this.#little && dimensions === 2) target.set(this.#bytes.subarray(this.#at, end), this.#xy.length);
    else this.#takeApart(new DataView(target.buffer, this.#xy.length, 16 * count), step);
    this.#xy.length += 16 * count;
    this.#at = end;
  }

  /** Vertices with heights or measures, or in the other byte order. */
  #takeApart(target: DataView, step: number): void {
    for (let at = 0, from = this.#at; at < target.byteLength; at += 16, from += step) {
      target.setFloat64(at, this.#view.getFloat64(from, this.#little), true);
      target.setFloat64(at + 8, this.#view.getFloat64(from + 8, this.#little), true);
    }
  }
}

/** Doubles of the machine's own kind, from little-endian bytes. */
function doublesOf(gathered: GrowableBytes): Float64Array {
  const doubles = sharedFloat64(gathered.length / 8);
  const bytes = gathered.bytes.subarray(0, gathered.length);
  if (isLittleEndian) new Uint8Array(doubles.buffer).set(bytes);
  else {
    const view = new DataView(bytes.buffer);
    for (let index = 0; index < doubles.length; index++) doubles[index] = view.getFloat64(8 * index, true);
  }
  return doubles;
}
