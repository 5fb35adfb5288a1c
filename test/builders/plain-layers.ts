import { valueAt } from '../../src/shared/dataset/columns.ts';
import { takeRows } from '../../src/shared/dataset/take-rows.ts';
import type { Dataset } from '../../src/shared/dataset/types.ts';
import { featureCount, type Geometry } from '../../src/shared/geometry/types.ts';

/** Coordinates of every feature, part by part and ring by ring. */
export function shapesOf(geometry: Geometry): unknown[] {
  if (geometry.kind === 'none') return [];
  const vertices = (from: number, to: number) => [...geometry.xy.subarray(2 * from, 2 * to)];
  const list = <T>(from: number, to: number, of: (at: number) => T) =>
    Array.from({ length: to - from }, (_, index) => of(from + index));
  return list(0, featureCount(geometry), (row) => {
    const [from, to] = [geometry.featureStart[row], geometry.featureStart[row + 1]];
    if (geometry.kind === 'points') return vertices(from, to);
    if (geometry.kind === 'lines')
      return list(from, to, (path) => vertices(geometry.pathStart[path], geometry.pathStart[path + 1]));
    return list(from, to, (part) =>
      list(geometry.partStart[part], geometry.partStart[part + 1], (ring) =>
        vertices(geometry.ringStart[ring], geometry.ringStart[ring + 1]),
      ),
    );
  });
}

/** A dataset as plain values, its rows in an order. */
export function plain(dataset: Dataset, order: Uint32Array) {
  const shapes = shapesOf(dataset.geometry);
  return {
    kind: dataset.geometry.kind,
    shapes: Array.from(order, (row) => shapes[row]),
    columns: dataset.columns.map((column) => {
      const taken = takeRows(column, order);
      return { name: column.name, type: column.type, values: Array.from(order, (_, at) => valueAt(taken, at)) };
    }),
  };
}

export const inOrder = (dataset: Dataset) =>
  Uint32Array.from({ length: featureCount(dataset.geometry) }, (_, row) => row);

/** The same in no order: every list sorted by itself. */
export const sorted = (one: ReturnType<typeof plain>) => ({
  ...one,
  shapes: one.shapes.map((shape) => JSON.stringify(shape)).sort(),
  columns: one.columns.map((column) => ({ ...column, values: column.values.map(String).sort() })),
});
