import { describe, expect, it } from 'vitest';
import { linesOf, type Position, pointsOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { textColumn } from '../dataset/columns.ts';
import { featureCount, type Geometry, type Polygons } from '../geometry/types.ts';
import { createRandom, type Random } from '../lib/random.ts';
import { PlotSnaps, travelCauses } from './plot-snaps.ts';
import { directions } from './road-rows.ts';
import { buildRoadGraph, type RoadCost, type RoadGraph } from './roads.ts';
import { buildTravelIndex, measureTravel } from './travel.ts';

type Path = readonly Position[];
interface Road {
  readonly path: Path;
  readonly oneway?: string;
  readonly speed?: number;
}

const metres: RoadCost = { by: 'metres' };

function graphOf(roads: readonly Road[], cost: RoadCost = metres): RoadGraph {
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

function travel(graph: RoadGraph, plots: Polygons, to: Geometry, limit = 100) {
  const index = structuredClone(buildTravelIndex(graph, [{ geometry: to, mask: null }], limit));
  const count = featureCount(plots);
  const columns = { out: new Float64Array(count), causes: new Uint8Array(count), gaps: new Float64Array(count) };
  const half = Math.floor(count / 2);
  measureTravel(new PlotSnaps(plots, index.graph, limit, half, count), index, columns);
  measureTravel(new PlotSnaps(plots, index.graph, limit, 0, half), index, columns);
  return { ...columns, index };
}

/** A plot so small that it is a point. */
const dot = (x: number, y: number) => [[square(x, y, 1e-7)]];
const dots = (...at: readonly Position[]): Polygons => polygonsOf(at.map(([x, y]) => dot(x, y)));
const points = (...at: readonly Position[]): Geometry => pointsOf(at.map((point) => [point]));

describe('travel along one road', () => {
  const straight: Road = {
    path: [
      [0, 0],
      [400, 0],
      [1000, 0],
    ],
  };

  it('goes both ways, from and to places along it', () => {
    const { out } = travel(graphOf([straight]), dots([100, 0], [900, 0], [500, 0]), points([500, 0]));
    expect(out[0]).toBeCloseTo(400, 5);
    expect(out[1]).toBeCloseTo(400, 5);
    expect(out[2]).toBeCloseTo(0, 5);
  });

  it('adds the ways between the road and what is served', () => {
    const { out, gaps } = travel(graphOf([straight]), polygonsOf([[[square(100, 30, 20)]]]), points([500, -40]));
    expect(gaps[0]).toBe(30);
    // From the plot's nearest side, which is as near along 20 m of road: the end that comes first along the road counts.
    expect(out[0]).toBeCloseTo(30 + 400 + 40, 9);
  });

  it('may be left anywhere inside the plot', () => {
    const { out, gaps } = travel(
      graphOf([straight]),
      polygonsOf([[[square(100, -50, 100)]]]),
      points([500, 0], [20, 0]),
    );
    expect(gaps[0]).toBe(0);
    expect(out[0]).toBeCloseTo(80, 9);
    expect(travel(graphOf([straight]), polygonsOf([[[square(100, -50, 100)]]]), points([150, 10])).out[0]).toBeCloseTo(
      10,
      9,
    );
  });

  it('does not go against a one-way road', () => {
    const oneWay = graphOf([{ ...straight, oneway: 'F' }]);
    const { out, causes } = travel(oneWay, dots([100, 0], [900, 0]), points([500, 0]));
    expect(out[0]).toBeCloseTo(400, 5);
    expect(out[1]).toBeNaN();
    expect([...causes]).toEqual([travelCauses.none, travelCauses.unreachable]);
    const other = travel(graphOf([{ ...straight, oneway: 'T' }]), dots([100, 0], [900, 0]), points([500, 0]));
    expect([...other.causes]).toEqual([travelCauses.unreachable, travelCauses.none]);
  });

  it('takes the long way round a one-way street', () => {
    const ring: Road = {
      path: [
        [1000, 0],
        [1000, 100],
        [0, 100],
        [0, 0],
      ],
    };
    const { out } = travel(graphOf([{ ...straight, oneway: 'F' }, ring]), dots([600, 0]), points([500, 0]));
    expect(out[0]).toBeCloseTo(400 + 100 + 1000 + 100 + 500, 4);
  });

  it('takes minutes at the speed of the road, and off it at that of an access road', () => {
    const graph = graphOf([{ ...straight, speed: 60 }], { by: 'minutes', speed: null });
    const { out } = travel(graph, dots([100, 0]), points([500, 50]));
    expect(out[0]).toBeCloseTo(400 / 1000 + (50 / 1000) * 2, 6);
  });
});

describe('what cannot be reached', () => {
  const roads = graphOf([
    {
      path: [
        [0, 0],
        [100, 0],
      ],
    },
    {
      path: [
        [0, 500],
        [100, 500],
      ],
    },
  ]);

  it('is told apart: no road near, no way there', () => {
    const { out, causes, gaps } = travel(
      roads,
      polygonsOf([dot(50, 0), dot(50, 500), dot(50, 250), []]),
      points([0, 500]),
    );
    expect([...out].map(Number.isNaN)).toEqual([true, false, true, true]);
    expect([...causes]).toEqual([travelCauses.unreachable, 0, travelCauses.noRoad, 0]);
    expect(gaps[2]).toBeNaN();
  });

  it('counts destinations too far from the road, and does without them', () => {
    const { out, causes, index } = travel(roads, dots([50, 0]), points([60, 101], [50, 5000]), 100);
    expect(index.places).toMatchObject({ located: 0, far: 2 });
    expect([out[0], causes[0]]).toEqual([Number.NaN, travelCauses.unreachable]);
    expect(travel(roads, dots([50, 0]), points([60, 100]), 100).out[0]).toBeCloseTo(110, 5);
  });

  it('says no road where there are no roads at all', () => {
    expect([...travel(graphOf([]), dots([0, 0]), points([0, 0])).causes]).toEqual([travelCauses.noRoad]);
  });
});

describe('destinations with an extent', () => {
  const roads = [
    {
      path: [
        [0, 0],
        [1000, 0],
      ],
    },
    {
      path: [
        [1000, 0],
        [1000, 800],
      ],
    },
  ] as const;

  it('are reached where the road meets them', () => {
    const area = polygonsOf([[[square(700, -10, 50)]]]);
    expect(travel(graphOf(roads), dots([100, 0]), area).out[0]).toBeCloseTo(600, 5);
    const mainRoad = linesOf([
      [
        [
          [1000, -500],
          [1000, 0],
          [1000, 800],
        ],
      ],
    ]);
    const { out } = travel(graphOf(roads), dots([100, 0], [1000, 333]), mainRoad);
    expect(out[0]).toBeCloseTo(900, 5);
    expect(out[1]).toBeCloseTo(0, 5);
  });
});

/** Least costs by trying every road again and again (Bellman-Ford) over a graph whose nodes are the vertices themselves. */
function slowCosts(roads: readonly Road[], to: readonly Position[], cost: RoadCost): (at: Position) => number {
  const known = new Map(to.map((at) => [String(at), 0]));
  const of = (at: Position) => known.get(String(at)) ?? Infinity;
  const words = new Map([
    ['F', directions.forward],
    ['T', directions.backward],
  ]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { path, oneway, speed } of roads) {
      const way = words.get(oneway ?? '') ?? directions.both;
      for (let k = 1; k < path.length; k++) {
        const length = Math.hypot(path[k][0] - path[k - 1][0], path[k][1] - path[k - 1][1]);
        const step = cost.by === 'metres' ? length : (length * 60) / (1000 * (speed ?? 50));
        const tries: readonly [boolean, Position, Position][] = [
          [(way & directions.forward) > 0, path[k - 1], path[k]],
          [(way & directions.backward) > 0, path[k], path[k - 1]],
        ];
        for (const [allowed, from, next] of tries) {
          if (!allowed || of(next) + step >= of(from) - 1e-9) continue;
          known.set(String(from), of(next) + step);
          changed = true;
        }
      }
    }
  }
  return of;
}

/** Streets on a lattice with gaps, some one-way, bent by shifted lattice points. */
function town(
  random: Random,
  size: number,
): { readonly roads: readonly Road[]; readonly corners: readonly Position[] } {
  const corners = Array.from(
    { length: size * size },
    (_, n): Position => [
      100 * (n % size) + Math.round(random.between(-30, 30)),
      100 * Math.floor(n / size) + Math.round(random.between(-30, 30)),
    ],
  );
  const roads: Road[] = [];
  const street = (path: Path) => {
    if (random.below(5) === 0) return;
    roads.push({ path, oneway: ['F', 'T', 'B', ''][random.below(4)], speed: 30 + 10 * random.below(6) });
  };
  for (let line = 0; line < size; line++) {
    for (let at = 0; at + 2 < size; at += 2) {
      street([0, 1, 2].map((k) => corners[line * size + at + k]));
      street([0, 1, 2].map((k) => corners[(at + k) * size + line]));
    }
  }
  return { roads, corners };
}

describe('a town of one-way streets', () => {
  for (let seed = 1; seed <= 12; seed++) {
    it(`agrees with trying every road again and again, seed ${seed}`, () => {
      const random = createRandom(seed);
      const { roads, corners } = town(random, 9);
      const cost: RoadCost = seed % 2 === 0 ? metres : { by: 'minutes', speed: null };
      const used = [...new Set(roads.flatMap(({ path }) => [...path]))];
      const to = Array.from({ length: 1 + (seed % 4) }, () => used[random.below(used.length)]);
      const { out, causes } = travel(graphOf(roads, cost), dots(...used), points(...to));
      const slow = slowCosts(roads, to, cost);
      used.forEach((at, n) => {
        const expected = slow(at);
        if (expected === Infinity) expect([out[n], causes[n]]).toEqual([Number.NaN, travelCauses.unreachable]);
        else expect(Math.abs(out[n] - expected)).toBeLessThan(1e-5);
      });
      expect(corners.length).toBe(81);
    });
  }

  it('does not depend on the order of roads and destinations', () => {
    const random = createRandom(99);
    const { roads, corners } = town(random, 9);
    const plots = polygonsOf(
      Array.from({ length: 200 }, () => [
        [square(random.between(0, 800), random.between(0, 800), random.between(1, 90))],
      ]),
    );
    const to = [corners[3], corners[40], corners[77]];
    const cost: RoadCost = { by: 'minutes', speed: null };
    const a = travel(graphOf(roads, cost), plots, points(...to), 60);
    const b = travel(graphOf([...roads].reverse(), cost), plots, points(...[...to].reverse()), 60);
    expect([...b.out]).toEqual([...a.out]);
    expect([...b.causes]).toEqual([...a.causes]);
    expect(new Set(a.causes).size).toBeGreaterThan(1);
  });
});
