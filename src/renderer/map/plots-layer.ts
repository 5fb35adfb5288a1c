import type { CustomLayerInterface } from 'maplibre-gl';
import type { Triangles } from '../../shared/geometry/triangulate.ts';
import { featureCount, type Polygons } from '../../shared/geometry/types.ts';
import { rgba } from './colour.ts';
import { createDrawnLayer, type FrameOf, type LayerDrawing } from './drawn-layer.ts';
import type { Frame } from './gl/frame.ts';
import { createPlotFill, type PlotColors, type PlotFill } from './gl/plot-fill.ts';
import { localPositions, ringSegments } from './gl/segments.ts';
import { createStrokePen, type StrokeInk, type StrokePen } from './gl/stroke.ts';
import { typicalPlotSize } from './picture.ts';
import { type MapScheme, outsideColors, scoreRamp, selectionColors } from './ramp.ts';

/** The most selected plots that get outlines; beyond it the first ones do. */
const maxOutlined = 20_000;

/** Plots coloured by class, and the outlines of the selected ones on top of everything. */
export interface PlotsLayers {
  readonly fill: CustomLayerInterface;
  readonly outline: CustomLayerInterface;
  setClasses(classes: Uint8Array): void;
  setHover(row: number | null): void;
  setSelection(rows: readonly number[], primary: number | null): void;
}

interface PlotsSource {
  readonly plots: Polygons;
  readonly triangles: Triangles;
  readonly origin: readonly [number, number];
}

export function createPlotsLayers(
  { plots, triangles, origin }: PlotsSource,
  frame: FrameOf,
  look: () => { readonly visible: boolean; readonly scheme: MapScheme },
): PlotsLayers {
  const count = featureCount(plots);
  const typicalSize = typicalPlotSize(plots);
  let drawing: PlotFill | null = null;
  let classes: Uint8Array | null = null;
  let hovered: number | null = null;
  const selection = createSelectionLayer(plots, origin, frame, () => look().scheme);

  // Outlines appear when plots are large enough to be told apart; before that they would only darken the map.
  const lineOpacity = ({ pixelsPerUnit, pixelRatio }: Frame) =>
    Math.min(1, Math.max(0, ((typicalSize * pixelsPerUnit) / pixelRatio - 3) / 12));
  const fill: LayerDrawing = {
    add(gl) {
      drawing = createPlotFill(gl, localPositions(plots.xy, origin), triangles, count);
      if (classes) drawing.setClasses(classes);
      drawing.setHover(hovered);
    },
    remove() {
      drawing?.remove();
      drawing = null;
    },
    isSeen: () => look().visible && classes !== null,
    draw: (at) => drawing?.draw(at, colorsOf(look().scheme), lineOpacity(at)),
  };

  return {
    fill: createDrawnLayer('plots', fill, frame),
    outline: selection.layer,
    setClasses(next) {
      classes = next;
      drawing?.setClasses(next);
    },
    setHover(row) {
      hovered = row;
      drawing?.setHover(row);
    },
    setSelection: selection.set,
  };
}

function createSelectionLayer(
  plots: Polygons,
  origin: readonly [number, number],
  frame: FrameOf,
  scheme: () => MapScheme,
) {
  let pen: StrokePen | null = null;
  let inks: { readonly others: StrokeInk; readonly primary: StrokeInk } | null = null;
  let chosen: { readonly rows: readonly number[]; readonly primary: number | null } = { rows: [], primary: null };

  function upload(): void {
    inks?.others.remove();
    inks?.primary.remove();
    inks = null;
    if (!pen || chosen.rows.length === 0) return;
    const others = chosen.rows.filter((row) => row !== chosen.primary).slice(0, maxOutlined);
    const first = chosen.primary === null ? [] : [chosen.primary];
    inks = {
      others: pen.upload(ringSegments(plots, origin, others)),
      primary: pen.upload(ringSegments(plots, origin, first)),
    };
  }

  const drawing: LayerDrawing = {
    add(gl) {
      pen = createStrokePen(gl);
      upload();
    },
    remove() {
      inks?.others.remove();
      inks?.primary.remove();
      inks = null;
      pen = null;
    },
    isSeen: () => chosen.rows.length > 0,
    draw(at) {
      if (!pen || !inks) return;
      const { outer, inner, mark } = selectionColors(scheme());
      for (const [ink, color] of [
        [inks.others, inner],
        [inks.primary, mark],
      ] as const) {
        pen.draw(ink, at, { color: rgba(outer), width: 6.5, dash: null });
        pen.draw(ink, at, { color: rgba(color), width: 3, dash: null });
      }
    },
  };
  return {
    layer: createDrawnLayer('plots-selected', drawing, frame),
    set(rows: readonly number[], primary: number | null) {
      chosen = { rows, primary };
      upload();
    },
  };
}

function colorsOf(scheme: MapScheme): PlotColors {
  const { excluded, unknown, mark, line } = outsideColors(scheme);
  return {
    fills: [...scoreRamp(scheme), excluded, unknown].map((hex) => rgba(hex, 0.94)),
    mark: rgba(mark),
    line: rgba(line, scheme === 'dark' ? 0.75 : 0.85),
  };
}
