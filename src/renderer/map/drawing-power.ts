/**
 * Whether a graphics card draws WebGL 2. Where the processor would draw in its place, pictures painted for this map come several
 * times sooner ([ADR 16](../../../docs/adr/0016-without-a-graphics-card.md)).
 */
export function cardDraws(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return false;
  const information = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = information ? String(gl.getParameter(information.UNMASKED_RENDERER_WEBGL)) : '';
  return !/swiftshader|llvmpipe|software/i.test(renderer);
}
