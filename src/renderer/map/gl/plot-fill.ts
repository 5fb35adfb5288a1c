import type { Triangles } from '../../../shared/geometry/triangulate.ts';
import type { Rgba } from '../colour.ts';
import type { Frame } from './frame.ts';
import { activate, createBuffer, type Program, type ProgramSource, programOf } from './program.ts';

/** Row n's byte lies at (n % textureWidth, n / textureWidth). */
const textureWidth = 4096;
const hoverBit = 16;

/** Where a row's byte lies. */
const stateOf = `
uniform highp usampler2D u_state;
uint stateOf(uint row) {
  return texelFetch(u_state, ivec2(int(row % ${textureWidth}u), int(row / ${textureWidth}u)), 0).r;
}`;

// Class 7 is excluded (hatched), 8 unknown (dotted): never colour alone.
const paintOf = `
uniform vec4 u_colors[9];
uniform vec4 u_mark;
uniform vec2 u_anchor;
uniform float u_ratio;
vec4 paintOf(uint state) {
  uint kind = state & 15u;
  vec4 fill = u_colors[kind];
  vec2 at = (gl_FragCoord.xy - u_anchor) / u_ratio;
  if (kind == 7u) {
    float stripe = abs(mod(at.x + at.y, 7.0) - 3.5);
    fill = mix(u_mark, fill, smoothstep(0.35, 1.1, stripe));
  } else if (kind == 8u) {
    float dot_ = length(mod(at, 6.0) - 3.0);
    fill = mix(u_mark, fill, smoothstep(0.7, 1.5, dot_));
  }
  if ((state & ${hoverBit}u) != 0u) fill = mix(fill, vec4(1.0), 0.22);
  return vec4(fill.rgb * fill.a, fill.a);
}`;

const attributes = ['a_position', 'a_row'];

/** Fills plots by class. */
const plotProgram: ProgramSource = {
  vertex: `#version 300 es
in vec2 a_position;
in uint a_row;
uniform mat4 u_matrix;
${stateOf}
flat out uint v_state;
void main() {
  v_state = stateOf(a_row);
  gl_Position = u_matrix * vec4(a_position, 0.0, 1.0);
}`,
  fragment: `#version 300 es
precision highp float;
flat in uint v_state;
out vec4 color;
${paintOf}
void main() { color = paintOf(v_state); }`,
  attributes,
};

/** Draws the borders between plots. */
const plotEdgeProgram: ProgramSource = {
  vertex: `#version 300 es
in vec2 a_position;
uniform mat4 u_matrix;
void main() { gl_Position = u_matrix * vec4(a_position, 0.0, 1.0); }`,
  fragment: `#version 300 es
precision highp float;
uniform vec4 u_line;
out vec4 color;
void main() { color = u_line; }`,
  attributes,
};

/** What is made while a study is still being read: linking takes its time. */
export const plotPrograms = [plotProgram, plotEdgeProgram];

export interface PlotColors {
  /** Classes 0..6, excluded, unknown. */
  readonly fills: readonly Rgba[];
  /** Hatch and dots. */
  readonly mark: Rgba;
  readonly line: Rgba;
}

/** All plots in one draw call. Colouring again uploads one byte a plot and touches no geometry. */
export interface PlotFill {
  /** Class per row 0..8. */
  setClasses(classes: Uint8Array): void;
  setHover(row: number | null): void;
  draw(frame: Frame, colors: PlotColors, lineOpacity: number): void;
  remove(): void;
}

/** Uploads the plots' geometry, relative to the picture's origin. */
export function createPlotFill(
  gl: WebGL2RenderingContext,
  positions: Float32Array,
  triangles: Triangles,
  count: number,
): PlotFill {
  const buffers = [
    createBuffer(gl, gl.ARRAY_BUFFER, positions),
    createBuffer(gl, gl.ARRAY_BUFFER, triangles.rowOfVertex),
  ];
  const faces = vertexArray(gl, buffers, triangles.indices);
  const edges = vertexArray(gl, buffers, triangles.edges);
  const height = Math.max(1, Math.ceil(count / textureWidth));
  const states = new Uint8Array(textureWidth * height);
  const texture = createStateTexture(gl, states, height);
  let hovered: number | null = null;

  function upload(firstRow: number, lastRow: number): void {
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    const from = Math.floor(firstRow / textureWidth);
    const lines = Math.floor(lastRow / textureWidth) - from + 1;
    const part = states.subarray(from * textureWidth, (from + lines) * textureWidth);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, from, textureWidth, lines, gl.RED_INTEGER, gl.UNSIGNED_BYTE, part);
  }

  function setColours({ uniform }: Program, frame: Frame, { fills, mark }: PlotColors): void {
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.uniform1i(uniform('u_state'), 0);
    gl.uniform4fv(uniform('u_colors'), fills.flat());
    gl.uniform4fv(uniform('u_mark'), mark);
    // Only the offset within one pattern repeat (42 = 6 x 7 pixels) matters; small numbers keep their digits.
    const repeat = 42 * frame.pixelRatio;
    gl.uniform2f(uniform('u_anchor'), frame.anchor[0] % repeat, frame.anchor[1] % repeat);
    gl.uniform1f(uniform('u_ratio'), frame.pixelRatio);
  }

  function begin(source: ProgramSource, frame: Frame): Program {
    const program = programOf(gl, source);
    activate(gl, program.program);
    gl.uniformMatrix4fv(program.uniform('u_matrix'), false, frame.matrix);
    return program;
  }

  function drawFaces(): void {
    gl.bindVertexArray(faces);
    gl.drawElements(gl.TRIANGLES, triangles.indices.length, gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
  }

  function drawEdges(frame: Frame, line: Rgba): void {
    gl.uniform4f(begin(plotEdgeProgram, frame).uniform('u_line'), ...line);
    gl.bindVertexArray(edges);
    gl.drawElements(gl.LINES, triangles.edges.length, gl.UNSIGNED_INT, 0);
    gl.bindVertexArray(null);
  }

  return {
    setClasses(classes) {
      states.set(classes.subarray(0, count));
      if (hovered !== null) states[hovered] |= hoverBit;
      upload(0, count - 1);
    },
    setHover(row) {
      if (hovered !== null) {
        states[hovered] &= ~hoverBit;
        upload(hovered, hovered);
      }
      hovered = row;
      if (row === null) return;
      states[row] |= hoverBit;
      upload(row, row);
    },
    draw(frame, colors, lineOpacity) {
      setColours(begin(plotProgram, frame), frame, colors);
      drawFaces();
      if (lineOpacity > 0) drawEdges(frame, lineOf(colors, lineOpacity));
    },
    remove() {
      for (const buffer of buffers) gl.deleteBuffer(buffer);
      gl.deleteVertexArray(faces);
      gl.deleteVertexArray(edges);
      gl.deleteTexture(texture);
    },
  };
}

/** The colour of borders, premultiplied. */
function lineOf({ line: [red, green, blue, alpha] }: PlotColors, opacity: number): Rgba {
  const strength = alpha * opacity;
  return [red * strength, green * strength, blue * strength, strength];
}

function vertexArray(gl: WebGL2RenderingContext, buffers: readonly WebGLBuffer[], indices: Uint32Array) {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers[0]);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers[1]);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, 0, 0);
  createBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, indices);
  gl.bindVertexArray(null);
  return array;
}

function createStateTexture(gl: WebGL2RenderingContext, states: Uint8Array, height: number): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, textureWidth, height, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, states);
  for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, side, gl.NEAREST);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  return texture;
}
