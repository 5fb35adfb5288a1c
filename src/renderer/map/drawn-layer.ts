import type { CustomLayerInterface } from 'maplibre-gl';
import type { Frame } from './gl/frame.ts';
import { createStill, type Still, sameFrame } from './gl/still.ts';

/** How a layer of ours is drawn. */
export interface LayerDrawing {
  /** Puts on the graphics card what is drawn; asked for when there is something to be seen for the first time. */
  add(gl: WebGL2RenderingContext): void;
  /** Takes it away again; asked for only after `add`. */
  remove(): void;
  /** What the picture depends on besides the place, as a text; null where nothing is to be seen. */
  look(frame: Frame): string | null;
  draw(gl: WebGL2RenderingContext, frame: Frame): void;
  /** About how many vertices are drawn. */
  cost(): number;
  /** Another way to draw a picture that is kept, with how to show it: colours can then change without drawing again. */
  readonly kept?: {
    draw(gl: WebGL2RenderingContext, frame: Frame): void;
    show(gl: WebGL2RenderingContext, frame: Frame, still: Still): void;
  };
}

/** What layers share: the map's place, and how pictures are kept where drawing is slow. */
export interface DrawingSurface {
  frame(matrix: ArrayLike<number>): Frame;
  /** Null where the graphics card draws all of it in every frame. */
  readonly stills: Stills | null;
}

/** Decides which pictures are drawn anew in a frame. */
export interface Stills {
  /** To be called when a frame has been drawn. */
  frameEnds(): void;
  /** Whether a picture of that cost may be drawn now; if not, a frame will come in which it may. */
  mayTake(cost: number): boolean;
}

/** Vertices drawn anew in one frame: some 0.2 s where the processor draws. One layer at least is. */
const mostAtOnce = 400_000;

/**
 * Pictures are kept while the map moves, and drawn anew a few layers at a time when it stands: with 100,000 plots on screen a
 * processor takes two seconds for all of them, and no gesture may wait for that.
 */
export function createStills(moves: () => boolean, askForFrame: () => void): Stills {
  let spent = 0;
  return {
    frameEnds() {
      spent = 0;
    },
    mayTake(cost) {
      if (moves()) return false;
      if (spent > 0 && spent + cost > mostAtOnce) {
        askForFrame();
        return false;
      }
      spent += Math.max(1, cost);
      return true;
    },
  };
}

/** A layer of the map that draws itself: in every frame, or from a picture that is kept. */
export function createDrawnLayer(
  id: string,
  drawing: LayerDrawing,
  { frame, stills }: DrawingSurface,
): CustomLayerInterface {
  let added = false;
  let still: Still | null = null;
  let shown: string | null = null;

  function draw(gl: WebGL2RenderingContext, at: Frame, how: Pick<LayerDrawing, 'draw'>): void {
    if (!added) drawing.add(gl);
    added = true;
    beginDrawing(gl);
    how.draw(gl, at);
  }

  function prepare(gl: WebGL2RenderingContext, taking: Stills, at: Frame): void {
    const look = drawing.look(at);
    if (look === null) return;
    still ??= createStill(gl, !drawing.kept);
    const { from } = still;
    if (from && look === shown && sameFrame(from, at)) return;
    if (!taking.mayTake(drawing.cost())) return;
    still.take(at, () => draw(gl, at, drawing.kept ?? drawing));
    shown = look;
  }

  function show(gl: WebGL2RenderingContext, at: Frame): void {
    if (!still?.from) return;
    beginDrawing(gl);
    if (drawing.kept) drawing.kept.show(gl, at, still);
    else still.show(at);
  }

  const layer: CustomLayerInterface = {
    id,
    type: 'custom',
    renderingMode: '2d',
    render(gl, { defaultProjectionData }) {
      const at = frame(defaultProjectionData.mainMatrix);
      if (drawing.look(at) === null) return;
      if (stills) show(gl, at);
      else draw(gl, at, drawing);
    },
    onRemove() {
      if (added) drawing.remove();
      added = false;
      still?.remove();
      still = null;
    },
  };
  if (!stills) return layer;
  return {
    ...layer,
    prerender: (gl, { defaultProjectionData }) => prepare(gl, stills, frame(defaultProjectionData.mainMatrix)),
  };
}

/** Colours are premultiplied, and what is drawn later lies above. */
function beginDrawing(gl: WebGL2RenderingContext): void {
  for (const test of [gl.DEPTH_TEST, gl.STENCIL_TEST, gl.CULL_FACE]) gl.disable(test);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
}
