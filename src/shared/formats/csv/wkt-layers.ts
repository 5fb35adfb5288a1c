import { layersOfKinds } from '../gathering/layers-of-kinds.ts';
import { ShapesByKind } from '../gathering/shapes-by-kind.ts';
import type { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { columnOf } from '../value-column.ts';
import { WktReader, wktStart } from './parse-wkt.ts';
import type { Table } from './read-csv.ts';

const names: ReadonlySet<string> = new Set(['wkt', 'geometry', 'geom', 'the_geom', 'geometri', 'shape', 'wkt_geom']);

/** The column that is called as a geometry and whose first cell with a text is well-known text; null when there is none. */
export function wktField({ names: fields, cells }: Table): number | null {
  const found = fields.findIndex((name, field) => {
    if (!names.has(name.trim().toLowerCase())) return false;
    const first = cells[field].find((cell) => cell !== null);
    return typeof first === 'string' && wktStart.test(first);
  });
  return found < 0 ? null : found;
}

/** The layers of a table with a column of well-known text, which is no field then. */
export function layersOfTexts(
  name: string,
  table: Table,
  field: number,
  options: ReadOptions,
  encoding: ReadLayer['encoding'],
  log: IssueLog,
): readonly ReadLayer[] {
  const shapes = new ShapesByKind();
  const reader = new WktReader(shapes);
  let number: string | null = null;
  table.cells[field].forEach((cell, row) => {
    if (typeof cell === 'string') {
      number ??= wktStart.exec(cell)?.[1] ?? null;
      if (!reader.read(cell)) shapes.refuse();
    } else if (cell !== null) shapes.refuse();
    shapes.endFeature(row + 1, log);
  });
  const columns = table.names.flatMap((column, at) =>
    at === field ? [] : [columnOf(column, table.cells[at], table.count)],
  );
  const crs = layerCrs(options.crs, number === null ? null : `EPSG:${number}`, 'file', log);
  return layersOfKinds({ name, format: 'csv', crs, shapes, kind: null, columns, encoding, log });
}
