/** What this machine's drawing can do. */
interface DrawingPower {
  readonly available: boolean;
  readonly software: boolean;
}

/** Asked once, with one context: making one takes some 50 ms where the processor draws. */
let known: DrawingPower | null = null;

function drawingPower(): DrawingPower {
  known ??= askDrawingPower();
  return known;
}

function askDrawingPower(): DrawingPower {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return { available: false, software: false };
  const information = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = information ? String(gl.getParameter(information.UNMASKED_RENDERER_WEBGL)) : '';
  return { available: true, software: /swiftshader|llvmpipe|software/i.test(renderer) };
}

/** Whether WebGL 2 is to be had at all. */
export function canDraw(): boolean {
  return drawingPower().available;
}

/** Whether the processor draws in place of a graphics card; smoothing every edge would then cost too much. */
export function drawsInSoftware(): boolean {
  return drawingPower().software;
}

/** Whether the map jumps in place of gliding: because the person wants it, or because frames come too slowly to glide. */
export function calm(): boolean {
  return drawsInSoftware() || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
