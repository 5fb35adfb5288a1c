import type { Crs } from '../../crs/types.ts';
import { unknownCrs } from '../../crs/types.ts';
import { hashDataset } from '../../dataset/hash.ts';
import type { Geometry } from '../../geometry/types.ts';
import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { readWholeText, refuseText } from '../read-text.ts';
import { isUsable } from '../shapefile/shape-types.ts';
import { isPlainNumber, typedTexts } from '../typed-texts.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { type CellValue, columnOf } from '../value-column.ts';
import { type CoordinateFields, coordinateFields } from './coordinate-fields.ts';
import { type CsvRows, parseCsv, sniffDelimiter } from './parse-csv.ts';
import { type TableLines, tableLines } from './table-lines.ts';
import { layersOfTexts, wktField } from './wkt-layers.ts';

/** Fields x rows that are kept. */
const largestTable = 60_000_000;

/** Reads a delimited text table: points where two columns are named as coordinates, else a table without geometry. */
export async function readCsv(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const refused = refuseText(source);
  if (refused) return failure(refused);
  const log = new IssueLog();
  const { text, encoding } = await readWholeText(source, options.encoding, log, progress);
  // Spreadsheets may write `sep=;` before the header.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const delimiter = hint?.[1] ?? sniffDelimiter(body);
  const lines = tableLines(parseCsv(body, delimiter));
  const { rows } = lines;
  if (rows.length === 0) return failure(problem('file-empty', { file: source.name }));
  if (body.includes('\0')) return failure(problem('csv-binary', { file: source.name }));
  tellLinesAround(lines, log);
  const table = tableOf(rows, delimiter !== ',', log);
  if (!table) return failure(problem('csv-too-wide', { file: source.name }));
  const wkt = wktField(table);
  if (wkt !== null) return success(layersOfTexts(name, table, wkt, options, encoding, log));
  const fields = coordinateFields(table.names);
  const geometry = fields ? pointsOf(table, fields, log) : ({ kind: 'none', count: table.count } as const);
  if (!fields) log.add('info', 'csv-without-coordinates', { fields: table.names.slice(0, 12).join(', ') });
  const columns = table.cells.map((cells, field) => columnOf(table.names[field], cells, table.count));
  const crs = crsOf(fields, options, log);
  const dataset = { id: hashDataset(geometry, columns), crs, geometry, columns };
  return success([{ name, format: 'csv', dataset, encoding, issues: log.list() }]);
}

function tellLinesAround({ before, after }: TableLines, log: IssueLog): void {
  const details = (lines: readonly string[]) => ({ count: lines.length, text: (lines[0] ?? '').slice(0, 120) });
  if (before.length > 0) log.add('info', 'csv-lines-above', details(before));
  if (after.length > 0) log.add('warning', 'csv-lines-below', details(after));
}

function crsOf(fields: CoordinateFields | null, options: ReadOptions, log: IssueLog): Crs {
  if (!fields) return unknownCrs;
  return layerCrs(options.crs, fields.degrees ? 'EPSG:4326' : null, 'guess', log);
}

/** The cells of a table, by columns. */
export interface Table {
  readonly names: readonly string[];
  readonly cells: readonly (readonly CellValue[])[];
  readonly count: number;
}

function tableOf(rows: CsvRows, commaMayBeDecimal: boolean, log: IssueLog): Table | null {
  const names = rows[0].map((name, field) => name || `field${field + 1}`);
  const count = rows.length - 1;
  if (names.length * count > largestTable) return null;
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged > 0) {
    const others = rows.filter((row) => row.length !== names.length).length;
    log.add('warning', 'csv-ragged', { expected: names.length, found: rows[ragged].length, count: others }, ragged);
  }
  const cells = names.map((_, field) => {
    const texts = rows.slice(1).map((row) => row[field] ?? '');
    const { values, missing, grouped } = typedTexts(texts, commaMayBeDecimal);
    if (missing > 0) log.add('info', 'csv-missing-signs', { field: names[field], count: missing });
    if (grouped > 0) log.add('info', 'csv-thousands', { field: names[field], count: grouped });
    return values;
  });
  return { names, cells, count };
}

function pointsOf(table: Table, fields: CoordinateFields, log: IssueLog): Geometry {
  const xy = sharedFloat64(table.count * 2);
  const featureStart = sharedUint32(table.count + 1);
  let count = 0;
  for (let row = 0; row < table.count; row++) {
    const x = coordinate(table.cells[fields.x][row]);
    const y = coordinate(table.cells[fields.y][row]);
    if (isUsable(x) && isUsable(y)) {
      xy[2 * count] = x;
      xy[2 * count + 1] = y;
      count++;
    } else log.add('warning', 'csv-row-without-point', {}, row + 1);
    featureStart[row + 1] = count;
  }
  return { kind: 'points', xy: xy.subarray(0, count * 2), featureStart };
}

/** A coordinate in a column that holds other text too: decimal comma and blanks between thousands allowed. */
function coordinate(cell: CellValue): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return Number.NaN;
  const text = cell.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return isPlainNumber(text) ? Number(text) : Number.NaN;
}
