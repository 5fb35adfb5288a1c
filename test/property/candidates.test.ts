import { describe, expect, it } from 'vitest';
import type { CarvedParts } from '../../src/shared/geometry/carve/types.ts';
import { arcTolerance, carveAll, sceneOf, type Town, townOf } from '../builders/carve-scene.ts';
import { featuresOf, type Position, type Ring } from '../builders/geometry-columns.ts';
import { runs } from '../builders/run-counts.ts';
import {
  areaIn,
  bufferIn,
  geometryOf,
  inGeos,
  isValid,
  lessOnGrid,
  lineOf,
  madeValid,
  sharedOnGrid,
  unionOnGrid,
} from './geos-witness.ts';
import type { Feature } from './overlay-scene.ts';

const places: readonly Position[] = [
  [0, 0],
  [412_000, 7_305_000],
  [-2_000_000, 1],
];
const towns = Array.from({ length: runs(24, 1000) }, (_, seed) => townOf(seed, places[seed % places.length]));
/** Chords a quarter circle in GEOS, so that its arcs are off by less than ours. */
const chords = 64;

const featuresIn = ({ polygons }: CarvedParts): readonly Feature[] => featuresOf(polygons);
const total = (parts: CarvedParts) => parts.area.reduce((sum, area) => sum + area, 0);
/** Steps of the lattice that areas are worked out on. */
const grid = 1e-6;
const lessIn = (one: number, other: number) => lessOnGrid(one, other, grid);
const sharedIn = (one: number, other: number) => sharedOnGrid(one, other, grid);
const union = (geometries: readonly number[]) => geometries.reduce((one, other) => unionOnGrid(one, other, grid));

/** What takes ground, by GEOS. */
const roadsIn = ({ roads, halfWidth }: Town) => roads.flat().map((path) => bufferIn(lineOf(path), halfWidth, chords));
const constraintsIn = ({ constraints, setback }: Town) =>
  constraints.map((one) => {
    const valid = madeValid(geometryOf(one));
    return setback > 0 ? bufferIn(valid, setback, chords) : valid;
  });

/** How much area the arcs and the lattice may be off: twice the tolerance along everything that takes ground. */
function slack({ roads, constraints, halfWidth, setback }: Town): number {
  const length = (ring: Ring) =>
    ring.reduce((sum, [x, y], i) => {
      const [px, py] = ring[i === 0 ? ring.length - 1 : i - 1];
      return sum + Math.hypot(x - px, y - py);
    }, 0);
  const along = [...roads.flat(), ...constraints.flat(2)].reduce((sum, ring) => sum + 2 * length(ring), 0);
  return arcTolerance * (along + 20 * (halfWidth + setback));
}

/** What took ground, by zone and area: a block cut in cells may have lost some to what lies in another cell alone. */
function cutsByPlace({ zone, area, cuts }: CarvedParts): ReadonlyMap<string, number> {
  return new Map([...zone].map((own, row) => [`${own} ${area[row].toFixed(1)}`, cuts[row]]));
}

describe(`candidate plots carved from ${towns.length} seeded towns`, () => {
  it('are the zones less roads and constraints, as GEOS works them out', () => {
    for (const town of towns) {
      inGeos(() => {
        const { parts } = carveAll(sceneOf(town, 0, 0));
        const zones = union(town.zones.map((zone) => madeValid(geometryOf(zone))));
        const left = lessIn(zones, union([...roadsIn(town), ...constraintsIn(town)]));
        const ours = union(featuresIn(parts).map(geometryOf));
        expect(areaIn(lessIn(ours, left))).toBeLessThan(slack(town));
        expect(areaIn(lessIn(left, ours))).toBeLessThan(slack(town));
        expect(Math.abs(areaIn(left) - total(parts))).toBeLessThan(slack(town));
      });
    }
  });

  it('are valid, each of one part, and lie over no constraint and no other candidate', () => {
    for (const town of towns) {
      inGeos(() => {
        const { parts } = carveAll(sceneOf(town, 200, 5));
        const candidates = featuresIn(parts).map(geometryOf);
        const banned = union(town.constraints.map((one) => madeValid(geometryOf(one))));
        candidates.forEach((candidate, row) => {
          expect(isValid(candidate)).toBe(true);
          expect(featuresIn(parts)[row].length).toBe(1);
          expect(areaIn(candidate)).toBeCloseTo(parts.area[row], 3);
          // A border of some hundred metres, moved by less than a step of 1e-6 m.
          expect(areaIn(sharedIn(candidate, banned))).toBeLessThan(1e-3);
        });
        const sum = candidates.reduce((area, candidate) => area + areaIn(candidate), 0);
        if (candidates.length > 0) expect(Math.abs(sum - areaIn(union(candidates)))).toBeLessThan(1e-3);
      });
    }
  });

  it('keep the ground: what zones had is shared, taken, too small, too narrow or a candidate', () => {
    for (const town of towns) {
      const { parts, tally } = carveAll(sceneOf(town, 800, 12));
      const gone = tally.shared + tally.small + tally.narrow + tally.tangled;
      const taken = tally.taken.reduce((sum, area) => sum + area, 0);
      expect(Math.abs(tally.zones - gone - taken - total(parts))).toBeLessThan(1e-4);
      expect([...parts.area].every((area) => area >= 800)).toBe(true);
      expect([...parts.width].every((width) => width >= 12)).toBe(true);
      const zones = inGeos(() => town.zones.reduce((sum, zone) => sum + areaIn(madeValid(geometryOf(zone))), 0));
      expect(Math.abs(tally.zones - zones)).toBeLessThan(1e-2);
    }
  });

  it('are the same where zones are cut in cells and joined again', () => {
    for (const town of towns) {
      const scene = sceneOf(town, 300, 8);
      const whole = carveAll(scene);
      const inCells = carveAll(scene, 60);
      expect(inCells.cells).toBeGreaterThan(whole.cells);
      expect(inCells.parts.area.length).toBe(whole.parts.area.length);
      const sorted = ({ area }: CarvedParts) => [...area].sort((a, b) => a - b);
      sorted(inCells.parts).forEach((area, n) => {
        expect(Math.abs(area - sorted(whole.parts)[n])).toBeLessThan(1e-2);
      });
      const wholeCuts = cutsByPlace(whole.parts);
      for (const [place, cuts] of cutsByPlace(inCells.parts)) expect(cuts & ~(wholeCuts.get(place) ?? 0)).toBe(0);
      expect(Math.abs(inCells.tally.zones - whole.tally.zones)).toBeLessThan(1e-2);
    }
  });

  it('only lose ground by more constraints, wider roads and larger setbacks', () => {
    for (const town of towns) {
      const { parts } = carveAll(sceneOf(town, 0, 0));
      const worse: readonly Town[] = [
        { ...town, setback: town.setback + 10 },
        { ...town, halfWidth: town.halfWidth + 3 },
        { ...town, constraints: [...town.constraints, town.zones[0]] },
      ];
      for (const other of worse)
        expect(total(carveAll(sceneOf(other, 0, 0)).parts)).toBeLessThanOrEqual(total(parts) + 1e-3);
    }
  });
});
