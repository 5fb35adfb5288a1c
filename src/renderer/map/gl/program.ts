/** A linked WebGL program with its uniform locations by name. */
export interface Program {
  readonly program: WebGLProgram;
  uniform(name: string): WebGLUniformLocation | null;
}

/** What a program is made of; the object itself is its name. */
export interface ProgramSource {
  readonly vertex: string;
  readonly fragment: string;
  readonly attributes: readonly string[];
}

const linked = new WeakMap<WebGL2RenderingContext, Map<ProgramSource, Program>>();

/**
 * The program of a context, made when first asked for and shared by all layers: linking takes some 100 ms where the
 * processor draws. Programs end with their context.
 */
export function programOf(gl: WebGL2RenderingContext, source: ProgramSource): Program {
  const programs = linked.get(gl) ?? new Map<ProgramSource, Program>();
  linked.set(gl, programs);
  const known = programs.get(source);
  if (known) return known;
  const made = createProgram(gl, source);
  programs.set(source, made);
  return made;
}

/** A context that is lost and restored has forgotten its programs; asking it each time would wait for the card. */
export function forgetPrograms(gl: WebGL2RenderingContext): void {
  linked.delete(gl);
}

/** Compiles and links; throws with the driver's words, since a shader that does not compile is a bug. */
function createProgram(gl: WebGL2RenderingContext, { vertex, fragment, attributes }: ProgramSource): Program {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type) as WebGLShader;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
      throw new Error(`shader: ${gl.getShaderInfoLog(shader)}`);
    }
    gl.attachShader(program, shader);
  }
  for (const [index, name] of attributes.entries()) gl.bindAttribLocation(program, index, name);
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`program: ${gl.getProgramInfoLog(program)}`);
  }
  const locations = new Map<string, WebGLUniformLocation | null>();
  return {
    program,
    uniform(name) {
      if (!locations.has(name)) locations.set(name, gl.getUniformLocation(program, name));
      return locations.get(name) ?? null;
    },
  };
}

/** Makes a program the one that draws. */
export function activate(gl: WebGL2RenderingContext, program: WebGLProgram): void {
  // biome-ignore lint/correctness/useHookAtTopLevel: a WebGL call, not a React hook
  gl.useProgram(program);
}

/** A static buffer of this data. */
export function createBuffer(gl: WebGL2RenderingContext, target: number, data: ArrayBufferView): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(target, buffer);
  gl.bufferData(target, unshared(data), gl.STATIC_DRAW);
  return buffer;
}

/** Browsers differ in whether drawing takes shared memory: it is copied once. */
function unshared(data: ArrayBufferView): ArrayBufferView<ArrayBuffer> {
  if (data.buffer instanceof ArrayBuffer) return data as ArrayBufferView<ArrayBuffer>;
  const copy = new Uint8Array(data.byteLength);
  copy.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return copy;
}
