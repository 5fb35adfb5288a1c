import { Clipper, FillRule } from 'clipper2-ts';
import type { Extent, Polygons } from '../../src/shared/geometry/types.ts';
import { sharedFloat64, sharedUint32 } from '../../src/shared/lib/buffers.ts';
import { createRandom, type Random } from '../../src/shared/lib/random.ts';

/** A ring as points, a feature as parts of rings. */
export type Ring = readonly (readonly [number, number])[];
export type Feature = readonly (readonly Ring[])[];

export function polygonsOf(features: readonly Feature[]): Polygons {
  const featureStart = sharedUint32(features.length + 1);
  const parts = features.flat();
  const rings = parts.flat();
  const points = rings.flat();
  const partStart = sharedUint32(parts.length + 1);
  const ringStart = sharedUint32(rings.length + 1);
  const xy = sharedFloat64(2 * points.length);
  features.forEach((feature, i) => {
    featureStart[i + 1] = featureStart[i] + feature.length;
  });
  parts.forEach((part, i) => {
    partStart[i + 1] = partStart[i] + part.length;
  });
  rings.forEach((ring, i) => {
    ringStart[i + 1] = ringStart[i] + ring.length;
  });
  points.forEach(([x, y], i) => {
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
  });
  return { kind: 'polygons', xy, featureStart, partStart, ringStart };
}

/** Axis-parallel box, counter-clockwise. */
export function box(minX: number, minY: number, maxX: number, maxY: number): Ring {
  return [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
  ];
}

export function extentOfFeatures(features: readonly Feature[]): Extent {
  const points = features.flat(3);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A closed wave around a centre: simple, with `count` vertices. */
export function blob(random: Random, x: number, y: number, radius: number, count: number): Ring {
  const phases = [random.between(0, 7), random.between(0, 7), random.between(0, 7)];
  return Array.from({ length: count }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / count;
    const wave =
      1 +
      0.25 * Math.sin(2 * angle + phases[0]) +
      0.15 * Math.sin(7 * angle + phases[1]) +
      0.05 * Math.sin(31 * angle + phases[2]);
    return [x + radius * wave * Math.cos(angle), y + radius * wave * Math.sin(angle)];
  });
}

/** Random points in a box joined in any order: crosses itself at will. */
export function tangle(random: Random, x: number, y: number, size: number, count: number): Ring {
  return Array.from({ length: count }, (): [number, number] => [
    x + random.between(-size, size),
    y + random.between(-size, size),
  ]);
}

/** 1e6 as performance.md has it: coarser lattices were wrong on some pairs. */
const scale = 1e6;

function paths(feature: Feature) {
  const scaled = feature.flat().map((ring) => ring.map(([x, y]) => ({ x: Math.round(x * scale), y: Math.round(y * scale) })));
  return Clipper.union(scaled, [], FillRule.EvenOdd);
}

/** Area of the plot and of its part under the union of features, by Clipper2: even-odd each, then joined. */
export function clipperAreas(plot: Feature, features: readonly Feature[]): { area: number; covered: number } {
  const subject = paths(plot);
  const union = Clipper.union(
    features.flatMap((feature) => paths(feature)),
    [],
    FillRule.NonZero,
  );
  const covered = Clipper.intersect(subject, union, FillRule.NonZero);
  return {
    area: Math.abs(Clipper.areaPaths(subject)) / scale ** 2,
    covered: Math.abs(Clipper.areaPaths(covered)) / scale ** 2,
  };
}

export interface Scene {
  readonly plots: Polygons;
  readonly extent: Extent;
  readonly constraints: readonly Polygons[];
  readonly zones: Polygons;
  readonly codeOfRow: Uint32Array;
  readonly codeCount: number;
}

/**
 * A municipality of `plotCount` plots of 29 vertices in cells of 120 m, under four layers of large wiggly constraints
 * (about 41 % of the ground) and under overlapping zones of 12 codes; `vertices` in constraints and zones together. Every
 * 33rd plot and every 50th constraint crosses itself.
 */
export function municipality(plotCount: number, vertices: number, seed: number): Scene {
  const random = createRandom(seed);
  const side = Math.ceil(Math.sqrt(plotCount));
  const west = 412_000;
  const south = 7_305_000;
  const size = side * 120;
  const plots = Array.from({ length: plotCount }, (_, i): Feature => {
    const x = west + ((i % side) + 0.5) * 120;
    const y = south + (Math.floor(i / side) + 0.5) * 120;
    return [[i % 33 === 32 ? crossed(blob(random, x, y, 45, 29)) : blob(random, x, y, random.between(15, 55), 29)]];
  });
  const large = (count: number, share: number, each: number): Feature[] =>
    Array.from({ length: count }, (_, i): Feature => {
      const radius = size * Math.sqrt(share / count / Math.PI) * random.between(0.5, 1.35);
      const ring = blob(random, west + random.next() * size, south + random.next() * size, radius, each);
      return [[i % 50 === 49 ? crossed(ring) : ring]];
    });
  const perLayer = Math.max(3, Math.round((vertices * 0.6) / 4 / 300));
  const zoneCount = Math.max(4, Math.round((vertices * 0.4) / 200));
  return {
    plots: polygonsOf(plots),
    extent: [west - 100, south - 100, west + size + 100, south + size + 100],
    constraints: Array.from({ length: 4 }, () => polygonsOf(large(perLayer, 0.13, 300))),
    zones: polygonsOf(large(zoneCount, 1.3, 200)),
    codeOfRow: Uint32Array.from({ length: zoneCount }, () => 1 + random.below(12)),
    codeCount: 13,
  };
}

/** Swaps two vertices apart, so that the ring crosses itself. */
function crossed(ring: Ring): Ring {
  const out = [...ring];
  const third = Math.floor(ring.length / 3);
  [out[2], out[third]] = [out[third], out[2]];
  return out;
}
