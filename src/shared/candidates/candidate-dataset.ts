import { findColumn, textColumn } from '../dataset/columns.ts';
import { hashDataset } from '../dataset/hash.ts';
import { takeRows } from '../dataset/take-rows.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import type { CarvedParts } from '../geometry/carve/types.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import { cellText } from '../measure/codes.ts';
import { takePolygons } from './select-zones.ts';

/** The columns of candidate plots, before those of their zoning area. */
export const candidateFields = {
  id: 'candidate',
  code: 'code',
  area: 'area_m2',
  width: 'width_m',
  zone: 'zone',
  cutBy: 'cut_by',
} as const;

/** What candidate plots are made into a dataset from. */
export interface CandidateSource {
  readonly zoning: Dataset;
  /** Field of the zoning layer with the code, and the one that names an area, by the file's own names. */
  readonly codeField: string;
  readonly idField: string | null;
  /** Zoning rows of the zones carved. */
  readonly zoneRows: Uint32Array;
  /** What each bit of `cuts` stands for. */
  readonly takerNames: readonly string[];
}

/**
 * Candidate plots as an ordinary dataset: by zoning area in the order of its layer, within an area the largest first. Ids
 * are the name of the area (its id field where that is unique, else its row number) and a number, `17-1`, `17-2`;
 * columns of the zoning layer follow ours, under `zone_` where a name is taken.
 */
export function candidateDataset(parts: CarvedParts, source: CandidateSource): Dataset {
  const { zoning, zoneRows } = source;
  const order = orderOf(parts, zoneRows);
  const rows = Uint32Array.from(order, (part) => zoneRows[parts.zone[part]]);
  const geometry = takePolygons(parts.polygons, order);
  const unit = zoning.crs.metresPerUnit;
  const own: Column[] = [
    textColumn(candidateFields.id, idsOf(rows, zoneNames(source))),
    textColumn(candidateFields.code, codesOf(rows, source)),
    numbers(candidateFields.area, order, (part) => parts.area[part] * unit * unit),
    numbers(candidateFields.width, order, (part) => parts.width[part] * unit),
    textColumn(candidateFields.zone, zoneTexts(rows, zoneNames(source))),
    textColumn(candidateFields.cutBy, cutTexts(order, parts, source.takerNames)),
  ];
  const columns = [...own, ...carriedColumns(zoning, rows)];
  return { id: hashDataset(geometry, columns), crs: zoning.crs, geometry, columns };
}

/** The name under which a field of the zoning layer is found among the candidates. */
export function carriedName(field: string): string {
  const taken: readonly string[] = Object.values(candidateFields);
  return taken.includes(field.toLowerCase()) ? `zone_${field}` : field;
}

function carriedColumns(zoning: Dataset, rows: Uint32Array): readonly Column[] {
  return zoning.columns.map((column) => ({ ...takeRows(column, rows), name: carriedName(column.name) }));
}

function orderOf({ polygons, zone, area }: CarvedParts, zoneRows: Uint32Array): Uint32Array {
  const first = (part: number, axis: 0 | 1) => polygons.xy[2 * polygons.ringStart[polygons.partStart[part]] + axis];
  return Uint32Array.from({ length: zone.length }, (_, part) => part).sort(
    (a, b) =>
      zoneRows[zone[a]] - zoneRows[zone[b]] ||
      area[b] - area[a] ||
      first(a, 0) - first(b, 0) ||
      first(a, 1) - first(b, 1),
  );
}

/** The name of every zoning area; null where they are named by row number. */
function zoneNames({ zoning, idField }: CandidateSource): readonly string[] | null {
  const column = idField === null ? undefined : findColumn(zoning, idField);
  if (!column) return null;
  const names = Array.from({ length: featureCount(zoning.geometry) }, (_, row) => cellText(column, row) ?? '');
  return names.includes('') || new Set(names).size < names.length ? null : names;
}

const nameOf = (row: number, names: readonly string[] | null): string => names?.[row] ?? String(row + 1);

function zoneTexts(rows: Uint32Array, names: readonly string[] | null): string[] {
  return Array.from(rows, (row) => nameOf(row, names));
}

function idsOf(rows: Uint32Array, names: readonly string[] | null): string[] {
  let number = 0;
  return Array.from(rows, (row, at) => {
    number = at > 0 && rows[at - 1] === row ? number + 1 : 1;
    return `${nameOf(row, names)}-${number}`;
  });
}

function codesOf(rows: Uint32Array, { zoning, codeField }: CandidateSource): (string | null)[] {
  const column = findColumn(zoning, codeField);
  return Array.from(rows, (row) => (column ? cellText(column, row) : null));
}

function cutTexts(order: Uint32Array, { cuts }: CarvedParts, names: readonly string[]): string[] {
  return Array.from(order, (part) => names.filter((_, taker) => (cuts[part] & (1 << taker)) !== 0).join(', '));
}

function numbers(name: string, order: Uint32Array, figure: (part: number) => number): Column {
  const values = sharedFloat64(order.length);
  order.forEach((part, row) => {
    values[row] = Math.round(figure(part) * 1e6) / 1e6;
  });
  return { type: 'number', name, values };
}

/** Polygons of a dataset that is known to hold them. */
export function polygonsIn(dataset: Dataset): Polygons {
  if (dataset.geometry.kind !== 'polygons') throw new Error('candidates: not a layer of polygons');
  return dataset.geometry;
}
