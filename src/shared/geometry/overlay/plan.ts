import { sharedUint32 } from '../../lib/buffers.ts';
import { type Extent, featureCount, type Polygons } from '../types.ts';
import { isFiniteVertex, vertexStart } from '../vertices.ts';
import type { OverlayGrid, OverlayQuery, OverlaySlots } from './types.ts';

/** Vertices a tile should hold on average: fewer make more pieces per plot, more make longer scans. */
const verticesPerTile = 64;
const mostTiles = 1 << 20;
/** Bound on the tiles inside the boxes of all features together, which bounds the flips of covered tiles. */
const mostFeatureTiles = 1 << 24;

/** What the queries ask, feature by feature: every worker makes the same plan from the same queries. */
export interface OverlayPlan {
  readonly grid: OverlayGrid;
  readonly extent: Extent;
  readonly queries: readonly OverlaySlots[];
  readonly slotCount: number;
  readonly featureCount: number;
  readonly slotStart: Uint32Array;
  readonly slots: Uint32Array;
  /** The different polygon columns named by the queries; feature f is row featureRow[f] of layers[featureLayer[f]]. */
  readonly layers: readonly Polygons[];
  readonly featureLayer: Uint32Array;
  readonly featureRow: Uint32Array;
  /** minX, minY, maxX, maxY per feature, NaN where it has no finite vertex. */
  readonly featureBox: Float64Array;
}

/** One use of a layer by a query: the slot of each row, or none. */
interface Use {
  readonly slotOf: (row: number) => number;
}

/** Numbers slots and features and lays the tiles. Throws for an extent that is not finite (a bug of the caller). */
export function planOverlay(queries: readonly OverlayQuery[], extent: Extent): OverlayPlan {
  if (!extent.every(Number.isFinite) || extent[0] > extent[2] || extent[1] > extent[3]) {
    throw new RangeError(`overlay: bad extent ${extent.join(' ')}`);
  }
  const { slots, slotCount, uses } = numberSlots(queries);
  const features = numberFeatures(uses);
  const box = new Float64Array(4 * features.featureCount);
  const vertices = measureFeatures(features, extent, box);
  return {
    ...features,
    extent,
    queries: slots,
    slotCount,
    featureBox: box,
    grid: layGrid(extent, vertices, box),
  };
}

function numberSlots(queries: readonly OverlayQuery[]) {
  const uses = new Map<Polygons, Use[]>();
  const slots: OverlaySlots[] = [];
  let slotCount = 0;
  const use = (polygons: Polygons, slotOf: Use['slotOf']) => {
    const list = uses.get(polygons);
    if (list) list.push({ slotOf });
    else uses.set(polygons, [{ slotOf }]);
  };
  for (const query of queries) {
    const firstSlot = slotCount;
    const count = query.kind === 'union' ? 1 : Math.max(0, query.codeCount - 1);
    if (query.kind === 'union') {
      for (const { polygons, mask } of query.sources) {
        use(polygons, (row) => (mask === null || mask[row] === 1 ? firstSlot : -1));
      }
    } else {
      for (const { polygons, mask, codeOfRow } of query.sources) {
        use(polygons, (row) => {
          const code = mask === null || mask[row] === 1 ? codeOfRow[row] : 0;
          if (code > count) throw new RangeError(`overlay: code ${code} of row ${row} is not below ${count + 1}`);
          return code > 0 ? firstSlot + code - 1 : -1;
        });
      }
    }
    const suitability = query.kind === 'codes' ? query.suitability : null;
    slots.push({ kind: query.kind, firstSlot, slotCount: count, suitability });
    slotCount += count;
  }
  return { slots, slotCount, uses };
}

function numberFeatures(uses: ReadonlyMap<Polygons, readonly Use[]>) {
  const layers = [...uses.keys()];
  const featureLayer: number[] = [];
  const featureRow: number[] = [];
  const slots: number[] = [];
  const slotStart: number[] = [0];
  layers.forEach((polygons, layer) => {
    const list = uses.get(polygons) as readonly Use[];
    const rows = featureCount(polygons);
    for (let row = 0; row < rows; row++) {
      const first = slots.length;
      for (const { slotOf } of list) {
        const slot = slotOf(row);
        if (slot >= 0 && slots.indexOf(slot, first) < 0) slots.push(slot);
      }
      if (slots.length === first) continue;
      featureLayer.push(layer);
      featureRow.push(row);
      slotStart.push(slots.length);
    }
  });
  return {
    layers,
    featureCount: featureRow.length,
    featureLayer: shared(featureLayer),
    featureRow: shared(featureRow),
    slotStart: shared(slotStart),
    slots: shared(slots),
  };
}

function shared(values: readonly number[]): Uint32Array {
  const out = sharedUint32(values.length);
  out.set(values);
  return out;
}

/** Writes the box of every feature and counts the vertices inside the extent. */
function measureFeatures(
  { layers, featureLayer, featureRow }: Pick<OverlayPlan, 'layers' | 'featureLayer' | 'featureRow'>,
  [left, bottom, right, top]: Extent,
  box: Float64Array,
): number {
  let inside = 0;
  for (let feature = 0; feature < featureRow.length; feature++) {
    const polygons = layers[featureLayer[feature]];
    const { xy } = polygons;
    const end = 2 * vertexStart(polygons, featureRow[feature] + 1);
    let minX = Infinity;
    let minY = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    for (let i = 2 * vertexStart(polygons, featureRow[feature]); i < end; i += 2) {
      const x = xy[i];
      const y = xy[i + 1];
      if (!isFiniteVertex(x, y)) continue;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      if (x >= left && x <= right && y >= bottom && y <= top) inside++;
    }
    const found = minX <= maxX;
    box[4 * feature] = found ? minX : Number.NaN;
    box[4 * feature + 1] = found ? minY : Number.NaN;
    box[4 * feature + 2] = found ? maxX : Number.NaN;
    box[4 * feature + 3] = found ? maxY : Number.NaN;
  }
  return inside;
}

/** Square tiles over the extent: about `verticesPerTile` vertices each, coarser where the bounds demand it. */
function layGrid(extent: Extent, vertices: number, box: Float64Array): OverlayGrid {
  const width = extent[2] - extent[0];
  const height = extent[3] - extent[1];
  const longest = Math.max(width, height);
  const largest = longest > 0 ? longest : 1;
  const wanted = Math.sqrt(
    (Math.max(width, largest * 1e-3) * Math.max(height, largest * 1e-3) * verticesPerTile) / Math.max(1, vertices),
  );
  let size = Math.min(largest, Math.max(wanted, largest / 65_536));
  for (;;) {
    const grid = gridOf(extent, size);
    if (grid.columns * grid.rows <= mostTiles && featureTiles(grid, box) <= mostFeatureTiles) return grid;
    size *= 1.5;
  }
}

/** Tiles of about this size, with origin and size on a coarse binary lattice so that every border is an exact number. */
function gridOf(extent: Extent, wanted: number): OverlayGrid {
  const step = 2 ** (Math.floor(Math.log2(wanted)) - 5);
  const size = Math.ceil(wanted / step) * step;
  const originX = Math.floor(extent[0] / size) * size;
  const originY = Math.floor(extent[1] / size) * size;
  return {
    originX,
    originY,
    size,
    columns: Math.floor((extent[2] - originX) / size) + 1,
    rows: Math.floor((extent[3] - originY) / size) + 1,
  };
}

/** How many tiles lie in the boxes of the features, summed over them. */
function featureTiles({ originX, originY, size, columns, rows }: OverlayGrid, box: Float64Array): number {
  let sum = 0;
  const span = (low: number, high: number, origin: number, count: number) =>
    Math.min(count - 1, Math.floor((high - origin) / size)) - Math.max(0, Math.floor((low - origin) / size)) + 1;
  for (let i = 0; i < box.length; i += 4) {
    const wide = span(box[i], box[i + 2], originX, columns);
    const tall = span(box[i + 1], box[i + 3], originY, rows);
    if (wide > 0 && tall > 0) sum += wide * tall;
  }
  return sum;
}
