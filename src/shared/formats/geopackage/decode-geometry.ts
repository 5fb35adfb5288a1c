import type { Geometry } from '../../geometry/types.ts';
import { GrowableFloat64, GrowableUint32 } from '../growable.ts';

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
  readonly #xy = new GrowableFloat64();
  readonly #featureStart = new GrowableUint32();
  readonly #partStart = new GrowableUint32();
  readonly #ringStart = new GrowableUint32();
  #parts = 0;
  #rings = 0;
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
    const xy = this.#xy.toShared();
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
        this.#partStart.push(this.#xy.length / 2);
        break;
      case 'polygons':
        for (let rings = this.#readCount(4); rings > 0; rings--) this.#readRing(dimensions);
        this.#partStart.push(this.#rings);
    }
  }

  /** An empty point is two NaN: such a feature has no part. */
  #readPoint(dimensions: number): void {
    this.#readVertices(1, dimensions);
    const { values, length } = this.#xy;
    if (!Number.isNaN(values[length - 1]) || !Number.isNaN(values[length - 2])) return;
    this.#xy.length -= 2;
    this.#parts--;
  }

  /** The last vertex repeats the first and is not kept. */
  #readRing(dimensions: number): void {
    const count = this.#readCount(8 * dimensions);
    this.#readVertices(count, dimensions);
    if (count > 0) this.#xy.length -= 2;
    this.#ringStart.push(this.#xy.length / 2);
    this.#rings++;
  }

  #readVertices(count: number, dimensions: number): void {
    for (let vertex = 0; vertex < count; vertex++) {
      this.#xy.push(this.#view.getFloat64(this.#at, this.#little));
      this.#xy.push(this.#view.getFloat64(this.#at + 8, this.#little));
      this.#at += 8 * dimensions;
    }
    if (this.#at > this.#view.byteLength) throw new DamagedGeometry('cut off');
  }
}
