import { Clipper, FillRule } from 'clipper2-ts';
import type { Extent, Polygons } from '../../src/shared/geometry/types.ts';
import { createRandom, type Random } from '../../src/shared/lib/random.ts';
import { polygonsOf, type Ring } from '../builders/geometry-columns.ts';

/** Parts of rings. */
export type Feature = readonly (readonly Ring[])[];

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
  const scaled = feature
    .flat()
    .map((ring) => ring.map(([x, y]) => ({ x: Math.round(x * scale), y: Math.round(y * scale) })));
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

type Edge = readonly [x0: number, y0: number, x1: number, y1: number, owner: number];

/**
 * The same from first principles, for rings that degenerate so far that Clipper loses its way (a level edge walked out and
 * back in a bow-tie): between any two heights at which a vertex or a crossing lies, edges do not cross, so their order
 * half-way says what lies where. The plot is owner -1, features are 0 and up.
 */
export function slabAreas(plot: Feature, features: readonly Feature[]): { area: number; covered: number } {
  const edges = [plot, ...features].flatMap((feature, i) => edgesOf(feature, i - 1));
  const heights = new Set(edges.flatMap(([, y0, , y1]) => [y0, y1]));
  for (const a of edges) for (const b of edges) for (const y of crossing(a, b)) heights.add(y);
  const sorted = [...heights].sort((a, b) => a - b);
  let area = 0;
  let covered = 0;
  for (let i = 1; i < sorted.length; i++) {
    const [low, high] = [sorted[i - 1], sorted[i]];
    const sides = edges
      .filter(([, y0, , y1]) => y0 <= low && high <= y1)
      .map((edge) => ({ x: xAt(edge, (low + high) / 2), owner: edge[4] }))
      .sort((a, b) => a.x - b.x);
    for (let k = 1; k < sides.length; k++) {
      const odd = (owner: number) => sides.slice(0, k).filter((side) => side.owner === owner).length % 2 === 1;
      if (!odd(-1)) continue;
      const cell = (sides[k].x - sides[k - 1].x) * (high - low);
      area += cell;
      if (features.some((_, owner) => odd(owner))) covered += cell;
    }
  }
  return { area, covered };
}

function edgesOf(feature: Feature, owner: number): Edge[] {
  return feature.flat().flatMap((ring) =>
    ring.flatMap(([x0, y0], i): Edge[] => {
      const [x1, y1] = ring[(i + 1) % ring.length];
      if (y0 === y1) return [];
      return [y0 < y1 ? [x0, y0, x1, y1, owner] : [x1, y1, x0, y0, owner]];
    }),
  );
}

function xAt([x0, y0, x1, y1]: Edge, y: number): number {
  return x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
}

function crossing(a: Edge, b: Edge): readonly number[] {
  const low = Math.max(a[1], b[1]);
  const high = Math.min(a[3], b[3]);
  if (low >= high) return [];
  const apart = [xAt(a, low) - xAt(b, low), xAt(a, high) - xAt(b, high)];
  return apart[0] * apart[1] < 0 ? [low + ((high - low) * apart[0]) / (apart[0] - apart[1])] : [];
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
