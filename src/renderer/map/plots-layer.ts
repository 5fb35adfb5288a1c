import type { CustomLayerInterface } from 'maplibre-gl';
import type { Triangles } from '../../shared/geometry/triangulate.ts';
import { featureCount, type Polygons } from '../../shared/geometry/types.ts';
import type { Frame } from './gl/frame.ts';
import { createPlotFill, type PlotColors, type PlotFill } from './gl/plot-fill.ts';
import { rgba } from './gl/program.ts';
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
  frame: (matrix: ArrayLike<number>) => Frame,
  look: () => { readonly visible: boolean; readonly scheme: MapScheme },
): PlotsLayers {
  const count = featureCount(plots);
  const typicalSize = typicalPlotSize(plots);
  let drawing: PlotFill | null = null;
  let classes: Uint8Array | null = null;
  let hovered: number | null = null;
  const selection = createSelectionLayer(plots, origin, frame, () => look().scheme);

  const fill: CustomLayerInterface = {
    id: 'plots',
    type: 'custom',
    renderingMode: '2d',
    onAdd(_map, gl) {
      drawing = createPlotFill(gl, localPositions(plots.xy, origin), triangles, count);
      if (classes) drawing.setClasses(classes);
      drawing.setHover(hovered);
    },
    render(gl, { defaultProjectionData }) {
      const { visible, scheme } = look();
      if (!visible || !classes) return;
      gl.disable(gl.DEPTH_TEST);
      gl.disable(gl.STENCIL_TEST);
      gl.disable(gl.CULL_FACE);
      const at = frame(defaultProjectionData.mainMatrix);
      // Outlines appear when plots are large enough to be told apart; before that they would only darken the map.
      const pixels = (typicalSize * at.pixelsPerUnit) / at.pixelRatio;
      drawing?.draw(at, colorsOf(scheme), Math.min(1, Math.max(0, (pixels - 3) / 12)));
    },
    onRemove() {
      drawing?.remove();
      drawing = null;
    },
  };

  return {
    fill,
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
  frame: (matrix: ArrayLike<number>) => Frame,
  scheme: () => MapScheme,
) {
  let context: WebGL2RenderingContext | null = null;
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

  const layer: CustomLayerInterface = {
    id: 'plots-selected',
    type: 'custom',
    renderingMode: '2d',
    onAdd(_map, gl) {
      context = gl;
      pen = createStrokePen(gl);
      upload();
    },
    render(gl, { defaultProjectionData }) {
      if (!pen || !inks || !context) return;
      gl.disable(gl.DEPTH_TEST);
      gl.disable(gl.STENCIL_TEST);
      const at = frame(defaultProjectionData.mainMatrix);
      const { outer, inner, mark } = selectionColors(scheme());
      for (const [ink, color] of [
        [inks.others, inner],
        [inks.primary, mark],
      ] as const) {
        pen.draw(ink, at, { color: rgba(outer), width: 6.5, dash: null });
        pen.draw(ink, at, { color: rgba(color), width: 3, dash: null });
      }
    },
    onRemove() {
      inks?.others.remove();
      inks?.primary.remove();
      inks = null;
      pen = null;
    },
  };
  return {
    layer,
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
