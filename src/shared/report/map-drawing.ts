import type { Theme } from '../dataset/themes.ts';
import { geometryExtent } from '../geometry/bounds.ts';
import { featureCount, type Geometry } from '../geometry/types.ts';
import type { Language } from '../lib/language.ts';
import { classesOf, classLabels, excludedClass, plotClasses, type ScoreClasses } from '../scoring/score-classes.ts';
import { scoreRamp } from './colours.ts';
import { correctedByRow } from './corrected.ts';
import type { Drawing, Paint, Shape } from './drawing.ts';
import { featureOnPaper, fitFrame, type MapFrame } from './map-frame.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';
import { reportWord } from './words.ts';

/** A layer drawn for orientation, in the working CRS. */
export interface ContextLayer {
  readonly theme: Theme | null;
  readonly geometry: Geometry;
}

/** A4 landscape in millimetres. */
const paper = { width: 297, height: 210 };
const map = { left: 10, top: 22, width: 222, height: 172 };
/** How many of the best plots are numbered on the map. */
const numbered = 10;

const areaFill: ReadonlyMap<Theme | null, string> = new Map([
  ['water', '#c9dfec'],
  ['green', '#e3ecd9'],
  ['protected', '#dbe8cf'],
]);
const lineStyle: ReadonlyMap<Theme | null, readonly [colour: string, width: number]> = new Map([
  ['main-road', ['#b0623a', 0.55]],
  ['road', ['#b9b3aa', 0.22]],
  ['rail', ['#4a4a4a', 0.4]],
  ['line', ['#7a4fa0', 0.3]],
  ['boundary', ['#6f6f6f', 0.35]],
]);
const pointFill: ReadonlyMap<Theme | null, string> = new Map([
  ['substation', '#7a1fa2'],
  ['port', '#0b5c8a'],
  ['airport', '#0b5c8a'],
  ['station', '#333333'],
  ['school', '#b3261e'],
]);

/**
 * The score map of one profile on A4 landscape at a round scale in the working CRS: plots by score class, excluded
 * hatched, unknown dotted, the ten best outlined and numbered, plots with corrected values marked; legend, scale bar and north arrow.
 */
export function mapDrawing(
  scored: ScoredProfile,
  plots: ReportPlots,
  context: readonly ContextLayer[],
  title: string,
  language: Language,
): Drawing {
  const extent = geometryExtent(plots.dataset.geometry) ?? [0, 0, 1, 1];
  const frame = fitFrame(extent, plots.dataset.crs.metresPerUnit, map);
  return {
    ...paper,
    title,
    description: reportWord('mapAlt', language),
    shapes: shapes(scored, plots, context, title, language, frame),
  };
}

function* shapes(
  scored: ScoredProfile,
  plots: ReportPlots,
  context: readonly ContextLayer[],
  title: string,
  language: Language,
  frame: MapFrame,
): Generator<Shape> {
  yield box(frame.left, frame.top, frame.width, frame.height, { colour: '#f6f4ef' }, null);
  yield* contextAreas(context, frame);
  const classes = scored.classes ?? classesOf(scored.scores);
  yield* plotShapes(plotClasses(scored.scores, classes), plots, frame);
  yield* contextLines(context, frame);
  yield* contextPoints(context, frame);
  yield* best(scored, plots, frame);
  yield* correctedMarks(scored, plots, frame);
  yield* surround(title, frame);
  yield* legend(classes, (scored.corrected ?? []).length > 0, language);
  yield* scaleBar(frame);
}

function* contextAreas(context: readonly ContextLayer[], frame: MapFrame): Generator<Shape> {
  for (const { theme, geometry } of context) {
    const colour = areaFill.get(theme);
    if (geometry.kind !== 'polygons' || colour === undefined) continue;
    for (const rings of features(geometry, frame)) {
      yield { kind: 'path', rings, closed: true, fill: { colour }, stroke: null, strokeWidth: 0 };
    }
  }
}

function* contextLines(context: readonly ContextLayer[], frame: MapFrame): Generator<Shape> {
  for (const { theme, geometry } of context) {
    const style = lineStyle.get(theme);
    const drawn = geometry.kind === 'lines' || (geometry.kind === 'polygons' && theme === 'boundary');
    if (!drawn || style === undefined) continue;
    const [stroke, strokeWidth] = style;
    for (const rings of features(geometry, frame)) {
      const closed = geometry.kind === 'polygons';
      yield {
        kind: 'path',
        rings,
        closed,
        fill: null,
        stroke,
        strokeWidth,
        dashed: theme === 'rail' || theme === 'boundary',
      };
    }
  }
}

function* contextPoints(context: readonly ContextLayer[], frame: MapFrame): Generator<Shape> {
  for (const { theme, geometry } of context) {
    const fill = pointFill.get(theme);
    if (geometry.kind !== 'points' || fill === undefined) continue;
    for (const rings of features(geometry, frame)) {
      for (const [x, y] of rings) yield { kind: 'circle', x, y, radius: 1.1, fill, stroke: '#ffffff' };
    }
  }
}

function* features(geometry: Geometry, frame: MapFrame): Generator<readonly (readonly number[])[]> {
  for (let row = 0; row < featureCount(geometry); row++) {
    const rings = featureOnPaper(geometry, row, frame);
    if (rings.length > 0) yield rings;
  }
}

function* plotShapes(classPerRow: Uint8Array, plots: ReportPlots, frame: MapFrame): Generator<Shape> {
  for (let row = 0; row < plots.count; row++) {
    const rings = featureOnPaper(plots.dataset.geometry, row, frame);
    if (rings.length === 0) continue;
    const own = classPerRow[row];
    const fill: Paint =
      own < scoreRamp.length ? { colour: scoreRamp[own] } : { pattern: own === excludedClass ? 'hatch' : 'dots' };
    yield { kind: 'path', rings, closed: true, fill, stroke: '#ffffff', strokeWidth: 0.05 };
  }
}

function* best({ scores }: ScoredProfile, plots: ReportPlots, frame: MapFrame): Generator<Shape> {
  const rows = [...scores.order.subarray(0, numbered)].filter((row) => scores.rank[row] > 0).reverse();
  for (const row of rows) {
    const rings = featureOnPaper(plots.dataset.geometry, row, frame);
    if (rings.length === 0) continue;
    yield { kind: 'path', rings, closed: true, fill: null, stroke: '#ffffff', strokeWidth: 1 };
    yield { kind: 'path', rings, closed: true, fill: null, stroke: '#c2185b', strokeWidth: 0.5 };
    const [x, y] = middle(rings[0]);
    yield {
      kind: 'text',
      x,
      y: y + 1.2,
      size: 3.4,
      text: String(scores.rank[row]),
      anchor: 'middle',
      bold: true,
      halo: true,
    };
  }
}

/** A ring on each plot of which a value was corrected. */
function* correctedMarks(scored: ScoredProfile, plots: ReportPlots, frame: MapFrame): Generator<Shape> {
  for (const row of correctedByRow(scored).keys()) {
    const rings = featureOnPaper(plots.dataset.geometry, row, frame);
    if (rings.length > 0) yield correctedMark(...middle(rings[0]));
  }
}

const correctedMark = (x: number, y: number): Shape => {
  return { kind: 'circle', x, y, radius: 1, fill: '#ffffff', stroke: '#c2185b' };
};

function middle(ring: readonly number[]): readonly [number, number] {
  let x = 0;
  let y = 0;
  for (let at = 0; at < ring.length; at += 2) {
    x += ring[at];
    y += ring[at + 1];
  }
  return [(2 * x) / ring.length, (2 * y) / ring.length];
}

/** Covers what hangs over the map's edge and draws its frame, title and north arrow. */
function* surround(title: string, { left, top, width, height }: MapFrame): Generator<Shape> {
  const white = { colour: '#ffffff' };
  yield box(0, 0, paper.width, top, white, null);
  yield box(0, top + height, paper.width, paper.height - top - height, white, null);
  yield box(0, 0, left, paper.height, white, null);
  yield box(left + width, 0, paper.width - left - width, paper.height, white, null);
  yield box(left, top, width, height, null, '#8c8c8c');
  yield { kind: 'text', x: left, y: 15, size: 7, text: title, anchor: 'start', bold: true };
  const x = left + width + 48;
  const arrow = [x, 26, x - 3, 35, x, 33, x + 3, 35];
  yield { kind: 'path', rings: [arrow], closed: true, fill: { colour: '#1d2733' }, stroke: null, strokeWidth: 0 };
  yield { kind: 'text', x, y: 40, size: 4, text: 'N', anchor: 'middle', bold: true };
}

function* legend(classes: ScoreClasses, isCorrected: boolean, language: Language): Generator<Shape> {
  const x = map.left + map.width + 6;
  let y = map.top + 8;
  yield { kind: 'text', x, y: y - 3, size: 4.4, text: reportWord('score', language), anchor: 'start', bold: true };
  const labels = classLabels(classes, language);
  for (let index = scoreRamp.length - 1; index >= 0; index--) {
    yield* entry(x, y, { colour: scoreRamp[index] }, labels[index]);
    y += 6.5;
  }
  y += 3;
  yield* entry(x, y, { pattern: 'hatch' }, reportWord('excluded', language));
  yield* entry(x, y + 6.5, { pattern: 'dots' }, reportWord('unknown', language));
  if (!isCorrected) return;
  yield correctedMark(x + 4, y + 15.5);
  yield { kind: 'text', x: x + 10.5, y: y + 16.8, size: 3.8, text: reportWord('corrected', language), anchor: 'start' };
}

function* entry(x: number, y: number, fill: Paint, label: string): Generator<Shape> {
  yield box(x, y, 8, 5, fill, '#8c8c8c');
  yield { kind: 'text', x: x + 10.5, y: y + 3.8, size: 3.8, text: label, anchor: 'start' };
}

function* scaleBar({ scale, left, width, top, height }: MapFrame): Generator<Shape> {
  const x = left + width + 6;
  const y = top + height - 6;
  const metres =
    [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000].findLast(
      (length) => (length * 1000) / scale <= 45,
    ) ?? 100;
  const length = (metres * 1000) / scale;
  yield box(x, y, length / 2, 1.6, { colour: '#1d2733' }, '#1d2733');
  yield box(x + length / 2, y, length / 2, 1.6, { colour: '#ffffff' }, '#1d2733');
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  yield { kind: 'text', x: x + length, y: y - 1.6, size: 3.4, text: label, anchor: 'end' };
  yield { kind: 'text', x, y: y - 1.6, size: 3.4, text: '0', anchor: 'start' };
  yield {
    kind: 'text',
    x,
    y: y + 6,
    size: 3.4,
    text: `1 : ${scale.toLocaleString('en').replaceAll(',', '\u202f')}`,
    anchor: 'start',
  };
}

function box(x: number, y: number, width: number, height: number, fill: Paint | null, stroke: string | null): Shape {
  const ring = [x, y, x + width, y, x + width, y + height, x, y + height];
  return { kind: 'path', rings: [ring], closed: true, fill, stroke, strokeWidth: stroke === null ? 0 : 0.25 };
}
