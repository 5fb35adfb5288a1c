import type { Geometry } from '../../geometry/types.ts';
import { GrowableBytes } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';
import { GeometryGatherer, type LayerKind } from './geometry-gatherer.ts';

/** In the order of preference where one feature has several. */
const kinds = ['polygons', 'lines', 'points'] as const;
const none = 3;

/** The rows of one kind: all of them when `rows` is null. */
export interface ShapesOfKind {
  readonly kind: LayerKind | null;
  readonly rows: Uint32Array | null;
  readonly geometry: Geometry;
}

/** Gathers features whose kind of geometry may change from one to the next, and parts them by kind in the end. */
export class ShapesByKind {
  private readonly gatherers = new Map<LayerKind, GeometryGatherer>();
  private readonly kindOf = new GrowableBytes();
  private readonly touched = new Set<LayerKind>();
  private lost = false;

  /** Features so far. */
  get count(): number {
    return this.kindOf.length;
  }

  /** Takes the running feature's geometry of this kind. */
  of(kind: LayerKind): GeometryGatherer {
    this.touched.add(kind);
    const known = this.gatherers.get(kind);
    if (known) return known;
    const made = new GeometryGatherer(kind);
    this.gatherers.set(kind, made);
    return made;
  }

  /** The running feature has a geometry that cannot be read. */
  refuse(): void {
    this.lost = true;
  }

  /** Forgets the geometry of the running feature. */
  cancel(): void {
    for (const kind of this.touched) this.gatherers.get(kind)?.cancelFeature();
    this.touched.clear();
    this.lost = false;
  }

  /** Ends the feature, counted from 1 in the file, and says what of its geometry was lost. */
  endFeature(feature: number, log: IssueLog): void {
    const kind = kinds.findIndex((one) => this.touched.has(one));
    if (kind < 0) {
      if (this.lost) log.add('error', 'geometry-lost', {}, feature);
    } else {
      const taken = this.gatherers.get(kinds[kind])?.endFeature() ?? 'lost';
      if (taken === 'lost') log.add('error', 'geometry-lost', {}, feature);
      else if (taken === 'mended' || this.lost) log.add('warning', 'geometry-mended', {}, feature);
      if (this.touched.size > 1) log.add('warning', 'geojson-collection', { kept: kinds[kind] }, feature);
      this.touched.delete(kinds[kind]);
    }
    this.cancel();
    this.kindOf.reserve(1)[this.kindOf.length++] = kind < 0 ? none : kind;
  }

  /**
   * The features by kind, the most frequent kind first; those without geometry go with the first. `only`: the kind that
   * the file says all are of, which a layer without any geometry then has too.
   */
  finish(only: LayerKind | null): readonly ShapesOfKind[] {
    const counts = kinds.map((kind) => this.gatherers.get(kind)?.features ?? 0);
    const present = (['points', 'lines', 'polygons'] as const).filter((kind) => counts[kinds.indexOf(kind)] > 0);
    if (present.length === 0) return [this.withoutAny(only)];
    const ordered = [...present].sort((a, b) => counts[kinds.indexOf(b)] - counts[kinds.indexOf(a)]);
    return ordered.map((kind, at) => this.part(kind, at === 0, ordered.length === 1));
  }

  private withoutAny(kind: LayerKind | null): ShapesOfKind {
    if (kind === null) return { kind, rows: null, geometry: { kind: 'none', count: this.count } };
    return { kind, rows: null, geometry: new GeometryGatherer(kind).finish(new Uint32Array(0), this.count) };
  }

  private part(kind: LayerKind, withNone: boolean, alone: boolean): ShapesOfKind {
    const gatherer = this.of(kind);
    const code = kinds.indexOf(kind);
    const { bytes } = this.kindOf;
    if (gatherer.features === this.count) return { kind, rows: null, geometry: gatherer.finish() };
    const rows: number[] = [];
    const withShape: number[] = [];
    for (let row = 0; row < this.count; row++) {
      if (bytes[row] === code) withShape.push(rows.length);
      if (bytes[row] === code || (withNone && bytes[row] === none)) rows.push(row);
    }
    const geometry = gatherer.finish(Uint32Array.from(withShape), rows.length);
    return { kind, rows: alone ? null : Uint32Array.from(rows), geometry };
  }
}
