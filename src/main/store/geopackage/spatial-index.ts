import { writeBox } from '../../../shared/geometry/bounds.ts';
import { featureCount, type Geometry } from '../../../shared/geometry/types.ts';
import { vertexStart } from '../../../shared/geometry/vertices.ts';
import type { Connection } from '../sqlite/connection.ts';
import { geometryColumn, idColumn } from './layer-columns.ts';
import { quoted } from './names.ts';

/**
 * Adds the R-tree of a layer, as the standard's extension describes it (OGC 12-128r17, annex F.3), with the triggers that keep
 * it right when other programs change the layer. Rows have been written and the table has its last name. To be run inside
 * a transaction.
 */
export function addSpatialIndex(connection: Connection, table: string, geometry: Geometry): void {
  const index = `rtree_${table}_${geometryColumn}`;
  connection.run(`CREATE VIRTUAL TABLE ${quoted(index)} USING rtree(id, minx, maxx, miny, maxy)`);
  connection.run(
    "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
    table,
    geometryColumn,
  );
  const statement = connection.prepare(`INSERT INTO ${quoted(index)} VALUES (?, ?, ?, ?, ?)`);
  const box = new Float64Array(4);
  try {
    for (let row = 0; row < featureCount(geometry); row++) {
      const [start, end] = [vertexStart(geometry, row), vertexStart(geometry, row + 1)];
      if (geometry.kind === 'none' || start === end) continue;
      writeBox(geometry.xy, start, end, box, 0);
      statement.bindInteger(1, row + 1);
      [box[0], box[2], box[1], box[3]].forEach((edge, at) => {
        statement.bindDouble(2 + at, edge);
      });
      statement.runRow();
    }
  } finally {
    statement.finalize();
  }
  for (const [name, sql] of triggers(table, index))
    connection.run(`CREATE TRIGGER ${quoted(`${index}_${name}`)} ${sql}`);
}

/** The triggers of the standard, by the ending of their names. */
function triggers(table: string, index: string): readonly (readonly [string, string])[] {
  const [t, c, i, x] = [quoted(table), quoted(geometryColumn), quoted(idColumn), quoted(index)];
  const filled = `(NEW.${c} NOTNULL AND NOT ST_IsEmpty(NEW.${c}))`;
  const empty = `(NEW.${c} ISNULL OR ST_IsEmpty(NEW.${c}))`;
  const put = `INSERT OR REPLACE INTO ${x} VALUES (NEW.${i}, ST_MinX(NEW.${c}), ST_MaxX(NEW.${c}), ST_MinY(NEW.${c}), ST_MaxY(NEW.${c}));`;
  const take = (which: string) => `DELETE FROM ${x} WHERE id ${which};`;
  return [
    ['insert', `AFTER INSERT ON ${t} WHEN ${filled} BEGIN ${put} END`],
    ['update1', `AFTER UPDATE OF ${c} ON ${t} WHEN OLD.${i} = NEW.${i} AND ${filled} BEGIN ${put} END`],
    ['update2', `AFTER UPDATE OF ${c} ON ${t} WHEN OLD.${i} = NEW.${i} AND ${empty} BEGIN ${take(`= OLD.${i}`)} END`],
    ['update3', `AFTER UPDATE ON ${t} WHEN OLD.${i} != NEW.${i} AND ${filled} BEGIN ${take(`= OLD.${i}`)} ${put} END`],
    [
      'update4',
      `AFTER UPDATE ON ${t} WHEN OLD.${i} != NEW.${i} AND ${empty} BEGIN ${take(`IN (OLD.${i}, NEW.${i})`)} END`,
    ],
    ['delete', `AFTER DELETE ON ${t} WHEN OLD.${c} NOT NULL BEGIN ${take(`= OLD.${i}`)} END`],
  ];
}
