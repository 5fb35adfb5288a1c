import { measureSlowly } from './slow.ts';
import { sweepPiece } from './sweep.ts';
import { type OverlayIndex, overlayFallback } from './types.ts';
import { type OverlayWorkspace, stateOf } from './workspace.ts';

/** A plot that gathers more edges than this is cut up first, for a sweep grows faster than its edges. */
export const mostPieceEdges = 3000;

/** Sweeps the gathered piece, checks the figures and adds them to the plot's. */
export function addPiece(workspace: OverlayWorkspace, index: OverlayIndex): void {
  const { state, seenSlots, seenSlotCount, slotArea, pieceSlotArea } = workspace;
  if (!sweepPiece(workspace, index) || !areasHold(workspace)) {
    workspace.fallback = overlayFallback.slow;
    measureSlowly(workspace, index);
  }
  const area = state[stateOf.area];
  workspace.area += area;
  for (let i = 0; i < seenSlotCount; i++) {
    const slot = seenSlots[i];
    // Within rounding of nothing or of the whole.
    slotArea[slot] += Math.min(area, Math.max(0, pieceSlotArea[slot]));
  }
}

/** What lies over the piece cannot be less than nothing or more than the piece. */
function areasHold({ state, seenSlots, seenSlotCount, pieceSlotArea, width, height }: OverlayWorkspace): boolean {
  const area = state[stateOf.area];
  const rounding = 1e-8 * Math.max(width, height) * height;
  let held = area >= -rounding && area <= width * height + rounding;
  for (let i = 0; i < seenSlotCount; i++) {
    const covered = pieceSlotArea[seenSlots[i]];
    held &&= covered >= -rounding && covered <= area + rounding;
  }
  return held;
}
