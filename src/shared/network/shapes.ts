import { writeBox } from '../geometry/bounds.ts';
import { PlotEdges } from '../geometry/plot-edges.ts';
import { featureCount, type Geometry, type Lines } from '../geometry/types.ts';
import { isFiniteVertex, longestFeature, vertexStart } from '../geometry/vertices.ts';
import type { SnapShape } from './snap.ts';

/**
 * Calls `visit` with every selected feature of a geometry as a shape to bring to the road: polygons and lines as a
 * whole, the points of a multipoint one by one. The shape is reused; null geometries and those without a finite vertex
 * are passed over. `mask`: rows where it is 1, null for all.
 */
export function eachShape(
  geometry: Geometry,
  mask: Uint8Array | null,
  visit: (shape: SnapShape, row: number) => void,
): void {
  if (geometry.kind === 'none') return;
  const count = featureCount(geometry);
  const polygon = geometry.kind === 'polygons' ? PlotEdges.forRows(geometry, 0, count) : null;
  const line = geometry.kind === 'lines' ? new LineShape(geometry) : null;
  const point = new PlotEdges(null, 1);
  for (let row = 0; row < count; row++) {
    if (mask && mask[row] !== 1) continue;
    if (polygon) {
      if (polygon.loadPlot(row)) visit(polygon, row);
    } else if (line) {
      if (line.load(row)) visit(line, row);
    } else {
      for (let vertex = vertexStart(geometry, row); vertex < vertexStart(geometry, row + 1); vertex++) {
        if (point.loadPoint(geometry.xy[2 * vertex], geometry.xy[2 * vertex + 1])) visit(point, row);
      }
    }
  }
}

/** A line feature as a shape without an inside. */
class LineShape implements SnapShape {
  readonly box = new Float64Array(4);
  readonly edges: Float64Array;
  count = 0;

  constructor(private readonly lines: Lines) {
    this.edges = new Float64Array(4 * Math.max(1, longestFeature(lines, 0, featureCount(lines))));
  }

  load(row: number): boolean {
    const { xy, featureStart, pathStart } = this.lines;
    writeBox(xy, vertexStart(this.lines, row), vertexStart(this.lines, row + 1), this.box, 0);
    this.count = 0;
    for (let path = featureStart[row]; path < featureStart[row + 1]; path++) {
      this.addPath(pathStart[path], pathStart[path + 1]);
    }
    return this.count > 0;
  }

  takeEdges(): void {}

  holds(): boolean {
    return false;
  }

  private addPath(start: number, end: number): void {
    const { xy } = this.lines;
    let previous = -1;
    for (let vertex = start; vertex < end; vertex++) {
      if (!isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) continue;
      if (previous >= 0 || vertex + 1 === end) this.addEdge(previous < 0 ? vertex : previous, vertex);
      previous = vertex;
    }
  }

  private addEdge(a: number, b: number): void {
    const { xy } = this.lines;
    const at = 4 * this.count++;
    this.edges[at] = xy[2 * a];
    this.edges[at + 1] = xy[2 * a + 1];
    this.edges[at + 2] = xy[2 * b];
    this.edges[at + 3] = xy[2 * b + 1];
  }
}
