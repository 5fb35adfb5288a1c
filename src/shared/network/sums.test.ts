import { describe, expect, it } from 'vitest';
import { linesOf, type Position, pointsOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Geometry, Polygons } from '../geometry/types.ts';
import { createRandom, type Random } from '../lib/random.ts';
import { buildNetworkAccess } from './access.ts';
import { type Decay, decayAt } from './decay.ts';
import { buildPlaces } from './places.ts';
import { PlotSnaps, travelCauses } from './plot-snaps.ts';
import { buildRoadGraph, type RoadCost, type RoadGraph } from './roads.ts';
import { measureSums, type SumIndex } from './sums.ts';
import { buildTravelIndex, measureTravel } from './travel.ts';

interface Road {
  readonly path: readonly Position[];
  readonly oneway?: string;
  readonly speed?: number;
}
const minutes: RoadCost = { by: 'minutes', speed: null };
const metres: RoadCost = { by: 'metres' };

function graphOf(roads: readonly Road[], cost: RoadCost): RoadGraph {
  const fields = {
    speed: { type: 'number', name: 's', values: Float64Array.from(roads, ({ speed }) => speed ?? 50) } as const,
    roadClass: undefined,
    oneway: textColumn(
      'o',
      roads.map(({ oneway }) => oneway ?? null),
    ),
  };
  return buildRoadGraph([{ lines: linesOf(roads.map(({ path }) => [path])), fields }], cost, 1);
}

const dots = (at: readonly Position[]): Polygons => polygonsOf(at.map(([x, y]) => [[square(x, y, 1e-9)]]));
const points = (at: readonly Position[]): Geometry => pointsOf(at.map((point) => [point]));
const source = (at: readonly Position[]) => [{ geometry: points(at), mask: null }];

function sumsAt(plots: Polygons, index: SumIndex) {
  const count = plots.featureStart.length - 1;
  const columns = { out: new Float64Array(count), causes: new Uint8Array(count), gaps: new Float64Array(count) };
  const shared = structuredClone(index);
  measureSums(new PlotSnaps(plots, shared.graph, shared.limit, 1, count), shared, columns);
  measureSums(new PlotSnaps(plots, shared.graph, shared.limit, 0, 1), shared, columns);
  return columns;
}

/** Places of demand and facilities, each place joined to each facility by a one-way road of its own travel time. */
function roadsOfTimes(times: readonly (readonly number[])[]) {
  const demand = times.map((_, n): Position => [0, 1000 * n]);
  const supply = times[0].map((_, j): Position => [10_000, 1000 * j + 300]);
  const roads = times.flatMap((row, n) =>
    row.map((time, j): Road => {
      const length = Math.hypot(supply[j][0] - demand[n][0], supply[j][1] - demand[n][1]);
      return { path: [demand[n], supply[j]], oneway: 'F', speed: (length * 60) / (1000 * time) };
    }),
  );
  return { graph: graphOf(roads, minutes), demand, supply };
}

function accessOf(
  times: readonly (readonly number[])[],
  supply: readonly number[],
  demand: readonly number[],
  decay: Decay,
) {
  const made = roadsOfTimes(times);
  const access = buildNetworkAccess(
    made.graph,
    { sources: source(made.supply), weights: Float64Array.from(supply) },
    { sources: source(made.demand), weights: Float64Array.from(demand) },
    decay,
    1,
  );
  const { out } = sumsAt(dots(made.demand), access.index);
  return { perHead: [...access.index.weights], values: [...out], idle: access.idle };
}

const near = (actual: readonly number[], expected: readonly number[], tolerance: number) => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, n) => {
    expect(Math.abs(value - expected[n])).toBeLessThan(tolerance);
  });
};

describe('floating catchments by road', () => {
  it('agree with Luo and Wang (2003), figure 3', () => {
    const a = [20, 20, 20, 20, 40, 20, 20, 40, 20, 20, 40];
    const b = [40, 40, 40, 20, 20, 40, 40, 20, 40, 40, 20];
    const times = a.map((time, n) => [time, b[n]]);
    const { perHead, values } = accessOf(
      times,
      [1, 1],
      a.map(() => 1),
      { kind: 'flat', within: 30 },
    );
    near(perHead, [0.125, 0.25], 1e-9);
    near(values, [0.125, 0.125, 0.125, 0.375, 0.25, 0.125, 0.125, 0.25, 0.125, 0.125, 0.25], 1e-9);
  });

  it('weigh zones as Luo and Qi (2009)', () => {
    // Worked by hand: R = 10 / (100 + 0.68 * 200 + 0.22 * 150), 6 / (0.22 * 100 + 0.68 * 200 + 150 + 0.22 * 50).
    const times = [
      [5, 25],
      [12, 18],
      [22, 8],
      [35, 28],
    ];
    const demand = [100, 200, 150, 50];
    const { perHead, values } = accessOf(times, [10, 6], demand, { kind: 'zones', within: 30 });
    near(perHead, [0.0371747212, 0.0188087774], 1e-9);
    near(values, [0.0413126522, 0.0380687791, 0.0269872161, 0.004137931], 1e-9);
    expect(values.reduce((sum, value, n) => sum + value * demand[n], 0)).toBeCloseTo(16, 9);
  });

  it('tell of supply that reaches nobody, and count what has no number as nothing', () => {
    const { perHead, values, idle } = accessOf(
      [
        [10, 50],
        [10, 50],
      ],
      [8, 4],
      [1, Number.NaN],
      { kind: 'flat', within: 30 },
    );
    expect([perHead, values, idle]).toEqual([[8, 0], [8, 8], 1]);
  });
});

describe('decay', () => {
  it('includes the limits of the zones and ends at the last', () => {
    const zones: Decay = { kind: 'zones', within: 30 };
    expect([0, 10, 10.01, 20, 20.01, 30, 30.01, Infinity].map((cost) => decayAt(zones, cost))).toEqual([
      1, 1, 0.68, 0.68, 0.22, 0.22, 0, 0,
    ]);
    const smooth: Decay = { kind: 'gaussian', within: 10 };
    expect(decayAt(smooth, 0)).toBe(1);
    expect(decayAt(smooth, 5)).toBeCloseTo((Math.exp(-0.125) - Math.exp(-0.5)) / (1 - Math.exp(-0.5)), 12);
    expect([decayAt(smooth, 10), decayAt(smooth, 11)]).toEqual([0, 0]);
  });
});

/** Streets on a lattice with gaps, some one-way. */
function town(random: Random, size: number): readonly Road[] {
  const corner = (n: number, m: number): Position => [100 * n + 7 * ((n * m) % 5), 100 * m + 11 * ((n + 2 * m) % 3)];
  const roads: Road[] = [];
  for (let line = 0; line < size; line++) {
    for (let at = 0; at + 1 < size; at++) {
      const oneway = () => ['F', 'T', 'B', ''][random.below(4)];
      if (random.below(6) > 0) roads.push({ path: [corner(line, at), corner(line, at + 1)], oneway: oneway() });
      if (random.below(6) > 0) roads.push({ path: [corner(at, line), corner(at + 1, line)], oneway: oneway() });
    }
  }
  return roads;
}

describe('sums by road', () => {
  it('count at the very limit, along one edge and round corners, one feature once', () => {
    const graph = graphOf(
      [
        {
          path: [
            [0, 0],
            [1000, 0],
          ],
        },
        {
          path: [
            [1000, 0],
            [1000, 500],
          ],
        },
      ],
      metres,
    );
    const at: Position[] = [
      [400, 0],
      [1000, 100],
      [1000, 101],
      [0, 0],
    ];
    const places = buildPlaces(graph, source(at), 10);
    const weights = Float64Array.of(1, 10, 100, 1000);
    const index: SumIndex = {
      graph,
      places,
      weights,
      decay: { kind: 'flat', within: 700 },
      travels: 'features',
      limit: 10,
    };
    const { out, causes } = sumsAt(
      dots([
        [400, 0],
        [1000, 400],
        [500, 300],
      ]),
      index,
    );
    expect([...out]).toEqual([1011, 110, Number.NaN]);
    expect([...causes]).toEqual([0, 0, travelCauses.noRoad]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('agree with the travel from and to each feature by itself, seed %i', (seed) => {
    const random = createRandom(seed);
    const graph = graphOf(town(random, 8), metres);
    const anywhere = (): Position => [random.between(0, 700), random.between(0, 700)];
    const features = Array.from({ length: 25 }, anywhere);
    const plots = Array.from({ length: 25 }, anywhere);
    const weights = Float64Array.from(features, () => 1 + random.below(50));
    const places = buildPlaces(graph, source(features), 60);
    const decay: Decay = { kind: seed % 2 === 0 ? 'flat' : 'gaussian', within: 450 };
    const index = { graph, places, weights, decay, limit: 60 };
    const away = sumsAt(dots(plots), { ...index, travels: 'plot' });
    const towards = sumsAt(dots(plots), { ...index, travels: 'features' });
    const expected = { away: new Float64Array(25), towards: new Float64Array(25) };
    const travelTo = (from: readonly Position[], to: Position) => {
      const columns = { out: new Float64Array(25), causes: new Uint8Array(25), gaps: new Float64Array(25) };
      const snaps = new PlotSnaps(dots(from), graph, 60, 0, from.length);
      measureTravel(snaps, buildTravelIndex(graph, source([to]), 60), columns);
      return columns.out;
    };
    features.forEach((feature, n) => {
      travelTo(plots, feature).forEach((cost, row) => {
        expected.away[row] += weights[n] * decayAt(decay, Number.isNaN(cost) ? Infinity : cost);
      });
    });
    plots.forEach((plot, row) => {
      travelTo(features, plot).forEach((cost, n) => {
        expected.towards[row] += weights[n] * decayAt(decay, Number.isNaN(cost) ? Infinity : cost);
      });
    });
    let known = 0;
    for (let row = 0; row < 25; row++) {
      if (away.causes[row] === travelCauses.noRoad) continue;
      known++;
      expect(Math.abs(away.out[row] - expected.away[row])).toBeLessThan(1e-6);
      expect(Math.abs(towards.out[row] - expected.towards[row])).toBeLessThan(1e-6);
    }
    expect(known).toBeGreaterThan(5);
    expect([...away.out]).not.toEqual([...towards.out]);
  });

  it.each(['flat', 'zones', 'gaussian'] as const)('give away all supply, no more and no less: %s', (kind) => {
    const random = createRandom(77);
    const graph = graphOf(town(random, 8), metres);
    const anywhere = (): Position => [random.between(0, 700), random.between(0, 700)];
    const people = Array.from({ length: 150 }, anywhere);
    const heads = Float64Array.from(people, () => random.between(0, 30));
    const facilities = Array.from({ length: 6 }, anywhere);
    const supply = Float64Array.from(facilities, () => random.between(10, 100));
    const decay: Decay = { kind, within: 900 };
    const demand = { sources: source(people), weights: heads };
    const access = buildNetworkAccess(graph, { sources: source(facilities), weights: supply }, demand, decay, 60);
    const { out } = sumsAt(dots(people), access.index);
    const given = out.reduce((sum, value, n) => sum + (Number.isNaN(value) ? 0 : value * heads[n]), 0);
    const had = supply.reduce((sum, value, n) => sum + (access.index.weights[n] > 0 ? value : 0), 0);
    expect(had).toBeGreaterThan(50);
    expect(given / had).toBeCloseTo(1, 9);
  });
});
