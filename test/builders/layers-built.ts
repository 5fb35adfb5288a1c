import { crsByCode } from '../../src/shared/crs/crs-table.ts';
import { textColumn } from '../../src/shared/dataset/columns.ts';
import type { Column, Dataset } from '../../src/shared/dataset/types.ts';
import type { Output, OutputOutcome } from '../../src/shared/formats/output.ts';
import { readFiles } from '../../src/shared/formats/read-files.ts';
import type { ReadLayer, ReadOptions } from '../../src/shared/formats/types.ts';
import type { Geometry } from '../../src/shared/geometry/types.ts';
import { asId } from '../../src/shared/lib/id.ts';

/** Names and values that have broken programs before: formulas, HTML, prototype keys, Sami letters, astral characters. */
export const awkwardTexts = [
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  "=cmd|'/c calc'!A1",
  '+1-2',
  '@SUM(A1)',
  '-3',
  'Ærøya, Bodø, Åre, Ängelholm',
  'Guovdageaidnu šžčđŋŧ áÁ',
  '"quoted", with; separators\tand\nlines',
  '𝒜 😀',
  'a&b<c>d',
] as const;

export const rana = crsByCode('EPSG:25833', 'file')!;
export const degrees = crsByCode('EPSG:4326', 'file')!;

/** A dataset in UTM 33 unless told otherwise. */
export function datasetOf(geometry: Geometry, columns: readonly Column[], crs = rana): Dataset {
  return { id: asId('test'), crs, geometry, columns };
}

/** Two parts with a hole, nothing at all, one part; outer rings counter-clockwise. */
export const someAreas: Geometry = {
  kind: 'polygons',
  xy: Float64Array.of(
    ...[450000, 7350000, 450100.25, 7350000, 450100, 7350100, 450000, 7350100],
    ...[450020, 7350020, 450020, 7350040, 450040, 7350040, 450040, 7350020],
    ...[450200, 7350000, 450250, 7350000, 450250, 7350050.125],
    ...[450300, 7350000, 450350, 7350000, 450350, 7350050],
  ),
  featureStart: Uint32Array.of(0, 2, 2, 3),
  partStart: Uint32Array.of(0, 2, 3, 4),
  ringStart: Uint32Array.of(0, 4, 8, 11, 14),
};

export const someLines: Geometry = {
  kind: 'lines',
  xy: Float64Array.of(450000, 7350000, 450010, 7350005, 450500, 7350500, 450600, 7350600, 450700, 7350650.5),
  featureStart: Uint32Array.of(0, 1, 1, 2),
  pathStart: Uint32Array.of(0, 2, 5),
};

export const somePoints: Geometry = {
  kind: 'points',
  xy: Float64Array.of(450000.5, 7350000.25, 450100, 7350100),
  featureStart: Uint32Array.of(0, 1, 1, 2),
};

/** Three rows of every type of column, with what is missing. */
export const someColumns: readonly Column[] = [
  textColumn('navn', ['Ærøya', null, 'Guovdageaidnu šžčđŋŧ']),
  { type: 'number', name: 'antall', values: Float64Array.of(7, Number.NaN, -3) },
  { type: 'number', name: 'andel', values: Float64Array.of(0.1 + 0.2, -1.5e-7, Number.NaN) },
  { type: 'date', name: 'dato', values: Float64Array.of(0, Number.NaN, 20_000) },
  { type: 'boolean', name: 'hoved', values: Uint8Array.of(1, 0, 255) },
];

/** The output of a writer that must not refuse. */
export function accepted(outcome: OutputOutcome): Output {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason.code} ${JSON.stringify(outcome.reason.details)}`);
  return outcome.value;
}

/** All files of an output in memory. */
export function filesOf(output: Output): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[] {
  return output.files.map((file) => {
    const pieces = [...file.pieces()];
    const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { name: file.name, bytes };
  });
}

/** What our own readers make of an output. */
export async function readBack(output: Output, options: ReadOptions = {}): Promise<readonly ReadLayer[]> {
  const sources = filesOf(output).map(({ name, bytes }) => ({
    name,
    size: bytes.length,
    read: async (start: number, end: number) => bytes.slice(start, end),
  }));
  const read = await readFiles(sources, options, { progress: () => {}, cancelled: () => false });
  if (!read.ok) throw new Error(`unreadable: ${read.reason.code} ${JSON.stringify(read.reason.details)}`);
  return read.value;
}
