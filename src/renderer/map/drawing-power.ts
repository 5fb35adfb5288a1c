/** What this machine's drawing can do, asked once. */
let software: boolean | null = null;

/** Whether WebGL 2 is to be had at all. */
export function canDraw(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

/** Whether the processor draws in place of a graphics card; smoothing every edge would then cost too much. */
export function drawsInSoftware(): boolean {
  software ??= softwareRenderer();
  return software;
}

/** Whether the map jumps in place of gliding: because the person wants it, or because frames come too slowly to glide. */
export function calm(): boolean {
  return drawsInSoftware() || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function softwareRenderer(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  const information = gl?.getExtension('WEBGL_debug_renderer_info');
  if (!gl || !information) return false;
  return /swiftshader|llvmpipe|software/i.test(String(gl.getParameter(information.UNMASKED_RENDERER_WEBGL)));
}
