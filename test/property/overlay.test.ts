import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildOverlayIndex,
  buildOverlayIndexPart,
  mergeOverlayParts,
  overlayResult,
} from '../../src/shared/geometry/overlay/build.ts';
import { beginPiece, gatherConstraints, gatherRing } from '../../src/shared/geometry/overlay/gather.ts';
import { measureOverlay, overlayAreas } from '../../src/shared/geometry/overlay/measure.ts';
import { measureSlowly } from '../../src/shared/geometry/overlay/slow.ts';
import { sweepPiece } from '../../src/shared/geometry/overlay/sweep.ts';
import type { OverlayQuery, OverlayResult } from '../../src/shared/geometry/overlay/types.ts';
import { OverlayWorkspace, stateOf } from '../../src/shared/geometry/overlay/workspace.ts';
import { featureCount, type Polygons } from '../../src/shared/geometry/types.ts';
import { createRandom, type Random } from '../../src/shared/lib/random.ts';
import { polygonsOf, type Ring } from '../builders/geometry-columns.ts';
import {
  blob,
  box,
  clipperAreas,
  extentOfFeatures,
  type Feature,
  municipality,
  slabAreas,
  tangle,
} from './overlay-scene.ts';

const unionOf = (features: readonly Feature[]): OverlayQuery => ({
  kind: 'union',
  sources: [{ polygons: polygonsOf(features), mask: null }],
});

function measure(plots: readonly Feature[], queries: readonly OverlayQuery[]): OverlayResult {
  const result = overlayResult(queries, plots.length);
  if (plots.flat(2).length === 0) return result;
  measureOverlay(polygonsOf(plots), buildOverlayIndex(queries, extentOfFeatures(plots)), 0, plots.length, result);
  return result;
}

/** Wavy, tangled, holed and multipart features around a square; `size` is about how large they are. */
function anyFeature(random: Random, side: number, size: number, vertices: number): Feature {
  const x = 500_000 + random.next() * side;
  const y = 7_300_000 + random.next() * side;
  const kind = random.below(5);
  if (kind === 0) return [[tangle(random, x, y, size, 3 + random.below(9))]];
  if (kind === 1) return [[blob(random, x, y, size, vertices), blob(random, x, y, size / 2, vertices)]];
  if (kind === 2)
    return [[blob(random, x, y, size / 2, vertices)], [blob(random, x + size / 3, y, size / 2, vertices)]];
  return [[blob(random, x, y, size, vertices)]];
}

const anyFeatures = (random: Random, count: number, side: number, size: number, vertices: number) =>
  Array.from({ length: count }, () => anyFeature(random, side, size, vertices));

function expectLikeClipper(plots: readonly Feature[], features: readonly Feature[], result: OverlayResult): void {
  plots.forEach((plot, row) => {
    const truth = clipperAreas(plot, features);
    // Clipper's lattice of 1e-6 is what limits the agreement, by about half a step along every boundary.
    expect(Math.abs(result.area[row] - truth.area)).toBeLessThan(0.002);
    expect(Math.abs(result.unions[0][row] - truth.covered)).toBeLessThan(0.002);
    expect(result.fallback[row]).toBe(0);
  });
}

describe('against Clipper2', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('agrees on tangled, wavy, holed and multipart features (seed %i)', (seed) => {
    const random = createRandom(seed);
    const features = anyFeatures(random, 1 + random.below(12), 1000, 350, 120);
    const plots = anyFeatures(random, 10, 1000, 90, 29);
    expectLikeClipper(plots, features, measure(plots, [unionOf(features)]));
  });

  it('agrees where many tiles are cut and plots reach over several', () => {
    const random = createRandom(99);
    const features = anyFeatures(random, 40, 3000, 500, 300);
    const plots = anyFeatures(random, 12, 3000, 250, 29);
    expectLikeClipper(plots, features, measure(plots, [unionOf(features)]));
  });

  it('agrees on plots so large that they are measured in pieces', () => {
    const random = createRandom(7);
    const features = anyFeatures(random, 60, 3000, 500, 300);
    const plots: Feature[] = [
      [[blob(random, 501_500, 7_301_500, 1400, 4000), blob(random, 501_500, 7_301_500, 300, 900)]],
      [[tangle(random, 501_500, 7_301_500, 1500, 12)]],
      [[box(500_000, 7_300_000, 503_000, 7_303_000)]],
    ];
    expectLikeClipper(plots, features, measure(plots, [unionOf(features)]));
  });
});

describe('against slabs', () => {
  it('agrees on rings of small whole coordinates, where nearly everything touches or coincides', () => {
    const vertex = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    const ring = fc.array(vertex, { minLength: 3, maxLength: 8 });
    const feature = fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(feature, fc.array(feature, { maxLength: 4 }), (plot, features) => {
        const result = measure([plot], [unionOf(features)]);
        const truth = slabAreas(plot, features);
        expect(result.area[0]).toBeCloseTo(truth.area, 8);
        expect(result.unions[0][0]).toBeCloseTo(truth.covered, 8);
        expect(result.fallback[0]).toBe(0);
      }),
      { seed: 20260101, numRuns: 1500 },
    );
  });
});

describe('against counting cells', () => {
  const side = 8;
  const span = fc
    .tuple(fc.integer({ min: 0, max: side }), fc.integer({ min: 0, max: side }))
    .filter(([a, b]) => a !== b)
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  const cells = fc.tuple(span, span).map(([x, y]) => ({ x, y }));
  type Cells = { x: [number, number]; y: [number, number] };
  const ringOf = ({ x, y }: Cells): Ring => box(x[0], y[0], x[1], y[1]);
  const odd = (parts: readonly Cells[], column: number, row: number) =>
    parts.filter(({ x, y }) => x[0] <= column && column < x[1] && y[0] <= row && row < y[1]).length % 2 === 1;
  const count = (hit: (column: number, row: number) => boolean) => {
    let sum = 0;
    for (let column = 0; column < side; column++) for (let row = 0; row < side; row++) if (hit(column, row)) sum++;
    return sum;
  };

  it('gives every code its cells, once, and the union of all', () => {
    const parts = fc.array(cells, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, fc.array(fc.tuple(parts, fc.integer({ min: 0, max: 3 })), { maxLength: 6 }), (plot, zones) => {
        const featureOf = (rings: readonly Cells[]): Feature => rings.map((ring) => [ringOf(ring)]);
        const polygons = polygonsOf(zones.map(([rings]) => featureOf(rings)));
        const codeOfRow = Uint32Array.from(zones, ([, code]) => code);
        const queries: OverlayQuery[] = [
          { kind: 'union', sources: [{ polygons, mask: null }] },
          { kind: 'codes', sources: [{ polygons, mask: null, codeOfRow }], codeCount: 4, suitability: null },
        ];
        const plots = polygonsOf([featureOf(plot)]);
        const areas = [0, 0, 0, 0];
        overlayAreas(plots, 0, buildOverlayIndex(queries, [0, 0, side, side]), (_query, code, area) => {
          areas[code] = area;
        });
        const under = (chosen: readonly (readonly [readonly Cells[], number])[]) =>
          count((x, y) => odd(plot, x, y) && chosen.some(([rings]) => odd(rings, x, y)));
        expect(areas[0]).toBeCloseTo(under(zones), 9);
        for (let code = 1; code < 4; code++) {
          expect(areas[code]).toBeCloseTo(under(zones.filter((zone) => zone[1] === code)), 9);
        }
      }),
      { seed: 4711, numRuns: 500 },
    );
  });
});

describe('a municipality', () => {
  const scene = municipality(900, 20_000, 5);
  const suitability = Float64Array.from({ length: scene.codeCount }, (_, code) =>
    code % 5 === 0 ? Number.NaN : code / 12,
  );
  const source = (polygons: Polygons) => ({ polygons, mask: null });
  const queries: readonly OverlayQuery[] = [
    { kind: 'union', sources: scene.constraints.map(source) },
    ...scene.constraints.map((polygons): OverlayQuery => ({ kind: 'union', sources: [source(polygons)] })),
    {
      kind: 'codes',
      sources: [{ ...source(scene.zones), codeOfRow: scene.codeOfRow }],
      codeCount: scene.codeCount,
      suitability,
    },
  ];
  const count = featureCount(scene.plots);
  const index = buildOverlayIndex(queries, scene.extent);
  const whole = overlayResult(queries, count);
  measureOverlay(scene.plots, index, 0, count, whole);
  const columns = (result: OverlayResult) => [
    result.area,
    result.fallback,
    ...result.unions,
    ...result.dominant,
    ...result.dominantArea,
    ...result.mean,
    ...result.meanArea,
  ];

  it('has plots of every kind and needed no fallback', () => {
    const shares = Array.from(whole.unions[0], (covered, row) => covered / whole.area[row]);
    expect(shares.some((share) => share === 0) && shares.some((share) => share > 0.2 && share < 0.8)).toBe(true);
    expect(shares.some((share) => share > 1 - 1e-12)).toBe(true);
    expect(whole.fallback.some((flag) => flag !== 0)).toBe(false);
    expect(index.grid.columns * index.grid.rows).toBeGreaterThan(50);
  });

  it('has no union larger than the plot, nor larger than the sum or smaller than any of its layers', () => {
    for (let row = 0; row < count; row++) {
      const layers = [1, 2, 3, 4].map((query) => whole.unions[query][row]);
      const rounding = 1e-9 * whole.area[row];
      expect(whole.unions[0][row]).toBeLessThanOrEqual(whole.area[row]);
      expect(whole.unions[0][row]).toBeLessThanOrEqual(layers.reduce((sum, area) => sum + area, 0) + rounding);
      expect(whole.unions[0][row]).toBeGreaterThanOrEqual(Math.max(...layers) - rounding);
    }
  });

  it('gives the same bytes for any share of rows and any workspace', () => {
    const split = overlayResult(queries, count);
    const workspace = new OverlayWorkspace(index);
    for (const [from, to] of [
      [500, 900],
      [0, 1],
      [1, 499],
      [499, 500],
    ]) {
      // prettier-ignore
      measureOverlay(scene.plots, index, from, to, split, workspace);
    }
    expect(columns(split)).toEqual(columns(whole));
  });

  it.each([1, 2, 3, 7])('gives the same bytes when it is built in %i parts', (parts) => {
    const built = Array.from({ length: parts }, (_, part) => buildOverlayIndexPart(queries, scene.extent, part, parts));
    expect(mergeOverlayParts(queries, scene.extent, built)).toEqual(index);
  });

  it('survives a message to a worker', () => {
    const copy = overlayResult(queries, count);
    measureOverlay(structuredClone(scene.plots), structuredClone(index), 0, count, copy);
    expect(columns(copy)).toEqual(columns(whole));
  });

  it('takes the suitability mean over the codes that have one, and the largest code', () => {
    for (let row = 0; row < count; row += 37) {
      const areas = new Map<number, number>();
      overlayAreas(scene.plots, row, index, (query, code, area) => {
        if (query === 5) areas.set(code, area);
      });
      const rated = [...areas].filter(([code, area]) => area > 0 && !Number.isNaN(suitability[code]));
      const over = rated.reduce((sum, [, area]) => sum + area, 0);
      const mean = rated.reduce((sum, [code, area]) => sum + area * suitability[code], 0) / over;
      if (over === 0) expect(whole.mean[5][row]).toBeNaN();
      else expect(whole.mean[5][row]).toBeCloseTo(mean, 9);
      expect(whole.meanArea[5][row]).toBeCloseTo(over, 6);
      const largest = Math.max(0, ...areas.values());
      expect(whole.dominantArea[5][row]).toBeCloseTo(largest, 6);
      expect(areas.get(whole.dominant[5][row]) ?? 0).toBeCloseTo(largest, 6);
    }
  });
});

describe('what must not matter', () => {
  const random = createRandom(31);
  const features = anyFeatures(random, 15, 1000, 300, 90);
  const plots = anyFeatures(random, 20, 1000, 90, 29);
  const before = measure(plots, [unionOf(features)]);

  function expectSame(after: OverlayResult, tolerance: number): void {
    plots.forEach((_, row) => {
      expect(Math.abs(after.area[row] - before.area[row])).toBeLessThan(tolerance);
      expect(Math.abs(after.unions[0][row] - before.unions[0][row])).toBeLessThan(tolerance);
    });
  }
  const onRings =
    (change: (ring: Ring) => Ring) =>
    (feature: Feature): Feature =>
      feature.map((part) => part.map(change));

  it('the order of features', () => {
    expectSame(measure(plots, [unionOf([...features].reverse())]), 1e-7);
  });

  it('where a ring begins and which way it winds', () => {
    const turn = onRings((ring) => [...ring.slice(5), ...ring.slice(0, 5)].reverse());
    expectSame(measure(plots.map(turn), [unionOf(features.map(turn))]), 1e-6);
  });

  it('where on earth it lies', () => {
    const move = onRings((ring) => ring.map(([x, y]) => [x + 1_234_567, y - 6_543_210]));
    expectSame(measure(plots.map(move), [unionOf(features.map(move))]), 1e-4);
  });

  it('vertices put on edges half-way', () => {
    const refine = onRings((ring) =>
      ring.flatMap(([x, y], i) => {
        const [nextX, nextY] = ring[(i + 1) % ring.length];
        return [[x, y] as const, [(x + nextX) / 2, (y + nextY) / 2] as const];
      }),
    );
    expectSame(measure(plots.map(refine), [unionOf(features.map(refine))]), 1e-4);
  });

  it('other plots and other queries, which lay the tiles differently', () => {
    const far: Feature = [[box(480_000, 7_290_000, 480_001, 7_290_001)]];
    expectSame(measure([...plots, far], [unionOf(features), unionOf(plots)]), 1e-6);
  });

  it('the axes', () => {
    const swap = onRings((ring) => ring.map(([x, y]) => [y, x]));
    expectSame(measure(plots.map(swap), [unionOf(features.map(swap))]), 1e-5);
  });
});

describe('precision', () => {
  it('keeps shares to 1e-6 for plots of a square metre seven thousand kilometres north', () => {
    const random = createRandom(3);
    for (let i = 0; i < 50; i++) {
      const x = 400_000 + random.next() * 1000;
      const y = 7_300_000 + random.next() * 1000;
      const cut = random.next();
      const constraint: Feature = [[box(x - 700, y - 700, x + cut, y + 900)]];
      const { area, unions } = measure([[[box(x, y, x + 1, y + 1)]]], [unionOf([constraint])]);
      expect(Math.abs(unions[0][0] / area[0] - cut)).toBeLessThan(1e-6);
    }
  });
});

describe('the slow way, for when a self-check fails', () => {
  it.each([1, 2, 3])('gives what the sweep gives (seed %i)', (seed) => {
    const random = createRandom(seed);
    const features = anyFeatures(random, 8, 400, 200, 40);
    const plots = anyFeatures(random, 8, 400, 90, 29);
    const extent = extentOfFeatures(plots);
    const index = buildOverlayIndex([unionOf(features), unionOf(features.slice(0, 3))], extent);
    for (const plot of plots) {
      const workspace = new OverlayWorkspace(index);
      const [minX, minY, maxX, maxY] = extentOfFeatures([plot]);
      const polygons = polygonsOf([plot]);
      beginPiece(workspace, maxX - minX, maxY - minY);
      for (let ring = 0; ring + 1 < polygons.ringStart.length; ring++) {
        gatherRing(workspace, polygons.xy, polygons.ringStart[ring], polygons.ringStart[ring + 1], minX, minY);
      }
      gatherConstraints(workspace, index, minX - index.grid.originX, minY - index.grid.originY);
      const read = () => [workspace.state[stateOf.area], ...workspace.pieceSlotArea];
      expect(sweepPiece(workspace, index)).toBe(true);
      const swept = read();
      measureSlowly(workspace, index);
      read().forEach((area, i) => {
        expect(Math.abs(area - swept[i])).toBeLessThan(1e-5);
      });
      expect(swept[0]).toBeGreaterThan(1);
    }
  });
});
