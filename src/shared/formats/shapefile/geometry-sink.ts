import type { Geometry } from '../../geometry/types.ts';
import { sharedFloat64 } from '../../lib/buffers.ts';

/** Takes the shapes of one file in order and gives them back as columns. */
export interface GeometrySink {
  /** One shape: its content begins at `at` in the view (after the type number) and is `length` bytes long. */
  add(view: DataView, at: number, length: number, feature: number): void;
  addNull(): void;
  finish(): Geometry;
}

/** Room for every vertex a file of this size can hold (16 bytes each): the only bound that does not come from a header. */
export function coordinatesFor(fileSize: number): Float64Array {
  return sharedFloat64(2 * Math.max(0, Math.ceil((fileSize - 100) / 16)));
}

/** The first `length` coordinates; copied when much of the room stayed empty, so that the rest can be freed. */
export function trimmed(xy: Float64Array, length: number): Float64Array {
  if (length > 0.8 * xy.length) return xy.subarray(0, length);
  const exact = sharedFloat64(length);
  exact.set(xy.subarray(0, length));
  return exact;
}
