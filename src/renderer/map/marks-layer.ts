import type { CustomLayerInterface } from 'maplibre-gl';
import type { Geometry } from '../../shared/geometry/types.ts';
import { rgba } from './colour.ts';
import { createDrawnLayer, type FrameOf, type LayerDrawing } from './drawn-layer.ts';
import { lineSegments, ringSegments } from './gl/segments.ts';
import { createStrokePen, type StrokeInk, type StrokePen } from './gl/stroke.ts';
import { type MapScheme, selectionColors } from './ramp.ts';
import type { MapMarks } from './study-map-types.ts';

/** Rectangles that have room on a plot, and the feature that a remark is about, on top of everything. */
export interface MarksLayer {
  readonly layer: CustomLayerInterface;
  set(marks: MapMarks): void;
}

/** Dash and gap of rectangles, in CSS pixels: no plot's border is dashed. */
export const rectangleDash = [7, 4] as const;

export function createMarksLayer(
  origin: readonly [number, number],
  frame: FrameOf,
  scheme: () => MapScheme,
): MarksLayer {
  let pen: StrokePen | null = null;
  let marks: MapMarks = { rectangles: null, remark: null };
  let inks: { readonly rectangles: StrokeInk; readonly remark: StrokeInk } | null = null;

  function upload(): void {
    remove();
    const { rectangles, remark } = marks;
    if (!pen || (rectangles === null && remark === null)) return;
    inks = {
      rectangles: pen.upload(rectangles ? ringSegments(rectangles, origin) : new Float32Array()),
      remark: pen.upload(remark ? segmentsOf(remark.geometry, origin, remark.row) : new Float32Array()),
    };
  }
  function remove(): void {
    inks?.rectangles.remove();
    inks?.remark.remove();
    inks = null;
  }

  const drawing: LayerDrawing = {
    add(gl) {
      pen = createStrokePen(gl);
      upload();
    },
    remove() {
      remove();
      pen = null;
    },
    isSeen: () => marks.rectangles !== null || marks.remark !== null,
    draw(at) {
      if (!pen || !inks) return;
      const { outer, inner, mark } = selectionColors(scheme());
      pen.draw(inks.rectangles, at, { color: rgba(outer, 0.85), width: 5, dash: null });
      pen.draw(inks.rectangles, at, { color: rgba(inner), width: 2.4, dash: rectangleDash });
      pen.draw(inks.remark, at, { color: rgba(outer), width: 5, dash: null });
      pen.draw(inks.remark, at, { color: rgba(mark), width: 2, dash: null });
    },
  };
  return {
    layer: createDrawnLayer('marks', drawing, frame),
    set(next) {
      marks = next;
      upload();
    },
  };
}

function segmentsOf(geometry: Geometry, origin: readonly [number, number], row: number): Float32Array {
  if (geometry.kind === 'polygons') return ringSegments(geometry, origin, [row]);
  return geometry.kind === 'lines' ? lineSegments(geometry, origin, [row]) : new Float32Array();
}
