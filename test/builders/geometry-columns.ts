import type { Lines, Points, Polygons } from '../../src/shared/geometry/types.ts';
import type { Random } from '../../src/shared/lib/random.ts';

export type Position = readonly [x: number, y: number];
/** Rings do not repeat their first vertex. */
export type Ring = readonly Position[];

const starts = (counts: readonly number[]): Uint32Array => {
  const start = new Uint32Array(counts.length + 1);
  counts.forEach((count, n) => {
    start[n + 1] = start[n] + count;
  });
  return start;
};

/** Features of parts of rings; a feature without parts is a null geometry. */
export function polygonsOf(features: readonly (readonly (readonly Ring[])[])[]): Polygons {
  const parts = features.flat();
  const rings = parts.flat();
  return {
    kind: 'polygons',
    xy: Float64Array.from(rings.flat(2)),
    featureStart: starts(features.map((feature) => feature.length)),
    partStart: starts(parts.map((part) => part.length)),
    ringStart: starts(rings.map((ring) => ring.length)),
  };
}

/** The same back from columns. */
export function featuresOf({ xy, featureStart, partStart, ringStart }: Polygons): Ring[][][] {
  const range = (start: Uint32Array, at: number) =>
    Array.from({ length: start[at + 1] - start[at] }, (_, i) => start[at] + i);
  const ring = (number: number): Ring => range(ringStart, number).map((v): Position => [xy[2 * v], xy[2 * v + 1]]);
  return range(Uint32Array.of(0, featureStart.length - 1), 0).map((feature) =>
    range(featureStart, feature).map((part) => range(partStart, part).map(ring)),
  );
}

/** Features of paths. */
export function linesOf(features: readonly (readonly Ring[])[]): Lines {
  const paths = features.flat();
  return {
    kind: 'lines',
    xy: Float64Array.from(paths.flat(2)),
    featureStart: starts(features.map((feature) => feature.length)),
    pathStart: starts(paths.map((path) => path.length)),
  };
}

/** Features of points: [] is null, several a multipoint. */
export function pointsOf(features: readonly Ring[]): Points {
  return {
    kind: 'points',
    xy: Float64Array.from(features.flat(2)),
    featureStart: starts(features.map((feature) => feature.length)),
  };
}

export const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

/** A wobbly ring around a centre, counter-clockwise. */
export function blob(random: Random, x: number, y: number, radius: number, vertices: number): Ring {
  return Array.from({ length: vertices }, (_, k) => {
    const angle = ((k + random.between(0, 0.8)) / vertices) * 2 * Math.PI;
    const reach = radius * random.between(0.6, 1);
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)] as const;
  });
}

/** Blobs in a square: some with a hole, some of two parts, some null, some crossing themselves. */
export function randomPolygons(random: Random, count: number, side: number, radius: number, corner = 0): Polygons {
  const features = Array.from({ length: count }, () => {
    const x = corner + random.between(0, side);
    const y = corner + random.between(0, side);
    const outer = blob(random, x, y, radius * random.between(0.3, 1), 3 + random.below(20));
    const kind = random.below(10);
    if (kind === 0) return [];
    if (kind === 1) return [[outer], [blob(random, x + 2.5 * radius, y, radius, 5)]];
    if (kind === 2) return [[outer, [...blob(random, x, y, radius * 0.15, 6)].reverse()]];
    if (kind === 3) {
      const crossed = [...outer];
      [crossed[0], crossed[2]] = [crossed[2], crossed[0]];
      return [[crossed]];
    }
    return [[outer]];
  });
  return polygonsOf(features);
}

/** Wandering paths of a few segments. */
export function randomLines(random: Random, count: number, side: number, step: number, corner = 0): Lines {
  return linesOf(
    Array.from({ length: count }, () => {
      let x = corner + random.between(0, side);
      let y = corner + random.between(0, side);
      const path = Array.from({ length: 2 + random.below(14) }, (): Position => {
        x += random.between(-step, step);
        y += random.between(-step, step);
        return [x, y];
      });
      return random.below(12) === 0 ? [] : [path];
    }),
  );
}

export function randomPoints(random: Random, count: number, side: number, corner = 0): Points {
  return pointsOf(
    Array.from({ length: count }, () =>
      Array.from(
        { length: [1, 1, 1, 1, 0, 3][random.below(6)] },
        (): Position => [corner + random.between(0, side), corner + random.between(0, side)],
      ),
    ),
  );
}
