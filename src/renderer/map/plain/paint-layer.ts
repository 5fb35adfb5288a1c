import { textAt } from '../../../shared/dataset/columns.ts';
import { measureBoxes } from '../../../shared/geometry/bounds.ts';
import { featureCount, type Geometry } from '../../../shared/geometry/types.ts';
import type { MapScheme } from '../ramp.ts';
import { drawSymbol } from '../symbols.ts';
import { groundColors, type LayerStyle, layerStyle, leftOutOpacity, lineGrowth } from '../theme-style.ts';
import type { Paper } from './paint.ts';
import type { PaintedLayer } from './painter-messages.ts';
import { patternOf } from './patterns.ts';
import { pixelOf, shownExtent } from './plain-view.ts';
import { pointsOf, rowsInside, traceFeature } from './trace.ts';

/** Features painted in one stroke: longer paths take the pen out of proportion. */
const strokeLength = 256;

const boxesOf = new WeakMap<Geometry, Float64Array>();

/** The boxes of a geometry's features, measured once. */
export function featureBoxes(geometry: Geometry): Float64Array {
  const before = boxesOf.get(geometry);
  if (before) return before;
  const count = featureCount(geometry);
  const boxes = new Float64Array(4 * count);
  measureBoxes(geometry, 0, count, boxes);
  boxesOf.set(geometry, boxes);
  return boxes;
}

const shownRows = ({ view, size }: Paper, geometry: Geometry): number[] =>
  rowsInside(featureBoxes(geometry), shownExtent(view, size));

/** Paints a layer but for its names; rows that do not count are painted faintly. */
export function paintLayer(paper: Paper, layer: PaintedLayer, counted: Uint8Array | null): void {
  if (layer.geometry.kind === 'points') paintSigns(paper, layer, counted);
  else paintFeatures(paper, layer, counted);
  paper.pen.globalAlpha = 1;
  paper.pen.setLineDash([]);
}

function paintFeatures(paper: Paper, { geometry, role, theme }: PaintedLayer, counted: Uint8Array | null): void {
  const style = layerStyle(role, theme, paper.scheme);
  const rows = shownRows(paper, geometry);
  for (const wanted of counted ? [0, 1] : [1]) {
    const own = counted ? rows.filter((row) => counted[row] === wanted) : rows;
    const strength = wanted === 1 ? 1 : leftOutOpacity;
    if (geometry.kind === 'polygons') fillAreas(paper, geometry, own, style, role === 'boundary', strength);
    strokeFeatures(paper, geometry, own, style, strength);
  }
}

function fillAreas(
  { pen, view, size, ratio, scheme }: Paper,
  geometry: Geometry,
  rows: readonly number[],
  { color, fill }: LayerStyle,
  land: boolean,
  strength: number,
): void {
  const pattern = land ? 'solid' : (fill?.pattern ?? 'solid');
  const opacity = land ? 1 : (fill?.opacity ?? 0) * strength;
  if (opacity === 0) return;
  const plain = land ? groundColors(scheme).land : color;
  const anchor = pixelOf(view, size, 0, 0);
  pen.fillStyle = pattern === 'solid' ? plain : patternOf({ kind: pattern, color, ground: null }, ratio, anchor);
  pen.globalAlpha = opacity;
  for (const row of rows) {
    pen.beginPath();
    traceFeature(pen, geometry, row, view, size);
    pen.fill('evenodd');
  }
}

function strokeFeatures(
  { pen, view, size }: Paper,
  geometry: Geometry,
  rows: readonly number[],
  style: LayerStyle,
  strength: number,
): void {
  const wider = lineGrowth(view.zoom);
  pen.lineJoin = 'round';
  const stroke = (color: string, width: number, opacity: number, dash: readonly number[]) => {
    pen.globalAlpha = opacity;
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.setLineDash([...dash]);
    for (let from = 0; from < rows.length; from += strokeLength) {
      pen.beginPath();
      for (const row of rows.slice(from, from + strokeLength))
        traceFeature(pen, geometry, row, view, size, dash.length > 0);
      pen.stroke();
    }
  };
  const { casing, line, fill, color } = style;
  if (casing) stroke(casing.color, casing.width * wider, strength, []);
  const opacity = fill ? line.opacity * Math.min(1, wider) : line.opacity;
  stroke(color, line.width * wider, opacity * strength, line.dash ?? []);
}

const signs = new Map<string, OffscreenCanvas>();

/** A sign drawn once, to be laid down many times. */
function signOf({ point: { symbol, radius }, color }: LayerStyle, scheme: MapScheme, ratio: number): OffscreenCanvas {
  const ring = scheme === 'dark' ? '#15191e' : '#ffffff';
  const key = `${symbol} ${color} ${ring} ${radius} ${ratio}`;
  const before = signs.get(key);
  if (before) return before;
  const image = drawSymbol(symbol, color, ring, radius, ratio);
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  signs.set(key, canvas);
  return canvas;
}

function paintSigns(paper: Paper, { geometry, role, theme }: PaintedLayer, counted: Uint8Array | null): void {
  const { pen, view, size, ratio, scheme } = paper;
  const style = layerStyle(role, theme, scheme);
  if (view.zoom < style.point.fromZoom) return;
  const sign = signOf(style, scheme, ratio);
  const side = sign.width / ratio;
  for (const row of shownRows(paper, geometry)) {
    pen.globalAlpha = counted && counted[row] !== 1 ? leftOutOpacity : 1;
    for (const [x, y] of pointsOf(geometry, row, view, size))
      pen.drawImage(sign, x - side / 2, y - side / 2, side, side);
  }
}

/** A box of a name: no name is written over another. */
type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** The names beside the points of some layers, where there is room; the first layer's come first. */
export function paintNames(paper: Paper, layers: readonly PaintedLayer[]): void {
  const written: Box[] = [];
  for (const layer of layers) writeNames(paper, layer, written);
}

function writeNames(paper: Paper, { geometry, role, theme, names }: PaintedLayer, written: Box[]): void {
  const { view, size, ratio, scheme } = paper;
  const style = layerStyle(role, theme, scheme);
  const { fromZoom, labelsFromZoom } = style.point;
  if (names === null || labelsFromZoom === null || view.zoom < Math.max(fromZoom, labelsFromZoom)) return;
  const side = signOf(style, scheme, ratio).width / ratio;
  for (const row of shownRows(paper, geometry)) {
    const name = textAt(names, row) ?? '';
    if (name === '') continue;
    for (const [x, y] of pointsOf(geometry, row, view, size)) writeName(paper, name, x + side / 2 + 1, y, written);
  }
}

function writeName({ pen, scheme }: Paper, name: string, x: number, y: number, written: Box[]): void {
  pen.font = "600 11.5px 'Segoe UI', Inter, 'Liberation Sans', sans-serif";
  const box = [x - 2, y - 8, x + pen.measureText(name).width + 2, y + 8] as const;
  if (written.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
  written.push(box);
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = 3.2;
  pen.strokeStyle = scheme === 'dark' ? '#15191e' : '#ffffff';
  pen.strokeText(name, x, y);
  pen.fillStyle = scheme === 'dark' ? '#e8eaed' : '#22262b';
  pen.fillText(name, x, y);
}
