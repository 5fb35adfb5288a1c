import type { Extent, Geometry } from '../geometry/types.ts';

/** A window onto the working CRS at an exact scale: where coordinates fall on the paper. */
export interface MapFrame {
  /** Left, top, width and height of the map on the paper, in millimetres. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Coordinates at the middle of the map. */
  readonly centreX: number;
  readonly centreY: number;
  /** Millimetres on paper per coordinate unit. */
  readonly millimetresPerUnit: number;
  /** 1 : scale. */
  readonly scale: number;
}

/** The largest map of an extent that fits the paper, at a round scale (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten). */
export function fitFrame(
  extent: Extent,
  metresPerUnit: number,
  paper: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): MapFrame {
  const metresWide = Math.max((extent[2] - extent[0]) * metresPerUnit, 1);
  const metresHigh = Math.max((extent[3] - extent[1]) * metresPerUnit, 1);
  const needed = Math.max((metresWide * 1000) / paper.width, (metresHigh * 1000) / paper.height) * 1.04;
  const power = 10 ** Math.floor(Math.log10(needed));
  const steps = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  const scale = power * (steps.find((step) => step * power >= needed) ?? 10);
  return {
    ...paper,
    centreX: (extent[0] + extent[2]) / 2,
    centreY: (extent[1] + extent[3]) / 2,
    millimetresPerUnit: (1000 * metresPerUnit) / scale,
    scale,
  };
}

/** Vertices closer than this to the one before are left out: thinner than a printer's dot. */
const thinnest = 0.08;

/** The rings or paths of one feature on the paper; empty when all of it lies outside the frame. */
export function featureOnPaper(geometry: Geometry, row: number, frame: MapFrame): number[][] {
  if (geometry.kind === 'none') return [];
  const rings: number[][] = [];
  const { featureStart } = geometry;
  if (geometry.kind === 'points') {
    for (let at = featureStart[row]; at < featureStart[row + 1]; at++)
      rings.push(stretch(geometry.xy, at, at + 1, frame));
  } else if (geometry.kind === 'lines') {
    for (let path = featureStart[row]; path < featureStart[row + 1]; path++) {
      rings.push(stretch(geometry.xy, geometry.pathStart[path], geometry.pathStart[path + 1], frame));
    }
  } else {
    const last = geometry.partStart[featureStart[row + 1]];
    for (let ring = geometry.partStart[featureStart[row]]; ring < last; ring++) {
      rings.push(stretch(geometry.xy, geometry.ringStart[ring], geometry.ringStart[ring + 1], frame));
    }
  }
  return rings.some((ring) => touches(ring, frame)) ? rings : [];
}

function stretch(xy: Float64Array, start: number, end: number, frame: MapFrame): number[] {
  const { centreX, centreY, millimetresPerUnit: perUnit } = frame;
  const middleX = frame.left + frame.width / 2;
  const middleY = frame.top + frame.height / 2;
  const out: number[] = [];
  for (let vertex = start; vertex < end; vertex++) {
    const x = middleX + (xy[2 * vertex] - centreX) * perUnit;
    const y = middleY - (xy[2 * vertex + 1] - centreY) * perUnit;
    const close = Math.abs(x - out[out.length - 2]) < thinnest && Math.abs(y - out[out.length - 1]) < thinnest;
    if (Number.isNaN(x + y) || (close && vertex < end - 1)) continue;
    out.push(x, y);
  }
  return out;
}

function touches(ring: readonly number[], { left, top, width, height }: MapFrame): boolean {
  let minX = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < ring.length; at += 2) {
    minX = Math.min(minX, ring[at]);
    maxX = Math.max(maxX, ring[at]);
    minY = Math.min(minY, ring[at + 1]);
    maxY = Math.max(maxY, ring[at + 1]);
  }
  return maxX >= left && minX <= left + width && maxY >= top && minY <= top + height;
}
