import { describe, expect, it } from 'vitest';
import { polygonArea } from '../../src/shared/geometry/area.ts';
import { geometryExtent } from '../../src/shared/geometry/bounds.ts';
import { buildOverlayIndex, overlayResult } from '../../src/shared/geometry/overlay/build.ts';
import { measureOverlay } from '../../src/shared/geometry/overlay/measure.ts';
import type { OverlaySource } from '../../src/shared/geometry/overlay/types.ts';
import {
  type Combined,
  differencePolygons,
  intersectionPolygons,
  offsetPolygons,
  resolvePolygons,
  unionPolygons,
} from '../../src/shared/geometry/shape/combine.ts';
import { NetParts } from '../../src/shared/geometry/shape/net-part.ts';
import { buildPieces } from '../../src/shared/geometry/shape/pieces.ts';
import { featureCount } from '../../src/shared/geometry/types.ts';
import { featuresOf, polygonsOf } from '../builders/geometry-columns.ts';
import {
  areaIn,
  bufferIn,
  geometryOf,
  inGeos,
  isValid,
  lessIn,
  madeValid,
  reasonOf,
  sharedIn,
  unionIn,
} from './geos-witness.ts';
import {
  boxArea,
  failures,
  isLongRun,
  mapRings,
  type Pair,
  pairCount,
  pairTimeout,
  perimeter,
  placed,
  turned,
} from './kernel-pairs.ts';
import type { Feature } from './overlay-scene.ts';
import { slabFigures } from './slab-witness.ts';

interface Results {
  readonly own: Combined;
  readonly union: Combined;
  readonly difference: Combined;
  readonly shared: Combined;
}

const source = (features: readonly Feature[]): OverlaySource => ({ polygons: polygonsOf(features), mask: null });

function resultsOf(plot: Feature, others: readonly Feature[]): Results {
  const polygons = polygonsOf([plot]);
  return {
    own: resolvePolygons(polygons),
    union: unionPolygons([source([plot]), source(others)]),
    difference: differencePolygons(polygons, [source(others)]),
    shared: intersectionPolygons(polygons, [source(others)]),
  };
}

/** Worked out once for all tests, but in the long run, where they would not find room. */
const kept = new Map<number, Results>();

function atPlace({ seed, plot, others, place }: Pair): Results {
  const found =
    kept.get(seed) ??
    resultsOf(
      placed(plot, place),
      others.map((other) => placed(other, place)),
    );
  if (!isLongRun) kept.set(seed, found);
  return found;
}

function areaOf({ polygons }: Combined): number {
  let sum = 0;
  for (let row = 0; row < featureCount(polygons); row++) sum += polygonArea(polygons, row);
  return sum;
}

/** A step of the lattice along every edge, and rounding. */
const tolerance = ({ plot, others }: Pair) => 1e-6 * perimeter([plot, ...others]) + 1e-9;
const names = ['own', 'union', 'difference', 'shared'] as const;
const areasOf = (results: Results) => names.map((name) => areaOf(results[name]));

/** By slabs, in the order of `names`. */
function truthOf({ plot, others }: Pair): readonly number[] {
  const { area, covered } = slabFigures(plot, others);
  const all = slabFigures(frame, others).covered;
  return [area, area + all - covered, area - covered, covered];
}

function apart(ours: readonly number[], theirs: readonly number[], within: number): string | null {
  const differs = ours.some((value, i) => !(Math.abs(value - theirs[i]) <= within));
  return differs ? `${ours.join(' ')} instead of ${theirs.join(' ')}, tolerance ${within}` : null;
}

const frame: Feature = [
  [
    [
      [-1e4, -1e4],
      [1e4, -1e4],
      [1e4, 1e4],
      [-1e4, 1e4],
    ],
  ],
];

describe(`areas as results of ${pairCount} seeded pairs`, () => {
  it('are as large as slabs say, and never too tangled', { timeout: pairTimeout }, async () => {
    const wrong = await failures(pairCount, (pair) => {
      const results = atPlace(pair);
      if (names.some((name) => results[name].tangled.length > 0)) return 'tangled';
      return apart(areasOf(results), truthOf(pair), tolerance(pair));
    });
    expect(wrong).toEqual([]);
  });

  it('are valid and as large as GEOS says, except where slabs say that GEOS is wrong', {
    timeout: pairTimeout,
  }, async () => {
    let lost = 0;
    const wrong = await failures(pairCount, (pair) => {
      const results = atPlace(pair);
      return inGeos(() => {
        for (const name of names) {
          for (const feature of featuresOf(results[name].polygons)) {
            const geometry = geometryOf(feature);
            if (!isValid(geometry)) return `${name}: ${reasonOf(geometry)}`;
          }
        }
        const geos = geosAreas(pair);
        const difference = apart(areasOf(results), geos, tolerance(pair));
        if (difference === null || apart(geos, truthOf(pair), tolerance(pair)) === null) return difference;
        lost++;
        return null;
      });
    });
    expect(wrong).toEqual([]);
    expect(lost).toBeLessThanOrEqual(0.0001 * pairCount);
  });

  it('leave of a plot what the overlay does not cover: area = buildable + covered', {
    timeout: pairTimeout,
  }, async () => {
    const wrong = await failures(pairCount, ({ plot, others, place }) => {
      const plots = polygonsOf([placed(plot, place)]);
      const sources = [source(others.map((other) => placed(other, place)))];
      const queries = [{ kind: 'union' as const, sources }];
      const result = overlayResult(queries, 1);
      measureOverlay(plots, buildOverlayIndex(queries, geometryExtent(plots) ?? [0, 0, 0, 0]), 0, 1, result);
      const expected = result.area[0] - result.unions[0][0];
      const question = { pieces: true, own: [], setback: 0, expected };
      return new NetParts(plots, buildPieces(sources)).of(0, question) ? null : `not ${expected}`;
    });
    expect(wrong).toEqual([]);
  });

  it('grow and shrink as in GEOS (every tenth pair)', { timeout: pairTimeout }, async () => {
    const wrong = await failures(pairCount, (pair) => {
      if (pair.seed % 10 !== Math.floor(pair.seed / 10) % 10) return null;
      const distance = [0.01, 1, 7, 40][pair.seed % 4];
      const polygons = polygonsOf([pair.plot]);
      return inGeos(() => {
        const whole = geometryOf(featuresOf(resolvePolygons(polygons).polygons)[0]);
        for (const reach of [distance, -distance]) {
          const [ours] = featuresOf(offsetPolygons(polygons, reach).polygons);
          const theirs = bufferIn(whole, reach, 200);
          const geometry = geometryOf(ours);
          if (!isValid(geometry)) return `offset by ${reach}: ${reasonOf(geometry)}`;
          // Arcs to 0.001; GEOS leaves out dents of less than a hundredth of the distance.
          const within = (0.002 + 0.001 * distance) * perimeter([pair.plot]);
          const difference = apart([areaOfFeature(ours)], [areaIn(theirs)], within);
          if (difference) return `offset by ${reach}: ${difference}`;
        }
        return null;
      });
    });
    expect(wrong).toEqual([]);
  });

  it('do not change with where rings begin, which way they wind, or the order of features (every third pair)', {
    timeout: pairTimeout,
  }, async () => {
    const wrong = await failures(Math.min(pairCount, 20_000), (pair) => {
      if (pair.seed % 3 !== 0) return null;
      const change = (feature: Feature) => mapRings(feature, (ring) => turned([...ring].reverse(), 2));
      const one = resultsOf(pair.plot, pair.others);
      const other = resultsOf(change(pair.plot), [...pair.others].reverse().map(change));
      const differs = names.filter(
        (name) =>
          one[name].polygons.xy.join() !== other[name].polygons.xy.join() ||
          one[name].polygons.ringStart.join() !== other[name].polygons.ringStart.join(),
      );
      return differs.length > 0 ? `${differs.join()} changed` : null;
    });
    expect(wrong).toEqual([]);
  });

  it('move with the place, and never grow with one more constraint (every third pair)', {
    timeout: pairTimeout,
  }, async () => {
    const wrong = await failures(Math.min(pairCount, 20_000), (pair) => {
      if (pair.seed % 3 !== 1) return null;
      const here = areasOf(resultsOf(pair.plot, pair.others));
      const there = areasOf(atPlace(pair));
      // What the corners of the result are rounded to as doubles, 7e6 away.
      const moved = apart(
        here,
        there,
        4e-9 * perimeter([pair.plot, ...pair.others]) + 1e-6 * Math.sqrt(boxArea([pair.plot, ...pair.others])),
      );
      if (moved) return moved;
      const fewer = areaOf(resultsOf(pair.plot, pair.others.slice(1)).difference);
      return here[2] <= fewer + tolerance(pair) ? null : `${here[2]} with one more, ${fewer} without`;
    });
    expect(wrong).toEqual([]);
  });
});

function areaOfFeature(feature: Feature): number {
  return polygonArea(polygonsOf([feature]), 0);
}

/**
 * Areas by GEOS in the order of `names`. What goes into its union, difference and intersection is what we resolved: GEOS's
 * way of making valid takes an edge walked twice for an edge, so it is asked only where no edge is.
 */
function geosAreas({ plot, others, kind }: Pair): readonly number[] {
  const valid = (feature: Feature) =>
    kind === 'lattice' || kind === 'degenerate'
      ? geometryOf(featuresOf(resolvePolygons(polygonsOf([feature])).polygons)[0])
      : madeValid(geometryOf(feature));
  const own = valid(plot);
  const all = others.map(valid).reduce(unionIn);
  return [own, unionIn(own, all), lessIn(own, all), sharedIn(own, all)].map(areaIn);
}
