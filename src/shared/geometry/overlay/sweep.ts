import type { OverlayIndex } from './types.ts';
import { type OverlayWorkspace, plotOwner, stateOf } from './workspace.ts';

/**
 * Sides that come out of order by less than this share of the box's size count as touching, not crossing: rounding alone
 * would otherwise make crossings of coincident edges. The error is at most 1e-10 of the box per pair and band.
 */
const touching = 1e-10;
/** Crossings closer together than this share of a band are one. */
const thinnest = 1e-13;

/**
 * Sweeps the gathered piece from bottom to top in horizontal bands between vertices. In a band the edges, sorted along x,
 * bound trapezoids; walking them from the left keeps the parity of the plot and of each feature, and how many features lie
 * over each slot, and so which trapezoids count for the plot and for its slots. A band in which edges cross is divided at
 * the crossings. Writes the piece's area (state) and pieceSlotArea of the seen slots and leaves parities and depths zero.
 * Answers false when the plot's edges do not close or its area contradicts the shoelace formula: a fault of the sweep.
 */
export function sweepPiece(workspace: OverlayWorkspace, index: OverlayIndex): boolean {
  const { state, height, flipCount, flipFeature } = workspace;
  for (let i = 0; i < workspace.seenSlotCount; i++) workspace.pieceSlotArea[workspace.seenSlots[i]] = 0;
  workspace.closed = true;
  workspace.uniform = true;
  workspace.winding = 0;
  workspace.nextStart = 0;
  state[stateOf.low] = 0;
  state[stateOf.area] = 0;
  state[stateOf.plain] = 0;
  state[stateOf.flushed] = 0;
  sortStarts(workspace);
  shellSort(workspace.flipY, flipFeature, flipCount);
  let nextFlip = 0;
  let active = 0;
  while (state[stateOf.low] < height) {
    nextFlip = takeFlips(workspace, index, nextFlip);
    active = enter(workspace, advance(workspace, active));
    if (sortBand(workspace, active)) sweepCrossings(workspace, index, active);
    else sumBand(workspace, index, 1);
    state[stateOf.low] = state[stateOf.high];
  }
  flushPlain(workspace);
  for (let i = 0; i < nextFlip; i++) flip(workspace, index, flipFeature[i]);
  return workspace.closed && (!workspace.uniform || agreesWithShoelace(workspace));
}

/** Where the plot winds once everywhere (no crossing, holes the other way round), both formulas give one area. */
function agreesWithShoelace({ state, signedArea, width, height }: OverlayWorkspace): boolean {
  return Math.abs(Math.abs(signedArea) - state[stateOf.area]) <= 1e-8 * Math.max(width, height) * height;
}

/** Orders the chains by where they begin. */
function sortStarts({ chainCount, chainFirst, y, startOrder, startY }: OverlayWorkspace): void {
  for (let chain = 0; chain < chainCount; chain++) {
    startOrder[chain] = chain;
    startY[chain] = y[chainFirst[chain]];
  }
  shellSort(startY, startOrder, chainCount);
}

/** Sorts the first `count` keys upwards and their values with them; Shell's method with the gaps of Knuth. */
function shellSort(keys: Float64Array, values: Int32Array, count: number): void {
  let gap = 1;
  while (gap < count / 9) gap = 3 * gap + 1;
  for (; gap >= 1; gap = Math.floor(gap / 3)) {
    for (let i = gap; i < count; i++) {
      const key = keys[i];
      const value = values[i];
      let at = i;
      for (; at >= gap && keys[at - gap] > key; at -= gap) {
        keys[at] = keys[at - gap];
        values[at] = values[at - gap];
      }
      keys[at] = key;
      values[at] = value;
    }
  }
}

/** Applies the flips at or below the band, and lets the band end at the next one. */
function takeFlips(workspace: OverlayWorkspace, index: OverlayIndex, from: number): number {
  const { state, flipCount, flipY, flipFeature, height } = workspace;
  let next = from;
  if (next < flipCount && flipY[next] <= state[stateOf.low]) {
    flushPlain(workspace);
    while (next < flipCount && flipY[next] <= state[stateOf.low]) flip(workspace, index, flipFeature[next++]);
  }
  state[stateOf.high] = next < flipCount && flipY[next] < height ? flipY[next] : height;
  return next;
}

/** The feature turns from outside to inside or back; the answer is not needed where only depths are. */
function flip({ inside, slotDepth }: OverlayWorkspace, { slotStart, slots }: OverlayIndex, feature: number): void {
  inside[feature] ^= 1;
  const change = inside[feature] === 1 ? 1 : -1;
  for (let at = slotStart[feature]; at < slotStart[feature + 1]; at++) slotDepth[slots[at]] += change;
}

/** Area swept without any constraint edge belongs wholly to the slots that lie over everything. */
function flushPlain({ state, seenSlotCount, seenSlots, slotDepth, pieceSlotArea }: OverlayWorkspace): void {
  const area = state[stateOf.plain] - state[stateOf.flushed];
  state[stateOf.flushed] = state[stateOf.plain];
  if (area === 0) return;
  for (let i = 0; i < seenSlotCount; i++) {
    const slot = seenSlots[i];
    if (slotDepth[slot] > 0) pieceSlotArea[slot] += area;
  }
}

/** Moves the active chains up to the band's bottom, drops those that ended, and lets the band end at the next vertex. */
function advance(workspace: OverlayWorkspace, active: number): number {
  const { state, order, top, xLow, xHigh, x0 } = workspace;
  const low = state[stateOf.low];
  let high = state[stateOf.high];
  let kept = 0;
  for (let i = 0; i < active; i++) {
    const chain = order[i];
    if (top[chain] <= low) {
      if (!climb(workspace, chain)) continue;
      xLow[chain] = x0[chain];
    } else xLow[chain] = xHigh[chain];
    if (top[chain] < high) high = top[chain];
    order[kept++] = chain;
  }
  state[stateOf.high] = high;
  return kept;
}

/** Sets the chain on its first edge that reaches above the band's bottom; false when there is none. */
function climb(workspace: OverlayWorkspace, chain: number): boolean {
  const { state, x, y, cursor, chainLast, chainStep, x0, y0, slope, top } = workspace;
  const low = state[stateOf.low];
  const last = chainLast[chain];
  const step = chainStep[chain];
  let at = cursor[chain];
  while (at !== last && y[at + step] <= low) at += step;
  cursor[chain] = at;
  if (at === last) return false;
  x0[chain] = x[at];
  y0[chain] = y[at];
  top[chain] = y[at + step];
  const perHeight = (x[at + step] - x[at]) / (y[at + step] - y[at]);
  // Infinite only for an edge too flat to matter.
  slope[chain] = perHeight - perHeight === 0 ? perHeight : 0;
  return true;
}

/** Takes up the chains that begin at or below the band's bottom; the band ends where the next one begins. */
function enter(workspace: OverlayWorkspace, active: number): number {
  const { state, startOrder, startY, chainCount, cursor, chainFirst, order, x0, y0, slope, top, xLow } = workspace;
  const low = state[stateOf.low];
  let count = active;
  let next = workspace.nextStart;
  for (; next < chainCount && startY[next] <= low; next++) {
    const chain = startOrder[next];
    cursor[chain] = chainFirst[chain];
    if (!climb(workspace, chain)) continue;
    xLow[chain] = x0[chain] + (low - y0[chain]) * slope[chain];
    if (top[chain] < state[stateOf.high]) state[stateOf.high] = top[chain];
    order[count++] = chain;
  }
  workspace.nextStart = next;
  if (next < chainCount && startY[next] < state[stateOf.high]) state[stateOf.high] = startY[next];
  return count;
}

/** Sorts the active chains along the middle of the band and tells whether any two cross inside it. */
function sortBand(workspace: OverlayWorkspace, active: number): boolean {
  const { state, order, x0, y0, slope, xLow, xHigh, key, chainOwner } = workspace;
  const high = state[stateOf.high];
  let plotEdges = 0;
  for (let i = 0; i < active; i++) {
    const chain = order[i];
    if (chainOwner[chain] === plotOwner) plotEdges++;
    const x = x0[chain] + (high - y0[chain]) * slope[chain];
    const middle = xLow[chain] + x;
    xHigh[chain] = x;
    key[chain] = middle;
    let at = i;
    for (; at > 0 && key[order[at - 1]] > middle; at--) order[at] = order[at - 1];
    order[at] = chain;
  }
  workspace.plotEdges = plotEdges;
  if (plotEdges === 0) return false;
  const tolerance = touching * Math.max(workspace.width, workspace.height);
  for (let i = 1; i < active; i++) {
    const a = order[i - 1];
    const b = order[i];
    if (xLow[a] > xLow[b] + tolerance || xHigh[a] > xHigh[b] + tolerance) return true;
  }
  return false;
}

/** Adds up the trapezoids of this share of the band; keys are twice the x in its middle. */
function sumBand(workspace: OverlayWorkspace, index: OverlayIndex, share: number): void {
  const { state, order, key, chainOwner, chainStep, inside, slotDepth, pieceSlotArea, plotEdges } = workspace;
  if (plotEdges === 0) return;
  const half = (state[stateOf.high] - state[stateOf.low]) * share * 0.5;
  const { slotStart, slots } = index;
  let left = plotEdges;
  let open = false;
  let since = 0;
  let width = 0;
  let end = 0;
  for (; left > 0; end++) {
    const chain = order[end];
    const x = key[chain];
    const owner = chainOwner[chain];
    if (owner === plotOwner) {
      const winding = open ? -chainStep[chain] : chainStep[chain];
      if (winding !== workspace.winding) {
        if (workspace.winding === 0) workspace.winding = winding;
        else workspace.uniform = false;
      }
      if (open) width += x - since;
      since = x;
      open = !open;
      left--;
      continue;
    }
    const swept = (open ? width + (x - since) : width) * half;
    inside[owner] ^= 1;
    for (let at = slotStart[owner]; at < slotStart[owner + 1]; at++) {
      const slot = slots[at];
      if (inside[owner] === 1) {
        if (slotDepth[slot]++ === 0) pieceSlotArea[slot] -= swept;
      } else if (--slotDepth[slot] === 0) pieceSlotArea[slot] += swept;
    }
  }
  if (open) workspace.closed = false;
  state[stateOf.area] += width * half;
  if (end === plotEdges) state[stateOf.plain] += width * half;
  else settle(workspace, index, end, width * half);
}

/** Ends a walk: slots still open reach to its end, and the features met turn back to how they are left of the box. */
function settle(workspace: OverlayWorkspace, index: OverlayIndex, end: number, area: number): void {
  const { order, chainOwner, seenSlotCount, seenSlots, slotDepth, pieceSlotArea } = workspace;
  for (let i = 0; i < seenSlotCount; i++) {
    const slot = seenSlots[i];
    if (slotDepth[slot] > 0) pieceSlotArea[slot] += area;
  }
  for (let i = 0; i < end; i++) {
    const owner = chainOwner[order[i]];
    if (owner !== plotOwner) flip(workspace, index, owner);
  }
}

/** Sweeps a band in which edges cross: once for every strip between two crossings. */
function sweepCrossings(workspace: OverlayWorkspace, index: OverlayIndex, active: number): void {
  const { order, xLow, xHigh, key } = workspace;
  const count = findCrossings(workspace, active);
  let below = 0;
  for (let i = 0; i <= count; i++) {
    const above = i === count ? 1 : workspace.crossings[i];
    if (above - below <= thinnest) continue;
    const middle = below + above;
    for (let k = 0; k < active; k++) {
      const chain = order[k];
      const x = 2 * xLow[chain] + (xHigh[chain] - xLow[chain]) * middle;
      key[chain] = x;
      let at = k;
      for (; at > 0 && key[order[at - 1]] > x; at--) order[at] = order[at - 1];
      order[at] = chain;
    }
    sumBand(workspace, index, above - below);
    below = above;
  }
}

/** Writes the shares of the band's height at which two edges cross, upwards. Every pair that changes order is met in sorting. */
function findCrossings(workspace: OverlayWorkspace, active: number): number {
  const { order, xLow, xHigh } = workspace;
  for (let i = 1; i < active; i++) {
    const chain = order[i];
    let at = i;
    for (; at > 0 && xLow[order[at - 1]] > xLow[chain]; at--) order[at] = order[at - 1];
    order[at] = chain;
  }
  let count = 0;
  for (let i = 1; i < active; i++) {
    const chain = order[i];
    let at = i;
    for (; at > 0 && xHigh[order[at - 1]] > xHigh[chain]; at--) {
      const other = order[at - 1];
      const apartLow = xLow[chain] - xLow[other];
      const apartHigh = xHigh[other] - xHigh[chain];
      if (count === workspace.crossings.length) workspace.growCrossings();
      workspace.crossings[count++] = apartLow / (apartLow + apartHigh);
      order[at] = other;
    }
    order[at] = chain;
  }
  sortNumbers(workspace.crossings, count);
  return count;
}

function sortNumbers(keys: Float64Array, count: number): void {
  if (count > 32) {
    keys.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const key = keys[i];
    let at = i;
    for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}
