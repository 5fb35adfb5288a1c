import type { Polygons } from '../types.ts';
import { isFiniteVertex } from '../vertices.ts';
import { beginPiece, countConstraints, gatherConstraints, gatherRing } from './gather.ts';
import { addPiece, mostPieceEdges } from './piece.ts';
import { measurePieces } from './split.ts';
import type { OverlayIndex, OverlayResult } from './types.ts';
import { addWhole, isStarShaped, isUncut } from './whole.ts';
import { OverlayWorkspace } from './workspace.ts';

/** An area below this share of the plot is rounding, not a code that lies there. */
const noArea = 1e-10;

/**
 * Measures plots [from, to) and writes their rows of `result`. Areas are even-odd per plot and per feature and in squared
 * units of the CRS; vertices that are not finite count as absent. The numbers of a row depend on nothing but the plot
 * and the index, so rows may be shared out among workers in any way. A workspace may be kept for further calls with the
 * same index. Throws for a plot outside the extent of the index (a bug of the caller).
 */
export function measureOverlay(
  plots: Polygons,
  index: OverlayIndex,
  from: number,
  to: number,
  result: OverlayResult,
  workspace: OverlayWorkspace = new OverlayWorkspace(index),
): void {
  for (let row = from; row < to; row++) {
    measurePlot(workspace, index, plots, row);
    result.area[row] = workspace.area;
    result.fallback[row] = workspace.fallback;
    for (let query = 0; query < index.queries.length; query++) {
      if (index.queries[query].kind === 'union') {
        result.unions[query][row] = workspace.slotArea[index.queries[query].firstSlot];
      } else writeCodes(workspace, index, query, row, result);
    }
    workspace.clear();
  }
}

/**
 * Calls back with the area under every union (code 0) and every code (1 ..) that the plot's surroundings hold; areas may
 * be 0, and what is not called has none. For cards and tests; columns are `measureOverlay`'s work.
 */
export function overlayAreas(
  plots: Polygons,
  row: number,
  index: OverlayIndex,
  callback: (query: number, code: number, area: number) => void,
): void {
  const workspace = new OverlayWorkspace(index);
  measurePlot(workspace, index, plots, row);
  index.queries.forEach(({ kind, firstSlot, slotCount }, query) => {
    for (let slot = firstSlot; slot < firstSlot + slotCount; slot++) {
      if (workspace.slotSeen[slot])
        callback(query, kind === 'union' ? 0 : slot - firstSlot + 1, workspace.slotArea[slot]);
    }
  });
}

function writeCodes(
  workspace: OverlayWorkspace,
  index: OverlayIndex,
  query: number,
  row: number,
  result: OverlayResult,
): void {
  const { firstSlot, slotCount, suitability } = index.queries[query];
  const { seenSlots, seenSlotCount, slotArea, area } = workspace;
  const least = area * noArea;
  let dominant = -1;
  let largest = least;
  let sum = 0;
  let over = 0;
  for (let i = 0; i < seenSlotCount; i++) {
    const slot = seenSlots[i];
    if (slot < firstSlot || slot >= firstSlot + slotCount || !(slotArea[slot] > least)) continue;
    const difference = slotArea[slot] - largest;
    if (difference > least || (difference >= -least && slot < dominant) || dominant < 0) {
      dominant = slot;
      largest = slotArea[slot];
    }
    if (suitability === null || Number.isNaN(suitability[slot - firstSlot + 1])) continue;
    sum += slotArea[slot] * suitability[slot - firstSlot + 1];
    over += slotArea[slot];
  }
  result.dominant[query][row] = dominant < 0 ? 0 : dominant - firstSlot + 1;
  result.dominantArea[query][row] = dominant < 0 ? 0 : largest;
  if (suitability === null) return;
  result.mean[query][row] = over > 0 ? sum / over : Number.NaN;
  result.meanArea[query][row] = over;
}

/** Leaves the plot's areas in the workspace. */
function measurePlot(workspace: OverlayWorkspace, index: OverlayIndex, plots: Polygons, row: number): void {
  const { xy, ringStart } = plots;
  const firstRing = plots.partStart[plots.featureStart[row]];
  const lastRing = plots.partStart[plots.featureStart[row + 1]];
  const end = ringStart[lastRing];
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let vertex = ringStart[firstRing]; vertex < end; vertex++) {
    const x = xy[2 * vertex];
    const y = xy[2 * vertex + 1];
    if (!isFiniteVertex(x, y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  if (!(minX < maxX && minY < maxY)) return;
  const [left, bottom, right, top] = index.extent;
  if (minX < left || minY < bottom || maxX > right || maxY > top) {
    throw new RangeError(`overlay: plot ${row} lies outside the extent of the index`);
  }
  const { originX, originY } = index.grid;
  const width = maxX - minX;
  const height = maxY - minY;
  const edges = end - ringStart[firstRing];
  if (edges + countConstraints(index, minX - originX, minY - originY, width, height, mostPieceEdges) > mostPieceEdges) {
    measurePieces(workspace, index, plots, firstRing, lastRing);
    return;
  }
  beginPiece(workspace, width, height);
  for (let ring = firstRing; ring < lastRing; ring++) {
    gatherRing(workspace, xy, ringStart[ring], ringStart[ring + 1], minX, minY);
  }
  const plotChains = workspace.chainCount;
  gatherConstraints(workspace, index, minX - originX, minY - originY);
  const simple =
    workspace.chainCount === plotChains &&
    lastRing - firstRing === 1 &&
    isUncut(workspace) &&
    isStarShaped(xy, ringStart[firstRing], end, minX + width / 2, minY + height / 2);
  if (simple) addWhole(workspace, index);
  else addPiece(workspace, index);
}
