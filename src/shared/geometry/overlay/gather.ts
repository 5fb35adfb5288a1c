import { isFiniteVertex } from '../vertices.ts';
import { mostRunEdges } from './tile-cut.ts';
import type { OverlayGrid, OverlayIndex } from './types.ts';
import { type OverlayWorkspace, plotOwner } from './workspace.ts';

/** Empties the gathered piece and sets its box; coordinates from now on are relative to the box's lower left corner. */
export function beginPiece(workspace: OverlayWorkspace, width: number, height: number): void {
  workspace.vertexCount = 0;
  workspace.chainCount = 0;
  workspace.flipCount = 0;
  workspace.edgeCount = 0;
  workspace.signedArea = 0;
  workspace.width = width;
  workspace.height = height;
}

/**
 * Adds ring vertices [start, end) of `xy`, seen from (cornerX, cornerY), as chains of the plot. Starts at the lowest
 * vertex, so that no chain is cut in two by the ring's seam.
 */
export function gatherRing(
  workspace: OverlayWorkspace,
  xy: Float64Array,
  start: number,
  end: number,
  cornerX: number,
  cornerY: number,
): void {
  const lowest = lowestVertex(xy, start, end);
  if (lowest < 0) return;
  workspace.reserveVertices(2 * (end - start) + 2);
  workspace.reserveChains(end - start + 1);
  const { x, y, chainFirst, chainLast, chainStep, chainOwner } = workspace;
  let vertex = workspace.vertexCount;
  let chain = workspace.chainCount - 1;
  let direction = 0;
  let fromX = xy[2 * lowest] - cornerX;
  let fromY = xy[2 * lowest + 1] - cornerY;
  let twice = 0;
  let at = lowest;
  for (let left = end - start; left > 0; left--) {
    at = at + 1 === end ? start : at + 1;
    const toX = xy[2 * at] - cornerX;
    const toY = xy[2 * at + 1] - cornerY;
    if (!isFiniteVertex(toX, toY)) continue;
    twice += fromX * toY - toX * fromY;
    const step = toY > fromY ? 1 : toY < fromY ? -1 : 0;
    if (step !== 0) {
      if (step !== direction) {
        x[vertex] = fromX;
        y[vertex] = fromY;
        chain++;
        chainFirst[chain] = vertex;
        chainLast[chain] = vertex;
        chainStep[chain] = step;
        chainOwner[chain] = plotOwner;
        vertex++;
      }
      x[vertex] = toX;
      y[vertex] = toY;
      if (step > 0) chainLast[chain] = vertex;
      else chainFirst[chain] = vertex;
      vertex++;
    }
    direction = step;
    fromX = toX;
    fromY = toY;
  }
  workspace.signedArea += twice / 2;
  workspace.edgeCount += end - start;
  workspace.vertexCount = vertex;
  workspace.chainCount = chain + 1;
}

function lowestVertex(xy: Float64Array, start: number, end: number): number {
  let lowest = -1;
  let lowestY = Infinity;
  for (let at = start; at < end; at++) {
    const y = xy[2 * at + 1];
    if (y < lowestY && isFiniteVertex(xy[2 * at], y)) {
      lowest = at;
      lowestY = y;
    }
  }
  return lowest;
}

/** The column or row of tiles that a coordinate relative to the grid lies in, clamped to the grid. */
function tileOf({ size }: OverlayGrid, value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(value / size)));
}

/**
 * Adds what the index knows inside the piece's box, whose lower left corner is (cornerX, cornerY) relative to the grid.
 * Edges above, below and right of the box cannot matter; edges left of it matter only by the heights at which they make
 * a feature flip.
 */
export function gatherConstraints(
  workspace: OverlayWorkspace,
  index: OverlayIndex,
  cornerX: number,
  cornerY: number,
): void {
  const { grid, runStart } = index;
  const { size, columns, rows } = grid;
  const left = tileOf(grid, cornerX, columns);
  const right = tileOf(grid, cornerX + workspace.width, columns);
  const top = tileOf(grid, cornerY + workspace.height, rows);
  for (let row = tileOf(grid, cornerY, rows); row <= top; row++) {
    gatherFlips(workspace, index, row * columns + left, cornerY, (row + 1) * size - cornerY);
    const last = runStart[row * columns + right + 1];
    for (let run = runStart[row * columns + left]; run < last; run++)
      gatherRun(workspace, index, run, cornerX, cornerY);
  }
}

/**
 * How many constraint edges a box (corner relative to the grid, width, height) may gather, counted until `enough`:
 * by whole runs whose boxes meet it, or roughly from the tiles where those hold little.
 */
export function countConstraints(
  index: OverlayIndex,
  cornerX: number,
  cornerY: number,
  width: number,
  height: number,
  enough: number,
): number {
  const { grid, runStart, runFirst, runLast, runBox } = index;
  const { columns, rows } = grid;
  const left = tileOf(grid, cornerX, columns);
  const right = tileOf(grid, cornerX + width, columns);
  const bottom = tileOf(grid, cornerY, rows);
  const top = tileOf(grid, cornerY + height, rows);
  let runs = 0;
  for (let row = bottom; row <= top; row++)
    runs += runStart[row * columns + right + 1] - runStart[row * columns + left];
  if (runs * mostRunEdges <= enough) return runs * mostRunEdges;
  let edges = 0;
  for (let row = bottom; row <= top; row++) {
    const last = runStart[row * columns + right + 1];
    for (let run = runStart[row * columns + left]; run < last; run++) {
      const box = 4 * run;
      if (runBox[box] >= cornerX + width || runBox[box + 2] <= cornerX) continue;
      if (runBox[box + 1] >= cornerY + height || runBox[box + 3] <= cornerY) continue;
      edges += runLast[run] - runFirst[run];
    }
  }
  return edges;
}

/** The flips along the left border of the first tile of a row; above the row they are undone, for the next row has its own. */
function gatherFlips(
  workspace: OverlayWorkspace,
  index: OverlayIndex,
  tile: number,
  cornerY: number,
  rowTop: number,
): void {
  const { flipStart, flipFeature, flipY } = index;
  const end = flipStart[tile + 1];
  workspace.reserveFlips(2 * (end - flipStart[tile]));
  for (let flip = flipStart[tile]; flip < end; flip++) {
    const y = flipY[flip] - cornerY;
    if (y >= workspace.height) continue;
    const feature = flipFeature[flip];
    workspace.see(feature, index);
    addFlip(workspace, y, feature);
    addFlip(workspace, rowTop, feature);
  }
}

/** A pair of equal flips is no flip, and those left of the box tend to come in pairs. */
function addFlip(workspace: OverlayWorkspace, y: number, feature: number): void {
  if (y >= workspace.height) return;
  const height = Math.max(y, 0);
  const last = workspace.flipCount - 1;
  if (last >= 0 && workspace.flipFeature[last] === feature && workspace.flipY[last] === height) {
    workspace.flipCount = last;
    return;
  }
  workspace.flipY[last + 1] = height;
  workspace.flipFeature[last + 1] = feature;
  workspace.flipCount = last + 2;
}

function gatherRun(
  workspace: OverlayWorkspace,
  index: OverlayIndex,
  run: number,
  cornerX: number,
  cornerY: number,
): void {
  const { runBox, xy } = index;
  const { width, height } = workspace;
  const box = 4 * run;
  if (runBox[box] >= cornerX + width || runBox[box + 1] >= cornerY + height || runBox[box + 3] <= cornerY) return;
  const first = index.runFirst[run];
  const last = index.runLast[run];
  const feature = index.runFeature[run];
  workspace.see(feature, index);
  workspace.reserveFlips(2 * (last - first));
  if (runBox[box + 2] <= cornerX) {
    addFlip(workspace, xy[2 * first + 1] - cornerY, feature);
    addFlip(workspace, xy[2 * last + 1] - cornerY, feature);
    return;
  }
  workspace.reserveVertices(2 * (last - first));
  workspace.reserveChains(last - first);
  const { x, y, chainFirst, chainLast, chainStep, chainOwner } = workspace;
  let vertex = workspace.vertexCount;
  let chain = workspace.chainCount - 1;
  let direction = 0;
  let fromX = xy[2 * first] - cornerX;
  let fromY = xy[2 * first + 1] - cornerY;
  for (let at = first + 1; at <= last; at++) {
    const toX = xy[2 * at] - cornerX;
    const toY = xy[2 * at + 1] - cornerY;
    let step = toY > fromY ? 1 : toY < fromY ? -1 : 0;
    if ((fromY <= 0 && toY <= 0) || (fromY >= height && toY >= height) || (fromX >= width && toX >= width)) step = 0;
    if (step !== 0 && fromX <= 0 && toX <= 0) {
      addFlip(workspace, fromY, feature);
      addFlip(workspace, toY, feature);
      step = 0;
    }
    if (step !== 0) {
      if (step !== direction) {
        x[vertex] = fromX;
        y[vertex] = fromY;
        chain++;
        chainFirst[chain] = vertex;
        chainLast[chain] = vertex;
        chainStep[chain] = step;
        chainOwner[chain] = feature;
        vertex++;
      }
      x[vertex] = toX;
      y[vertex] = toY;
      if (step > 0) chainLast[chain] = vertex;
      else chainFirst[chain] = vertex;
      vertex++;
      workspace.edgeCount++;
    }
    direction = step;
    fromX = toX;
    fromY = toY;
  }
  workspace.vertexCount = vertex;
  workspace.chainCount = chain + 1;
}
