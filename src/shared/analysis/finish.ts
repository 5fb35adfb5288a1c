import { findColumn } from '../dataset/columns.ts';
import { numbersOf } from '../dataset/numbers.ts';
import type { Dataset } from '../dataset/types.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { assertNever } from '../lib/assert-never.ts';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../lib/buffers.ts';
import { type RowSelection, selectionKey } from '../measure/bind.ts';
import { codesOfField } from '../measure/codes.ts';
import { mappedExtents, ownFieldName, type Reading } from '../measure/plan.ts';
import { needsTerrain, unitOfShape } from '../measure/shape.ts';
import {
  type MeasureNote,
  type MeasureResult,
  type MissingCause,
  missingCauses,
  type Placements,
  type Unit,
} from '../measure/types.ts';
import { unitOfField } from '../measure/units.ts';
import { networkCauses, plotNotes } from './network-tasks.ts';
import { type PreparedReadings, sourcesOf } from './prepare.ts';
import type { LoadedStudy } from './types.ts';

/** A plot lies inside the mapped extent when all but this share of it does (rounding of shared borders). */
const insideTolerance = 1e-6;

/** Turns what the kernels wrote into values in SI units, with "unknown" outside the mapped extents. */
export function finishReadings<Key>(
  loaded: LoadedStudy,
  readings: ReadonlyMap<Key, Reading>,
  prepared: PreparedReadings,
): ReadonlyMap<Key, MeasureResult> {
  return new Map([...readings].map(([key, reading]) => [key, finish(loaded, reading, prepared)]));
}

function finish(loaded: LoadedStudy, reading: Reading, prepared: PreparedReadings): MeasureResult {
  if (reading.kind === 'attribute') return attribute(loaded.plots.dataset, reading.field, loaded.plots.count);
  const outside = outsideMapped(reading, prepared, loaded.plots.count);
  const metres = loaded.workingCrs.metresPerUnit;
  const notes = notesOf(reading, prepared, outside, metres);
  if (reading.kind === 'codes' && reading.take === 'dominant') {
    const codes = sharedUint32(loaded.plots.count);
    codes.set(prepared.overlay.dominant[prepared.queryOf.get(reading) as number]);
    outside?.forEach((out, row) => {
      if (out) codes[row] = 0;
    });
    return { kind: 'codes', unit: 'code', codes, labels: prepared.labelsOf.get(reading) ?? [''], notes };
  }
  const values = numbers(reading, prepared, metres);
  const causes = causesOf(reading, values, prepared);
  outside?.forEach((out, row) => {
    if (!out) return;
    values[row] = Number.NaN;
    if (causes) causes[row] = 0;
  });
  const { featureStart } = loaded.plots.dataset.geometry as Polygons;
  for (let row = 0; row < values.length; row++)
    if (featureStart[row] === featureStart[row + 1]) {
      values[row] = Number.NaN;
      if (causes) causes[row] = 0;
    }
  const placements = placementsOf(reading, prepared);
  const more = { ...(causes ? { causes } : {}), ...(placements ? { placements } : {}) };
  return { kind: 'numbers', unit: unitOf(reading), values, notes, ...more };
}

function placementsOf(reading: Reading, { placesOf }: PreparedReadings): Placements | null {
  const places = placesOf.get(reading);
  if (!places || reading.kind !== 'shape' || reading.ask.kind !== 'fits') return null;
  return { width: reading.ask.width, length: reading.ask.length, places };
}

/** Why the rows without a value have none, where the reading can tell. */
function causesOf(reading: Reading, values: Float64Array, prepared: PreparedReadings): Uint8Array | null {
  const network = prepared.network.get(reading);
  if (network) return networkCauses(network);
  const cause = causeOf(reading);
  const tangled = prepared.tangledOf.get(reading);
  if (!values.some(Number.isNaN)) return null;
  const causes = sharedUint8(values.length);
  for (let row = 0; row < causes.length; row++) {
    if (!Number.isNaN(values[row])) continue;
    if (tangled?.[row] === 1) causes[row] = causeNumber('tangled');
    else if (cause !== null) causes[row] = causeNumber(cause);
  }
  return causes;
}

function causeOf(reading: Reading): MissingCause | null {
  if (reading.kind === 'capacity') return 'value-missing';
  return reading.kind === 'shape' && needsTerrain(reading.ask) ? 'terrain-missing' : null;
}

const causeNumber = (cause: MissingCause): number => missingCauses.indexOf(cause);

function unitOf(reading: Exclude<Reading, { kind: 'attribute' }>): Unit {
  switch (reading.kind) {
    case 'area':
      return 'm2';
    case 'nearest':
      return 'm';
    case 'covered':
      return reading.as === 'share' ? 'share' : 'm2';
    case 'codes':
      return 'share';
    case 'reach':
      return 'count';
    case 'capacity':
      return unitOfField(reading.field);
    case 'road-sum':
      return 'count';
    case 'access':
      return 'number';
    case 'travel':
      return reading.roads.cost.by === 'minutes' ? 'min' : 'm';
    case 'shape':
      return unitOfShape(reading.ask);
    default:
      return assertNever(reading);
  }
}

function numbers(
  reading: Exclude<Reading, { kind: 'attribute' }>,
  { overlay, columns, queryOf }: PreparedReadings,
  metres: number,
): Float64Array {
  const { area } = overlay;
  const out = sharedFloat64(area.length);
  switch (reading.kind) {
    case 'area':
      for (let row = 0; row < out.length; row++) out[row] = area[row] * metres * metres;
      return out;
    case 'nearest': {
      const distance = columns.get(reading) as Float64Array;
      for (let row = 0; row < out.length; row++) out[row] = distance[row] * metres;
      return out;
    }
    case 'reach':
    case 'capacity':
    case 'travel':
    case 'road-sum':
    case 'access':
    case 'shape':
      out.set(columns.get(reading) as Float64Array);
      return out;
    case 'codes':
      out.set(overlay.mean[queryOf.get(reading) as number]);
      return out;
    case 'covered': {
      const covered = overlay.unions[queryOf.get(reading) as number];
      for (let row = 0; row < out.length; row++) {
        if (reading.as === 'share') out[row] = area[row] > 0 ? covered[row] / area[row] : Number.NaN;
        else out[row] = (area[row] - covered[row]) * metres * metres;
      }
      return out;
    }
    default:
      return assertNever(reading);
  }
}

function attribute(dataset: Dataset, field: string, count: number): MeasureResult {
  const column = findColumn(dataset, field);
  if (column?.type === 'number') return { kind: 'numbers', unit: 'number', values: column.values, notes: [] };
  const { codes, labels } = codesOfField(dataset, field, count);
  return { kind: 'codes', unit: 'text', codes, labels, notes: [] };
}

/** 1 for plots not wholly inside every extent in which the reading's layers were mapped; null when nothing limits it. */
function outsideMapped(reading: Reading, { overlay, extentQuery }: PreparedReadings, count: number): Uint8Array | null {
  const { extents } = mappedExtents(sourcesOf(reading));
  if (extents.length === 0) return null;
  const outside = new Uint8Array(count);
  for (const extent of extents) {
    const inside = overlay.unions[extentQuery.get(extent) as number];
    for (let row = 0; row < count; row++) {
      if (inside[row] < overlay.area[row] * (1 - insideTolerance)) outside[row] = 1;
    }
  }
  return outside;
}

function notesOf(
  reading: Reading,
  prepared: PreparedReadings,
  outside: Uint8Array | null,
  metresPerUnit: number,
): readonly MeasureNote[] {
  const notes: MeasureNote[] = [];
  for (const source of sourcesOf(reading)) {
    const unknown = prepared.selected.get(selectionKey(source))?.unknown ?? 0;
    if (unknown > 0) notes.push({ code: 'filter-unknown', layer: source.layer.id, count: unknown });
    const summed = summedField(reading);
    const missing = summed === null ? 0 : rowsWithoutValue(source, summed, prepared);
    if (missing > 0) notes.push({ code: 'value-missing', layer: source.layer.id, count: missing });
  }
  for (const layer of mappedExtents(sourcesOf(reading)).unsaid) {
    notes.push({ code: 'mapping-unknown', layer: layer.id, count: 0 });
  }
  const network = prepared.network.get(reading);
  if (network) notes.push(...network.notes, ...plotNotes(network, metresPerUnit));
  const outsideCount = outside?.reduce((sum, out) => sum + out, 0) ?? 0;
  if (outsideCount > 0) notes.push({ code: 'outside-mapped', layer: null, count: outsideCount });
  const fallbacks = prepared.overlay.fallback.reduce((sum, flag) => sum + (flag ? 1 : 0), 0);
  if (fallbacks > 0 && (reading.kind === 'covered' || reading.kind === 'codes')) {
    notes.push({ code: 'fallback', layer: null, count: fallbacks });
  }
  const tangled = prepared.tangledOf.get(reading)?.reduce((sum, flag) => sum + flag, 0) ?? 0;
  if (tangled > 0) notes.push({ code: 'tangled', layer: null, count: tangled });
  return notes;
}

/** The field of its sources that a reading sums; null when it counts rows or sums nothing. */
function summedField(reading: Reading): string | null {
  if (reading.kind === 'capacity' || reading.kind === 'reach') return reading.field;
  return reading.kind === 'access' ? reading.capacity : null;
}

/** Rows of a layer that the filter takes and that have no value. */
function rowsWithoutValue(source: RowSelection, field: string, prepared: PreparedReadings): number {
  const { dataset } = source.layer;
  const values = numbersOf(findColumn(dataset, ownFieldName(source.layer, field)), featureCount(dataset.geometry));
  const mask = prepared.selected.get(selectionKey(source))?.mask;
  let missing = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]) && (!mask || mask[row] === 1)) missing++;
  return missing;
}
