import { isoDate, textAt } from '../../dataset/columns.ts';
import type { Column, Dataset } from '../../dataset/types.ts';
import { featureCount, type Geometry, type Points } from '../../geometry/types.ts';
import { success } from '../../lib/outcome.ts';
import { encodePieces, hasSeveralParts, type OutputLayer, type OutputOutcome } from '../output.ts';
import { renamingIssues, uniqueNames } from '../write-names.ts';

/** What a spreadsheet takes for the beginning of a formula. */
const formulaStart = /^[=+\-@\t\r]/;

/** A text cell by RFC 4180: text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvText(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A layer as CSV (RFC 4180, UTF-8, comma, decimal point): coordinates first (`x`, `y`, or `lon`, `lat` in degrees, for
 * single points, otherwise a column `wkt`), then the columns. A missing value is an empty cell.
 */
export function csvOutput({ name, dataset }: OutputLayer): OutputOutcome {
  const own = dataset.columns.map((column) => column.name);
  const places = placeColumns(dataset);
  const names = uniqueNames(own, places.names);
  const file = { name: `${name}.csv`, pieces: () => encodePieces(lines(dataset, places, names)) };
  return success({ files: [file], issues: renamingIssues(own, names, 'CSV') });
}

interface Places {
  readonly names: readonly string[];
  cells(row: number): string;
}

function placeColumns({ geometry, crs }: Dataset): Places {
  if (geometry.kind === 'none') return { names: [], cells: () => '' };
  if (geometry.kind === 'points' && !hasSeveralParts(geometry))
    return {
      names: crs.kind === 'geographic' ? ['lon', 'lat'] : ['x', 'y'],
      cells: (row) => pointCells(geometry, row),
    };
  return { names: ['wkt'], cells: (row) => wktCell(geometry, row) };
}

function pointCells({ xy, featureStart }: Points, row: number): string {
  const point = featureStart[row];
  return featureStart[row + 1] === point ? ',' : `${xy[2 * point]},${xy[2 * point + 1]}`;
}

const wktNames = { points: 'MULTIPOINT', lines: 'LINESTRING', polygons: 'POLYGON' } as const;

function wktCell(geometry: Exclude<Geometry, { kind: 'none' }>, row: number): string {
  const from = geometry.featureStart[row];
  const to = geometry.featureStart[row + 1];
  if (from === to) return '';
  const parts: string[] = [];
  for (let part = from; part < to; part++) parts.push(partText(geometry, part));
  const name = wktNames[geometry.kind];
  if (geometry.kind === 'points') return `"${name} (${parts.join(', ')})"`;
  return to - from === 1 ? `"${name} ${parts[0]}"` : `"MULTI${name} (${parts.join(', ')})"`;
}

function partText(geometry: Exclude<Geometry, { kind: 'none' }>, part: number): string {
  const { xy } = geometry;
  const position = (vertex: number) => `${xy[2 * vertex]} ${xy[2 * vertex + 1]}`;
  const path = (start: number, end: number, closed: boolean) => {
    const texts: string[] = [];
    for (let vertex = start; vertex < end; vertex++) texts.push(position(vertex));
    if (closed) texts.push(position(start));
    return `(${texts.join(', ')})`;
  };
  if (geometry.kind === 'points') return `(${position(part)})`;
  if (geometry.kind === 'lines') return path(geometry.pathStart[part], geometry.pathStart[part + 1], false);
  const { partStart, ringStart } = geometry;
  const rings: string[] = [];
  for (let ring = partStart[part]; ring < partStart[part + 1]; ring++)
    rings.push(path(ringStart[ring], ringStart[ring + 1], true));
  return `(${rings.join(', ')})`;
}

function* lines(dataset: Dataset, places: Places, names: readonly string[]): Generator<string> {
  yield `${[...places.names, ...names].map(csvText).join(',')}\r\n`;
  const rows = featureCount(dataset.geometry);
  const begin = places.names.length > 0;
  for (let row = 0; row < rows; row++) {
    const cells = dataset.columns.map((column) => csvCell(column, row));
    yield `${(begin ? [places.cells(row), ...cells] : cells).join(',')}\r\n`;
  }
}

function csvCell(column: Column, row: number): string {
  switch (column.type) {
    case 'text':
      return csvText(textAt(column, row) ?? '');
    case 'number':
      return Number.isFinite(column.values[row]) ? String(column.values[row]) : '';
    case 'date':
      return Number.isNaN(column.values[row]) ? '' : isoDate(column.values[row]);
    case 'boolean':
      return column.values[row] === 255 ? '' : column.values[row] === 1 ? 'true' : 'false';
  }
}
