import type { CustomLayerInterface } from 'maplibre-gl';
import { rgba } from './colour.ts';
import { createDrawnLayer, type FrameOf, type LayerDrawing } from './drawn-layer.ts';
import { type AreaFill, createAreaFill } from './gl/area-fill.ts';
import { lineSegments, localPositions, ringSegments } from './gl/segments.ts';
import { createStrokePen, type StrokeInk, type StrokePen } from './gl/stroke.ts';
import type { LayerPicture } from './picture.ts';
import type { MapScheme } from './ramp.ts';
import type { LayerStyle } from './theme-style.ts';
import { groundColors, leftOutOpacity, lineGrowth } from './theme-style.ts';

/** What a layer's drawing is asked each frame. */
export interface LayerLook {
  readonly visible: boolean;
  readonly style: LayerStyle;
  readonly scheme: MapScheme;
  /** The municipality: its inside is filled as land. */
  readonly land: boolean;
}

/** Some features of a layer on the graphics card. */
interface Share {
  readonly ink: StrokeInk;
  readonly fill: AreaFill | null;
  /** What their opacity is multiplied by. */
  readonly strength: number;
}

/**
 * Draws a polygon or line layer from its flat columns, without tiles.
 * @param counted per row 1 where the feature counts; the others are drawn faintly. Null: all count
 */
export function createContextLayer(
  id: string,
  picture: LayerPicture,
  origin: readonly [number, number],
  frame: FrameOf,
  look: () => LayerLook,
  counted: Uint8Array | null = null,
): CustomLayerInterface {
  let pen: StrokePen | null = null;
  let shares: readonly Share[] = [];
  const drawing: LayerDrawing = {
    add(gl) {
      const stroke = createStrokePen(gl);
      pen = stroke;
      const share = (wanted: number, strength: number) =>
        uploadShare(gl, stroke, picture, origin, counted, wanted, strength);
      shares = counted ? [share(0, leftOutOpacity), share(1, 1)] : [share(1, 1)];
    },
    remove() {
      for (const { ink, fill } of shares) {
        fill?.remove();
        ink.remove();
      }
    },
    isSeen: () => look().visible,
    draw(at) {
      if (!pen) return;
      const { style, scheme, land } = look();
      const wider = lineGrowth(Math.log2(at.pixelsPerUnit / at.pixelRatio / 512));
      for (const { ink, fill, strength } of shares) {
        if (land) fill?.draw(at, { color: rgba(groundColors(scheme).land), pattern: 'solid' });
        else if (style.fill && style.fill.opacity > 0) {
          fill?.draw(at, { color: rgba(style.color, style.fill.opacity * strength), pattern: style.fill.pattern });
        }
        if (style.casing) {
          const color = rgba(style.casing.color, strength);
          pen.draw(ink, at, { color, width: style.casing.width * wider, dash: null });
        }
        const { width, dash, opacity } = style.line;
        pen.draw(ink, at, {
          color: rgba(style.color, (style.fill ? opacity * Math.min(1, wider) : opacity) * strength),
          width: width * wider,
          dash,
        });
      }
    },
  };
  return createDrawnLayer(id, drawing, frame);
}

/** The features whose mask is as wanted, or all without a mask. */
function uploadShare(
  gl: WebGL2RenderingContext,
  pen: StrokePen,
  { geometry, triangles }: LayerPicture,
  origin: readonly [number, number],
  counted: Uint8Array | null,
  wanted: number,
  strength: number,
): Share {
  const rows = counted ? [...counted.keys()].filter((row) => counted[row] === wanted) : undefined;
  if (geometry.kind === 'lines') return { ink: pen.upload(lineSegments(geometry, origin, rows)), fill: null, strength };
  if (geometry.kind !== 'polygons' || !triangles)
    throw new Error(`a ${geometry.kind} layer has neither lines nor areas`);
  const { indices, rowOfVertex } = triangles;
  const own = counted ? indices.filter((vertex) => counted[rowOfVertex[vertex]] === wanted) : indices;
  const fill = createAreaFill(gl, localPositions(geometry.xy, origin), { ...triangles, indices: own });
  return { ink: pen.upload(ringSegments(geometry, origin, rows)), fill, strength };
}
