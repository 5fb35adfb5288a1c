import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { type Ellipsoid, ellipsoids, lengthUnits, namedDatums, primeMeridians } from './earth.ts';

/**
 * How a datum lies relative to WGS 84. `none`: treated as identical (ETRS89, NAD83, SWEREF 99 and other frames on GRS 80
 * or WGS 84 without stated parameters: they differ by less than about two metres). `parameters`: dx, dy, dz in metres,
 * rotations in arc seconds (position vector) and scale in parts per million. `unknown`: nobody said.
 */
export type DatumShift =
  | { readonly kind: 'none' }
  | { readonly kind: 'parameters'; readonly values: readonly number[] }
  | { readonly kind: 'unknown' };

/** A PROJ string taken apart. Angles in degrees, lengths in metres; `utm` is written out as `tmerc`. */
export interface ProjDefinition {
  /** PROJ name of the projection; `longlat` for geographic systems. */
  readonly method: string;
  readonly ellipsoid: Ellipsoid;
  /** Degrees east of Greenwich. */
  readonly primeMeridian: number;
  /** NaN for geographic systems. */
  readonly metresPerUnit: number;
  /** lat_0, lon_0, lat_1, lat_2, lat_ts, x_0, y_0, k, alpha, gamma, lonc ... as stated; what is absent is the default. */
  readonly parameters: ReadonlyMap<string, number>;
  /** Words without a value that change the projection: no_uoff, no_off, no_rot, approx. */
  readonly flags: ReadonlySet<string>;
  readonly shift: DatumShift;
  /** The signs of x and y: -1 where the axis counts west or south. */
  readonly axisSigns: readonly [number, number];
  /** A shift grid was named; it is not shipped, so it was left out. */
  readonly gridIgnored: boolean;
}

const ignored = new Set(['no_defs', 'type', 'wktext', 'title', 'vunits', 'over', 'geoidgrids', 'vto_meter', 'towgs84']);
const structural = new Set([
  'proj',
  'ellps',
  'datum',
  'a',
  'b',
  'rf',
  'f',
  'R',
  'es',
  'pm',
  'units',
  'to_meter',
  'axis',
]);
/** Words without a value that are carried out; any other would change the projection unseen and is refused. */
const knownFlags = new Set(['no_uoff', 'no_off', 'no_rot', 'approx']);
const renamed = new Map([
  ['k_0', 'k'],
  ['lon_c', 'lonc'],
  ['azi', 'alpha'],
]);

/** Takes a PROJ string apart. Fails with `crs-definition-invalid` naming the part that cannot be understood. */
export function parseProjString(text: string): Outcome<ProjDefinition, Problem> {
  const words = new Map<string, string>();
  for (const token of text.trim().split(/\s+/)) {
    const [, key, value = ''] = /^\+?([A-Za-z_0-9]+)(?:=(.*))?$/.exec(token) ?? [];
    if (key === undefined) return invalid(token);
    if (!words.has(key)) words.set(key, value);
  }
  const method = methodOf(words);
  if (method === undefined) return invalid(text.slice(0, 60));
  const ellipsoid = ellipsoidOf(words);
  if (!ellipsoid) return invalid('ellipsoid');
  const primeMeridian = meridianOf(words.get('pm'));
  const metresPerUnit = method === 'longlat' ? Number.NaN : unitOf(words);
  if (Number.isNaN(primeMeridian)) return invalid(`+pm=${words.get('pm')}`);
  if (method !== 'longlat' && !(metresPerUnit > 0)) return invalid(`+units=${words.get('units') ?? ''}`);
  const rest = parametersOf(words);
  if (!rest.ok) return rest;
  const grid = words.get('nadgrids');
  return success({
    method,
    ellipsoid,
    primeMeridian,
    metresPerUnit,
    ...rest.value,
    shift: shiftOf(words, ellipsoid),
    axisSigns: axisSignsOf(words.get('axis')),
    gridIgnored: grid !== undefined && grid !== '@null',
  });
}

const invalid = (part: string): Outcome<never, Problem> => failure(problem('crs-definition-invalid', { part }));

function methodOf(words: ReadonlyMap<string, string>): string | undefined {
  const name = words.get('proj');
  if (name === 'utm' || name === 'etmerc') return 'tmerc';
  return name === 'latlong' || name === 'latlon' || name === 'lonlat' ? 'longlat' : name || undefined;
}

function ellipsoidOf(words: ReadonlyMap<string, string>): Ellipsoid | undefined {
  const radius = Number(words.get('R') ?? Number.NaN);
  if (radius > 0) return { a: radius, es: 0 };
  const a = Number(words.get('a') ?? Number.NaN);
  if (a > 0) {
    const b = Number(words.get('b') ?? Number.NaN);
    if (b > 0 && b <= a) return { a, es: 1 - (b * b) / (a * a) };
    const stated = Number(words.get('f') ?? Number.NaN);
    const inverse = Number(words.get('rf') ?? Number.NaN);
    const f = Number.isNaN(stated) ? (inverse > 0 ? 1 / inverse : 0) : stated;
    return f >= 0 && f < 1 ? { a, es: f * (2 - f) } : undefined;
  }
  const datum = words.get('datum');
  const name = words.get('ellps') ?? (datum === undefined ? 'GRS80' : namedDatums.get(datum.toLowerCase())?.ellipsoid);
  return name === undefined ? undefined : ellipsoids.get(name);
}

function meridianOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return primeMeridians.get(text.toLowerCase()) ?? (text === '' ? Number.NaN : Number(text));
}

function unitOf(words: ReadonlyMap<string, string>): number {
  const factor = words.get('to_meter');
  if (factor !== undefined) {
    const [over, under = '1'] = factor.split('/');
    return Number(over) / Number(under);
  }
  return lengthUnits.get(words.get('units') ?? 'm') ?? Number.NaN;
}

function parametersOf(
  words: ReadonlyMap<string, string>,
): Outcome<{ parameters: ReadonlyMap<string, number>; flags: ReadonlySet<string> }, Problem> {
  const parameters = new Map<string, number>();
  const flags = new Set<string>();
  for (const [key, text] of words) {
    if (structural.has(key) || ignored.has(key) || key === 'nadgrids' || key === 'zone' || key === 'south') continue;
    if (text === '') {
      if (!knownFlags.has(key)) return invalid(`+${key}`);
      flags.add(key);
      continue;
    }
    const value = Number(text);
    if (!Number.isFinite(value)) return invalid(`+${key}=${text}`);
    parameters.set(renamed.get(key) ?? key, value);
  }
  if (words.get('proj') === 'utm') {
    const zone = Number(words.get('zone'));
    if (!Number.isInteger(zone) || zone < 1 || zone > 60) return invalid(`+zone=${words.get('zone') ?? ''}`);
    parameters
      .set('lon_0', zone * 6 - 183)
      .set('k', 0.9996)
      .set('x_0', 500_000);
    if (words.has('south')) parameters.set('y_0', 10_000_000);
  }
  return success({ parameters, flags });
}

function shiftOf(words: ReadonlyMap<string, string>, ellipsoid: Ellipsoid): DatumShift {
  const values =
    words.get('towgs84')?.split(',').map(Number) ?? namedDatums.get(words.get('datum')?.toLowerCase() ?? '')?.shift;
  const geocentric =
    Math.abs(ellipsoid.a - 6378137) < 1e-6 && (ellipsoid.es === 0 || Math.abs(ellipsoid.es - 0.00669438) < 1e-8);
  if (values?.some((value) => value !== 0) && values.every(Number.isFinite)) {
    return { kind: 'parameters', values: [...values, 0, 0, 0, 0].slice(0, 7) };
  }
  if (geocentric) return { kind: 'none' };
  return values === undefined ? { kind: 'unknown' } : { kind: 'parameters', values: [0, 0, 0, 0, 0, 0, 0] };
}

/** `wsu` and `swu` count westward and southward; the order stays x then y, as files store it. */
function axisSignsOf(axis: string | undefined): readonly [number, number] {
  if (axis === undefined) return [1, 1];
  return [axis.includes('w') ? -1 : 1, axis.includes('s') ? -1 : 1];
}
