/** Red, green, blue and opacity, each 0..1. */
export type Rgba = readonly [red: number, green: number, blue: number, opacity: number];

/** "#rrggbb" with an opacity as numbers. */
export function rgba(hex: string, opacity = 1): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255, opacity];
}
