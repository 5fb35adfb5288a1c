import type { Geometry } from '../../shared/geometry/types.ts';

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

/** Vertices that a graphics card draws at most: buffers and triangles take some 40 bytes each, twice over while they are made. */
const mostVertices = 10_000_000;

/** Whether a card should draw these layers, or they are so large that pictures are painted with less memory, and sooner. */
export function suitsCard(layers: readonly { readonly dataset: { readonly geometry: Geometry } }[]): boolean {
  let vertices = 0;
  for (const { dataset } of layers) vertices += dataset.geometry.kind === 'none' ? 0 : dataset.geometry.xy.length / 2;
  return vertices <= mostVertices;
}
