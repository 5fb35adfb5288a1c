import { geometryExtent, measureBoxes } from '../../../shared/geometry/bounds.ts';
import { type Extent, featureCount, type Geometry } from '../../../shared/geometry/types.ts';
import { vertexStart } from '../../../shared/geometry/vertices.ts';

/** What a sketch is drawn with; a canvas's pen has all of it. */
export type Pen = Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo' | 'rect'>;

/** From coordinates to pixels, y down; x squeezed by `across` where a degree of longitude is shorter than one of latitude. */
export interface SketchView {
  readonly scale: number;
  readonly across: number;
  readonly left: number;
  readonly top: number;
}

/** Vertices looked at for one sketch: a larger layer is drawn from every n-th feature. */
const mostVertices = 400_000;

/** The view that shows an extent whole, centred, with a margin in pixels. */
export function viewOf(extent: Extent, width: number, height: number, geographic: boolean, margin = 6): SketchView {
  const [minX, minY, maxX, maxY] = extent;
  const middle = Math.min(89, Math.abs((minY + maxY) / 2));
  const across = geographic ? Math.cos((middle * Math.PI) / 180) : 1;
  const [wide, high] = [Math.max((maxX - minX) * across, 1e-9), Math.max(maxY - minY, 1e-9)];
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high);
  const left = (minX + maxX) / 2 - width / 2 / scale / across;
  return { scale, across, left, top: (minY + maxY) / 2 + height / 2 / scale };
}

/** The box around one feature, at least a twentieth of the layer wide so that its surroundings are seen. */
export function aroundFeature(geometry: Geometry, feature: number): Extent | null {
  const whole = geometryExtent(geometry);
  if (!whole || feature < 0 || feature >= featureCount(geometry)) return null;
  const [minX, minY, maxX, maxY] = boxOf(geometry, feature);
  if (Number.isNaN(minX)) return null;
  const least = Math.max(whole[2] - whole[0], whole[3] - whole[1]) / 20;
  const reach = Math.max((maxX - minX) * 0.8, (maxY - minY) * 0.8, least / 2);
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  return [x - reach, y - reach, x + reach, y + reach];
}

/** Middle of a feature in pixels; null where it has no place. */
export function placeOf(geometry: Geometry, feature: number, view: SketchView): readonly [number, number] | null {
  if (feature < 0 || feature >= featureCount(geometry)) return null;
  const [minX, minY, maxX, maxY] = boxOf(geometry, feature);
  return Number.isNaN(minX) ? null : [pixelX((minX + maxX) / 2, view), pixelY((minY + maxY) / 2, view)];
}

function boxOf(geometry: Geometry, feature: number): Extent {
  const box = new Float64Array(4 * (feature + 1));
  measureBoxes(geometry, feature, feature + 1, box);
  const at = 4 * feature;
  return [box[at], box[at + 1], box[at + 2], box[at + 3]];
}

const pixelX = (x: number, { left, scale, across }: SketchView): number => (x - left) * scale * across;
const pixelY = (y: number, { top, scale }: SketchView): number => (top - y) * scale;

/** Draws outlines, lines or dots; steps shorter than a pixel are left out. The answer is how many strokes were made. */
export function sketch(geometry: Geometry, view: SketchView, pen: Pen): number {
  if (geometry.kind === 'none') return 0;
  const count = featureCount(geometry);
  const step = Math.max(1, Math.ceil(vertexStart(geometry, count) / mostVertices));
  let strokes = 0;
  for (let feature = 0; feature < count; feature += step) {
    if (geometry.kind === 'points') strokes += dots(geometry.xy, geometry.featureStart, feature, view, pen);
    else {
      const [first, last, starts] = pathsOf(geometry, feature);
      for (let path = first; path < last; path++)
        strokes += stroke(geometry.xy, starts[path], starts[path + 1], geometry.kind === 'polygons', view, pen);
    }
  }
  return strokes;
}

/** The paths or rings of a feature: first, end, and where the vertices of each begin. */
function pathsOf(geometry: Extract<Geometry, { kind: 'lines' | 'polygons' }>, feature: number) {
  const { featureStart } = geometry;
  if (geometry.kind === 'lines') return [featureStart[feature], featureStart[feature + 1], geometry.pathStart] as const;
  const { partStart, ringStart } = geometry;
  return [partStart[featureStart[feature]], partStart[featureStart[feature + 1]], ringStart] as const;
}

function dots(xy: Float64Array, start: Uint32Array, feature: number, view: SketchView, pen: Pen): number {
  for (let vertex = start[feature]; vertex < start[feature + 1]; vertex++)
    pen.rect(pixelX(xy[2 * vertex], view) - 1, pixelY(xy[2 * vertex + 1], view) - 1, 2, 2);
  return start[feature + 1] - start[feature];
}

function stroke(xy: Float64Array, from: number, to: number, closed: boolean, view: SketchView, pen: Pen): number {
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  let strokes = 0;
  const end = closed && to > from ? to + 1 : to;
  for (let at = from; at < end; at++) {
    const vertex = at === to ? from : at;
    const [x, y] = [pixelX(xy[2 * vertex], view), pixelY(xy[2 * vertex + 1], view)];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (Number.isNaN(lastX)) pen.moveTo(x, y);
    else if (at < end - 1 && Math.abs(x - lastX) + Math.abs(y - lastY) < 1) continue;
    else {
      pen.lineTo(x, y);
      strokes++;
    }
    [lastX, lastY] = [x, y];
  }
  return strokes;
}
