/** What a drawing step needs to know about the frame. */
export interface Frame {
  /** World units relative to the picture's origin -> clip space, column-major. */
  readonly matrix: Float32Array;
  /** Size of the drawing buffer in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** Device pixels of the origin from the lower left corner, for patterns that move with the map. */
  readonly anchor: readonly [number, number];
  /** Device pixels per world unit. */
  readonly pixelsPerUnit: number;
}

/**
 * The map's matrix (0..1 world units to clip space) moved to the picture's origin in double precision before it is
 * cut to 32-bit floats: that keeps plots from trembling at close range.
 */
export function frameAt(
  matrix: ArrayLike<number>,
  origin: readonly [number, number],
  canvas: { readonly width: number; readonly height: number },
  pixelRatio: number,
): Frame {
  const [x, y] = origin;
  const moved = Float64Array.from({ length: 16 }, (_, k) => matrix[k]);
  for (let k = 0; k < 4; k++) moved[12 + k] = matrix[k] * x + matrix[4 + k] * y + matrix[12 + k];
  const { width, height } = canvas;
  const w = moved[15];
  return {
    matrix: Float32Array.from(moved),
    width,
    height,
    pixelRatio,
    anchor: [((moved[12] / w + 1) / 2) * width, ((moved[13] / w + 1) / 2) * height],
    pixelsPerUnit: (Math.hypot(moved[0], moved[1]) / w / 2) * width,
  };
}
