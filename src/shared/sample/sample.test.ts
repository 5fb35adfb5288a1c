import { createHash } from 'node:crypto';
import { Clipper, FillRule, type Path64 } from 'clipper2-ts';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crossesItself } from './crosses-itself.ts';
import { createPlace } from './place.ts';
import { generateSample, type SampleFiles, sampleSeed } from './sample.ts';
import { sampleLayers } from './study.ts';

/** The independent witness; it comes without types. */
const shpjs = (await import('shpjs' as string)) as {
  parseShp(bytes: ArrayBufferLike, projection: false): ({ type: string; coordinates: number[][][] } | null)[];
  parseDbf(bytes: ArrayBufferLike, cpg?: ArrayBufferLike): Record<string, string | number | null>[];
};

const sample = generateSample();
const file = (name: string) => sample.files.find((each) => each.name === name)!;
const members = (name: string) => unzipSync(file(`${name}.zip`).bytes);
const latin1 = new TextEncoder().encode('ISO-8859-1').buffer;
const table = (name: string) => shpjs.parseDbf(members(name)[`${name}.dbf`].slice().buffer, latin1);
const shapes = (name: string) => shpjs.parseShp(members(name)[`${name}.shp`].slice().buffer, false);
const hashes = (files: SampleFiles['files']) =>
  files.map((each) => createHash('sha256').update(each.bytes).digest('hex'));

describe('the sample municipality', () => {
  it('is the same bytes twice', { timeout: 120_000 }, () => {
    expect(hashes(generateSample().files)).toEqual(hashes(sample.files));
  });

  it('is another place for another seed', () => {
    const widths = [sampleSeed, sampleSeed + 1].map((seed) => createPlace(seed).halfWidth(9000));
    expect(widths[0]).not.toBe(widths[1]);
  });

  it('is small enough to ship', () => {
    expect(sample.files.reduce((sum, each) => sum + each.bytes.length, 0)).toBeLessThan(6e6);
  });

  it('holds every layer of its study, with every field the study names, cut to ten characters', () => {
    const study = JSON.parse(new TextDecoder().decode(file(sample.study).bytes));
    expect(study.profiles).toEqual(['industry', 'housing', 'school']);
    expect(Object.keys(study.layers)).toEqual(sampleLayers.map((layer) => layer.id));
    for (const layer of sampleLayers) {
      if (layer.role === 'terrain') {
        expect(file(layer.file).bytes.length, layer.id).toBeGreaterThan(10_000);
        continue;
      }
      const rows = table(layer.file.replace('.zip', ''));
      expect(rows.length, layer.id).toBeGreaterThan(0);
      const names = Object.keys(rows[0]);
      const named = [layer.idField, layer.label, ...Object.values(layer.fields ?? {})].filter(
        (name) => name !== undefined,
      );
      for (const name of named) {
        // The one file in UTF-8 with a letter beyond ASCII is not among those with named fields.
        expect(names, `${layer.id}.${name}`).toContain(name);
        expect(name.length).toBeLessThanOrEqual(10);
      }
      if (layer.mapped && layer.mapped !== 'everywhere') expect(study.layers).toHaveProperty(layer.mapped);
    }
  });

  it('tells its encoding in the ways files do: .cpg, language byte, or not at all', () => {
    expect(new TextDecoder().decode(members('skole')['skole.cpg'])).toBe('ISO-8859-1');
    expect(members('teig')['teig.cpg']).toBeUndefined();
    expect(members('teig')['teig.dbf'][29]).toBe(0x57);
    expect(members('kraftlinje')['kraftlinje.cpg']).toBeUndefined();
    expect(members('kraftlinje')['kraftlinje.dbf'][29]).toBe(0);
    expect(table('transformatorstasjon').map((row) => row.navn)).toContain('Ørnøra transformatorstasjon');
  });
});

describe('its plots', () => {
  const rows = table('teig');
  // shpjs leaves null shapes out of the list or gives null, by version; both drop here.
  const polygons = shapes('teig').filter((shape) => shape !== null && shape.coordinates.length > 0);
  const rings = polygons.map((shape) => shape!.coordinates[0] as unknown as number[][]);

  it('are about six thousand with unique ids, one without geometry', () => {
    expect(rows.length).toBeGreaterThan(5500);
    expect(rows.length).toBeLessThan(6800);
    expect(new Set(rows.map((row) => row.teigid)).size).toBe(rows.length);
    expect(polygons.length).toBe(rows.length - 1);
  });

  it('have the vertices of surveyed plots', () => {
    const counts = rings.map((ring) => ring.length - 1).sort((a, b) => a - b);
    expect(counts[Math.floor(counts.length / 2)]).toBeGreaterThanOrEqual(10);
    expect(counts[Math.floor(counts.length * 0.95)]).toBeLessThanOrEqual(45);
  });

  it('do not lie over each other, but for four registered twice and nine that cross themselves', () => {
    const paths: Path64[] = rings.map((ring) =>
      ring.map(([x, y]) => ({ x: Math.round(x * 100), y: Math.round(y * 100) })),
    );
    const overlaps = neighbours(paths).filter(([a, b]) => overlapArea(paths[a], paths[b]) > 0.5);
    const doubled = overlaps.filter(([a, b]) => rings[a].join() === rings[b].join());
    expect(doubled).toHaveLength(4);
    const crossing = (index: number) => crossesItself(rings[index].slice(1).flat());
    for (const pair of overlaps) if (!doubled.includes(pair)) expect(pair.some(crossing)).toBe(true);
    expect(rings.filter((_, index) => crossing(index))).toHaveLength(9);
  });

  it('share their borders: most town plots touch a neighbour in at least two vertices', () => {
    const seen = new Map<string, number>();
    for (const ring of rings)
      for (const [x, y] of ring.slice(1)) seen.set(`${x},${y}`, (seen.get(`${x},${y}`) ?? 0) + 1);
    const sharing = rings.filter(
      (ring) => ring.slice(1).filter(([x, y]) => (seen.get(`${x},${y}`) ?? 0) > 1).length >= 2,
    );
    expect(sharing.length / rings.length).toBeGreaterThan(0.85);
  });
});

describe('its large sites', () => {
  const rows = table('teig');
  const all = shapes('teig');
  const share = (site: string, layer: string) => {
    const path = (ring: unknown) =>
      (ring as number[][]).map(([x, y]) => ({ x: Math.round(x * 100), y: Math.round(y * 100) }));
    const clip = shapes(layer).flatMap((shape) =>
      (shape!.type === 'Polygon' ? [shape!.coordinates] : shape!.coordinates).flat().map(path),
    );
    const plots = all.filter((_, row) => rows[row].omraade === site).map((shape) => path(shape!.coordinates[0]));
    const sum = (paths: readonly Path64[]) => paths.reduce((total, each) => total + Math.abs(Clipper.area(each)), 0);
    return (
      plots.reduce((total, plot) => total + sum(Clipper.intersect([plot], clip, FillRule.EvenOdd)), 0) / sum(plots)
    );
  };

  it.each([
    ['Elvesletta', 'flomsone_200aar', 0.6, 1],
    ['Tindsletta', 'naturvernomrade', 0.4, 1],
    ['Åmoen vest', 'kvikkleire', 0.05, 0.49],
    ['Sørmoen', 'kvikkleire', 0.02, 0.49],
    ['Åkerøya', 'ar5_jordbruk', 0.2, 1],
    ['Storøyra', 'kvikkleire_kartlagt', 0, 0],
    ['Langåmoen', 'kvikkleire_kartlagt', 1, 1],
    ['Langåmoen', 'kvikkleire', 0, 0],
    ['Langåmoen', 'flomsone_200aar', 0, 0],
    ['Flyplassmoen', 'kvikkleire', 0, 0],
  ])('%s lies on %s between %d and %d of its area', (site, layer, least, most) => {
    expect(share(site, layer)).toBeGreaterThanOrEqual(least - 1e-9);
    expect(share(site, layer)).toBeLessThanOrEqual(most + 1e-9);
  });
});

describe('its roads', () => {
  it('hang together from end to end', () => {
    const lines = shapes('vegnett').map((shape) => shape!.coordinates as unknown as number[][]);
    const parent = new Map<string, string>();
    const find = (key: string): string => {
      const up = parent.get(key) ?? key;
      if (up === key) return key;
      const root = find(up);
      parent.set(key, root);
      return root;
    };
    for (const line of lines) parent.set(find(line[0].join()), find(line[line.length - 1].join()));
    expect(new Set(lines.map((line) => find(line[0].join()))).size).toBe(1);
    expect(new Set(table('vegnett').map((row) => row.vegkategor))).toEqual(new Set(['E', 'R', 'F', 'K']));
  });
});

describe('its plan', () => {
  it('tiles the whole extent: the areas of its zones sum to it', () => {
    const sum = shapes('kommuneplan_arealformal').reduce((total, shape) => {
      const polygons = shape!.type === 'Polygon' ? [shape!.coordinates] : shape!.coordinates;
      return total + polygons.flat().reduce((area, ring) => area + signedArea(ring as unknown as number[][]), 0);
    }, 0);
    expect(Math.abs(sum)).toBeGreaterThan(749.9e6);
    expect(Math.abs(sum)).toBeLessThan(750.1e6);
  });

  it('uses Norwegian codes and statuses', () => {
    const rows = table('kommuneplan_arealformal');
    const codes = new Set(rows.map((row) => row.arealform));
    for (const code of ['1110', '1130', '1340', '1300', '1162', '2030', '3050', '5100', '6001'])
      expect(codes).toContain(code);
    expect(new Set(rows.map((row) => row.arealst))).toEqual(new Set(['1', '2']));
  });
});

function signedArea(ring: readonly number[][]): number {
  const [x0, y0] = ring[0];
  return ring
    .slice(1)
    .reduce((sum, [x, y], k) => sum + ((ring[k][0] - x0) * (y - y0) - (x - x0) * (ring[k][1] - y0)) / 2, 0);
}

/** Pairs whose boxes meet, by a grid of 250 m. */
function neighbours(paths: readonly Path64[]): [number, number][] {
  const boxes = paths.map((path) => [
    Math.min(...path.map((p) => p.x)),
    Math.min(...path.map((p) => p.y)),
    Math.max(...path.map((p) => p.x)),
    Math.max(...path.map((p) => p.y)),
  ]);
  const cells = new Map<string, number[]>();
  const pairs = new Set<number>();
  boxes.forEach(([x0, y0, x1, y1], index) => {
    for (let cx = Math.floor(x0 / 25_000); cx <= x1 / 25_000; cx++) {
      for (let cy = Math.floor(y0 / 25_000); cy <= y1 / 25_000; cy++) {
        const cell = cells.get(`${cx},${cy}`) ?? [];
        for (const other of cell) {
          const box = boxes[other];
          if (box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0) pairs.add(other * paths.length + index);
        }
        cells.set(`${cx},${cy}`, [...cell, index]);
      }
    }
  });
  return [...pairs].map((pair) => [Math.floor(pair / paths.length), pair % paths.length]);
}

/** m2 */
function overlapArea(a: Path64, b: Path64): number {
  const common = Clipper.intersect([a], [b], FillRule.EvenOdd);
  return common.reduce((sum, path) => sum + Math.abs(Clipper.area(path)), 0) / 1e4;
}
