import { findColumn, textAt } from '../../../shared/dataset/columns.ts';
import { measureBoxes } from '../../../shared/geometry/bounds.ts';
import { featureCount, type Geometry } from '../../../shared/geometry/types.ts';
import type { Hillshade } from '../../../shared/report/hillshade.ts';
import { excludedClass, unknownClass } from '../../../shared/scoring/score-classes.ts';
import { type MapScheme, outsideColors, scoreRamp, selectionColors } from '../ramp.ts';
import { reliefCanvas } from '../relief.ts';
import type { MapContent } from '../study-map-types.ts';
import { drawSymbol } from '../symbols.ts';
import { groundColors, type LayerStyle, layerStyle, leftOutOpacity, lineGrowth } from '../theme-style.ts';
import { patternOf } from './patterns.ts';
import type { Surface } from './picture-stack.ts';
import { type PlainView, pixelsPerUnit, shownExtent } from './plain-view.ts';
import { pointsOf, rowsInside, traceFeature } from './trace.ts';

/** Where and on what the map is painted. */
export interface Paper extends Surface {
  readonly view: PlainView;
  readonly scheme: MapScheme;
}

type Layer = MapContent['layers'][number];

const boxesOf = new WeakMap<Geometry, Float64Array>();

function shownRows({ view, size }: Paper, geometry: Geometry): number[] {
  let boxes = boxesOf.get(geometry);
  if (!boxes) {
    const count = featureCount(geometry);
    boxes = new Float64Array(4 * count);
    measureBoxes(geometry, 0, count, boxes);
    boxesOf.set(geometry, boxes);
  }
  return rowsInside(boxes, shownExtent(view, size));
}

export function paintGround({ pen, size, scheme }: Paper): void {
  pen.fillStyle = groundColors(scheme).outside;
  pen.fillRect(0, 0, size.width, size.height);
}

const reliefs = new WeakMap<Hillshade, Map<MapScheme, HTMLCanvasElement>>();

/** A relief, stretched evenly between its corners. */
export function paintRelief({ pen, view, size, ratio, scheme }: Paper, relief: Hillshade): void {
  const made = reliefs.get(relief) ?? new Map<MapScheme, HTMLCanvasElement>();
  reliefs.set(relief, made);
  const canvas = made.get(scheme) ?? reliefCanvas(relief, scheme);
  made.set(scheme, canvas);
  const scale = pixelsPerUnit(view);
  const [left, top, right, rightTop, , , bottomX, bottom] = relief.corners;
  const { width, height } = relief;
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.transform(
    ((right - left) * scale) / width,
    ((rightTop - top) * scale) / width,
    ((bottomX - left) * scale) / height,
    ((bottom - top) * scale) / height,
    (left - view.x) * scale + size.width / 2,
    (top - view.y) * scale + size.height / 2,
  );
  pen.drawImage(canvas, 0, 0);
  pen.restore();
}

/** Areas and lines of a layer; rows that do not count are drawn faintly. */
export function paintFeatures(paper: Paper, layer: Layer, geometry: Geometry, counted: Uint8Array | null): void {
  const { role, theme } = layer.definition;
  const style = layerStyle(role, theme, paper.scheme);
  const rows = shownRows(paper, geometry);
  const shares = counted ? [0, 1] : [1];
  for (const wanted of shares) {
    const own = counted ? rows.filter((row) => counted[row] === wanted) : rows;
    paintShare(paper, geometry, own, style, role === 'boundary', wanted === 1 ? 1 : leftOutOpacity);
  }
  paper.pen.globalAlpha = 1;
  paper.pen.setLineDash([]);
}

function paintShare(
  { pen, view, size, ratio, scheme }: Paper,
  geometry: Geometry,
  rows: readonly number[],
  style: LayerStyle,
  land: boolean,
  strength: number,
): void {
  const wider = lineGrowth(view.zoom);
  if (geometry.kind === 'polygons' && (land || (style.fill && style.fill.opacity > 0))) {
    const pattern = style.fill?.pattern ?? 'solid';
    pen.fillStyle = land
      ? groundColors(scheme).land
      : pattern === 'solid'
        ? style.color
        : patternOf({ kind: pattern, color: style.color, ground: null }, ratio);
    pen.globalAlpha = land ? 1 : (style.fill?.opacity ?? 1) * strength;
    for (const row of rows) {
      pen.beginPath();
      traceFeature(pen, geometry, row, view, size);
      pen.fill('evenodd');
    }
  }
  pen.beginPath();
  for (const row of rows) traceFeature(pen, geometry, row, view, size);
  pen.lineJoin = 'round';
  if (style.casing) {
    pen.globalAlpha = strength;
    pen.strokeStyle = style.casing.color;
    pen.lineWidth = style.casing.width * wider;
    pen.stroke();
  }
  pen.globalAlpha = (style.fill ? style.line.opacity * Math.min(1, wider) : style.line.opacity) * strength;
  pen.strokeStyle = style.color;
  pen.lineWidth = style.line.width * wider;
  pen.setLineDash(style.line.dash ?? []);
  pen.stroke();
  pen.setLineDash([]);
}

/** The plots by class: colours, excluded hatched, unknown dotted. `typical`: an average plot's side in world units. */
export function paintPlots(paper: Paper, plots: Geometry, classes: Uint8Array, typical: number): void {
  const { pen, view, size, ratio, scheme } = paper;
  const { excluded, unknown, mark, line } = outsideColors(scheme);
  const fills: (string | CanvasPattern)[] = [...scoreRamp(scheme)];
  fills[excludedClass] = patternOf({ kind: 'hatch', color: mark, ground: excluded }, ratio);
  fills[unknownClass] = patternOf({ kind: 'dots', color: mark, ground: unknown }, ratio);
  const edge = Math.min(1, Math.max(0, (typical * pixelsPerUnit(view) - 3) / 12)) * 0.85;
  pen.strokeStyle = line;
  pen.lineWidth = 1;
  for (const row of shownRows(paper, plots)) {
    pen.beginPath();
    traceFeature(pen, plots, row, view, size);
    pen.globalAlpha = 0.94;
    pen.fillStyle = fills[classes[row]] ?? unknown;
    pen.fill('evenodd');
    if (edge === 0) continue;
    pen.globalAlpha = edge;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Two lines around each of some plots. */
export function paintOutlines(paper: Paper, plots: Geometry, rows: readonly number[], primary: number | null): void {
  const { pen, view, size, scheme } = paper;
  const { outer, inner, mark } = selectionColors(scheme);
  const last = primary === null ? [] : [primary];
  pen.lineJoin = 'round';
  for (const row of [...rows.filter((each) => each !== primary), ...last]) {
    pen.beginPath();
    traceFeature(pen, plots, row, view, size);
    pen.strokeStyle = outer;
    pen.lineWidth = 6.5;
    pen.stroke();
    pen.strokeStyle = row === primary ? mark : inner;
    pen.lineWidth = 3;
    pen.stroke();
  }
}

/** The plot under the pointer. */
export function paintHover({ pen, view, size, scheme }: Paper, plots: Geometry, row: number): void {
  pen.beginPath();
  traceFeature(pen, plots, row, view, size);
  pen.strokeStyle = selectionColors(scheme).inner;
  pen.lineWidth = 2;
  pen.stroke();
}

const signs = new Map<string, HTMLCanvasElement>();

/** A sign drawn once, to be laid down many times. */
function signOf({ point: { symbol, radius }, color }: LayerStyle, scheme: MapScheme, ratio: number): HTMLCanvasElement {
  const ring = scheme === 'dark' ? '#15191e' : '#ffffff';
  const key = `${symbol} ${color} ${ring} ${radius} ${ratio}`;
  const before = signs.get(key);
  if (before) return before;
  const image = drawSymbol(symbol, color, ring, radius, ratio);
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  signs.set(key, canvas);
  return canvas;
}

/** Boxes of names written so far: no name is written over another. */
export type Written = (readonly [minX: number, minY: number, maxX: number, maxY: number])[];

/** Points as signs, with names where there is room. */
export function paintPoints(
  paper: Paper,
  { definition, dataset }: Layer,
  geometry: Geometry,
  counted: Uint8Array | null,
  written: Written,
): void {
  const { pen, view, size, ratio, scheme } = paper;
  const style = layerStyle(definition.role, definition.theme, scheme);
  if (view.zoom < style.point.fromZoom) return;
  const sign = signOf(style, scheme, ratio);
  const nameField = definition.fields.get('name') ?? definition.fields.get('label') ?? null;
  const { labelsFromZoom } = style.point;
  const named = nameField !== null && labelsFromZoom !== null && view.zoom >= labelsFromZoom;
  const column = named ? findColumn(dataset, nameField) : undefined;
  for (const row of shownRows(paper, geometry)) {
    pen.globalAlpha = counted && counted[row] !== 1 ? leftOutOpacity : 1;
    const name = column?.type === 'text' ? (textAt(column, row) ?? '') : '';
    for (const [x, y] of pointsOf(geometry, row, view, size)) {
      const side = sign.width / ratio;
      pen.drawImage(sign, x - side / 2, y - side / 2, side, side);
      if (name !== '') writeName(paper, name, x + side / 2 + 1, y, written);
    }
  }
  pen.globalAlpha = 1;
}

function writeName({ pen, scheme }: Paper, name: string, x: number, y: number, written: Written): void {
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
