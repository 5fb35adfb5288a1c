import fc from 'fast-check';
import { crsByCode } from '../../src/shared/crs/crs-table.ts';
import { type Crs, unknownCrs } from '../../src/shared/crs/types.ts';
import { textColumn } from '../../src/shared/dataset/columns.ts';
import { hashDataset } from '../../src/shared/dataset/hash.ts';
import type { Column, Dataset } from '../../src/shared/dataset/types.ts';
import { featureCount, type Geometry } from '../../src/shared/geometry/types.ts';
import { linesOf, type Position, pointsOf, polygonsOf } from './geometry-columns.ts';

const coordinate = fc.oneof(
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -0),
);
const position: fc.Arbitrary<Position> = fc.tuple(coordinate, coordinate);
const finite: fc.Arbitrary<Position> = fc.tuple(fc.double({ min: -1e7, max: 1e7, noNaN: true }), fc.integer());
const ring = fc.array(position, { minLength: 1, maxLength: 5 });

/** Any geometry the columns can hold: null features, several parts, holes, rings of one vertex, not-a-number. */
const geometries: fc.Arbitrary<Geometry> = fc.oneof(
  fc.array(fc.array(fc.array(ring, { maxLength: 3 }), { maxLength: 3 }), { maxLength: 8 }).map(polygonsOf),
  fc.array(fc.array(fc.array(position, { maxLength: 4 }), { maxLength: 3 }), { maxLength: 8 }).map(linesOf),
  fc.array(fc.array(finite, { maxLength: 3 }), { maxLength: 8 }).map(pointsOf),
  fc.integer({ min: 0, max: 8 }).map((count): Geometry => ({ kind: 'none', count })),
);

const fieldNames = fc.oneof(
  fc.constantFrom(
    '',
    'fid',
    'GEOM',
    'geom',
    'A',
    'a',
    'Å',
    'å',
    '__proto__',
    'constructor',
    'x"y',
    "'; DROP TABLE x; --",
  ),
  fc.constantFrom('\u0000', 'rowid', 'select', 'æøå', 'čđŋ', 'a'.repeat(300), ' a ', 'a\nb'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const texts = fc.oneof(
  fc.constantFrom(null, '', '=1+1', '<b>', 'Ærø 1', '\u0000', 'a\u0000b'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const numbers = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, -0, Infinity, 2 ** 53, -(2 ** 60)));
const days = fc.oneof(
  fc.integer({ min: -800_000, max: 3_000_000 }),
  fc.integer({ min: 0, max: 20_000 }),
  fc.constantFrom(Number.NaN, 0.5),
);
const flags = fc.constantFrom(0, 1, 255);

function column(rows: number): fc.Arbitrary<Column> {
  const exactly = { minLength: rows, maxLength: rows };
  return fc.oneof(
    fc.tuple(fieldNames, fc.array(texts, exactly)).map(([name, values]) => textColumn(name, values)),
    fc
      .tuple(fieldNames, fc.array(numbers, exactly))
      .map(([name, values]): Column => ({ type: 'number', name, values: Float64Array.from(values) })),
    fc
      .tuple(fieldNames, fc.array(days, exactly))
      .map(([name, values]): Column => ({ type: 'date', name, values: Float64Array.from(values) })),
    fc
      .tuple(fieldNames, fc.array(flags, exactly))
      .map(([name, values]): Column => ({ type: 'boolean', name, values: Uint8Array.from(values) })),
  );
}

const systems: readonly Crs[] = [
  unknownCrs,
  ...['EPSG:25833', 'EPSG:4326', 'EPSG:3006', 'EPSG:2249'].flatMap((code) => crsByCode(code, 'prj') ?? []),
];

/** Datasets of every kind, with the names and values that other programs trip over. */
export const arbitraryDataset: fc.Arbitrary<Dataset> = geometries.chain((geometry) =>
  fc
    .tuple(fc.constantFrom(...systems), fc.array(column(featureCount(geometry)), { maxLength: 6 }))
    .map(([crs, columns]) => ({ id: hashDataset(geometry, columns), crs, geometry, columns })),
);
