import type { CustomLayerInterface } from 'maplibre-gl';
import { type AreaFill, createAreaFill } from './gl/area-fill.ts';
import type { Frame } from './gl/frame.ts';
import { rgba } from './gl/program.ts';
import { lineSegments, localPositions, ringSegments } from './gl/segments.ts';
import { createStrokePen, type StrokeInk, type StrokePen } from './gl/stroke.ts';
import type { LayerPicture } from './picture.ts';
import type { MapScheme } from './ramp.ts';
import type { LayerStyle } from './theme-style.ts';
import { groundColors } from './theme-style.ts';

/** What a layer's drawing is asked each frame. */
export interface LayerLook {
  readonly visible: boolean;
  readonly style: LayerStyle;
  readonly scheme: MapScheme;
  /** The municipality: its inside is filled as land. */
  readonly land: boolean;
}

/** Draws a polygon or line layer from its flat columns, without tiles. */
export function createContextLayer(
  id: string,
  picture: LayerPicture,
  origin: readonly [number, number],
  frame: (matrix: ArrayLike<number>) => Frame,
  look: () => LayerLook,
): CustomLayerInterface {
  let pen: StrokePen | null = null;
  let ink: StrokeInk | null = null;
  let fill: AreaFill | null = null;
  return {
    id,
    type: 'custom',
    renderingMode: '2d',
    onAdd(_map, gl) {
      const { geometry, triangles } = picture;
      pen = createStrokePen(gl);
      if (geometry.kind === 'polygons' && triangles) {
        fill = createAreaFill(gl, localPositions(geometry.xy, origin), triangles);
        ink = pen.upload(ringSegments(geometry, origin));
      } else if (geometry.kind === 'lines') ink = pen.upload(lineSegments(geometry, origin));
    },
    render(gl, { defaultProjectionData }) {
      const { visible, style, scheme, land } = look();
      if (!visible || !pen || !ink) return;
      const at = frame(defaultProjectionData.mainMatrix);
      gl.disable(gl.DEPTH_TEST);
      gl.disable(gl.STENCIL_TEST);
      gl.disable(gl.CULL_FACE);
      if (land) fill?.draw(at, { color: rgba(groundColors(scheme).land), pattern: 'solid' });
      else if (style.fill && style.fill.opacity > 0) {
        fill?.draw(at, { color: rgba(style.color, style.fill.opacity), pattern: style.fill.pattern });
      }
      const wider = widthAt(at);
      if (style.casing) {
        pen.draw(ink, at, { color: rgba(style.casing.color), width: style.casing.width * wider, dash: null });
      }
      const { width, dash, opacity } = style.line;
      pen.draw(ink, at, {
        color: rgba(style.color, style.fill ? opacity * Math.min(1, wider) : opacity),
        width: width * wider,
        dash,
      });
    },
    onRemove() {
      fill?.remove();
      ink?.remove();
      pen?.remove();
    },
  };
}

/** Lines grow with the scale, from just over half their width on a map of a county to a third more on one of a street. */
function widthAt({ pixelsPerUnit, pixelRatio }: Frame): number {
  const zoom = Math.log2(pixelsPerUnit / pixelRatio / 512);
  return Math.min(1.35, Math.max(0.55, 0.55 + (zoom - 10) * 0.15));
}
