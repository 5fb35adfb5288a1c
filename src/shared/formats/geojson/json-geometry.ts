import type { Geometry } from '../../geometry/types.ts';
import { GrowableFloat64, GrowableUint32 } from '../growable.ts';
import { reverseRing, signedArea } from '../rings.ts';
import { isUsable } from '../shapefile/shape-types.ts';

/** The geometry kinds a layer can have. */
export type LayerKind = 'points' | 'lines' | 'polygons';

/** What happened to a geometry: taken whole, taken with losses, or not usable at all. */
export type Taken = 'whole' | 'mended' | 'lost';

/** The layer kind of a GeoJSON geometry type; undefined for other types (collections are taken apart before). */
export function layerKind(type: unknown): LayerKind | undefined {
  if (type === 'Point' || type === 'MultiPoint') return 'points';
  if (type === 'LineString' || type === 'MultiLineString') return 'lines';
  return type === 'Polygon' || type === 'MultiPolygon' ? 'polygons' : undefined;
}

/** Gathers geometries of one kind as columns. Everything in the input may be of any shape; nothing is trusted. */
export class JsonGeometry {
  private readonly kind: LayerKind;
  private readonly xy = new GrowableFloat64();
  private readonly featureStart = new GrowableUint32();
  private readonly partStart = new GrowableUint32();
  private readonly ringStart = new GrowableUint32();
  private refused = 0;
  hasHeights = false;

  constructor(kind: LayerKind) {
    this.kind = kind;
    this.featureStart.push(0);
    this.partStart.push(0);
    this.ringStart.push(0);
  }

  /** Adds the feature's geometries (null geometry: none of them). */
  add(geometries: readonly { readonly type: unknown; readonly coordinates: unknown }[]): Taken {
    const before = this.xy.length;
    this.refused = 0;
    for (const { type, coordinates } of geometries) {
      const several = String(type).startsWith('Multi');
      for (const part of several ? listOf(coordinates) : [coordinates]) this.addPart(part);
    }
    this.featureStart.push(this.featureEnd());
    if (this.refused === 0) return 'whole';
    return this.xy.length > before ? 'mended' : 'lost';
  }

  finish(): Geometry {
    const xy = this.xy.toShared();
    const featureStart = this.featureStart.toShared();
    if (this.kind === 'points') return { kind: 'points', xy, featureStart };
    if (this.kind === 'lines') return { kind: 'lines', xy, featureStart, pathStart: this.partStart.toShared() };
    const ringStart = this.ringStart.toShared();
    return { kind: 'polygons', xy, featureStart, partStart: this.partStart.toShared(), ringStart };
  }

  private featureEnd(): number {
    return this.kind === 'points' ? this.xy.length / 2 : this.partStart.length - 1;
  }

  private addPart(part: unknown): void {
    if (this.kind === 'points') this.addPosition(part);
    else if (this.kind === 'lines') this.addLine(part);
    else this.addPolygon(part);
  }

  private addPosition(position: unknown): void {
    const [x, y] = Array.isArray(position) ? position : [];
    if (typeof x !== 'number' || typeof y !== 'number' || !isUsable(x) || !isUsable(y)) {
      this.refused++;
      return;
    }
    if ((position as unknown[]).length > 2) this.hasHeights = true;
    this.xy.push(x);
    this.xy.push(y);
  }

  private addLine(path: unknown): void {
    const before = this.xy.length;
    for (const position of listOf(path)) this.addPosition(position);
    if (this.xy.length - before >= 4) this.partStart.push(this.xy.length / 2);
    else this.dropFrom(before);
  }

  private addPolygon(rings: unknown): void {
    const before = this.ringStart.length;
    for (const ring of listOf(rings)) {
      this.addRing(ring, this.ringStart.length > before);
      if (this.ringStart.length === before) break;
    }
    if (this.ringStart.length > before) this.partStart.push(this.ringStart.length - 1);
  }

  private addRing(ring: unknown, isHole: boolean): void {
    const before = this.xy.length;
    for (const position of listOf(ring)) this.addPosition(position);
    const { values } = this.xy;
    const last = this.xy.length - 2;
    if (last > before && values[last] === values[before] && values[last + 1] === values[before + 1])
      this.xy.length = last;
    if (this.xy.length - before < 6) {
      this.dropFrom(before);
      return;
    }
    const first = before / 2;
    const end = this.xy.length / 2;
    if (signedArea(values, first, end) < 0 !== isHole) reverseRing(values, first, end);
    this.ringStart.push(end);
  }

  private dropFrom(length: number): void {
    this.xy.length = length;
    this.refused++;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [undefined];
}
