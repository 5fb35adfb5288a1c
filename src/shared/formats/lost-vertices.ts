import type { Dataset } from '../dataset/types.ts';
import type { Geometry, Lines, Points, Polygons } from '../geometry/types.ts';
import { GrowableFloat64, GrowableUint32 } from './growable.ts';

/** A dataset all of whose vertices are finite, and what that cost. */
export interface Mended {
  readonly dataset: Dataset;
  /** Vertices left out. */
  readonly vertices: number;
  /** Features that lost some. */
  readonly features: number;
}

/**
 * Leaves out vertices that are not finite (projecting gives NaN where a place has none). Paths of fewer than two vertices
 * and rings of fewer than three go with them, a polygon with its outer ring. The same dataset where nothing is lost.
 */
export function withoutLostVertices(dataset: Dataset): Mended {
  const { geometry } = dataset;
  if (geometry.kind === 'none' || geometry.xy.every(Number.isFinite)) return { dataset, vertices: 0, features: 0 };
  const mender = new Mender(geometry.xy);
  const mended = mender.mend(geometry);
  return { dataset: { ...dataset, geometry: mended }, vertices: mender.vertices, features: mender.features };
}

class Mender {
  private readonly out = new GrowableFloat64();
  private readonly featureStart = new GrowableUint32();
  private readonly partStart = new GrowableUint32();
  private readonly ringStart = new GrowableUint32();
  vertices = 0;
  features = 0;

  constructor(private readonly xy: Float64Array) {
    this.featureStart.push(0);
    this.partStart.push(0);
    this.ringStart.push(0);
  }

  mend(geometry: Points | Lines | Polygons): Geometry {
    for (let row = 0; row + 1 < geometry.featureStart.length; row++) {
      const before = this.vertices;
      for (let part = geometry.featureStart[row]; part < geometry.featureStart[row + 1]; part++)
        this.part(geometry, part);
      if (this.vertices > before) this.features++;
      this.featureStart.push(geometry.kind === 'points' ? this.out.length / 2 : this.partStart.length - 1);
    }
    const xy = this.out.toShared();
    const featureStart = this.featureStart.toShared();
    if (geometry.kind === 'points') return { kind: 'points', xy, featureStart };
    const partStart = this.partStart.toShared();
    if (geometry.kind === 'lines') return { kind: 'lines', xy, featureStart, pathStart: partStart };
    return { kind: 'polygons', xy, featureStart, partStart, ringStart: this.ringStart.toShared() };
  }

  private part(geometry: Points | Lines | Polygons, part: number): void {
    if (geometry.kind === 'points') this.take(part, part + 1, 1);
    else if (geometry.kind === 'lines') {
      if (this.take(geometry.pathStart[part], geometry.pathStart[part + 1], 2))
        this.partStart.push(this.out.length / 2);
    } else {
      const first = this.ringStart.length;
      const { partStart, ringStart } = geometry;
      for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
        if (this.take(ringStart[ring], ringStart[ring + 1], 3)) this.ringStart.push(this.out.length / 2);
        else if (ring === partStart[part]) break;
      }
      if (this.ringStart.length > first) this.partStart.push(this.ringStart.length - 1);
    }
  }

  /** Takes the finite ones of vertices [start, end) if they are at least `least`; says whether they were. */
  private take(start: number, end: number, least: number): boolean {
    const before = this.out.length;
    for (let vertex = start; vertex < end; vertex++) {
      const [x, y] = [this.xy[2 * vertex], this.xy[2 * vertex + 1]];
      if (Number.isFinite(x) && Number.isFinite(y)) {
        this.out.push(x);
        this.out.push(y);
      } else this.vertices++;
    }
    if (this.out.length - before >= 2 * least) return true;
    this.out.length = before;
    return false;
  }
}
