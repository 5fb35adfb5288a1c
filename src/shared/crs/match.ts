import { type CrsRow, crsByCode, crsRows } from './crs-table.ts';
import { type ProjDefinition, parseProjString } from './proj-string.ts';
import type { Crs, CrsSource } from './types.ts';

/** Long names of datums and systems and the short ones the register uses. Source: EPSG and ESRI datum names. */
const shortNames: readonly (readonly [RegExp, string])[] = [
  [/^(gcs|d)(?=[a-z])/, ''],
  [/^northamerican(datum)?(of)?/, 'nad'],
  [/^europeanterrestrialreferencesystem/, 'etrs'],
  [/^worldgeodeticsystem/, 'wgs'],
  [/^geocentricdatumofaustralia/, 'gda'],
  [/^reseaugeodesiquefrancais/, 'rgf'],
  [/^nouvelletriangulationfrancaise/, 'ntf'],
  [/^deutscheshauptdreiecksnetz/, 'dhdn'],
  [/^europeandatum/, 'ed'],
  [/^european(?=50|79|87)/, 'ed'],
  [/^riketskoordinatsystem/, 'rt'],
  [/^ordnancesurveyofgreatbritain/, 'osgb'],
  [/^newzealandgeodeticdatum/, 'nzgd'],
  [/^nz(?=(2000|49))/, 'nzgd'],
  [/^kartastokoordinaattijarjestelma.*$/, 'kkj'],
  [/^militargeographische.*$/, 'mgi'],
  [/^ngo48oslo/, 'ngo48oslo'],
  [/^rgf93v1/, 'rgf93'],
  [/^eureffin/, 'etrs89'],
  [/stateplane/, ''],
  [/fips\d{4}/, ''],
  [/(feetus|footus|feet|ftus)$/, 'ftus'],
  [/(feetintl|ftusintl)$/, 'ft'],
];

/** A CRS, datum or geographic name brought to a form in which ESRI's, GDAL's and the register's names agree. */
export function nameKey(name: string): string {
  let key = name
    .toLowerCase()
    .replace(/ ?\(z?[ne][-,][ne]\)$/, '')
    .replace(/(?<!\d)19(\d\d)(?!\d)/g, '$1')
    .replaceAll('+', 'plus')
    .replace(/[^a-z0-9]/g, '');
  for (const [pattern, short] of shortNames) key = key.replace(pattern, short);
  return key;
}

let ordered: readonly CrsRow[] | null = null;

/** All rows in the order they are searched. Twins that differ only in the order of axes come last: files store x, y whatever the register says. */
function searched(): readonly CrsRow[] {
  if (ordered) return ordered;
  const all = crsRows();
  const turned = (row: CrsRow) => /\((z?N-E|zE-N|N,E)\)/.test(row.name);
  ordered = [...all.filter((row) => !turned(row)), ...all.filter(turned)];
  return ordered;
}

interface RowKeys {
  readonly name: string;
  /** Of what stands before " / ": the datum. */
  readonly datum: string;
  /** Of what stands after the last " / ". */
  readonly tail: string;
}

const rowKeys = new Map<string, RowKeys>();

/** Made when first asked for: keys of all rows take a tenth of a second, and a search needs few. */
function keysOf(row: CrsRow): RowKeys {
  const known = rowKeys.get(row.code);
  if (known) return known;
  const parts = row.name.split(' / ');
  const keys = { name: nameKey(row.name), datum: nameKey(parts[0]), tail: nameKey(parts[parts.length - 1]) };
  rowKeys.set(row.code, keys);
  return keys;
}

/** Rows that may agree with `own`, told by the text of their definitions; taking those apart costs far more. */
function candidates(own: ProjDefinition): readonly CrsRow[] {
  const family = own.method === 'tmerc' ? /^proj=(tmerc|etmerc|utm)( |$)/ : null;
  const prefix = `proj=${own.method}`;
  const meridian = own.parameters.get('lon_0') ?? 0;
  return searched().filter(({ definition }) => {
    if (family === null) return definition === prefix || definition.startsWith(`${prefix} `);
    return family.test(definition) && sameParameter('lon_0', meridianOf(definition), meridian);
  });
}

/** Degrees of the central meridian in a transverse Mercator's definition. */
function meridianOf(definition: string): number {
  const zone = /^proj=utm (?:.* )?zone=(\d+)/.exec(definition);
  return zone ? Number(zone[1]) * 6 - 183 : Number(/ lon_0=(\S+)/.exec(definition)?.[1] ?? 0);
}

const parsedRows = new Map<string, ProjDefinition | null>();

function parsedRow(row: CrsRow): ProjDefinition | null {
  let parsed = parsedRows.get(row.code);
  if (parsed === undefined) {
    const outcome = parseProjString(row.definition);
    parsed = outcome.ok ? outcome.value : null;
    parsedRows.set(row.code, parsed);
  }
  return parsed;
}

const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;

/** Defaults and tolerances: angles 2e-7 degrees (2 cm on the ground), lengths 2 cm, scale 1e-8. */
function sameParameter(key: string, a: number, b: number): boolean {
  if (key === 'k') return near(a, b, 1e-8);
  if (key === 'x_0' || key === 'y_0') return near(a, b, 0.02);
  return near(((a - b + 540) % 360) - 180, 0, 2e-7);
}

/**
 * Whether two definitions describe the same projection on the same ellipsoid, within rounding of written parameters
 * (see `sameParameter`; ellipsoid 1 cm and 1e-8 of es; unit 1e-7). Datum shifts are not compared.
 */
export function agree(a: ProjDefinition, b: ProjDefinition): boolean {
  if (a.method !== b.method || !near(a.ellipsoid.a, b.ellipsoid.a, 0.01) || !near(a.ellipsoid.es, b.ellipsoid.es, 1e-8))
    return false;
  if (!near(a.primeMeridian, b.primeMeridian, 1e-5)) return false;
  if (a.method === 'longlat') return true;
  if (!near(a.metresPerUnit / b.metresPerUnit, 1, 1e-7) || a.axisSigns.join() !== b.axisSigns.join()) return false;
  // The projection library fixes Krovak's parameters itself, and files write them in several ways.
  if (a.method === 'krovak') return true;
  const [one, other] = [comparable(a), comparable(b)];
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const fallback = key === 'k' ? 1 : 0;
    if (!sameParameter(key, one.get(key) ?? fallback, other.get(key) ?? fallback)) return false;
  }
  return true;
}

function comparable(definition: ProjDefinition): ReadonlyMap<string, number> {
  const parameters = new Map(definition.parameters);
  const [first, second] = [parameters.get('lat_1'), parameters.get('lat_2')];
  if (first !== undefined && (definition.method === 'lcc' || definition.method === 'aea')) {
    parameters.set('lat_1', Math.min(first, second ?? first));
    parameters.set('lat_2', Math.max(first, second ?? first));
  }
  if (definition.method === 'omerc' && !parameters.has('gamma')) parameters.set('gamma', parameters.get('alpha') ?? 0);
  return parameters;
}

/** The registered CRS of this name whose parameters agree with `own` (any, when `own` is null). */
export function crsByName(name: string, own: ProjDefinition | null, source: CrsSource): Crs | null {
  if (name === '') return null;
  const wanted = nameKey(name);
  for (const row of own === null ? searched() : candidates(own)) {
    const keys = keysOf(row);
    if (keys.name !== wanted && keys.tail !== wanted) continue;
    const parsed = parsedRow(row);
    if (parsed && (own === null || agree(parsed, own))) return crsByCode(row.code, source);
  }
  return null;
}

/**
 * The registered CRS whose parameters agree with `own` and whose datum is one of `datumNames`; the lowest code of several.
 * Null when the datum is not among those of the systems that agree.
 */
export function crsByParameters(own: ProjDefinition, datumNames: readonly string[], source: CrsSource): Crs | null {
  const wanted = datumNames.map(nameKey).filter((key) => key !== '' && !/^(unknown|unk|unnamed|undefined)/.test(key));
  if (wanted.length === 0) return null;
  const agreeing = candidates(own).filter((row) => {
    const parsed = parsedRow(row);
    return parsed !== null && agree(parsed, own);
  });
  for (const key of wanted) {
    const row =
      agreeing.find((one) => keysOf(one).datum === key) ??
      agreeing.find((one) => keysOf(one).datum.startsWith(key) && !one.name.includes(' / '));
    if (row) return crsByCode(row.code, source);
  }
  return null;
}

/** The registered geographic system of a datum, for its shift to WGS 84; null when no name is known. */
export function geographicByNames(names: readonly string[], own: ProjDefinition): Crs | null {
  for (const name of names) {
    const found = crsByName(name, { ...own, method: 'longlat' }, 'none');
    if (found) return found;
  }
  return null;
}
