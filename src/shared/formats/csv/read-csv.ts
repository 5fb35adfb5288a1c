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
import { readWholeText } from '../read-text.ts';
import { isUsable } from '../shapefile/shape-types.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { type CellValue, columnOf } from '../value-column.ts';
import { type CsvRows, parseCsv, sniffDelimiter } from './parse-csv.ts';

/** A file is parsed whole, see read-geojson.ts. */
const largestFile = 400_000_000;
/** Fields x rows that are kept. */
const largestTable = 60_000_000;

/** Names that mean a coordinate, in lower case: the two lists go together position by position. */
const lonLatNames = {
  x: ['lon', 'long', 'lng', 'longitude', 'lengdegrad', 'longitud', 'lon_wgs84'],
  y: ['lat', 'latitude', 'breddegrad', 'latitud', 'breidd', 'lat_wgs84'],
};
const planeNames = {
  x: [
    'x',
    'east',
    'easting',
    'e',
    'øst',
    'ost',
    'oest',
    'aust',
    'öst',
    'x_coord',
    'xcoord',
    'coord_x',
    'x_koordinat',
    'xkoord',
    'koord_x',
    'utm_x',
    'utm_e',
    'utm_ost',
    'utm_øst',
    'point_x',
  ],
  y: [
    'y',
    'north',
    'northing',
    'n',
    'nord',
    'norr',
    'nordlig',
    'y_coord',
    'ycoord',
    'coord_y',
    'y_koordinat',
    'ykoord',
    'koord_y',
    'utm_y',
    'utm_n',
    'utm_nord',
    'point_y',
  ],
};

interface CoordinateFields {
  readonly x: number;
  readonly y: number;
  readonly degrees: boolean;
}

/** Reads a delimited text table: points where two columns are named as coordinates, else a table without geometry. */
export async function readCsv(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<ReadLayer, Problem>> {
  if (source.size === 0) return failure(problem('file-empty', { file: source.name }));
  if (source.size > largestFile)
    return failure(problem('file-too-large', { file: source.name, limit: largestFile / 1e6 }));
  const log = new IssueLog();
  const { text, encoding } = await readWholeText(source, options.encoding, log, progress);
  // Spreadsheets may write `sep=;` before the header.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const delimiter = hint?.[1] ?? sniffDelimiter(body);
  const rows = parseCsv(body, delimiter);
  if (rows.length === 0) return failure(problem('file-empty', { file: source.name }));
  if (body.includes('\0')) return failure(problem('csv-binary', { file: source.name }));
  const table = tableOf(rows, delimiter !== ',', log);
  if (!table) return failure(problem('csv-too-wide', { file: source.name }));
  const fields = coordinateFields(table.names);
  const geometry = fields ? pointsOf(table, fields, log) : ({ kind: 'none', count: table.count } as const);
  if (!fields) log.add('info', 'csv-without-coordinates', { fields: table.names.slice(0, 12).join(', ') });
  const columns = table.cells.map((cells, field) => columnOf(table.names[field], cells, table.count));
  return success({
    name,
    format: 'csv',
    dataset: { id: hashDataset(geometry, columns), crs: crsOf(fields, options, log), geometry, columns },
    encoding,
    issues: log.list(),
  });
}

function crsOf(fields: CoordinateFields | null, options: ReadOptions, log: IssueLog): Crs {
  if (!fields) return unknownCrs;
  return layerCrs(options.crs, fields.degrees ? 'EPSG:4326' : null, 'guess', log);
}

interface Table {
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
  const cells = names.map((_, field) => typed(rows, field, commaMayBeDecimal));
  return { names, cells, count };
}

const plain = /^[+-]?(?:0|[1-9]\d*|)(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const withComma = /^[+-]?(?:0|[1-9]\d*),\d+$/;

/** Cells as numbers or logicals where the whole column is; numbers with leading zeros are codes and stay text. */
function typed(rows: CsvRows, field: number, commaMayBeDecimal: boolean): CellValue[] {
  const texts = rows.slice(1).map((row) => row[field] ?? '');
  const present = texts.filter((text) => text !== '');
  if (present.length === 0) return texts.map(() => null);
  const isNumber = (text: string) =>
    text.length < 40 && ((plain.test(text) && /\d/.test(text)) || (commaMayBeDecimal && withComma.test(text)));
  if (present.every(isNumber)) {
    const numbers = texts.map((text) => (text === '' ? null : Number(text.replace(',', '.'))));
    if (numbers.every((value) => value === null || Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return numbers;
  }
  if (present.every((text) => /^(true|false)$/i.test(text))) {
    return texts.map((text) => (text === '' ? null : text.toLowerCase() === 'true'));
  }
  return texts.map((text) => text || null);
}

function coordinateFields(names: readonly string[]): CoordinateFields | null {
  const keys = names.map((name) => name.normalize().trim().toLowerCase());
  for (const [list, degrees] of [
    [lonLatNames, true],
    [planeNames, false],
  ] as const) {
    const x = keys.findIndex((key) => list.x.includes(key));
    const y = keys.findIndex((key) => list.y.includes(key));
    if (x >= 0 && y >= 0) return { x, y, degrees };
  }
  return null;
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
  return plain.test(text) && /\d/.test(text) ? Number(text) : Number.NaN;
}
