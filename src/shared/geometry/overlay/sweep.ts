import type { OverlayIndex } from './types.ts';
import { flip, type OverlayWorkspace, plotOwner, stateOf } from './workspace.ts';

/**
 * Sides that come out of order by less than this share of the box's size count as touching, not crossing: rounding alone
 * would otherwise make crossings of coincident edges. The error is at most 1e-10 of the box per pair and band.
 */
const touching = 1e-10;
/** Crossings closer together than this share of a band are one. */
const thinnest = 1e-13;
/** Most vertices of a chain that a stride passes. */
const longestStride = 32;

/**
 * Sweeps the gathered piece from bottom to top in horizontal bands between vertices. In a band the edges, sorted along x,
 * bound trapezoids; walking them from the left keeps the parity of the plot and of each feature, and how many features lie
 * over each slot, and so which trapezoids count for the plot and for its slots. A band in which edges cross is divided at
 * the crossings; bands over which no chain begins or ends and none cross are taken in one stride. Writes the piece's area
 * (state) and pieceSlotArea of the seen slots and leaves parities and depths zero. Answers false when the plot's edges do
 * not close or its area contradicts the shoelace formula: a fault of the sweep.
 */
export function sweepPiece(workspace: OverlayWorkspace, index: OverlayIndex): boolean {
  const { state, height, flipCount, flipFeature } = workspace;
  begin(workspace);
  sortStarts(workspace);
  shellSort(workspace.flipY, flipFeature, flipCount);
  let nextFlip = 0;
  let active = 0;
  while (state[stateOf.low] < height) {
    nextFlip = takeFlips(workspace, index, nextFlip);
    active = enter(workspace, advance(workspace, active));
    if (sortBand(workspace, active)) {
      sweepCrossings(workspace, index, active);
    } else if (state[stateOf.high] < state[stateOf.event] && stride(workspace, active)) {
      state[stateOf.half] = 0.5;
      sumBand(workspace, index, workspace.strideSum);
    } else {
      state[stateOf.half] = (state[stateOf.high] - state[stateOf.low]) * 0.5;
      sumBand(workspace, index, workspace.key);
    }
    state[stateOf.low] = state[stateOf.high];
  }
  flushPlain(workspace);
  for (let i = 0; i < nextFlip; i++) flip(workspace, index, flipFeature[i]);
  return workspace.closed && (!workspace.uniform || agreesWithShoelace(workspace));
}

function begin(workspace: OverlayWorkspace): void {
  const { seenSlotCount, seenSlots, pieceSlotArea } = workspace;
  for (let i = 0; i < seenSlotCount; i++) pieceSlotArea[seenSlots[i]] = 0;
  workspace.state.fill(0);
  workspace.closed = true;
  workspace.uniform = true;
  workspace.winding = 0;
  workspace.nextStart = 0;
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

/** Applies the flips at or below the band, and notes the next one as the next event. */
function takeFlips(workspace: OverlayWorkspace, index: OverlayIndex, from: number): number {
  const { state, flipCount, flipY, flipFeature, height } = workspace;
  let next = from;
  if (next < flipCount && flipY[next] <= state[stateOf.low]) {
    flushPlain(workspace);
    while (next < flipCount && flipY[next] <= state[stateOf.low]) flip(workspace, index, flipFeature[next++]);
  }
  state[stateOf.event] = next < flipCount && flipY[next] < height ? flipY[next] : height;
  return next;
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
  const { state, order, top, xLow, xHigh, x0, y, chainLast } = workspace;
  const low = state[stateOf.low];
  let high = Infinity;
  let event = state[stateOf.event];
  let kept = 0;
  for (let i = 0; i < active; i++) {
    const chain = order[i];
    if (top[chain] <= low) {
      if (!climb(workspace, chain)) continue;
      xLow[chain] = x0[chain];
    } else xLow[chain] = xHigh[chain];
    if (top[chain] < high) high = top[chain];
    const end = y[chainLast[chain]];
    if (end < event) event = end;
    order[kept++] = chain;
  }
  state[stateOf.high] = high;
  state[stateOf.event] = event;
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
  slope[chain] = slopeOf(x[at + step] - x[at], y[at + step] - y[at]);
  return true;
}

/** Takes up the chains that begin at or below the band's bottom; the next to begin is the next event. */
function enter(workspace: OverlayWorkspace, active: number): number {
  const { state, startOrder, startY, chainCount, cursor, chainFirst, chainLast, order, x0, y0, slope, top, xLow, y } =
    workspace;
  const low = state[stateOf.low];
  let high = state[stateOf.high];
  let event = state[stateOf.event];
  let count = active;
  let next = workspace.nextStart;
  for (; next < chainCount && startY[next] <= low; next++) {
    const chain = startOrder[next];
    cursor[chain] = chainFirst[chain];
    if (!climb(workspace, chain)) continue;
    xLow[chain] = x0[chain] + (low - y0[chain]) * slope[chain];
    if (top[chain] < high) high = top[chain];
    const end = y[chainLast[chain]];
    if (end < event) event = end;
    order[count++] = chain;
  }
  workspace.nextStart = next;
  if (next < chainCount && startY[next] < event) event = startY[next];
  state[stateOf.event] = event;
  state[stateOf.high] = Math.min(high, event);
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

/**
 * Tries to take several bands at once: up to the next event, or to the last vertex before two neighbours change sides.
 * Writes twice the integral of each chain's x over the height and moves the chains there; false when that is no further
 * than the band in hand.
 */
function stride(workspace: OverlayWorkspace, active: number): boolean {
  const { state } = workspace;
  if (workspace.plotEdges === 0) return false;
  state[stateOf.reach] = farthest(workspace, active);
  while (state[stateOf.reach] > state[stateOf.high]) {
    if (!integrate(workspace, active)) continue;
    arrive(workspace, active);
    state[stateOf.high] = state[stateOf.reach];
    return true;
  }
  return false;
}

/** The next event, or less far where a chain has so many vertices on the way that walking them in vain would cost. */
function farthest({ state, order, cursor, chainStep, chainLast, y }: OverlayWorkspace, active: number): number {
  let reach = state[stateOf.event];
  for (let i = 0; i < active; i++) {
    const chain = order[i];
    const ahead = cursor[chain] + longestStride * chainStep[chain];
    if ((chainLast[chain] - ahead) * chainStep[chain] > 0 && y[ahead] < reach) reach = y[ahead];
  }
  return reach;
}

/** Integrates every active chain up to the reach; where neighbours change sides before, lowers the reach and answers false. */
function integrate(workspace: OverlayWorkspace, active: number): boolean {
  const { state, order, x, y, cursor, chainStep, xLow, strideCursor, strideSlope, strideX, strideSum } = workspace;
  const low = state[stateOf.low];
  const reach = state[stateOf.reach];
  const tolerance = touching * Math.max(workspace.width, workspace.height);
  let before = -Infinity;
  for (let i = 0; i < active; i++) {
    const chain = order[i];
    const step = chainStep[chain];
    let at = cursor[chain];
    let fromX = xLow[chain];
    let fromY = low;
    let left = fromX;
    let right = fromX;
    let sum = 0;
    let toY = y[at + step];
    while (toY < reach) {
      at += step;
      const toX = x[at];
      sum += (fromX + toX) * (toY - fromY);
      if (toX < left) left = toX;
      else if (toX > right) right = toX;
      fromX = toX;
      fromY = toY;
      toY = y[at + step];
    }
    const slope = slopeOf(x[at + step] - x[at], toY - y[at]);
    const toX = x[at] + (reach - y[at]) * slope;
    if (toX < left) left = toX;
    else if (toX > right) right = toX;
    if (left < before - tolerance && !keepsSide(workspace, order[i - 1], chain, tolerance)) return false;
    before = right;
    strideCursor[chain] = at;
    strideSlope[chain] = slope;
    strideX[chain] = toX;
    strideSum[chain] = sum + (fromX + toX) * (reach - fromY);
  }
  return true;
}

/** Sets the chains where their stride ends. */
function arrive(workspace: OverlayWorkspace, active: number): void {
  const { order, x, y, cursor, chainStep, strideCursor, strideSlope, strideX, x0, y0, slope, top, xHigh } = workspace;
  for (let i = 0; i < active; i++) {
    const chain = order[i];
    const at = strideCursor[chain];
    cursor[chain] = at;
    x0[chain] = x[at];
    y0[chain] = y[at];
    top[chain] = y[at + chainStep[chain]];
    slope[chain] = strideSlope[chain];
    xHigh[chain] = strideX[chain];
  }
}

/**
 * Whether chain a stays left of chain b from the band's bottom to the reach, looked at where either has a vertex; if not,
 * lowers the reach to the last height at which it did.
 */
function keepsSide(workspace: OverlayWorkspace, a: number, b: number, tolerance: number): boolean {
  const { state, x, y, cursor, chainStep } = workspace;
  const reach = state[stateOf.reach];
  const stepA = chainStep[a];
  const stepB = chainStep[b];
  let atA = cursor[a];
  let atB = cursor[b];
  let kept = state[stateOf.low];
  for (;;) {
    const topA = y[atA + stepA];
    const topB = y[atB + stepB];
    const height = Math.min(topA, topB, reach);
    const xA = x[atA] + (height - y[atA]) * slopeOf(x[atA + stepA] - x[atA], topA - y[atA]);
    const xB = x[atB] + (height - y[atB]) * slopeOf(x[atB + stepB] - x[atB], topB - y[atB]);
    if (xA > xB + tolerance) {
      state[stateOf.reach] = kept;
      return false;
    }
    if (height === reach) return true;
    kept = height;
    if (topA === height) atA += stepA;
    if (topB === height) atB += stepB;
  }
}

/** Infinite only for an edge too flat to matter, which then stands upright. */
function slopeOf(acrossX: number, acrossY: number): number {
  const slope = acrossX / acrossY;
  return slope - slope === 0 ? slope : 0;
}

/** Adds up the trapezoids between the sides; state's half times two neighbours' difference of keys is the area between them. */
function sumBand(workspace: OverlayWorkspace, index: OverlayIndex, keys: Float64Array): void {
  const { state, order, chainOwner, chainStep, inside, slotDepth, pieceSlotArea, plotEdges } = workspace;
  if (plotEdges === 0) return;
  const half = state[stateOf.half];
  const { slotStart, slots } = index;
  let left = plotEdges;
  let open = false;
  let since = 0;
  let width = 0;
  let end = 0;
  for (; left > 0; end++) {
    const chain = order[end];
    const x = keys[chain];
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
  const { state, order, xLow, xHigh, key } = workspace;
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
    state[stateOf.half] = (state[stateOf.high] - state[stateOf.low]) * (above - below) * 0.5;
    sumBand(workspace, index, key);
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
