import type { Column } from '../../dataset/types.ts';
import { ColumnGatherer, type FieldType, mostFields, TableGatherer } from '../gathering/column-gatherer.ts';
import type { IssueLog } from '../issue-log.ts';
import type { Database } from '../sqlite/database.ts';
import type { TableColumn } from '../sqlite/parse-table.ts';
import type { SqliteRecord } from '../sqlite/record.ts';

/** Names that writers give the number of a row, which is no fact about the feature. */
const rowNumbers: ReadonlySet<string> = new Set(['fid', 'ogc_fid', 'objectid', 'rowid']);
const numbers = /^(TINYINT|SMALLINT|MEDIUMINT|INT|INTEGER|BIGINT|FLOAT|DOUBLE|DOUBLE PRECISION|REAL|NUMERIC|DECIMAL)$/;

function typeOf(declared: string): FieldType {
  if (/^BOOL(EAN)?$/.test(declared)) return 'boolean';
  if (numbers.test(declared)) return 'number';
  return /^(DATE|DATETIME|TIMESTAMP)$/.test(declared) ? 'moment' : 'text';
}

const encoder = new TextEncoder();

/** The fields of a table of a GeoPackage: all its columns but the geometry, the row's number and what is computed. */
export class RowFields {
  private readonly columns: readonly TableColumn[];
  private readonly table: TableGatherer;
  private readonly decoder: TextDecoder | null;
  private readonly blobs = new Map<string, number>();

  constructor(
    columns: readonly TableColumn[],
    geometryColumn: string | null,
    encoding: Database['encoding'],
    log: IssueLog,
  ) {
    const own = columns.filter(({ name, isRowid }) => {
      const key = name.toLowerCase();
      return key !== geometryColumn && !(isRowid && rowNumbers.has(key));
    });
    for (const { name, place } of own) if (place === null) log.add('warning', 'gpkg-computed-field', { field: name });
    this.columns = own.filter(({ place }) => place !== null);
    const kept = this.columns.slice(0, mostFields);
    const gatherers = kept.map(({ name, type }) => new ColumnGatherer(name, typeOf(type)));
    this.table = new TableGatherer(gatherers, this.columns.length);
    this.decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  }

  take(record: SqliteRecord, rowid: number, row: number): void {
    const { fields } = this.table;
    for (let at = 0; at < fields.length; at++) {
      const column = this.columns[at];
      const place = column.place ?? 0;
      if (column.isRowid) fields[at].number(row, rowid);
      else if (place < record.length) this.value(record, place, fields[at], row, column);
      else if (column.otherwise !== null) this.otherwise(column, fields[at], row);
    }
    this.table.endRow();
  }

  finish(log: IssueLog): Column[] {
    for (const [field, count] of this.blobs) log.add('warning', 'gpkg-binary-values', { field, count });
    return this.table.finish(log);
  }

  private value(record: SqliteRecord, place: number, field: ColumnGatherer, row: number, column: TableColumn): void {
    switch (record.class(place)) {
      case 'integer':
        if (typeOf(column.type) === 'boolean') field.flag(row, record.numberAt(place) !== 0);
        else if (Number.isSafeInteger(record.numberAt(place))) field.number(row, record.numberAt(place));
        else field.integer(row, record.bigAt(place));
        break;
      case 'float':
        field.number(row, record.numberAt(place));
        break;
      case 'text': {
        const bytes = record.bytesAt(place);
        field.bytes(row, this.decoder === null ? bytes : encoder.encode(this.decoder.decode(bytes)));
        break;
      }
      case 'blob':
        this.blobs.set(column.name, (this.blobs.get(column.name) ?? 0) + 1);
    }
  }

  private otherwise({ otherwise, type }: TableColumn, field: ColumnGatherer, row: number): void {
    if (typeof otherwise === 'string') field.bytes(row, encoder.encode(otherwise));
    else if (typeOf(type) === 'boolean') field.flag(row, otherwise !== 0);
    else field.number(row, Number(otherwise));
  }
}
