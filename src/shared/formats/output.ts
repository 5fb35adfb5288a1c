import type { Dataset } from '../dataset/types.ts';
import type { Geometry } from '../geometry/types.ts';
import type { Issue, Problem } from '../lib/issue.ts';
import type { Outcome } from '../lib/outcome.ts';

/** One file of an output, as pieces of bytes from its beginning to its end; asked again, the pieces begin anew. */
export interface OutputFile {
  /** File name without a folder. */
  readonly name: string;
  pieces(): Iterable<Uint8Array<ArrayBuffer>>;
}

/** A layer to be written. Its vertices are finite (see `withoutLostVertices`). */
export interface OutputLayer {
  readonly name: string;
  readonly dataset: Dataset;
}

/** What a writer gives: the files, not yet made, and what a reader of them must be told. */
export interface Output {
  readonly files: readonly OutputFile[];
  readonly issues: readonly Issue[];
}

export type OutputOutcome = Outcome<Output, Problem>;

/** Bytes that writers aim to put into one piece. */
export const pieceSize = 256 * 1024;

/** Whether a feature has more than one point, path or polygon, so that the layer must be written as a multi type. */
export function hasSeveralParts(geometry: Geometry): boolean {
  if (geometry.kind === 'none') return false;
  const { featureStart } = geometry;
  for (let row = 0; row + 1 < featureStart.length; row++)
    if (featureStart[row + 1] - featureStart[row] > 1) return true;
  return false;
}

/** Whether all values of a number column are missing or whole numbers that a double holds exactly (no -0). */
export function isWhole(values: Float64Array): boolean {
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return false;
  }
  return true;
}

const encoder = new TextEncoder();

/** Small texts as UTF-8 in pieces of about 64 kB, so that no output is ever one string. */
export function* encodePieces(texts: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  let gathered = '';
  for (const text of texts) {
    gathered += text;
    if (gathered.length < 65_536) continue;
    yield encoder.encode(gathered);
    gathered = '';
  }
  if (gathered !== '') yield encoder.encode(gathered);
}
