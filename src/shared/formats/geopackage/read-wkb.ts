import type { GeometryGatherer } from '../gathering/geometry-gatherer.ts';
import type { ShapesByKind } from '../gathering/shapes-by-kind.ts';

/** Bytes that are no geometry, or one of a type that is not read. */
export class UnreadableGeometry extends Error {
  override readonly name = 'UnreadableGeometry';
}

const deepest = 8;
/** Bytes of the envelope by its code in the flags (OGC 12-128r17, table 6). */
const envelopes = [0, 32, 48, 48, 64];

/** Where a geometry's vertices begin and how they are laid out. */
interface Layout {
  readonly type: number;
  readonly little: boolean;
  /** Bytes of a vertex. */
  readonly step: number;
}

/**
 * Takes well-known binary apart: ISO codes and the flags of older writers, either byte order, collections within
 * collections. Heights and measures are passed over. Sources: OGC 06-103r4, clause 8; OGC 12-128r17, clause 2.1.3.
 */
export class WkbReader {
  private readonly shapes: ShapesByKind;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private at = 0;
  hasHeights = false;
  hasMeasures = false;

  constructor(shapes: ShapesByKind) {
    this.shapes = shapes;
  }

  /** Adds a GeoPackage geometry to the running feature. Throws `UnreadableGeometry` or `RangeError`. */
  readGeoPackage(blob: Uint8Array): void {
    this.view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
    const flags = this.view.getUint8(3);
    const envelope = envelopes[(flags >> 1) & 7];
    const isExtended = (flags & 0b10_0000) !== 0;
    if (this.view.getUint16(0) !== 0x4750 || envelope === undefined || isExtended)
      throw new UnreadableGeometry('no GeoPackage geometry');
    this.at = 8 + envelope;
    this.geometry(0);
  }

  private geometry(depth: number): void {
    const layout = this.head();
    const { type } = layout;
    if (type >= 4 && type <= 7) {
      if (depth >= deepest) throw new UnreadableGeometry('collections within collections');
      if (type !== 7) this.shapes.of(kindOf(type - 3));
      for (let count = this.count(layout, 5); count > 0; count--) this.geometry(depth + 1);
      return;
    }
    const gatherer = this.shapes.of(kindOf(type));
    if (type === 1) this.vertices(layout, 1, gatherer);
    else if (type === 2) {
      this.vertices(layout, this.count(layout, layout.step), gatherer);
      gatherer.endPath();
    } else {
      for (let rings = this.count(layout, 4); rings > 0; rings--) {
        this.vertices(layout, this.count(layout, layout.step), gatherer);
        gatherer.endRing();
      }
      gatherer.endPolygon();
    }
  }

  /** Byte order and type; ISO codes above 1000 carry heights, measures or both, as do the flags of older writers. */
  private head(): Layout {
    const little = this.view.getUint8(this.at) === 1;
    const code = this.view.getUint32(this.at + 1, little);
    this.at += 5;
    // Older writers put the number of the CRS here.
    if ((code & 0x2000_0000) !== 0) this.at += 4;
    const plain = code & 0x0fff_ffff;
    const iso = Math.floor(plain / 1000);
    if (iso > 3) throw new UnreadableGeometry(`type ${code}`);
    const hasHeights = iso === 1 || iso === 3 || (code & 0x8000_0000) !== 0;
    const hasMeasures = iso >= 2 || (code & 0x4000_0000) !== 0;
    this.hasHeights ||= hasHeights;
    this.hasMeasures ||= hasMeasures;
    return { type: plain % 1000, little, step: 16 + (hasHeights ? 8 : 0) + (hasMeasures ? 8 : 0) };
  }

  /** A count, believed only if that many things of the least size can still follow. */
  private count({ little }: Layout, least: number): number {
    const count = this.view.getUint32(this.at, little);
    this.at += 4;
    if (count * least > this.view.byteLength - this.at) throw new UnreadableGeometry(`count ${count}`);
    return count;
  }

  private vertices({ little, step, type }: Layout, count: number, gatherer: GeometryGatherer): void {
    const { view } = this;
    for (let index = 0; index < count; index++, this.at += step) {
      const x = view.getFloat64(this.at, little);
      const y = view.getFloat64(this.at + 8, little);
      // An empty point is two NaN and no damage.
      if (type !== 1 || !Number.isNaN(x) || !Number.isNaN(y)) gatherer.vertex(x, y);
    }
  }
}

function kindOf(type: number): 'points' | 'lines' | 'polygons' {
  if (type === 1) return 'points';
  if (type === 2) return 'lines';
  if (type === 3) return 'polygons';
  throw new UnreadableGeometry(`type ${type}`);
}
