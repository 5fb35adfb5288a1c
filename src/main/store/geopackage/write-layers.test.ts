import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  awkwardTexts,
  datasetOf,
  someAreas,
  someColumns,
  someLines,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr } from '../../../../test/builders/ogr.ts';
import { sqliteEngine } from '../../../../test/builders/sqlite-engine.ts';
import { textColumn } from '../../../shared/dataset/columns.ts';
import type { OutputLayer } from '../../../shared/formats/output.ts';
import type { SqliteEngine } from '../sqlite/connection.ts';
import { writeLayersFile } from './write-layers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-gpkg-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let engine: SqliteEngine;
beforeAll(async () => {
  engine = await sqliteEngine();
});

const awkward = awkwardTexts.slice(0, 6).map((text) => textColumn(text, [text, null, text]));
const layers: readonly OutputLayer[] = [
  { name: 'flater', dataset: datasetOf(someAreas, someColumns) },
  { name: 'rtree_linjer "æ"', dataset: datasetOf(someLines, awkward) },
  { name: 'punkter', dataset: datasetOf(somePoints, [textColumn('fid', ['a', 'b', 'c'])]) },
  { name: 'tabell', dataset: datasetOf({ kind: 'none', count: 3 }, someColumns) },
];

function written(name: string) {
  const path = join(folder, name);
  const issues = [...writeLayersFile(engine, path, layers)].flat();
  return { path, issues };
}

describe('layers in a GeoPackage that is no project', () => {
  it('stand there with an index that finds them, and nothing of this program', () => {
    const { path, issues } = written('one.gpkg');
    expect(issues).toMatchObject([{ code: 'names-made-unique', details: { names: 'fid > fid_2' } }]);
    const connection = engine.open(path, 'read');
    const names = connection.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'tomtevalg%'");
    const boxes = connection.rows('SELECT id, minx, maxy FROM rtree_flater_geom ORDER BY id');
    expect(connection.rows('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(connection.rows('PRAGMA foreign_key_check')).toEqual([]);
    expect(connection.rows('SELECT count(*) FROM gpkg_extensions')).toEqual([[3]]);
    connection.close();
    expect(names).toEqual([]);
    expect(boxes.map(([id]) => id)).toEqual([1, 3]);
    expect(Number(boxes[0][1])).toBeLessThanOrEqual(450000);
    expect(Number(boxes[0][2])).toBeGreaterThanOrEqual(7350100);
  });

  it('are the same bytes every time', () => {
    expect(readFileSync(written('first.gpkg').path).equals(readFileSync(written('second.gpkg').path))).toBe(true);
  });

  it.skipIf(!hasOgr)('are opened, searched and changed by GDAL without complaint', () => {
    const { path } = written('gdal.gpkg');
    const ogr = (program: string, ...words: string[]) => {
      const { stdout, stderr, status } = spawnSync(program, words, { encoding: 'utf8' });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      return stdout;
    };
    const all = ogr('ogrinfo', '-al', path);
    for (const text of [
      'Layer name: flater\nGeometry: Multi Polygon\nFeature Count: 3',
      'Geometry: Line String',
      'ID["EPSG",25833]]',
      'antall: Integer64',
      'dato: Date',
      'hoved: Integer(Boolean)',
      'navn (String) = Guovdageaidnu šžčđŋŧ',
      'dato (Date) = 2024/10/04',
      "=cmd|'/c calc'!A1 (String) = =cmd|'/c calc'!A1",
      '<img src=x onerror=alert(1)> (String) = <img src=x onerror=alert(1)>',
      '__proto__ (String) = __proto__',
    ])
      expect(all).toContain(text);
    expect(
      ogr('ogrinfo', path, 'flater', '-spat', '450290', '7349990', '450400', '7350100').match(/OGRFeature/g),
    ).toHaveLength(1);
    ogr('ogrinfo', path, '-sql', 'UPDATE flater SET geom = NULL WHERE fid = 3');
    expect(ogr('ogrinfo', path, '-sql', 'SELECT count(*) AS n FROM rtree_flater_geom')).toContain('n (Integer) = 1');
  });
});
