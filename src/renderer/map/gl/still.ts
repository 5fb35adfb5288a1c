import type { Frame } from './frame.ts';
import { activate, type ProgramSource, programOf } from './program.ts';

/** A picture of one layer, drawn for one frame and shown in that and later ones. */
export interface Still {
  /** The frame it was drawn for; null before that. */
  readonly from: Frame | null;
  /** Draws it anew, over nothing; colours are premultiplied. */
  take(frame: Frame, draw: () => void): void;
  /** Puts it on the map as it is, moved and scaled to where it belongs in this frame. */
  show(frame: Frame): void;
  /** Makes it what a program draws with: `u_still` and `u_move` of `stillVertex` and `stillAt`. */
  bind(program: ProgramSource, frame: Frame, unit: number): void;
  remove(): void;
}

/** Covers the canvas; `v_clip` is the place in clip space. */
export const stillVertex = `#version 300 es
out vec2 v_clip;
void main() {
  v_clip = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 4.0 - 1.0;
  gl_Position = vec4(v_clip, 0.0, 1.0);
}`;

/** What a fragment shader needs to look a place up in a still: nothing lies outside of it. */
export const stillAt = `
in vec2 v_clip;
uniform sampler2D u_still;
uniform vec4 u_move;
vec4 stillAt() {
  vec2 at = (v_clip * u_move.xy + u_move.zw) * 0.5 + 0.5;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) return vec4(0.0);
  return texture(u_still, at);
}`;

const copySource: ProgramSource = {
  vertex: stillVertex,
  fragment: `#version 300 es
precision highp float;
out vec4 color;
${stillAt}
void main() { color = stillAt(); }`,
  attributes: [],
};

/** Makes room for a still; the size follows the frames. `smooth` blends neighbouring pixels where it is scaled. */
export function createStill(gl: WebGL2RenderingContext, smooth: boolean): Still {
  const texture = gl.createTexture();
  const buffer = gl.createFramebuffer();
  let from: Frame | null = null;

  function resize({ width, height }: Frame): void {
    gl.bindTexture(gl.TEXTURE_2D, texture);
    if (from?.width === width && from.height === height) return;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    const filter = smooth ? gl.LINEAR : gl.NEAREST;
    for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, side, filter);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  }

  const still: Still = {
    get from() {
      return from;
    },
    take(frame, draw) {
      gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
      resize(frame);
      gl.viewport(0, 0, frame.width, frame.height);
      gl.disable(gl.SCISSOR_TEST);
      gl.colorMask(true, true, true, true);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      draw();
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      from = frame;
    },
    show(frame) {
      still.bind(copySource, frame, 0);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    bind(source, frame, unit) {
      if (!from) return;
      const { program, uniform } = programOf(gl, source);
      activate(gl, program);
      gl.bindVertexArray(null);
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(uniform('u_still'), unit);
      gl.uniform4f(uniform('u_move'), ...movement(frame, from));
    },
    remove() {
      gl.deleteFramebuffer(buffer);
      gl.deleteTexture(texture);
    },
  };
  return still;
}

/** Scale and offset from places in one frame's clip space to those of another; the map is neither turned nor tilted. */
export function movement(now: Frame, before: Frame): [number, number, number, number] {
  const [a, b] = [now.matrix, before.matrix];
  const [scaleX, scaleY] = [b[0] / b[15] / (a[0] / a[15]), b[5] / b[15] / (a[5] / a[15])];
  return [scaleX, scaleY, b[12] / b[15] - (a[12] / a[15]) * scaleX, b[13] / b[15] - (a[13] / a[15]) * scaleY];
}

/** Whether two frames show the same place at the same size. */
export function sameFrame(a: Frame, b: Frame): boolean {
  return a.width === b.width && a.height === b.height && a.matrix.every((value, k) => value === b.matrix[k]);
}
