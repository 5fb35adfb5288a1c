import type { GeometryGatherer } from '../gathering/geometry-gatherer.ts';
import type { ShapesByKind } from '../gathering/shapes-by-kind.ts';
import { DamagedBuffer, type FlatTable, type FlatVector } from './flat-table.ts';
import { kindOf } from './header.ts';

const collection = 7;
const deepest = 8;

/**
 * Takes the geometry tables of features apart. A table may be named twice inside a buffer, so that few bytes would mean
 * many vertices: all that is taken of one feature is at most what its bytes could hold without that.
 */
export class GeometryReader {
  private budget = 0;

  constructor(private readonly shapes: ShapesByKind) {}

  /** Adds a feature's geometry; `declared` is the type of the header. Throws `DamagedBuffer` or `RangeError`. */
  read(table: FlatTable, declared: number): void {
    // A ring, a part and a coordinate all take four bytes or more.
    this.budget = table.view.byteLength / 4;
    this.geometry(table, declared, 0);
  }

  private spend(things: number): void {
    this.budget -= things;
    if (this.budget < 0) throw new DamagedBuffer('more than its bytes hold');
  }

  private geometry(table: FlatTable, declared: number, depth: number): void {
    const type = table.u8(6, 0) || declared;
    if (type === collection && depth < deepest) {
      for (const part of this.parts(table)) this.geometry(part, 0, depth + 1);
      return;
    }
    const kind = kindOf(type);
    if (!kind) {
      this.shapes.refuse();
      return;
    }
    const gatherer = this.shapes.of(kind);
    if (type === 6) for (const part of this.parts(table)) this.polygon(part, gatherer);
    else if (kind === 'polygons') this.polygon(table, gatherer);
    else if (kind === 'lines') this.rings(table, gatherer, () => gatherer.endPath());
    else this.vertices(table.view, this.coordinates(table), 0, Number.POSITIVE_INFINITY, gatherer);
  }

  private *parts(table: FlatTable): Generator<FlatTable> {
    const parts = table.vector(7, 4);
    for (let at = 0; parts !== null && at < parts.length; at++) {
      this.spend(1);
      yield table.tableAt(parts, at);
    }
  }

  private polygon(table: FlatTable, gatherer: GeometryGatherer): void {
    this.rings(table, gatherer, () => gatherer.endRing());
    gatherer.endPolygon();
  }

  /** Paths or rings: `ends` counts the vertices up to the end of each; without it there is one. */
  private rings(table: FlatTable, gatherer: GeometryGatherer, end: () => void): void {
    const xy = this.coordinates(table);
    const ends = table.vector(0, 4);
    const count = xy.length / 2;
    if (ends === null || ends.length === 0) {
      this.vertices(table.view, xy, 0, count, gatherer);
      end();
      return;
    }
    this.spend(ends.length);
    for (let at = 0, from = 0; at < ends.length; at++) {
      const to = table.view.getUint32(ends.at + 4 * at, true);
      if (to < from || to > count) throw new DamagedBuffer(`an end at ${to}`);
      this.vertices(table.view, xy, from, to, gatherer);
      end();
      from = to;
    }
  }

  private coordinates(table: FlatTable): FlatVector {
    return table.vector(1, 8) ?? { at: 0, length: 0 };
  }

  private vertices(view: DataView, xy: FlatVector, from: number, to: number, gatherer: GeometryGatherer): void {
    const end = Math.min(to, Math.floor(xy.length / 2));
    this.spend(2 * (end - from));
    for (let at = xy.at + 16 * from; at < xy.at + 16 * end; at += 16)
      gatherer.vertex(view.getFloat64(at, true), view.getFloat64(at + 8, true));
  }
}
