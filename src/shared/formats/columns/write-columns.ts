import { featureCount } from '../../geometry/types.ts';
import type { ReadLayer } from '../types.ts';
import { arraysOf, type ColumnsHead, headAt, mark, padded } from './layout.ts';

/** Bytes of one piece; what a browser refuses to take from shared memory is copied through so much. */
const pieceSize = 4 * 1024 * 1024;

/** A layer as bytes from beginning to end, and how many they are. */
export interface ColumnsBytes {
  readonly size: number;
  pieces(): Iterable<Uint8Array<ArrayBuffer>>;
}

/** Lays a layer out for carrying; see `layout.ts`. The pieces are not shared memory. */
export function writeColumns(layer: ReadLayer): ColumnsBytes {
  const { dataset, name, format, encoding, issues } = layer;
  const arrays = arraysOf(dataset);
  const head: ColumnsHead = {
    name,
    format,
    encoding,
    issues,
    id: dataset.id,
    crs: dataset.crs,
    geometry: { kind: dataset.geometry.kind, count: featureCount(dataset.geometry) },
    columns: dataset.columns.map(({ type, name: field }) => ({ type, name: field })),
    lengths: arrays.map((array) => array.length),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const first = new Uint8Array(padded(headAt + text.length));
  first.set(new TextEncoder().encode(mark));
  new DataView(first.buffer).setUint32(8, text.length, true);
  first.set(text, headAt);
  return {
    size: arrays.reduce((sum, { byteLength }) => sum + padded(byteLength), first.length),
    *pieces() {
      yield first;
      for (const { buffer, byteOffset, byteLength } of arrays) {
        const bytes = new Uint8Array(buffer, byteOffset, byteLength);
        for (let at = 0; at < byteLength; at += pieceSize) yield bytes.slice(at, at + pieceSize);
        if (padded(byteLength) > byteLength) yield new Uint8Array(padded(byteLength) - byteLength);
      }
    },
  };
}
