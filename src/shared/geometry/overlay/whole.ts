import type { OverlayIndex } from './types.ts';
import { flip, type OverlayWorkspace } from './workspace.ts';

/**
 * Whether a ring goes round the centre exactly once, always turning the same way: then it does not cross itself and its
 * area is the shoelace formula's. Most plots are so. False where a vertex is not finite.
 */
export function isStarShaped(xy: Float64Array, start: number, end: number, centreX: number, centreY: number): boolean {
  let turning = 0;
  let borders = 0;
  let fromX = xy[2 * end - 2] - centreX;
  let fromY = xy[2 * end - 1] - centreY;
  for (let at = start; at < end; at++) {
    const toX = xy[2 * at] - centreX;
    const toY = xy[2 * at + 1] - centreY;
    const turn = fromX * toY - toX * fromY;
    if (!(turn * turning > 0)) {
      if (turning === 0 && turn !== 0) turning = turn > 0 ? 1 : -1;
      else if (toX !== fromX || toY !== fromY) return false;
    }
    if (fromY < 0 !== toY < 0) borders++;
    fromX = toX;
    fromY = toY;
  }
  return borders === 2;
}

/** Whether no constraint edge lies in the gathered piece, so that a feature covers all of it or nothing. */
export function isUncut({ flipCount, flipY }: OverlayWorkspace): boolean {
  for (let i = 0; i < flipCount; i++) if (flipY[i] > 0) return false;
  return true;
}

/** Adds a plot of which every slot covers all or nothing. */
export function addWhole(workspace: OverlayWorkspace, index: OverlayIndex): void {
  const { flipCount, flipFeature, seenSlotCount, seenSlots, slotDepth, slotArea } = workspace;
  const area = Math.abs(workspace.signedArea);
  workspace.area += area;
  for (let i = 0; i < flipCount; i++) flip(workspace, index, flipFeature[i]);
  for (let i = 0; i < seenSlotCount; i++) if (slotDepth[seenSlots[i]] > 0) slotArea[seenSlots[i]] += area;
  for (let i = 0; i < flipCount; i++) flip(workspace, index, flipFeature[i]);
}
