import type { Triangles } from '../../../shared/geometry/triangulate.ts';
import type { Rgba } from '../colour.ts';
import type { Frame } from './frame.ts';
import { activate, createBuffer, type ProgramSource, programOf } from './program.ts';

/** How the inside of an area is drawn. */
export interface FillStyle {
  readonly color: Rgba;
  /** `hatch` draws stripes of this colour and nothing between them. */
  readonly pattern: 'solid' | 'hatch' | 'cross';
}

const vertexSource = `#version 300 es
in vec2 a_position;
uniform mat4 u_matrix;
void main() { gl_Position = u_matrix * vec4(a_position, 0.0, 1.0); }`;

const fragmentSource = `#version 300 es
precision highp float;
uniform vec4 u_color;
uniform vec2 u_anchor;
uniform float u_ratio;
uniform int u_pattern;
out vec4 color;
void main() {
  float cover = 1.0;
  vec2 at = (gl_FragCoord.xy - u_anchor) / u_ratio;
  if (u_pattern > 0) {
    float stripe = abs(mod(at.x - at.y, 8.0) - 4.0);
    cover = 1.0 - smoothstep(0.4, 1.2, stripe);
    if (u_pattern > 1) cover = max(cover, 1.0 - smoothstep(0.4, 1.2, abs(mod(at.x + at.y, 8.0) - 4.0)));
    cover = 0.18 + 0.82 * cover;
  }
  float alpha = u_color.a * cover;
  color = vec4(u_color.rgb * alpha, alpha);
}`;

/** Fills areas with a colour or a pattern. */
export const areaProgram: ProgramSource = {
  vertex: vertexSource,
  fragment: fragmentSource,
  attributes: ['a_position'],
};

/** The areas of one layer on the graphics card. */
export interface AreaFill {
  draw(frame: Frame, style: FillStyle): void;
  remove(): void;
}

export function createAreaFill(gl: WebGL2RenderingContext, positions: Float32Array, triangles: Triangles): AreaFill {
  const { program, uniform } = programOf(gl, areaProgram);
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  const buffer = createBuffer(gl, gl.ARRAY_BUFFER, positions);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  const indices = createBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, triangles.indices);
  gl.bindVertexArray(null);
  return {
    draw(frame, { color, pattern }) {
      activate(gl, program);
      gl.uniformMatrix4fv(uniform('u_matrix'), false, frame.matrix);
      gl.uniform4f(uniform('u_color'), ...color);
      gl.uniform1i(uniform('u_pattern'), ['solid', 'hatch', 'cross'].indexOf(pattern));
      const repeat = 8 * frame.pixelRatio;
      gl.uniform2f(uniform('u_anchor'), frame.anchor[0] % repeat, frame.anchor[1] % repeat);
      gl.uniform1f(uniform('u_ratio'), frame.pixelRatio);
      gl.bindVertexArray(array);
      gl.drawElements(gl.TRIANGLES, triangles.indices.length, gl.UNSIGNED_INT, 0);
      gl.bindVertexArray(null);
    },
    remove() {
      gl.deleteBuffer(buffer);
      gl.deleteBuffer(indices);
      gl.deleteVertexArray(array);
    },
  };
}
