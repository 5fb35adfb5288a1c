import fc from 'fast-check';
import { textColumn } from '../../src/shared/dataset/columns.ts';
import type { Column, Dataset } from '../../src/shared/dataset/types.ts';
import type { Geometry } from '../../src/shared/geometry/types.ts';
import { linesOf, type Position, pointsOf, polygonsOf, type Ring } from './geometry-columns.ts';
import { awkwardTexts, datasetOf } from './layers-built.ts';

/** What a text may be: awkward ones and any Unicode, without blanks at its ends and without control characters. */
const texts = fc
  .oneof(fc.constantFrom(...awkwardTexts), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }))
  .map((text) => text.replace(/\p{C}/gu, '').trim())
  .filter((text) => text !== '');

const offset = fc.double({ min: -1, max: 1, noNaN: true });

/** A place in the cell of its own that (feature, part) has, so that parts never overlap. */
const place = (feature: number, part: number, x: number, y: number): Position => [
  450_000 + 100 * feature + x,
  7_350_000 + 100 * part + y,
];

const corners = [
  [10, 10],
  [40, 10],
  [40, 40],
  [10, 40],
] as const;
const holeCorners = [
  [20, 20],
  [20, 30],
  [30, 30],
  [30, 20],
] as const;

const square = (
  around: readonly (readonly [number, number])[],
  feature: number,
  part: number,
  shifts: number[],
): Ring => around.map(([x, y], at) => place(feature, part, x + shifts[2 * at], y + shifts[2 * at + 1]));

const shifts = fc.array(offset, { minLength: 8, maxLength: 8 });

const polygonFeatures = fc.array(fc.array(fc.tuple(shifts, fc.option(shifts)), { maxLength: 3 }), { maxLength: 12 });
const pathFeatures = fc.array(
  fc.array(fc.array(fc.tuple(offset, offset), { minLength: 2, maxLength: 6 }), { maxLength: 3 }),
  { maxLength: 12 },
);
const pointFeatures = fc.array(fc.array(fc.tuple(offset, offset), { maxLength: 3 }), { maxLength: 12 });

const geometries: fc.Arbitrary<Geometry> = fc.oneof(
  polygonFeatures.map((features) =>
    polygonsOf(
      features.map((parts, feature) =>
        parts.map(([outer, hole], part) => [
          square(corners, feature, part, outer),
          ...(hole === null ? [] : [square(holeCorners, feature, part, hole)]),
        ]),
      ),
    ),
  ),
  pathFeatures.map((features) =>
    linesOf(
      features.map((paths, feature) =>
        paths.map((path, part) => path.map(([x, y], at) => place(feature, part, 10 * at + x, y))),
      ),
    ),
  ),
  pointFeatures.map((features) =>
    pointsOf(features.map((points, feature) => points.map(([x, y], part) => place(feature, part, x, y)))),
  ),
);

const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constant(Number.NaN),
);

function columnsFor(rows: number): fc.Arbitrary<readonly Column[]> {
  const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: rows, maxLength: rows });
  return fc
    .tuple(
      list(fc.option(texts)),
      list(numbers),
      list(fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.constant(Number.NaN))),
      list(fc.integer({ min: -200_000, max: 200_000 })),
      list(fc.constantFrom(0, 1, 255)),
    )
    .map(([names, doubles, whole, days, flags]): readonly Column[] => [
      textColumn('__proto__', names),
      { type: 'number', name: 'andel', values: Float64Array.from(doubles) },
      { type: 'number', name: 'antall', values: Float64Array.from(whole) },
      { type: 'date', name: 'dato', values: Float64Array.from(days) },
      { type: 'boolean', name: '<b>ø</b>', values: Uint8Array.from(flags) },
    ]);
}

/** Layers of any kind with columns of every type, some features without geometry, in UTM 33. */
export const arbitraryLayers: fc.Arbitrary<Dataset> = geometries.chain((geometry) => {
  const rows = geometry.kind === 'none' ? 0 : geometry.featureStart.length - 1;
  return columnsFor(rows).map((columns) => datasetOf(geometry, columns));
});
