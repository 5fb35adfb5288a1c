import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CorpusCase, corpus, corpusCases, readCase, summarise } from './shapefiles-witness.ts';

/**
 * The second witness: shpjs reads the same .shp and .dbf without knowing of our reader. Compared: features, null
 * geometries, extent, and the texts of the first rows. Each difference is one of these.
 */
const known = new Map<string, readonly string[]>([
  // 3D bodies: we refuse them in words, shpjs gives null geometries.
  ...['type-multipatch', 'shapelib-test13', 'sl-multipatch', 'fiona-tin'].map((id) => [id, ['we refuse']] as const),
  // Files of null shapes only, or of nothing: shpjs fails.
  ...['shapelib-test0', 'nts-empty-header-only'].map((id) => [id, ['shpjs fails']] as const),
  ['shpjs-bad-shp', ['both fail']],
  // The language byte says the encoding; shpjs does not look at it.
  ...['js-latin1-property', 'nts-chinese-gbk', 'ms-ldid-chinese', 'ng-int64'].map((id) => [id, ['text']] as const),
  ...['d-cp865-ldid-only', 'd-cp850-ldid-only'].map((id) => [id, ['text']] as const),
  // Nothing, or something wrong, says the encoding: we guess or mend, shpjs decodes as told or as UTF-8.
  ...['pyshp-latin1', 'd-latin1-no-cpg', 'd-latin1-cpg-says-utf8', 'd-utf8-cpg-says-1252', 'd-cpg-html'].map(
    (id) => [id, ['text']] as const,
  ),
  // "Big-5" in the .cpg: shpjs does not know the spelling.
  ['ms-big5', ['text']],
  // Impossible coordinates: shpjs keeps them.
  ['ms-invalid-coordinates', ['nulls']],
  ['d-nan-point', ['extent']],
  // A line among polygons: shpjs keeps it.
  ['d-record-type-mismatch', ['nulls']],
  // Cut short: we keep the rows of the missing shapes.
  ['d-shp-truncated', ['count', 'nulls']],
  // Deleted rows: shpjs leaves out the row and keeps the shape, so that attributes move to other shapes.
  ['d-deleted-rows', ['count', 'extent', 'text']],
]);

/** Has no type declarations; named by a variable so that the compiler does not ask for them. */
const witness: string = 'shpjs';

interface ShpjsGeometry {
  readonly type: string;
  readonly coordinates: unknown;
}

function flatten(coordinates: unknown, box: number[]): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === 'number') {
    const [x, y] = coordinates as number[];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  } else for (const inner of coordinates) flatten(inner, box);
}

function fileOf({ files }: CorpusCase, extension: string): Uint8Array<ArrayBuffer> | null {
  const path = Object.keys(files).find((name) => name.toLowerCase().endsWith(extension));
  return path ? new Uint8Array(readFileSync(join(corpus, path))) : null;
}

const present = existsSync(corpus);

describe.skipIf(!present)('shapefile corpus against shpjs (needs ../shared/corpus/shapefiles)', () => {
  const cases = present ? corpusCases().filter((one) => fileOf(one, '.shp')) : [];

  it.each(cases)('$id', async (one) => {
    const { parseShp, parseDbf } = (await import(/* @vite-ignore */ witness)) as {
      parseShp(shp: Uint8Array): (ShpjsGeometry | null)[];
      parseDbf(dbf: Uint8Array, cpg?: Uint8Array): Record<string, unknown>[];
    };
    const found: string[] = [];
    const outcome = await readCase(one);
    let shapes: (ShpjsGeometry | null)[] | null = null;
    try {
      shapes = parseShp(fileOf(one, '.shp')!);
    } catch {
      found.push(outcome.ok ? 'shpjs fails' : 'both fail');
    }
    if (!outcome.ok) {
      if (shapes) found.push('we refuse');
    } else if (shapes) {
      const ours = summarise(outcome.value[0]);
      if (ours.count !== shapes.length) found.push('count');
      if (ours.nulls !== shapes.filter((shape) => !shape).length) found.push('nulls');
      const box = [
        Number.POSITIVE_INFINITY,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
      ];
      for (const shape of shapes) flatten(shape?.coordinates, box);
      if (ours.extent && String(ours.extent) !== String(box)) found.push('extent');
      const dbf = fileOf(one, '.dbf');
      if (dbf) {
        try {
          const rows = parseDbf(dbf, fileOf(one, '.cpg') ?? undefined);
          const columns = outcome.value[0].dataset.columns;
          const differs = ours.rows.some((row, index) =>
            row.some(
              (value, field) =>
                columns[field].type === 'text' &&
                columns.filter(({ name }) => name === columns[field].name).length === 1 &&
                String(value ?? '').trim() !== String(rows[index]?.[columns[field].name] ?? '').trim(),
            ),
          );
          if (differs) found.push('text');
        } catch {
          found.push('shpjs fails on the table');
        }
      }
    }
    expect(found).toEqual(known.get(one.id) ?? []);
  });
});
