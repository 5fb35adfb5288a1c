/** Web Mercator world units: x right and y down, 0..1 over the world, as MapLibre's `MercatorCoordinate`. */

const degree = Math.PI / 180;

/** Longitude and latitude in degrees of a place in world units. */
export function toLonLat(x: number, y: number): readonly [longitude: number, latitude: number] {
  return [360 * x - 180, Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / degree];
}

/** World units of a place in degrees. */
export function toWorld(longitude: number, latitude: number): readonly [x: number, y: number] {
  return [(longitude + 180) / 360, (1 - Math.asinh(Math.tan(latitude * degree)) / Math.PI) / 2];
}

/** One CSS pixel in metres of glass, by the CSS definition of 96 pixels an inch. */
const metresPerPixel = 0.0254 / 96;
const equator = 2 * Math.PI * 6_378_137;

/** The scale denominator (25 000 for 1:25 000) at a latitude and a MapLibre zoom (512-pixel world at zoom 0). */
export function scaleDenominator(zoom: number, latitude: number): number {
  return groundMetresPerPixel(zoom, latitude) / metresPerPixel;
}

/** Metres on the ground under one CSS pixel at a latitude and a MapLibre zoom. */
export function groundMetresPerPixel(zoom: number, latitude: number): number {
  return (equator * Math.cos(latitude * degree)) / (512 * 2 ** zoom);
}
