import { textAt } from '../../dataset/columns.ts';
import type { Column } from '../../dataset/types.ts';
import { featureCount } from '../../geometry/types.ts';
import { issue, problem } from '../../lib/issue.ts';
import { failure, success } from '../../lib/outcome.ts';
import { hasSeveralParts, type OutputLayer, type OutputOutcome } from '../output.ts';
import { type Cell, columnLetters, numberCell, textCell } from './cells.ts';
import { type Sheet, sheetLimits, sheetName, workbookPieces } from './workbook.ts';

/** Days from 1900-01-01, as spreadsheets count (with their 29 February 1900), to 1970-01-01. */
const epoch = 25_569;
/** 1900-03-01, before which that count is wrong; older days are written as text. */
const firstDay = -25_508;

/**
 * Layers as an .xlsx file, a sheet each: `x`, `y` for single points (other geometry is left out and told), then the columns
 * with their types. Fails with `xlsx-too-large` where a sheet cannot hold the rows or columns.
 */
export function xlsxOutput(name: string, layers: readonly OutputLayer[]): OutputOutcome {
  const taken = new Set<string>();
  for (const layer of layers) {
    const rows = featureCount(layer.dataset.geometry) + 1;
    const columns = layer.dataset.columns.length + 2;
    if (rows > sheetLimits.rows || columns > sheetLimits.columns)
      return failure(problem('xlsx-too-large', { file: `${name}.xlsx`, rows, columns }));
  }
  const sheets = layers.map((layer) => layerSheet(layer, sheetName(layer.name, taken)));
  const issues = layers
    .filter(({ dataset: { geometry } }) => geometry.kind !== 'none' && !isPoints(geometry))
    .map((layer) => issue('warning', 'geometry-not-in-table', { layer: layer.name, format: 'Excel' }));
  const file = { name: `${name}.xlsx`, pieces: () => workbookPieces({ sheets, names: [], cached: true }) };
  return success({ files: [file], issues });
}

type Geometry = OutputLayer['dataset']['geometry'];

const isPoints = (geometry: Geometry): geometry is Extract<Geometry, { kind: 'points' }> =>
  geometry.kind === 'points' && !hasSeveralParts(geometry);

function layerSheet({ dataset }: OutputLayer, name: string): Sheet {
  const { geometry, columns, crs } = dataset;
  const rows = featureCount(geometry);
  const points = isPoints(geometry) ? geometry : null;
  const placeNames = crs.kind === 'geographic' ? ['lon', 'lat'] : ['x', 'y'];
  const heads = [...(points ? placeNames : []), ...columns.map((column) => column.name)];
  return {
    name,
    widths: heads.map(() => 16),
    frozen: { rows: 1, columns: 0 },
    filter: heads.length === 0 ? undefined : `A1:${columnLetters(heads.length - 1)}${rows + 1}`,
    *rows() {
      yield heads.map((head) => textCell(head, 'head'));
      for (let row = 0; row < rows; row++) {
        const cells = columns.map((column) => cellOf(column, row));
        yield points ? [...placeOf(points, row), ...cells] : cells;
      }
    },
  };
}

function placeOf({ xy, featureStart }: Extract<Geometry, { kind: 'points' }>, row: number): Cell[] {
  const point = featureStart[row];
  return featureStart[row + 1] === point ? [null, null] : [numberCell(xy[2 * point]), numberCell(xy[2 * point + 1])];
}

function cellOf(column: Column, row: number): Cell {
  switch (column.type) {
    case 'text':
      return textCell(textAt(column, row));
    case 'number':
      return numberCell(column.values[row]);
    case 'date':
      return column.values[row] < firstDay
        ? textCell(new Date(column.values[row] * 86_400_000).toISOString().slice(0, 10))
        : numberCell(column.values[row] + epoch, 'date');
    case 'boolean':
      return column.values[row] === 255 ? null : textCell(column.values[row] === 1 ? 'true' : 'false');
  }
}
