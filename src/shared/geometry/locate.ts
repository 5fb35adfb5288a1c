import { measureBoxes } from './bounds.ts';
import { type BoxTree, buildBoxTree, PointWalk } from './box-tree.ts';
import { pointInPolygon } from './point-in-polygon.ts';
import { featureCount, type Geometry, type Polygons } from './types.ts';

/** A packed tree over the boxes of a geometry's features; item n is feature n. */
export function buildFeatureIndex(geometry: Geometry): BoxTree {
  const count = featureCount(geometry);
  const boxes = new Float64Array(4 * count);
  measureBoxes(geometry, 0, count, boxes);
  return buildBoxTree(boxes, count);
}

/**
 * The plot at a point, or -1. Where plots lie over each other the one with the smallest box, so that a plot drawn on
 * top of a big one can be picked; then the first. `index` comes from `buildFeatureIndex(plots)`.
 */
export function plotAt(plots: Polygons, index: BoxTree, x: number, y: number): number {
  const walk = new PointWalk(index);
  let found = -1;
  let foundSize = Infinity;
  walk.start(x, y);
  for (let leaf = walk.next(); leaf >= 0; leaf = walk.next()) {
    const { boxes, items } = index;
    const size = (boxes[4 * leaf + 2] - boxes[4 * leaf]) * (boxes[4 * leaf + 3] - boxes[4 * leaf + 1]);
    const smaller = size < foundSize || (size === foundSize && items[leaf] < found);
    if (!smaller || !pointInPolygon(plots, items[leaf], x, y)) continue;
    found = items[leaf];
    foundSize = size;
  }
  return found;
}
