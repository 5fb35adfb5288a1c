import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findColumn, textAt } from '../../src/shared/dataset/columns.ts';
import type { Dataset, TextColumn } from '../../src/shared/dataset/types.ts';
import { readFiles } from '../../src/shared/formats/read-files.ts';
import { geometryExtent } from '../../src/shared/geometry/bounds.ts';
import { buildOverlayIndex, overlayResult } from '../../src/shared/geometry/overlay/build.ts';
import { measureOverlay, overlayAreas } from '../../src/shared/geometry/overlay/measure.ts';
import type { OverlayIndex, OverlayQuery, OverlayResult } from '../../src/shared/geometry/overlay/types.ts';
import { type Extent, featureCount, type Polygons } from '../../src/shared/geometry/types.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';

const folder = resolve('../shared/data/cambridge-ma');
const present = existsSync(join(folder, 'oracle.json'));

type Theme = 'zone' | 'flood100' | 'wetland' | 'open_space';
interface Oracle {
  readonly config: {
    readonly parcels: string;
    readonly id: string;
    readonly metres_per_unit: number;
    readonly overlay: Readonly<Record<Theme, readonly [file: string, field: string | null, where: string | null]>>;
  };
  readonly parcels: readonly {
    /** Counted without the parcel that has no shape. */
    readonly row: number;
    readonly id: string;
    readonly area_m2: number;
    readonly share: Readonly<Record<Theme, Readonly<Record<string, number>>>>;
  }[];
}

async function read(file: string): Promise<Dataset> {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const read = await readFiles([memorySource(file, bytes)], {}, { progress: () => {}, cancelled: () => false });
  if (!read.ok) throw new Error(read.reason.code);
  return read.value[0].dataset;
}

/** A query for the area under every value of a field, or under one code 'any' where the oracle names no field. */
function codeQuery(dataset: Dataset, field: string | null): { query: OverlayQuery; labels: readonly string[] } {
  const rows = featureCount(dataset.geometry);
  const column = field === null ? undefined : findColumn(dataset, field);
  const labels = [''];
  const codeOfRow = Uint32Array.from({ length: rows }, (_, row) => {
    const label = column?.type === 'text' ? (textAt(column, row) ?? '') : 'any';
    if (!labels.includes(label)) labels.push(label);
    return labels.indexOf(label);
  });
  const source = { polygons: dataset.geometry as Polygons, mask: null, codeOfRow };
  return { query: { kind: 'codes', sources: [source], codeCount: labels.length, suitability: null }, labels };
}

describe.skipIf(!present)('overlay of Cambridge against GEOS (needs ../shared/data/cambridge-ma)', () => {
  const themes: readonly Theme[] = ['zone', 'flood100', 'wetland', 'open_space'];
  let oracle: Oracle;
  let parcels: readonly (Oracle['parcels'][number] & { readonly plot: number })[];
  let plots: Polygons;
  let index: OverlayIndex;
  let result: OverlayResult;
  let labels: readonly (readonly string[])[];

  beforeAll(async () => {
    oracle = JSON.parse(readFileSync(join(folder, 'oracle.json'), 'utf8')) as Oracle;
    const dataset = await read(oracle.config.parcels);
    plots = dataset.geometry as Polygons;
    const ids = findColumn(dataset, oracle.config.id) as TextColumn;
    parcels = oracle.parcels.map((parcel) => {
      const plot = [parcel.row, parcel.row + 1].find((row) => textAt(ids, row) === parcel.id);
      if (plot === undefined) throw new Error(`no parcel ${parcel.id} near row ${parcel.row}`);
      return { ...parcel, plot };
    });
    const asked = await Promise.all(
      themes.map(async (theme) => {
        const [file, field] = oracle.config.overlay[theme];
        return codeQuery(await read(file), field);
      }),
    );
    labels = asked.map((entry) => entry.labels);
    const queries = asked.map((entry) => entry.query);
    index = buildOverlayIndex(queries, geometryExtent(plots) as Extent);
    result = overlayResult(queries, featureCount(plots));
    measureOverlay(plots, index, 0, featureCount(plots), result);
  }, 60_000);

  it('gives the areas of the oracle to 0.01 m2', () => {
    const squareMetres = oracle.config.metres_per_unit ** 2;
    for (const { plot, id, area_m2 } of parcels) {
      expect(Math.abs(result.area[plot] * squareMetres - area_m2), `parcel ${id}`).toBeLessThan(0.01);
    }
    expect(parcels.length).toBeGreaterThan(300);
  });

  it.each(themes)('gives the shares of %s to 0.1 % by code, and no code the oracle has not', (theme) => {
    const query = themes.indexOf(theme);
    let shares = 0;
    for (const { plot, id, share } of parcels) {
      const found = new Map<string, number>();
      overlayAreas(plots, plot, index, (asked, code, area) => {
        if (asked === query) found.set(labels[query][code], area / result.area[plot]);
      });
      for (const code of new Set([...found.keys(), ...Object.keys(share[theme])])) {
        const expected = share[theme][code] ?? 0;
        expect(Math.abs((found.get(code) ?? 0) - expected), `parcel ${id}, ${theme} ${code}`).toBeLessThan(0.001);
        if (expected > 0) shares++;
      }
    }
    expect(shares).toBeGreaterThan(0);
  });

  it('finds the zone with the largest share', () => {
    for (const { plot, id, share } of parcels) {
      const best = Object.entries(share.zone).sort((a, b) => b[1] - a[1])[0];
      expect(labels[0][result.dominant[0][plot]], `parcel ${id}`).toBe(best?.[0] ?? '');
    }
  });

  it('needs the slow way for no parcel, invalid ones included', () => {
    expect(result.fallback.reduce((sum, flag) => sum + flag, 0)).toBe(0);
  });
});
