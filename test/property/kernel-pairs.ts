import { createRandom, type Random } from '../../src/shared/lib/random.ts';
import type { Position, Ring } from '../builders/geometry-columns.ts';
import { blob, box, extentOfFeatures, type Feature, tangle } from './overlay-scene.ts';

/**
 * Pairs per differential test: 2,000 in the normal run, 100,000 with TOMTEVALG_LONG=1. The names of the tests print it.
 */
export const isLongRun = process.env.TOMTEVALG_LONG === '1';
export const pairCount = isLongRun ? 100_000 : 2000;
/** For a whole test, in milliseconds. */
export const pairTimeout = isLongRun ? 4 * 3_600_000 : 60_000;

/**
 * A plot and up to four other polygons, about 200 units large. Coordinates are whole multiples of `grain`, so that
 * placing the pair up to 7e6 away changes no distance between its vertices.
 */
export interface Pair {
  readonly seed: number;
  readonly kind: PairKind;
  readonly plot: Feature;
  readonly others: readonly Feature[];
  /** Where on earth: whole numbers to be added. */
  readonly place: Position;
}

/** About 9.3e-10: the spacing of doubles near 7e6, and the least two vertices differ by. */
export const grain = 2 ** -30;

export const pairKinds = [
  'crossing',
  'touching',
  'coincident',
  'near-coincident',
  'holes',
  'multipart',
  'self-crossing',
  'lattice',
  'degenerate',
  'sliver',
] as const;
export type PairKind = (typeof pairKinds)[number];

/** Kinds whose rings are simple and whose parts do not overlap. */
export const validKinds: ReadonlySet<PairKind> = new Set([
  'crossing',
  'touching',
  'coincident',
  'near-coincident',
  'holes',
]);

const places: readonly Position[] = [
  [0, 0],
  [412_000, 7_305_000],
  [6_999_000, 6_999_000],
  [-3_000_000, 10],
];

export function pairOf(seed: number): Pair {
  const known = kept.get(seed);
  if (known) return known;
  const pair = makePair(seed);
  if (!isLongRun) kept.set(seed, pair);
  return pair;
}

const kept = new Map<number, Pair>();

function makePair(seed: number): Pair {
  const random = createRandom(seed);
  const kind = pairKinds[seed % pairKinds.length];
  const made = makers[kind](random);
  const place = places[random.below(places.length)];
  return { seed, kind, plot: settle(made.plot), others: made.others.map(settle), place };
}

/** The pair moved to its place. */
export function placed(feature: Feature, [dx, dy]: Position): Feature {
  return mapRings(feature, (ring) => ring.map(([x, y]) => [x + dx, y + dy]));
}

export function mapRings(feature: Feature, change: (ring: Ring) => Ring): Feature {
  return feature.map((part) => part.map(change));
}

/** Area of the box around everything: what rounding is measured by. */
export function boxArea(features: readonly Feature[]): number {
  const [minX, minY, maxX, maxY] = extentOfFeatures(features);
  return Math.max(maxX - minX, maxY - minY) ** 2;
}

/** Length of all edges. */
export function perimeter(features: readonly Feature[]): number {
  const length = (ring: Ring) =>
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length];
      return sum + Math.hypot(nextX - x, nextY - y);
    }, 0);
  return features.flat(2).reduce((sum, ring) => sum + length(ring), 0);
}

/**
 * Every pair that fails a check, told so that it can be made again; the first few of them. Pauses now and then, for shared
 * memory that nobody uses any more is given back between turns of the event loop only.
 */
export async function failures(count: number, check: (pair: Pair) => string | null): Promise<readonly string[]> {
  const found: string[] = [];
  for (let seed = 1; seed <= count && found.length < 5; seed++) {
    const pair = pairOf(seed);
    const wrong = check(pair);
    if (wrong !== null) found.push(`seed ${seed} (${pair.kind}): ${wrong}`);
    if (seed % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

interface Made {
  readonly plot: Feature;
  readonly others: readonly Feature[];
}

const settle = (feature: Feature): Feature =>
  mapRings(feature, (ring) => ring.map(([x, y]) => [onGrain(x), onGrain(y)]));
const onGrain = (value: number) => Math.round(value / grain) * grain;

const makers: Readonly<Record<PairKind, (random: Random) => Made>> = {
  crossing: (random) => ({ plot: [[wave(random)]], others: several(random, () => [[wave(random)]]) }),
  touching: (random) => {
    const ring = wave(random);
    return { plot: [[ring]], others: several(random, () => [[neighbour(random, ring, 0)]]) };
  },
  coincident: (random) => {
    const ring = random.below(3) === 0 ? box(-50, -30, 20 + random.below(60), 40) : wave(random);
    return { plot: [[ring]], others: several(random, () => [[like(random, ring)]]) };
  },
  'near-coincident': (random) => {
    const ring = wave(random);
    const jittered = (): Ring => like(random, ring).map(([x, y]) => [x + unit(random), y + unit(random)]);
    const beside = () => neighbour(random, ring, unit(random));
    return { plot: [[ring]], others: several(random, () => [[random.below(2) === 0 ? jittered() : beside()]]) };
  },
  holes: (random) => {
    const [outer, hole] = ringAndHole(random);
    const filled: Feature = [[turned(hole, random.below(9))]];
    const ringed = (): Feature => [ringAndHole(random)];
    return { plot: [[outer, hole]], others: [filled, ...several(random, ringed).slice(1)] };
  },
  multipart: (random) => {
    const parts = (): Feature => {
      // Sometimes "holes" of the first that need not lie in it, and small, so that others hold one and not the next.
      const stray = random.below(3) === 0;
      const rings = Array.from({ length: 2 + random.below(3) }, () => wave(random, stray ? [2, 12] : [10, 90]));
      return stray ? [rings] : rings.map((ring) => [ring]);
    };
    return { plot: parts(), others: several(random, parts) };
  },
  'self-crossing': (random) => {
    const knot = (): Feature => [[tangle(random, 0, 0, 100, 4 + random.below(8))]];
    return { plot: knot(), others: several(random, () => (random.below(2) === 0 ? knot() : [[wave(random)]])) };
  },
  lattice: (random) => {
    const feature = (): Feature =>
      Array.from({ length: 1 + random.below(2) }, () =>
        Array.from({ length: 1 + random.below(2) }, () => latticeRing(random, 6)),
      );
    return { plot: feature(), others: several(random, feature) };
  },
  degenerate: (random) => {
    const ring = wave(random);
    return { plot: [[spoilt(random, ring)]], others: several(random, () => [[spoilt(random, like(random, ring))]]) };
  },
  sliver: (random) => {
    const thin = (): Feature => {
      const width = 10 ** random.between(-8, 0);
      const [x, y] = [random.between(-80, 80), random.between(-80, 80)];
      const angle = random.between(0, 7);
      const [ax, ay] = [90 * Math.cos(angle), 90 * Math.sin(angle)];
      return [
        [
          [
            [x - ax, y - ay],
            [x + ax, y + ay],
            [x + ax - (ay * width) / 90, y + ay + (ax * width) / 90],
          ],
        ],
      ];
    };
    return { plot: random.below(2) === 0 ? thin() : [[wave(random)]], others: several(random, thin) };
  },
};

const several = (random: Random, make: () => Feature): Feature[] => Array.from({ length: 1 + random.below(4) }, make);
const unit = (random: Random) => (random.below(3) - 1) * 1e-9;

/** A simple ring about the middle. */
function wave(random: Random, [least, most]: readonly [number, number] = [10, 90]): Ring {
  const [x, y] = [random.between(-60, 60), random.between(-60, 60)];
  return blob(random, x, y, random.between(least, most), 3 + random.below(20));
}

/** A ring and another one well inside it. */
function ringAndHole(random: Random): Ring[] {
  const outer = wave(random);
  const [x, y] = [0, 1].map((axis) => outer.reduce((sum, vertex) => sum + vertex[axis], 0) / outer.length);
  const share = random.between(0.1, 0.9);
  const hole = outer.map(([atX, atY]): Position => [x + share * (atX - x), y + share * (atY - y)]);
  return [outer, random.below(2) === 0 ? [...hole].reverse() : hole];
}

/** A ring that begins elsewhere, perhaps winds the other way, perhaps with vertices half-way along its edges. */
function like(random: Random, ring: Ring): Ring {
  const moved = turned(ring, random.below(ring.length));
  const wound = random.below(2) === 0 ? moved : [...moved].reverse();
  if (random.below(2) === 0) return wound;
  return wound.flatMap(([x, y], i): Position[] => {
    const [nextX, nextY] = wound[(i + 1) % wound.length];
    return [
      [x, y],
      [(x + nextX) / 2, (y + nextY) / 2],
    ];
  });
}

export const turned = (ring: Ring, by: number): Ring => [
  ...ring.slice(by % ring.length),
  ...ring.slice(0, by % ring.length),
];

/** A triangle or quadrangle on an edge of the ring, or on a piece of it, reaching away from it. */
function neighbour(random: Random, ring: Ring, gap: number): Ring {
  const at = random.below(ring.length);
  const [ax, ay] = ring[at];
  const [bx, by] = ring[(at + 1) % ring.length];
  const [from, to] = random.below(2) === 0 ? [0, 1] : [0.25, 0.75];
  const foot = (t: number): Position => [ax + t * (bx - ax) + gap, ay + t * (by - ay) + gap];
  const away = random.between(0.2, 2) * (random.below(5) === 0 ? -1 : 1);
  const apex = (t: number): Position => [ax + t * (bx - ax) + away * (by - ay), ay + t * (by - ay) - away * (bx - ax)];
  return [foot(from), foot(to), apex(random.next())];
}

function latticeRing(random: Random, side: number): Ring {
  return Array.from({ length: 3 + random.below(6) }, (): Position => [random.below(side), random.below(side)]);
}

/** Duplicate vertices, spikes, an edge walked out and back, or everything on one line. */
function spoilt(random: Random, ring: Ring): Ring {
  const at = random.below(ring.length);
  const here = ring[at];
  const next = ring[(at + 1) % ring.length];
  const spike: Position = [here[0] + random.between(-90, 90), here[1] + random.between(-90, 90)];
  const before = ring.slice(0, at);
  const after = ring.slice(at + 1);
  switch (random.below(5)) {
    case 0:
      return [...before, here, here, here, ...after];
    case 1:
      return [...before, here, spike, here, ...after];
    case 2:
      return [...before, here, next, here, ...after];
    case 3:
      return ring.map(([x]): Position => [x, ring[0][1]]);
    default:
      return [...before, here, ...turned(ring, at).slice(1), here, ...after];
  }
}
