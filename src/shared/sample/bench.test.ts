import { describe, expect, it } from 'vitest';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { createRandom } from '../lib/random.ts';
import { generateBenchSet } from './bench.ts';
import type { BenchLayer } from './bench-layers.ts';
import { crossesItself } from './crosses-itself.ts';
import { insideRing } from './shapes.ts';

const set = generateBenchSet('S', 1);
const layerOf = (name: string, from = set): BenchLayer => from.layers.find((layer) => layer.name === name)!;
const rowsOf = (layer: BenchLayer) => [...layer.blocks()].reduce((sum, block) => sum + featureCount(block.geometry), 0);

/** Rings of a polygon layer with one ring a feature. */
function ringsOf(layer: BenchLayer): number[][] {
  return [...layer.blocks()].flatMap((block) => {
    const { xy, ringStart } = block.geometry as Polygons;
    return Array.from({ length: ringStart.length - 1 }, (_, ring) => [
      ...xy.subarray(2 * ringStart[ring], 2 * ringStart[ring + 1]),
    ]);
  });
}

describe('the bench set', () => {
  const plots = ringsOf(layerOf('plots'));
  const constraints = ['flood', 'quick_clay', 'protected', 'farmland'].flatMap((name) => ringsOf(layerOf(name)));

  it('has the rows of its size and about 29 vertices a plot', () => {
    expect(plots.length).toBe(2000);
    const mean = plots.reduce((sum, ring) => sum + ring.length / 2, 0) / plots.length;
    expect(mean).toBeGreaterThan(28.7);
    expect(mean).toBeLessThan(29.3);
    expect([...layerOf('plots').blocks()][0].columns).toHaveLength(12);
  });

  it('has 3 % of plots that cross themselves', () => {
    const share = plots.filter(crossesItself).length / plots.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.04);
  });

  it('covers 41 % of the ground with constraints, with ten vertices a plot', () => {
    const random = createRandom(5);
    const points = 4000;
    let covered = 0;
    for (let k = 0; k < points; k++) {
      const x = 444_000 + random.between(0, 3000);
      const y = 7_342_500 + random.between(0, 2400);
      if (constraints.some((ring) => insideRing(ring, x, y))) covered++;
    }
    expect(covered / points).toBeGreaterThan(0.38);
    expect(covered / points).toBeLessThan(0.44);
    const vertices = constraints.reduce((sum, ring) => sum + ring.length / 2, 0);
    expect(vertices).toBeGreaterThan(19_000);
    expect(vertices).toBeLessThan(22_000);
  });

  it('has neighbours that share every vertex of their border', () => {
    const seen = new Map<string, number>();
    for (const ring of plots) {
      for (let i = 0; i < ring.length; i += 2) {
        const key = `${ring[i]},${ring[i + 1]}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    const inner = plots[25 * 40 + 20];
    for (let i = 0; i < inner.length; i += 2) expect(seen.get(`${inner[i]},${inner[i + 1]}`)).toBeGreaterThanOrEqual(2);
  });

  it('is the same on every call, and another for another seed', () => {
    const first = ringsOf(layerOf('zoning'));
    expect(ringsOf(layerOf('zoning', generateBenchSet('S', 1)))).toEqual(first);
    expect(ringsOf(layerOf('zoning', generateBenchSet('S', 2)))).not.toEqual(first);
  });

  it('grows to the sizes of the reference job', () => {
    const medium = generateBenchSet('M', 1);
    expect(rowsOf(layerOf('plots', medium))).toBe(20_000);
    expect(rowsOf(layerOf('roads', medium))).toBeGreaterThan(10_000);
    expect(rowsOf(layerOf('population', medium))).toBe(8000);
  });

  it('names every layer in its study, and asks the seven questions of the reference job', () => {
    const study = JSON.parse(set.study);
    expect(Object.keys(study.layers).sort()).toEqual(set.layers.map((layer) => layer.name).sort());
    for (const layer of set.layers) {
      const fields = Object.values(study.layers[layer.name].fields ?? {});
      const names = layer.fields.map((field) => field.name);
      for (const field of fields) expect(names).toContain(field);
    }
    const kinds = study.profiles[0].criteria.map((criterion: { measure: { kind: string } }) => criterion.measure.kind);
    expect(kinds).toEqual(['distance', 'distance', 'distance', 'coverage', 'buildable', 'zoning', 'population']);
  });
});
