import type { Rgba } from '../colour.ts';
import type { Frame } from './frame.ts';
import { activate, createBuffer, type ProgramSource, programOf } from './program.ts';

/** How a line is drawn; widths in CSS pixels. */
export interface StrokeStyle {
  readonly color: Rgba;
  readonly width: number;
  /** Length of dash and gap in CSS pixels; null draws a whole line. */
  readonly dash: readonly [number, number] | null;
}

/** Numbers a segment takes: x, y of both ends and the length of the path before it, in world units. */
const segmentSize = 5;

const vertexSource = `#version 300 es
in vec4 a_segment;
in float a_before;
uniform mat4 u_matrix;
uniform vec2 u_size;
uniform float u_half;
uniform float u_scale;
out vec2 v_local;
out float v_length;
out float v_before;
void main() {
  vec4 from = u_matrix * vec4(a_segment.xy, 0.0, 1.0);
  vec4 to = u_matrix * vec4(a_segment.zw, 0.0, 1.0);
  vec2 a = (from.xy / from.w) * 0.5 * u_size;
  vec2 b = (to.xy / to.w) * 0.5 * u_size;
  vec2 along = b - a;
  float len = length(along);
  vec2 direction = len > 0.0 ? along / len : vec2(1.0, 0.0);
  vec2 normal = vec2(-direction.y, direction.x);
  float end = float(gl_VertexID & 1);
  float side = float((gl_VertexID >> 1) & 1) * 2.0 - 1.0;
  float reach = u_half + 1.0;
  vec2 at = mix(a, b, end) + direction * reach * (end * 2.0 - 1.0) + normal * reach * side;
  v_local = vec2(mix(-reach, len + reach, end), reach * side);
  v_length = len;
  v_before = a_before * u_scale;
  gl_Position = vec4(at / (0.5 * u_size), 0.0, 1.0);
}`;

const fragmentSource = `#version 300 es
precision highp float;
in vec2 v_local;
in float v_length;
in float v_before;
uniform float u_half;
uniform vec2 u_dash;
uniform vec4 u_color;
out vec4 color;
void main() {
  float beyond = max(max(-v_local.x, v_local.x - v_length), 0.0);
  float away = length(vec2(beyond, v_local.y));
  float cover = clamp(u_half + 0.5 - away, 0.0, 1.0);
  if (u_dash.y > 0.0) {
    float at = mod(v_before + clamp(v_local.x, 0.0, v_length), u_dash.x + u_dash.y);
    cover *= clamp(u_dash.x - at + 0.5, 0.0, 1.0);
  }
  if (cover <= 0.0) discard;
  float alpha = u_color.a * cover;
  color = vec4(u_color.rgb * alpha, alpha);
}`;

/** Draws lines of any width. */
export const strokeProgram: ProgramSource = {
  vertex: vertexSource,
  fragment: fragmentSource,
  attributes: ['a_segment', 'a_before'],
};

/** Draws runs of segments as lines of any width, with round joins and smooth edges, one draw call a stroke. */
export interface StrokePen {
  upload(segments: Float32Array): StrokeInk;
  draw(ink: StrokeInk, frame: Frame, style: StrokeStyle): void;
}

/** Segments on the graphics card. */
export interface StrokeInk {
  readonly array: WebGLVertexArrayObject;
  readonly count: number;
  remove(): void;
}

export function createStrokePen(gl: WebGL2RenderingContext): StrokePen {
  const { program, uniform } = programOf(gl, strokeProgram);
  return {
    upload(segments) {
      const array = gl.createVertexArray();
      gl.bindVertexArray(array);
      const count = segments.length / segmentSize;
      const buffer = createBuffer(gl, gl.ARRAY_BUFFER, fourTimes(segments));
      const indices = createBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, quadIndices(count));
      const stride = segmentSize * 4;
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, 4, gl.FLOAT, false, stride, 0);
      gl.enableVertexAttribArray(1);
      gl.vertexAttribPointer(1, 1, gl.FLOAT, false, stride, 16);
      gl.bindVertexArray(null);
      const remove = () => {
        gl.deleteBuffer(buffer);
        gl.deleteBuffer(indices);
        gl.deleteVertexArray(array);
      };
      return { array, count, remove };
    },
    draw(ink, frame, { color, width, dash }) {
      if (ink.count === 0) return;
      const ratio = frame.pixelRatio;
      activate(gl, program);
      gl.uniformMatrix4fv(uniform('u_matrix'), false, frame.matrix);
      gl.uniform2f(uniform('u_size'), frame.width, frame.height);
      gl.uniform1f(uniform('u_half'), (width * ratio) / 2);
      gl.uniform1f(uniform('u_scale'), frame.pixelsPerUnit);
      gl.uniform2f(uniform('u_dash'), (dash?.[0] ?? 0) * ratio, (dash?.[1] ?? 0) * ratio);
      gl.uniform4f(uniform('u_color'), ...color);
      gl.bindVertexArray(ink.array);
      gl.drawElements(gl.TRIANGLES, 6 * ink.count, gl.UNSIGNED_INT, 0);
      gl.bindVertexArray(null);
    },
  };
}

/**
 * Every segment once for each corner of its quad; the shader tells corners apart by the vertex number. Instancing would
 * need a quarter of the memory, but software drawing takes some 30 us for each instance against a few for a quad.
 */
function fourTimes(segments: Float32Array): Float32Array {
  const corners = new Float32Array(4 * segments.length);
  for (let from = 0, to = 0; from < segments.length; from += segmentSize) {
    for (let corner = 0; corner < 4; corner++, to += segmentSize) {
      for (let k = 0; k < segmentSize; k++) corners[to + k] = segments[from + k];
    }
  }
  return corners;
}

function quadIndices(count: number): Uint32Array {
  const indices = new Uint32Array(6 * count);
  for (let quad = 0; quad < count; quad++) {
    const first = 4 * quad;
    const at = 6 * quad;
    indices[at] = first;
    indices[at + 1] = first + 1;
    indices[at + 2] = first + 2;
    indices[at + 3] = first + 2;
    indices[at + 4] = first + 1;
    indices[at + 5] = first + 3;
  }
  return indices;
}
