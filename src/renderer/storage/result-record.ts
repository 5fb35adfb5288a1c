import { sharedFloat64, sharedUint8, sharedUint32 } from '../../shared/lib/buffers.ts';
import type { MeasureResult, Placements } from '../../shared/measure/types.ts';

/** A measure's result as plain data that owns its memory, for a store that takes no shared one. */
export function toRecord(result: MeasureResult): { readonly value: unknown; readonly bytes: number } {
  if (result.kind === 'codes') {
    return {
      value: { ...result, codes: result.codes.slice() },
      bytes: result.codes.byteLength + textBytes(result.labels),
    };
  }
  const { values, causes, placements } = result;
  const value = {
    ...result,
    values: values.slice(),
    ...(causes ? { causes: causes.slice() } : {}),
    ...(placements ? { placements: { ...placements, places: placements.places.slice() } } : {}),
  };
  return { value, bytes: values.byteLength + (causes?.byteLength ?? 0) + (placements?.places.byteLength ?? 0) };
}

const textBytes = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + 2 * text.length, 0);

/**
 * The result that was kept, in shared memory, for a table of `count` plots; null for anything else, since a store may
 * hold what an older version or a damaged disk left there.
 */
export function fromRecord(value: unknown, count: number): MeasureResult | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const record = value as Partial<Record<string, unknown>>;
  const { unit, notes } = record;
  if (typeof unit !== 'string' || !Array.isArray(notes)) return null;
  if (record.kind === 'codes') return codesFrom(record, count);
  return record.kind === 'numbers' ? numbersFrom(record, count) : null;
}

type Loose = Partial<Record<string, unknown>>;
type Codes = Extract<MeasureResult, { kind: 'codes' }>;
type Numbers = Extract<MeasureResult, { kind: 'numbers' }>;

function codesFrom({ codes, labels, ...rest }: Loose, count: number): MeasureResult | null {
  if (!(codes instanceof Uint32Array) || codes.length !== count || !Array.isArray(labels)) return null;
  if (!labels.every((label) => typeof label === 'string')) return null;
  if (codes.some((code) => code >= labels.length)) return null;
  const shared = sharedUint32(count);
  shared.set(codes);
  return { ...(rest as Omit<Codes, 'codes' | 'labels'>), codes: shared, labels };
}

function numbersFrom({ values, causes, placements, ...rest }: Loose, count: number): MeasureResult | null {
  const shared = floats(values, count);
  const places = placements === undefined ? undefined : placementsFrom(placements, count);
  if (!shared || places === null) return null;
  if (causes !== undefined && !(causes instanceof Uint8Array && causes.length === count)) return null;
  const why = causes && sharedUint8(count);
  why?.set(causes as Uint8Array);
  return {
    ...(rest as Omit<Numbers, 'values' | 'causes' | 'placements'>),
    values: shared,
    ...(why ? { causes: why } : {}),
    ...(places ? { placements: places } : {}),
  };
}

function placementsFrom(value: unknown, count: number): Placements | null {
  if (typeof value !== 'object' || value === null) return null;
  const { width, length, places } = value as Loose;
  const shared = floats(places, 3 * count);
  if (typeof width !== 'number' || typeof length !== 'number' || !shared) return null;
  return { width, length, places: shared };
}

function floats(value: unknown, length: number): Float64Array | null {
  if (!(value instanceof Float64Array) || value.length !== length) return null;
  const shared = sharedFloat64(length);
  shared.set(value);
  return shared;
}
