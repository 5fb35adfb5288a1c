import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { buildBorderIndex, measureSharedBorders } from '../geometry/shared-borders.ts';
import { type Assembly, type AssemblyScene, suggestAssemblies } from './assemble.ts';

/** A lattice of plots of 10 m; where `owners` is given, by row. */
function lattice(columns: number, rows: number, owners: readonly number[] | null, wanted: number, mostPlots = 8) {
  const count = columns * rows;
  const neighbours = new Map<number, Map<number, number>>();
  const join = (a: number, b: number) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ])
      neighbours.set(one, new Map([...(neighbours.get(one) ?? []), [other, 10]]));
  };
  for (let at = 0; at < count; at++) {
    if ((at + 1) % columns !== 0) join(at, at + 1);
    if (at + columns < count) join(at, at + columns);
  }
  const scene: AssemblyScene = {
    area: new Float64Array(count).fill(100),
    perimeter: new Float64Array(count).fill(40),
    owner: owners && Uint32Array.from(owners),
    order: Uint32Array.from({ length: count }, (_, at) => at),
    neighbours,
    wanted,
    mostPlots,
  };
  return scene;
}

describe('assemblies', () => {
  it('are compact: four plots of a lattice make a square, not a row', () => {
    const [first] = suggestAssemblies(lattice(4, 4, null, 400));
    expect(first.rows).toEqual([0, 1, 4, 5]);
    expect(first.compactness).toBeCloseTo(Math.PI / 4, 8);
    expect(first.owners).toBeNull();
  });

  it('keep to one owner where they can, even if the shape is worse', () => {
    const owners = [1, 2, 3, 1, 4, 5, 1, 6, 7];
    const [first] = suggestAssemblies(lattice(3, 3, owners, 300));
    expect(first.rows).toEqual([0, 3, 6]);
    expect([first.owners, first.withoutOwner]).toEqual([1, 0]);
  });

  it('count plots whose owner is not told as one each', () => {
    const [first] = suggestAssemblies(lattice(2, 1, [0, 3], 200));
    expect([first.owners, first.withoutOwner]).toEqual([1, 1]);
  });

  it('are not suggested where the wanted area cannot be had with so many plots', () => {
    expect(suggestAssemblies(lattice(5, 1, null, 400, 3))).toEqual([]);
    expect(suggestAssemblies(lattice(2, 1, null, 300))).toEqual([]);
  });

  it('let go of plots they turn out not to need', () => {
    const scene = lattice(3, 1, null, 150);
    scene.area.set([10, 100, 90]);
    const [first] = suggestAssemblies(scene);
    expect(first.rows).toEqual([1, 2]);
  });

  it('hang together, reach the area, need every plot and share none, for any lattice', () => {
    const size = fc.integer({ min: 1, max: 6 });
    const areas = fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 36, maxLength: 36 });
    fc.assert(
      fc.property(size, size, areas, fc.integer({ min: 100, max: 600 }), (columns, rows, area, wanted) => {
        const scene = lattice(columns, rows, null, wanted, 6);
        scene.area.set(area.slice(0, columns * rows));
        const found = suggestAssemblies(scene);
        const used = found.flatMap((one) => one.rows);
        expect(new Set(used).size).toBe(used.length);
        for (const one of found) checkAssembly(scene, one);
        expect(suggestAssemblies(scene)).toEqual(found);
      }),
    );
  });
});

function checkAssembly(scene: AssemblyScene, { rows, area }: Assembly): void {
  expect(rows.length).toBeLessThanOrEqual(scene.mostPlots);
  expect(area).toBe(rows.reduce((sum, row) => sum + scene.area[row], 0));
  expect(area).toBeGreaterThanOrEqual(scene.wanted);
  const reached = new Set([rows[0]]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const row of [...reached])
      for (const other of scene.neighbours.get(row)?.keys() ?? []) if (rows.includes(other)) reached.add(other);
  }
  expect(reached.size).toBe(rows.length);
}

describe('shared borders', () => {
  const shared = (features: Parameters<typeof polygonsOf>[0], gap: number, least = 1) => {
    const polygons = polygonsOf(features);
    const count = features.length;
    const index = buildBorderIndex(polygons, new Uint8Array(count).fill(1));
    const { first, second, length } = measureSharedBorders(index, gap, least, 0, count);
    return [...first].map((a, n) => [a, second[n], Math.round(length[n] * 1e6) / 1e6]);
  };

  it('are measured along edges that coincide, in part, or lie within the gap', () => {
    const one = [[square(0, 0, 100)]];
    expect(shared([one, [[square(100, 0, 100)]]], 0)).toEqual([[0, 1, 100]]);
    expect(shared([one, [[square(100, 60, 100)]]], 0)).toEqual([[0, 1, 40]]);
    expect(shared([one, [[square(100.3, 0, 100)]]], 0.5)).toEqual([[0, 1, 100]]);
    expect(shared([one, [[square(100.3, 0, 100)]]], 0.1)).toEqual([]);
  });

  it('are none where plots meet in a corner, and are counted with vertices in between', () => {
    const one = [[square(0, 0, 100)]];
    expect(shared([one, [[square(100, 100, 100)]]], 0.1)).toEqual([]);
    const withVertices = [
      [
        [
          [100, 0],
          [200, 0],
          [200, 100],
          [100, 100],
          [100, 70],
          [100, 20],
        ] as const,
      ],
    ];
    expect(shared([one, withVertices], 0)).toEqual([[0, 1, 100]]);
  });

  it('are the same for any split of the rows', () => {
    const features = Array.from({ length: 25 }, (_, n) => [[square((n % 5) * 10, Math.floor(n / 5) * 10, 10)]]);
    const polygons = polygonsOf(features);
    const index = buildBorderIndex(polygons, new Uint8Array(25).fill(1));
    const whole = measureSharedBorders(index, 0.01, 1, 0, 25);
    const parts = [0, 7, 19].map((from, n) => measureSharedBorders(index, 0.01, 1, from, [7, 19, 25][n]));
    expect(parts.flatMap(({ first }) => [...first])).toEqual([...whole.first]);
    expect(parts.flatMap(({ length }) => [...length])).toEqual([...whole.length]);
    expect(whole.first.length).toBe(40);
  });
});
