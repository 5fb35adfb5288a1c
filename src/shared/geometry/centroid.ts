import { evenOddMoments, ringTouchesItself, turnsOnceAround } from './even-odd.ts';
import { PlotEdges } from './plot-edges.ts';
import type { Geometry, Lines, Polygons } from './types.ts';
import { isFiniteVertex, vertexStart } from './vertices.ts';

// Moments of one feature, relative to its first finite vertex: weight, weight * x, weight * y, and the greatest squared
// distance of a vertex. Reused for every feature.
const moments = new Float64Array(4);
// An area below this share of the squared size is rounding noise of vertices on one line.
const noise = 1e-13;
const origin = new Float64Array(2);

/**
 * out[2f], out[2f+1] = centroid of feature f for f in [from, to), in units of the CRS. Polygons: centre of the even-odd
 * area, whatever way rings turn, cross or overlap; where the area is zero the centre of length; where that is zero too, and
 * for points, the mean of the vertices. Lines: centre of length, else the mean. NaN, NaN for a null geometry.
 * Computed from an origin on the feature, so that large coordinates cost no digits. Vertices that are not finite are
 * left out.
 */
export function measureCentroids(geometry: Geometry, from: number, to: number, out: Float64Array): void {
  const edges = geometry.kind === 'polygons' ? PlotEdges.forRows(geometry, from, to) : null;
  for (let feature = from; feature < to; feature++) {
    if (!findOrigin(geometry, feature)) {
      out[2 * feature] = Number.NaN;
      out[2 * feature + 1] = Number.NaN;
      continue;
    }
    moments.fill(0);
    if (geometry.kind === 'polygons' && edges) addAreas(geometry, feature, edges);
    if (!(moments[0] > noise * moments[3])) {
      moments.fill(0);
      if (geometry.kind === 'lines') addPaths(geometry, feature);
      if (geometry.kind === 'polygons') addRings(geometry, feature);
    }
    if (!(moments[0] > 0)) addVertices(geometry, feature);
    out[2 * feature] = origin[0] + moments[1] / moments[0];
    out[2 * feature + 1] = origin[1] + moments[2] / moments[0];
  }
}

function findOrigin(geometry: Geometry, feature: number): boolean {
  if (geometry.kind === 'none') return false;
  const end = vertexStart(geometry, feature + 1);
  for (let vertex = vertexStart(geometry, feature); vertex < end; vertex++) {
    origin[0] = geometry.xy[2 * vertex];
    origin[1] = geometry.xy[2 * vertex + 1];
    if (isFiniteVertex(origin[0], origin[1])) return true;
  }
  return false;
}

/** The sum over rings where they are simple, which is fast; else the sweep. */
function addAreas(polygons: Polygons, feature: number, edges: PlotEdges): void {
  const { xy, featureStart, partStart, ringStart } = polygons;
  const firstRing = partStart[featureStart[feature]];
  const lastRing = partStart[featureStart[feature + 1]];
  const start = ringStart[firstRing];
  const end = ringStart[firstRing + 1];
  if (lastRing - firstRing === 1) {
    addRingArea(xy, start, end, true);
    const x = origin[0] + moments[1] / moments[0];
    const y = origin[1] + moments[2] / moments[0];
    if (turnsOnceAround(xy, start, end, x, y)) return;
  }
  edges.loadPlot(feature);
  if (lastRing - firstRing === 1 && !ringTouchesItself(edges)) return;
  noteSize(edges.box);
  if (evenOddMoments(edges, origin[0], origin[1], moments)) return;
  moments.fill(0);
  for (let part = featureStart[feature]; part < featureStart[feature + 1]; part++) {
    for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
      addRingArea(xy, ringStart[ring], ringStart[ring + 1], ring === partStart[part]);
    }
  }
}

function noteSize(box: Float64Array): void {
  const x = Math.max(box[2] - origin[0], origin[0] - box[0]);
  const y = Math.max(box[3] - origin[1], origin[1] - box[1]);
  moments[3] = x * x + y * y;
}

/** Adds the ring's area moments: positive for an outer ring, negative for a hole, whatever way it turns. */
function addRingArea(xy: Float64Array, start: number, end: number, outer: boolean): void {
  let last = end - 1;
  while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
  if (last < start) return;
  let weight = 0;
  let weightX = 0;
  let weightY = 0;
  let ax = xy[2 * last] - origin[0];
  let ay = xy[2 * last + 1] - origin[1];
  for (let vertex = start; vertex <= last; vertex++) {
    const bx = xy[2 * vertex] - origin[0];
    const by = xy[2 * vertex + 1] - origin[1];
    if (!isFiniteVertex(bx, by)) continue;
    const cross = ax * by - bx * ay;
    weight += cross;
    weightX += cross * (ax + bx);
    weightY += cross * (ay + by);
    const squared = bx * bx + by * by;
    if (squared > moments[3]) moments[3] = squared;
    ax = bx;
    ay = by;
  }
  const sign = weight < 0 === outer ? -1 : 1;
  moments[0] += sign * weight;
  moments[1] += (sign * weightX) / 3;
  moments[2] += (sign * weightY) / 3;
}

function addPaths(lines: Lines, feature: number): void {
  for (let path = lines.featureStart[feature]; path < lines.featureStart[feature + 1]; path++) {
    addPathLength(lines.xy, lines.pathStart[path], lines.pathStart[path + 1], false);
  }
}

function addRings(polygons: Polygons, feature: number): void {
  const last = polygons.partStart[polygons.featureStart[feature + 1]];
  for (let ring = polygons.partStart[polygons.featureStart[feature]]; ring < last; ring++) {
    addPathLength(polygons.xy, polygons.ringStart[ring], polygons.ringStart[ring + 1], true);
  }
}

function addPathLength(xy: Float64Array, start: number, end: number, closed: boolean): void {
  let ax = 0;
  let ay = 0;
  let started = false;
  const count = end - start;
  for (let step = 0; step < count + (closed ? 1 : 0); step++) {
    const vertex = start + (step % count);
    const bx = xy[2 * vertex] - origin[0];
    const by = xy[2 * vertex + 1] - origin[1];
    if (!isFiniteVertex(bx, by)) continue;
    if (started) {
      const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
      moments[0] += length;
      moments[1] += (length * (ax + bx)) / 2;
      moments[2] += (length * (ay + by)) / 2;
    }
    ax = bx;
    ay = by;
    started = true;
  }
}

function addVertices(geometry: Geometry, feature: number): void {
  if (geometry.kind === 'none') return;
  const end = vertexStart(geometry, feature + 1);
  for (let vertex = vertexStart(geometry, feature); vertex < end; vertex++) {
    const x = geometry.xy[2 * vertex] - origin[0];
    const y = geometry.xy[2 * vertex + 1] - origin[1];
    if (!isFiniteVertex(x, y)) continue;
    moments[0] += 1;
    moments[1] += x;
    moments[2] += y;
  }
}
