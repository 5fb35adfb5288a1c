import { toMercatorUnit } from '../crs/transform.ts';
import { createGroundScale } from '../dataset/ground-scale.ts';
import { inverseOf, type Raster } from '../dataset/raster.ts';
import { sharedUint8 } from '../lib/buffers.ts';

/** The relief of a grid of heights as a picture. Shared memory. */
export interface Hillshade {
  readonly width: number;
  readonly height: number;
  /** Row by row: 1 in full light to 255 in full shade; 0 where there is no height. */
  readonly shade: Uint8Array;
  /** x, y of the upper left, upper right, lower right and lower left corner in Web Mercator world units (x right, y down, 0..1). */
  readonly corners: readonly number[];
}

/** Slopes are drawn this much steeper than they are, so that gentle ground can be read. */
const exaggeration = 2;
/** Light from the north-west, 45 degrees high: east, north, up. */
const light = [-0.5, 0.5, Math.SQRT1_2] as const;

/**
 * Relief by the cosine of the angle between the ground and the light, each pixel from its four neighbours. Grids larger
 * than `mostSide` are thinned out. Null for a grid without cells, or in a CRS that has no place on the map.
 */
export function shadeRaster(raster: Raster, mostSide = 1024): Hillshade | null {
  const step = Math.max(1, Math.ceil(Math.max(raster.width, raster.height) / mostSide));
  const [width, height] = [Math.floor(raster.width / step), Math.floor(raster.height / step)];
  const toCell = inverseOf(raster.transform);
  const scale = createGroundScale(raster.crs);
  const corners = cornersOf(raster, width * step, height * step);
  if (width === 0 || height === 0 || !toCell || !scale.ok || !corners) return null;
  const [a, b, c, d, e, f] = raster.transform;
  const metres = new Float64Array(2);
  const shade = sharedUint8(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [i, j] = [column * step + (step >> 1), row * step + (step >> 1)];
      const acrossColumns = gradient(raster, i, j, step, 0);
      const acrossRows = gradient(raster, i, j, 0, step);
      if (Number.isNaN(acrossColumns + acrossRows)) continue;
      scale.value(a * i + b * j + c, d * i + e * j + f, metres);
      const east = (exaggeration * (acrossColumns * toCell[0] + acrossRows * toCell[3])) / metres[0];
      const north = (exaggeration * (acrossColumns * toCell[1] + acrossRows * toCell[4])) / metres[1];
      const lit = (light[2] - light[0] * east - light[1] * north) / Math.hypot(east, north, 1);
      shade[row * width + column] = 1 + Math.round(254 * (1 - Math.max(0, lit)));
    }
  }
  return { width, height, shade, corners };
}

/** Rise per cell around a cell, along columns or rows; at the edge from one side only. NaN where a height is missing. */
function gradient({ values, width, height }: Raster, column: number, row: number, dc: number, dr: number): number {
  const at = (i: number, j: number) => values[j * width + i];
  const [fromColumn, toColumn] = [Math.max(0, column - dc), Math.min(width - 1, column + dc)];
  const [fromRow, toRow] = [Math.max(0, row - dr), Math.min(height - 1, row + dr)];
  const cells = toColumn - fromColumn + toRow - fromRow;
  if (cells === 0) return Number.isNaN(at(column, row)) ? Number.NaN : 0;
  return (at(toColumn, toRow) - at(fromColumn, fromRow)) / cells;
}

function cornersOf({ transform: [a, b, c, d, e, f], crs }: Raster, width: number, height: number): number[] | null {
  const toWorld = toMercatorUnit(crs);
  if (!toWorld.ok) return null;
  const corners = new Float64Array(8);
  [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].forEach(([i, j], corner) => {
    toWorld.value.apply(a * i + b * j + c, d * i + e * j + f, corners, 2 * corner);
  });
  return corners.every(Number.isFinite) ? [...corners] : null;
}
