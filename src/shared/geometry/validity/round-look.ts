import type { Polygons } from '../types.ts';

/** A cross product smaller than this share of its two terms may have the wrong sign. */
const doubt = 1e-12;
/** All other vertices lie this much nearer to each other than one that counts as an outlier. */
const near = 0.02;

/** What a first look at a polygon from its middle shows. Reused from row to row. */
export class RoundLook {
  hasOutlier = false;
  outlierX = 0;
  outlierY = 0;
  /** 1 counter-clockwise, -1 clockwise. */
  turn = 0;
  firstX = 0;
  firstY = 0;
}

/**
 * Looks around from the middle of a polygon's vertices: true when it is one ring whose vertices all follow each other in
 * one turn, beyond doubt; then nothing can be wrong with it but its winding. Most plots are so. Notes in any case whether
 * one vertex lies far away from all others (of one ring; more rings are not looked at).
 */
export function looksAround(
  { xy, featureStart, partStart, ringStart }: Polygons,
  row: number,
  look: RoundLook,
): boolean {
  look.hasOutlier = false;
  const firstRing = partStart[featureStart[row]];
  if (partStart[featureStart[row + 1]] - firstRing !== 1) return false;
  const start = 2 * ringStart[firstRing];
  const end = 2 * ringStart[firstRing + 1];
  const count = (end - start) / 2;
  if (count < 3) return false;
  look.firstX = xy[start];
  look.firstY = xy[start + 1];
  let sumX = 0;
  let sumY = 0;
  for (let i = start; i < end; i += 2) {
    sumX += xy[i] - look.firstX;
    sumY += xy[i + 1] - look.firstY;
  }
  const middleX = look.firstX + sumX / count;
  const middleY = look.firstY + sumY / count;
  if (!(middleX - middleX === 0 && middleY - middleY === 0)) return false;
  findOutlier(xy, start, end, middleX, middleY, look);
  return turnsOnce(xy, start, end, middleX, middleY, look);
}

/** The middle lies near all vertices but one, which drags it a little way towards itself. */
function findOutlier(
  xy: Float64Array,
  start: number,
  end: number,
  middleX: number,
  middleY: number,
  look: RoundLook,
): void {
  let farthest = 0;
  let second = 0;
  let at = start;
  for (let i = start; i < end; i += 2) {
    const dx = xy[i] - middleX;
    const dy = xy[i + 1] - middleY;
    const distance = dx * dx + dy * dy;
    if (distance > farthest) {
      second = farthest;
      farthest = distance;
      at = i;
    } else if (distance > second) second = distance;
  }
  const count = (end - start) / 2;
  const reach = 1 / (count - 1) + near;
  look.hasOutlier = count >= 5 && second < farthest * reach * reach;
  look.outlierX = xy[at];
  look.outlierY = xy[at + 1];
}

function turnsOnce(
  xy: Float64Array,
  start: number,
  end: number,
  middleX: number,
  middleY: number,
  look: RoundLook,
): boolean {
  let ax = xy[end - 2] - middleX;
  let ay = xy[end - 1] - middleY;
  let turn = 0;
  let rounds = 0;
  for (let i = start; i < end; i += 2) {
    const bx = xy[i] - middleX;
    const by = xy[i + 1] - middleY;
    const left = ax * by;
    const right = ay * bx;
    const cross = left - right;
    if (turn === 0) turn = cross > 0 ? 1 : -1;
    if (!(cross * turn > doubt * (Math.abs(left) + Math.abs(right)))) return false;
    if (ay <= 0 !== by <= 0 && by <= 0 === turn < 0) rounds++;
    ax = bx;
    ay = by;
  }
  look.turn = turn;
  return rounds === 1;
}
