import type { Geometry } from '../../geometry/types.ts';
import { GrowableFloat64, GrowableUint32 } from '../growable.ts';
import { reverseRing, signedArea } from '../rings.ts';
import { isUsable } from '../shapefile/shape-types.ts';

/** The geometry kinds a layer can have. */
export type LayerKind = 'points' | 'lines' | 'polygons';

/** What happened to a geometry: taken whole, taken with losses, or not usable at all. */
export type Taken = 'whole' | 'mended' | 'lost';

/**
 * Gathers geometries of one kind as columns, vertex by vertex: vertices, then `endPath` for a line, `endRing` for each ring
 * and `endPolygon` behind the last of them, and `endFeature` behind everything. Points need no end of their own. The first
 * ring of a polygon is its outer one. What cannot be used is left out and counted; nothing of the input is trusted.
 */
export class GeometryGatherer {
  readonly kind: LayerKind;
  private readonly xy = new GrowableFloat64();
  private readonly featureStart = new GrowableUint32();
  private readonly partStart = new GrowableUint32();
  private readonly ringStart = new GrowableUint32();
  private refused = 0;
  /** Coordinates where the running path or ring, and the running feature, begin. */
  private path = 0;
  private feature = 0;
  /** Whether the running polygon has lost its outer ring, and with it its holes. */
  private orphaned = false;

  constructor(kind: LayerKind) {
    this.kind = kind;
    this.featureStart.push(0);
    this.partStart.push(0);
    this.ringStart.push(0);
  }

  /** Features so far. */
  get features(): number {
    return this.featureStart.length - 1;
  }

  vertex(x: number, y: number): void {
    if (!isUsable(x) || !isUsable(y)) {
      this.refused++;
      return;
    }
    this.xy.push(x);
    this.xy.push(y);
    if (this.kind === 'points') this.path = this.xy.length;
  }

  /** Something was there that could not be read. */
  refuse(): void {
    this.refused++;
  }

  endPath(): void {
    if (this.xy.length === this.path) return;
    if (this.xy.length - this.path >= 4) {
      this.partStart.push(this.xy.length / 2);
      this.path = this.xy.length;
    } else this.drop();
  }

  endRing(): void {
    const { values } = this.xy;
    const last = this.xy.length - 2;
    if (last > this.path && values[last] === values[this.path] && values[last + 1] === values[this.path + 1])
      this.xy.length = last;
    const isOuter = this.ringStart.length - 1 === this.rings;
    if (this.xy.length - this.path < 6 || this.orphaned) {
      this.orphaned ||= isOuter;
      if (this.xy.length > this.path) this.drop();
      return;
    }
    const first = this.path / 2;
    const end = this.xy.length / 2;
    if (signedArea(values, first, end) < 0 === isOuter) reverseRing(values, first, end);
    this.ringStart.push(end);
    this.path = this.xy.length;
  }

  endPolygon(): void {
    if (this.ringStart.length - 1 > this.rings) this.partStart.push(this.ringStart.length - 1);
    this.orphaned = false;
  }

  endFeature(): Taken {
    this.dropUnended();
    const { refused } = this;
    const kept = this.xy.length > this.feature;
    this.begin();
    this.featureStart.push(this.kind === 'points' ? this.xy.length / 2 : this.partStart.length - 1);
    if (refused === 0) return 'whole';
    return kept ? 'mended' : 'lost';
  }

  /** Forgets what was gathered since the last `endFeature`. */
  cancelFeature(): void {
    this.xy.length = this.feature;
    if (this.kind !== 'points') this.partStart.length = this.featureStart.values[this.features] + 1;
    this.ringStart.length = this.rings + 1;
    this.begin();
  }

  /** The geometry; `rows` names the rows of the layer that the features belong to, in order, of `count` in all. */
  finish(rows: Uint32Array | null = null, count = this.features): Geometry {
    const xy = this.xy.toShared();
    const starts = rows === null ? this.featureStart : spread(this.featureStart.values, rows, count);
    const featureStart = starts.toShared();
    if (this.kind === 'points') return { kind: 'points', xy, featureStart };
    if (this.kind === 'lines') return { kind: 'lines', xy, featureStart, pathStart: this.partStart.toShared() };
    const ringStart = this.ringStart.toShared();
    return { kind: 'polygons', xy, featureStart, partStart: this.partStart.toShared(), ringStart };
  }

  /** Rings of finished polygons. */
  private get rings(): number {
    return this.kind === 'polygons' ? this.partStart.values[this.partStart.length - 1] : 0;
  }

  private begin(): void {
    this.refused = 0;
    this.orphaned = false;
    this.feature = this.xy.length;
    this.path = this.xy.length;
  }

  /** A path that was not ended, or a polygon, must not run on into the next feature. */
  private dropUnended(): void {
    if (this.kind === 'points') return;
    const ringsBefore = this.rings;
    if (this.kind === 'polygons' && this.ringStart.length - 1 > ringsBefore) {
      this.ringStart.length = ringsBefore + 1;
      this.path = 2 * this.ringStart.values[ringsBefore];
    }
    if (this.xy.length > this.path) this.drop();
  }

  private drop(): void {
    this.xy.length = this.path;
    this.refused++;
  }
}

/** Starts of features for `count` rows, of which only `rows` have one. */
function spread(starts: Uint32Array, rows: Uint32Array, count: number): GrowableUint32 {
  const all = new GrowableUint32(count + 1);
  all.push(0);
  for (let row = 0, feature = 0; row < count; row++) {
    if (rows[feature] === row) feature++;
    all.push(starts[feature]);
  }
  return all;
}
