import { describe, expect, it } from 'vitest';
import { groupFiles } from './group-files.ts';

const grouped = (...names: readonly string[]) =>
  groupFiles(names).map((group) => [group.kind, group.name, [...group.files]]);

describe('files that belong together', () => {
  it('gathers sidecars in any letter case and order', () => {
    expect(grouped('PLAN.DBF', 'plan.prj', 'Plan.shp', 'plan.shp.xml', 'plan.SHX')).toEqual([
      ['shapefile', 'Plan', [0, 1, 2, 3, 4]],
    ]);
  });

  it('keeps folders, other names and other formats apart', () => {
    expect(grouped('a/x.shp', 'b/x.shp', 'b/x.dbf', 'y.csv', 'x.geojson', 'z.dbf', 'z.cpg')).toEqual([
      ['shapefile', 'x', [0]],
      ['shapefile', 'x', [1, 2]],
      ['csv', 'y', [3]],
      ['geojson', 'x', [4]],
      ['dbf', 'z', [5, 6]],
    ]);
  });

  it('gathers MapInfo tables with their parts and file geodatabases by their folders', () => {
    expect(
      grouped('a/p.tab', 'a/P.DAT', 'a/p.map', 'a/p.mif', 'a/p.mid', 'a/p.csv', 'x/V.gdb/gdb', 'x/V.gdb/a1.gdbtable'),
    ).toEqual([
      ['mapinfo', 'p', [0, 1, 2]],
      ['mapinfo', 'p', [3, 4]],
      ['csv', 'p', [5]],
      ['filegdb', 'V', [6, 7]],
    ]);
    expect(grouped('plan.gml', 'plan.gfs', 'plan.xsd')).toEqual([['gml', 'plan', [0]]]);
  });

  it('tells two shapefiles apart that differ in letter case only', () => {
    expect(grouped('A.shp', 'a.shp', 'a.dbf', 'A.dbf')).toEqual([
      ['shapefile', 'A', [0, 3]],
      ['shapefile', 'a', [1, 2]],
    ]);
  });

  it('leaves out shadows and hidden files, and names what has no main file', () => {
    expect(grouped('__MACOSX/a/._x.shp', 'a\\.DS_Store', 'x.shx', 'x.dbf', 'notes.pdf')).toEqual([
      ['sidecar', 'x', [2, 3]],
      ['unsupported', 'notes', [4]],
    ]);
  });

  it('takes names that are words of the language as data', () => {
    expect(grouped('__proto__.shp', '__proto__.dbf', 'constructor.csv')).toEqual([
      ['shapefile', '__proto__', [0, 1]],
      ['csv', 'constructor', [2]],
    ]);
  });
});
