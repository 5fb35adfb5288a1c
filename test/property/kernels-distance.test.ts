import { booleanIntersects, multiPolygon, pointToLineDistance, pointToPolygonDistance } from '@turf/turf';
import type { Position as GeoPosition } from 'geojson';
import { describe, expect, it } from 'vitest';
import { measureNearest } from '../../src/shared/geometry/nearest.ts';
import { buildNearestIndex, type NearestSource } from '../../src/shared/geometry/nearest-index.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { linesOf, type Position, pointsOf, polygonsOf, type Ring } from '../builders/geometry-columns.ts';
import { slowDistance, type Target } from './distance-witness.ts';
import { failures, mapRings, type Pair, pairCount, pairTimeout, placed, turned, validKinds } from './kernel-pairs.ts';
import type { Feature } from './overlay-scene.ts';

/** Doubles near 7e6 are 1e-9 apart, and nearer than that counts as touching. */
const rounding = 4e-9;

/** The pair's others moved apart by whole units (or left over each other), as polygons, as lines and as points in turn. */
function targetsOf({ seed, others }: Pair): readonly Target[] {
  const random = createRandom(seed + 0.5 * 2 ** 31);
  const reach = [0, 40, 250, 600][random.below(4)];
  const step = () => Math.round(random.between(-reach, reach));
  return others.map((other, i): Target => {
    const feature = placed(other, [step(), step()]);
    const kind = (seed + i) % 3;
    if (kind === 0) return { kind: 'polygons', feature };
    return kind === 1
      ? { kind: 'lines', paths: feature.flat() }
      : { kind: 'points', points: feature.flat(2).slice(0, 1 + random.below(4)) };
  });
}

function moved(target: Target, place: Position): Target {
  const at = (ring: Ring) => placed([[ring]], place)[0][0];
  if (target.kind === 'polygons') return { kind: 'polygons', feature: placed(target.feature, place) };
  if (target.kind === 'lines') return { kind: 'lines', paths: target.paths.map(at) };
  return { kind: 'points', points: at(target.points) };
}

function sourceOf(target: Target): NearestSource {
  if (target.kind === 'polygons') return { geometry: polygonsOf([target.feature]), mask: null };
  if (target.kind === 'lines') return { geometry: linesOf([target.paths]), mask: null };
  return { geometry: pointsOf([target.points]), mask: null };
}

/** Distance to the nearest target, and its number. */
function nearest(plot: Feature, targets: readonly Target[]): readonly [distance: number, target: number] {
  const out = new Float64Array(1);
  const feature = new Uint32Array(1);
  measureNearest(polygonsOf([plot]), buildNearestIndex(targets.map(sourceOf)), 0, 1, out, { from: 'edge' }, feature);
  return [out[0], feature[0]];
}

function nearestPlaced(pair: Pair, targets: readonly Target[]): readonly [distance: number, target: number] {
  return nearest(
    placed(pair.plot, pair.place),
    targets.map((target) => moved(target, pair.place)),
  );
}

const apart = (ours: number, theirs: number, tolerance: number): string | null =>
  Math.abs(ours - theirs) <= tolerance ? null : `${ours} instead of ${theirs}`;

describe(`distances of ${pairCount} seeded pairs`, () => {
  it('are those of every edge against every edge, to the nearest target', { timeout: pairTimeout }, async () => {
    let touching = 0;
    const wrong = await failures(pairCount, (pair) => {
      const targets = targetsOf(pair);
      const truth = targets.map((target) => slowDistance(pair.plot, target));
      const [distance, target] = nearestPlaced(pair, targets);
      const least = Math.min(...truth);
      if (least === 0) touching++;
      return apart(distance, least, rounding) ?? apart(truth[target], least, rounding);
    });
    expect(wrong).toEqual([]);
    expect(touching / pairCount).toBeGreaterThan(0.2);
    expect(touching / pairCount).toBeLessThan(0.8);
  });

  it('are those of Turf for valid polygons near the equator (every tenth pair)', { timeout: pairTimeout }, async () => {
    let compared = 0;
    const wrong = await failures(pairCount, (pair) => {
      if (!validKinds.has(pair.kind) || Math.floor(pair.seed / 10) % 5 !== 0) return null;
      const targets = targetsOf(pair);
      compared += targets.length;
      const far = targets.map((target) =>
        apart(nearest(pair.plot, [target])[0], turfDistance(pair.plot, target), 0.01),
      );
      return far.find((one) => one !== null) ?? null;
    });
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(pairCount / 10);
  });

  it('are the same both ways between polygons', { timeout: pairTimeout }, async () => {
    const wrong = await failures(pairCount, (pair) => {
      const other = targetsOf(pair).find((target) => target.kind === 'polygons');
      if (!other) return null;
      const back = nearestPlaced({ ...pair, plot: other.feature }, [{ kind: 'polygons', feature: pair.plot }]);
      return apart(nearestPlaced(pair, [other])[0], back[0], rounding);
    });
    expect(wrong).toEqual([]);
  });

  it('do not grow with one more target, nor change with place, order, winding or where rings begin', {
    timeout: pairTimeout,
  }, async () => {
    const wrong = await failures(pairCount, (pair) => {
      const targets = targetsOf(pair);
      const [distance] = nearestPlaced(pair, targets);
      const [fewer] = nearestPlaced(pair, targets.slice(0, 1));
      if (distance > fewer) return `${distance} to all, ${fewer} to the first`;
      const turn = (feature: Feature) => mapRings(feature, (ring) => [...turned(ring, pair.seed)].reverse());
      const [changed] = nearest(
        turn(pair.plot),
        targets
          .map((target): Target => (target.kind === 'polygons' ? { ...target, feature: turn(target.feature) } : target))
          .reverse(),
      );
      return apart(changed, distance, rounding);
    });
    expect(wrong).toEqual([]);
  });
});

/** On a sphere of this many metres per degree; so near the equator it is a plane to some 1e-6. */
const metresPerDegree = (6371008.8 * Math.PI) / 180;
const degrees = ([x, y]: Position): GeoPosition => [x / metresPerDegree, y / metresPerDegree];
const options = { units: 'meters', method: 'planar' } as const;

function turfPolygon(feature: Feature) {
  return multiPolygon(feature.map((part) => part.map((ring) => [...ring, ring[0]].map(degrees))));
}

/** Turf measures from points: where boundaries do not cross a vertex of one is nearest. */
function turfDistance(plot: Feature, target: Target): number {
  const polygon = turfPolygon(plot);
  const toPlot = (point: Position) => Math.max(0, pointToPolygonDistance(degrees(point), polygon, options));
  if (target.kind === 'points') return Math.min(...target.points.map(toPlot));
  if (target.kind === 'lines') {
    const lines = target.paths.map((path) => ({ type: 'LineString' as const, coordinates: path.map(degrees) }));
    if (lines.some((line) => booleanIntersects(polygon, line))) return 0;
    const fromPlot = plot
      .flat(2)
      .flatMap((vertex) => lines.map((line) => pointToLineDistance(degrees(vertex), line, options)));
    return Math.min(...target.paths.flat().map(toPlot), ...fromPlot);
  }
  const other = turfPolygon(target.feature);
  if (booleanIntersects(polygon, other)) return 0;
  const fromPlot = plot.flat(2).map((vertex) => pointToPolygonDistance(degrees(vertex), other, options));
  return Math.min(...target.feature.flat(2).map(toPlot), ...fromPlot.map((distance) => Math.max(0, distance)));
}
