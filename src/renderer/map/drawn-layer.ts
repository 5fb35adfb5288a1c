import type { CustomLayerInterface } from 'maplibre-gl';
import type { Frame } from './gl/frame.ts';

/** How a layer of ours is drawn. */
export interface LayerDrawing {
  /** Puts on the graphics card what is drawn; asked for when there is something to be seen for the first time. */
  add(gl: WebGL2RenderingContext): void;
  /** Takes it away again; asked for only after `add`. */
  remove(): void;
  isSeen(): boolean;
  draw(frame: Frame): void;
}

/** Where the map is: what a drawing needs of a frame with this matrix. */
export type FrameOf = (matrix: ArrayLike<number>) => Frame;

/** A layer of the map that draws itself in every frame. */
export function createDrawnLayer(id: string, drawing: LayerDrawing, frame: FrameOf): CustomLayerInterface {
  let added = false;
  return {
    id,
    type: 'custom',
    renderingMode: '2d',
    render(gl, { defaultProjectionData }) {
      if (!drawing.isSeen() || !(gl instanceof WebGL2RenderingContext)) return;
      if (!added) drawing.add(gl);
      added = true;
      beginDrawing(gl);
      drawing.draw(frame(defaultProjectionData.mainMatrix));
    },
    onRemove() {
      if (added) drawing.remove();
      added = false;
    },
  };
}

/** Colours are premultiplied, and what is drawn later lies above. */
function beginDrawing(gl: WebGL2RenderingContext): void {
  for (const test of [gl.DEPTH_TEST, gl.STENCIL_TEST, gl.CULL_FACE]) gl.disable(test);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
}
