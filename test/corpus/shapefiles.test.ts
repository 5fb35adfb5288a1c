import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  allTexts,
  corpus,
  corpusCases,
  differences,
  openedLayers,
  readCase,
  windingFaults,
} from './shapefiles-witness.ts';

/**
 * Where we differ from GDAL 3.6.2 on purpose, and why; docs/shapefile-differences.md says the same to users.
 * `refused`: GDAL reads it and we say why not. `read`: GDAL fails and we read. The rest names what differs.
 * A case that stands here without differing exactly so fails too.
 */
const deliberate: ReadonlyMap<string, { readonly differs: readonly string[]; readonly why: string }> = new Map([
  ['type-multipatch', { differs: ['refused'], why: '3D bodies are refused in words' }],
  ['shapelib-test13', { differs: ['refused'], why: '3D bodies are refused in words' }],
  ['sl-multipatch', { differs: ['refused'], why: '3D bodies are refused in words' }],
  ['fiona-tin', { differs: ['refused'], why: '3D bodies are refused in words' }],
  ['shapelib-test-base', { differs: ['area'], why: 'GDAL takes the hole for the outer ring and gets a negative area' }],
  ['rgeo-invalid-cpg', { differs: ['area'], why: 'the same shapes as shapelib-test-base' }],
  [
    'shpjs-invalid-counties',
    { differs: ['area'], why: 'slivers wound as outer rings that lie in another ring are holes' },
  ],
  [
    'd-lonlat-swapped',
    { differs: ['area'], why: 'swapping axes turns all rings round; containment still finds the holes' },
  ],
  ['nts-pointm-missing-m', { differs: ['read'], why: 'records without measures are read; no .shx is needed' }],
  ['shpjs-zip-no-dbf', { differs: ['read'], why: 'neither .shx nor .dbf is needed' }],
  ['d-shx-garbage', { differs: ['read'], why: 'the .shp is read from front to back where the .shx is damaged' }],
  ['sl-3dpoints', { differs: ['count', 'nulls', 'extent'], why: 'the .shx lists 8 of the 22 points and is damaged' }],
  ['dbf-deleted-rows', { differs: ['read'], why: 'a dbf alone is a table' }],
  ['dbf-dbase2', { differs: ['read'], why: 'dBase II is read' }],
  [
    'rgeo-missing-attributes',
    { differs: ['count', 'area', 'text'], why: 'a shape without a row stays; encoding guessed' },
  ],
  ['d-dbf-fewer-rows', { differs: ['count', 'area', 'extent'], why: 'shapes without a row stay, without attributes' }],
  ['d-dbf-truncated', { differs: ['count', 'area', 'extent'], why: 'shapes without a row stay, without attributes' }],
  ['d-nan-point', { differs: ['area'], why: 'the NaN point is left out and told, so there is an area' }],
  [
    'd-record-type-mismatch',
    { differs: ['nulls', 'length'], why: 'a layer has one kind of geometry; the line is told' },
  ],
  [
    'ms-invalid-coordinates',
    { differs: ['nulls', 'crs', 'extent'], why: 'impossible coordinates are none; .prj with a BOM' },
  ],
  ['shpjs-codepage-1250', { differs: ['text', 'rows'], why: '"ANSI 1250" in a .cpg is understood' }],
  ['ms-dbf-shiftjis', { differs: ['text', 'rows'], why: '"shiftjis" in a .cpg is understood' }],
  ['pyshp-latin1', { differs: ['text', 'rows'], why: 'the encoding is guessed where nothing declares it' }],
  ['d-latin1-no-cpg', { differs: ['text', 'rows'], why: 'the encoding is guessed where nothing declares it' }],
  ['d-cpg-html', { differs: ['text', 'rows'], why: 'the encoding is guessed where the .cpg is no .cpg' }],
  [
    'd-latin1-cpg-says-utf8',
    { differs: ['encoding', 'text', 'rows'], why: 'text that is not UTF-8 is not read as UTF-8' },
  ],
  ['d-utf8-cpg-says-1252', { differs: ['encoding', 'text', 'rows'], why: 'text that is UTF-8 is read as UTF-8' }],
  ['dbf-cp850', { differs: ['text', 'rows'], why: 'bytes windows-1252 leaves undefined become control characters' }],
  ['ms-dbf-utf16', { differs: ['fields'], why: 'names of a UTF-16 header (no rows) are garbage either way' }],
  ['ms-dbf-comma-decimals', { differs: ['rows'], why: 'decimal commas are understood' }],
  ['dbf-memo-83', { differs: ['rows'], why: 'memo numbers are not values' }],
  ['dbf-foxpro-30', { differs: ['fields', 'text', 'rows'], why: 'FoxPro date-times are dates, memos are not values' }],
  ['d-prj-wkt2', { differs: ['crs'], why: 'WKT2 is read' }],
  ['mtp-lgv-mixed-zip', { differs: ['crs'], why: 'Lambert-93 is EPSG:2154 rather than IGNF:LAMB93' }],
]);

/** What `truth` says and a reader alone cannot know: the CRS of files that do not, or wrongly, declare it is asked for. */
const crsIsAskedFor = new Set([
  'd-no-prj',
  'd-prj-empty',
  'd-prj-html',
  'd-prj-lies-utm32',
  'd-lonlat',
  'd-lonlat-swapped',
]);

const present = existsSync(corpus);

describe.skipIf(!present)('shapefile corpus against GDAL (needs ../shared/corpus/shapefiles)', () => {
  const cases = present ? corpusCases() : [];

  it('holds the cases that stand in the table of differences', () => {
    const ids = new Set(cases.map((one) => one.id));
    expect([...deliberate.keys(), ...crsIsAskedFor].filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(cases)('$id', async (one) => {
    const outcome = await readCase(one);
    const witnesses = openedLayers(one);
    const found = new Set<string>();
    if (!outcome.ok) {
      expect(outcome.reason.severity).toBe('error');
      if (witnesses.length > 0) found.add('refused');
    } else {
      if (witnesses.length === 0) found.add('read');
      for (const witness of witnesses) {
        const layer = outcome.value.find(
          ({ name, format }) =>
            // The witness looked at shapefiles and tables; a zip may hold the same layers in other formats too.
            (format === 'shapefile' || format === 'dbf') &&
            (witness.layer === undefined || name === witness.layer || name.endsWith(`/${witness.layer}`)),
        );
        expect(layer, witness.layer).toBeDefined();
        for (const difference of differences(layer!, witness)) found.add(difference);
      }
      for (const layer of outcome.value) expect(windingFaults(layer.dataset.geometry)).toBe(0);
    }
    expect([...found].sort()).toEqual([...(deliberate.get(one.id)?.differs ?? [])].sort());
  });

  it.each(cases.filter((one) => one.truth))('$id arrives at the truth', async ({ truth, ...one }) => {
    const outcome = await readCase(one);
    if (!outcome.ok) throw new Error(outcome.reason.code);
    const [{ dataset, issues }] = outcome.value;
    const texts = allTexts(dataset);
    expect(truth!.names!.filter((name) => !texts.has(name))).toEqual([]);
    if (!crsIsAskedFor.has(one.id)) expect(dataset.crs.code).toBe(truth!.crs);
    if (dataset.crs.code === null) {
      expect(
        issues.map((found) => found.code).some((code) => code === 'crs-missing' || code === 'crs-text-unreadable'),
      ).toBe(true);
    }
  });
});
