import type { OverlayIndex } from './types.ts';
import { type OverlayWorkspace, plotOwner, stateOf } from './workspace.ts';

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly owner: number;
}

/**
 * The figures of the gathered piece the slow way, for when the sweep's self-check fails: all crossings of all pairs of
 * edges, a band between any two heights that occur, and a fresh sort in every band. Writes what the sweep writes.
 */
export function measureSlowly(workspace: OverlayWorkspace, index: OverlayIndex): void {
  const edges = edgesOf(workspace);
  const heights = bandHeights(workspace, edges);
  const { state, pieceSlotArea, seenSlots, seenSlotCount } = workspace;
  for (let i = 0; i < seenSlotCount; i++) pieceSlotArea[seenSlots[i]] = 0;
  state[stateOf.area] = 0;
  for (let i = 1; i < heights.length; i++) {
    const low = heights[i - 1];
    const high = heights[i];
    if (high > low) addBand(workspace, index, edges, low, high);
  }
}

function edgesOf({ chainCount, chainFirst, chainLast, chainStep, chainOwner, x, y }: OverlayWorkspace): Edge[] {
  const edges: Edge[] = [];
  for (let chain = 0; chain < chainCount; chain++) {
    const step = chainStep[chain];
    for (let at = chainFirst[chain]; at !== chainLast[chain]; at += step) {
      edges.push({ x0: x[at], y0: y[at], x1: x[at + step], y1: y[at + step], owner: chainOwner[chain] });
    }
  }
  return edges;
}

function bandHeights({ height, flipCount, flipY }: OverlayWorkspace, edges: readonly Edge[]): Float64Array {
  const heights: number[] = [0, height];
  const add = (y: number) => {
    if (y > 0 && y < height) heights.push(y);
  };
  for (let i = 0; i < flipCount; i++) add(flipY[i]);
  edges.forEach((a, i) => {
    add(a.y0);
    add(a.y1);
    for (let k = i + 1; k < edges.length; k++) {
      const y = crossingHeight(a, edges[k]);
      if (y !== null) add(y);
    }
  });
  return Float64Array.from(heights).sort();
}

/** Height at which two edges change order, null when they do not. */
function crossingHeight(a: Edge, b: Edge): number | null {
  const low = Math.max(a.y0, b.y0);
  const high = Math.min(a.y1, b.y1);
  if (low >= high) return null;
  const apartLow = xAt(a, low) - xAt(b, low);
  const apartHigh = xAt(a, high) - xAt(b, high);
  if (apartLow * apartHigh >= 0) return null;
  return low + ((high - low) * apartLow) / (apartLow - apartHigh);
}

function xAt(edge: Edge, y: number): number {
  return edge.x0 + (edge.x1 - edge.x0) * ((y - edge.y0) / (edge.y1 - edge.y0));
}

function addBand(workspace: OverlayWorkspace, index: OverlayIndex, edges: readonly Edge[], low: number, high: number) {
  const { state, pieceSlotArea, seenSlots, seenSlotCount, flipCount, flipY, flipFeature } = workspace;
  const middle = low + (high - low) / 2;
  const sides = edges
    .filter((edge) => edge.y0 <= low && edge.y1 >= high)
    .map((edge) => ({ x: xAt(edge, middle), owner: edge.owner }))
    .sort((a, b) => a.x - b.x);
  const inside = new Set<number>();
  const toggle = (feature: number) => {
    if (!inside.delete(feature)) inside.add(feature);
  };
  for (let i = 0; i < flipCount; i++) if (flipY[i] <= low) toggle(flipFeature[i]);
  let open = false;
  for (let i = 0; i < sides.length; i++) {
    if (sides[i].owner === plotOwner) open = !open;
    else toggle(sides[i].owner);
    if (!open || i + 1 === sides.length) continue;
    const area = (sides[i + 1].x - sides[i].x) * (high - low);
    state[stateOf.area] += area;
    const covered = new Set<number>();
    for (const feature of inside) {
      for (let at = index.slotStart[feature]; at < index.slotStart[feature + 1]; at++) covered.add(index.slots[at]);
    }
    for (let k = 0; k < seenSlotCount; k++) if (covered.has(seenSlots[k])) pieceSlotArea[seenSlots[k]] += area;
  }
}
