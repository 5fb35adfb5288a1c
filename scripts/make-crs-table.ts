/**
 * Writes resources/crs/epsg.json: the projected and geographic 2D systems of the EPSG register that the projection code
 * can do, from the npm package `epsg-index`. Run: `npx tsx scripts/make-crs-table.ts`.
 * Each row is `code|name|definition|west,south,east,north`; the definition is a PROJ string without its plus signs,
 * defaults and zero datum shifts. `horizontal` leads from systems with a height (compound, 3D) to their plane part.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createTransform } from '../src/shared/crs/transform.ts';
import type { Crs } from '../src/shared/crs/types.ts';

interface Entry {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly proj4: string | null;
  readonly wkt: string | null;
  /** North, west, south, east. */
  readonly bbox: readonly [number, number, number, number];
  readonly area: string | null;
}

/**
 * Shifts to WGS 84 for datums whose entry names a grid file, which is not shipped, or nothing at all.
 * Sources: NIMA TR8350.2 appendix B (NAD27 by region; 10-20 m), EPSG transformations 1314 (OSGB36, 2 m), 1564 (NZGD49,
 * 4 m), 1777 (DHDN, 3 m; used for the eastern PD/83 and RD/83 too), 1669 (AGD84, 1 m), 6193 (Corrego Alegre, 5 m),
 * 1238 (WGS 72, 2 m), 1618 (MGI, 1.5 m), 5486 (LUREF, 1 m).
 */
const shifts: readonly (readonly [RegExp, string])[] = [
  [/^NAD27\(CGQ77\)/, '-22,160,190'],
  [/^NAD27\(76\)/, '-9,157,184'],
  [/^(DHDN|PD\/83|RD\/83)\b/, '598.1,73.7,418.2,0.202,0.045,-2.455,6.7'],
  [/^OSGB36\b/, '446.448,-125.157,542.06,0.15,0.247,0.842,-20.489'],
  [/^NZGD49\b/, '59.47,-5.04,187.44,0.47,-0.1,1.024,-4.5993'],
  [/^AGD84\b/, '-117.763,-51.51,139.061,0.292,0.443,0.277,-0.191'],
  [/^Corrego Alegre 1970-72\b/, '-206.05,168.28,-3.82'],
  [/^WGS 72( \/|$)/, '0,0,4.5,0,0,0.554,0.2263'],
  [/^MGI( \/|$)/, '577.326,90.129,463.919,5.137,1.474,5.297,2.4232'],
  [/^LUREF\b/, '-189.6806,18.3463,-42.7695,-0.33746,-3.09264,2.53861,0.4598'],
];

/** NAD27 by region, NIMA TR8350.2: Alaska, Canada, Mexico, Central America, Caribbean, else the contiguous states. */
function nad27Shift(entry: Entry): string {
  const place = `${entry.name} ${entry.area ?? ''}`;
  const [north, west, south] = entry.bbox;
  if (/^NAD27$/.test(entry.name)) return '-8,160,176';
  if (/Alaska/.test(place)) return '-5,135,172';
  if (/Canada|Alberta|Ontario|Quebec|Manitoba|Saskatchewan/.test(place) && north > 50) return '-10,158,187';
  if (/Mexico -|^NAD27 \/ Mexico/.test(place)) return '-12,130,190';
  if (/Cuba|Caribbean|Bahamas|Jamaica/.test(place) && west > -86) return '-3,142,183';
  if (north < 20 && south < 18) return '0,125,194';
  return '-8,160,176';
}

const sameDatumElsewhere = new Map<string, string>();

/** The shift of a named meridian's datum ("NGO 1948 (Oslo)") is that of the same datum from Greenwich. */
function inheritedShift(entry: Entry): string | undefined {
  const base = /^(.*) \([A-Z][a-z]+\)( \/|$)/.exec(entry.name)?.[1];
  return base === undefined ? undefined : sameDatumElsewhere.get(base);
}

function definitionOf(entry: Entry): string {
  const text = (entry.proj4 ?? '')
    .replace(/\+nadgrids="[^"]*"|\+nadgrids=\S+( \(\S+)?/g, ' +grid')
    .replace(/\+\S*"\S*/g, '');
  const words = new Map<string, string | null>();
  for (const token of text.split(/\s+/)) {
    const [, key, value = null] = /^\+([A-Za-z_0-9]+)(?:=(.*))?$/.exec(token) ?? [];
    if (key !== undefined) words.set(key === 'k_0' ? 'k' : key, value);
  }
  const web = words.get('a') === '6378137' && words.get('b') === '6378137';
  if (words.get('datum') === 'WGS84') words.set('ellps', 'WGS84');
  if (words.get('datum') === 'NAD27') words.set('ellps', 'clrk66').set('grid', null);
  const grid = words.delete('grid');
  for (const key of ['datum', 'no_defs', 'type', 'wktext', 'vunits']) words.delete(key);
  if (words.get('units') === 'm') words.delete('units');
  for (const key of ['lat_0', 'lon_0', 'x_0', 'y_0', 'lat_ts']) if (Number(words.get(key)) === 0) words.delete(key);
  if (Number(words.get('k')) === 1) words.delete('k');
  if (/^0(,0)*$/.test(words.get('towgs84') ?? '') && /GRS80|WGS84/.test(words.get('ellps') ?? ''))
    words.delete('towgs84');
  else if (words.has('towgs84')) words.set('towgs84', (words.get('towgs84') ?? '').replace(/(,0){4}$/, ''));
  if (!words.has('towgs84') && !web && !/GRS80|WGS84/.test(words.get('ellps') ?? '')) {
    const known = shifts.find(([name]) => name.test(entry.name))?.[1];
    const shift = known ?? (grid && /^NAD27( \/|$|\b)/.test(entry.name) ? nad27Shift(entry) : inheritedShift(entry));
    if (shift !== undefined) words.set('towgs84', shift);
  }
  return [...words].map(([key, value]) => (value === null ? key : `${key}=${value}`)).join(' ');
}

/** Whether the middle of the area of use survives the way to the plane and back within a micro-degree. */
function works(entry: Entry, definition: string): boolean {
  const kind = entry.kind === 'CRS-GEOGCRS' ? 'geographic' : 'projected';
  const crs: Crs = {
    kind,
    code: null,
    name: entry.name,
    source: 'none',
    definition: definition.replace(/(^| )/g, '$1+'),
    metresPerUnit: Number.NaN,
    areaOfUse: null,
  };
  const base: Crs = { ...crs, kind: 'geographic', definition: geodeticPart(definition) };
  const [north, west, south, east] = entry.bbox;
  const middle = Float64Array.of(
    west > east ? (((west + east + 360) / 2 + 540) % 360) - 180 : (west + east) / 2,
    (north + south) / 2,
  );
  if (middle[1] === 0 && north === 90) middle[1] = 45;
  const there = createTransform(base, crs);
  const back = createTransform(crs, base);
  if (!there.ok || !back.ok) return false;
  const plane = new Float64Array(2);
  const again = new Float64Array(2);
  there.value.apply(middle[0], middle[1], plane, 0);
  back.value.apply(plane[0], plane[1], again, 0);
  const turn = Math.abs(((again[0] - middle[0] + 540) % 360) - 180);
  return turn * Math.cos((middle[1] * Math.PI) / 180) < 1e-6 && Math.abs(again[1] - middle[1]) < 1e-6;
}

const geodeticPart = (definition: string): string =>
  `+proj=longlat ${definition
    .split(' ')
    .filter((word) => /^(ellps|a|b|rf|towgs84)=/.test(word))
    .map((word) => `+${word}`)
    .join(' ')}`;

/** The plane part of a compound system, or the 2D system of the same name for a 3D one. */
function horizontalCode(entry: Entry, names: ReadonlyMap<string, string>): string | undefined {
  if (Number(entry.code) > 32767) return undefined;
  if (entry.kind === 'CRS-GEOG3DCRS') return names.get(entry.name);
  return entry.kind === 'CRS-COMPOUNDCRS' ? names.get(entry.name.slice(0, entry.name.lastIndexOf(' + '))) : undefined;
}

/** The text of resources/crs/epsg.json and what was left out, by reason. */
export function makeCrsTable(): {
  readonly text: string;
  readonly kept: number;
  readonly dropped: ReadonlyMap<string, number>;
} {
  const path = createRequire(import.meta.url).resolve('epsg-index/all.json');
  const version = JSON.parse(readFileSync(path.replace('all.json', 'package.json'), 'utf8')).version as string;
  const all = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Entry>);
  const dropped = new Map<string, number>();
  const drop = (why: string) => dropped.set(why, (dropped.get(why) ?? 0) + 1);
  for (const entry of all) {
    const shift = /\+towgs84=(\S+)/.exec(entry.proj4 ?? '')?.[1];
    if (entry.kind === 'CRS-GEOGCRS' && shift) sameDatumElsewhere.set(entry.name, shift);
  }
  const rows: string[] = [];
  for (const entry of all.sort((one, other) => Number(one.code) - Number(other.code))) {
    if (entry.kind !== 'CRS-PROJCRS' && entry.kind !== 'CRS-GEOGCRS') continue;
    if (Number(entry.code) > 32767) drop('not an EPSG code');
    else if (!entry.proj4) drop('no PROJ definition');
    else {
      const definition = definitionOf(entry);
      const [north, west, south, east] = entry.bbox;
      if (works(entry, definition))
        rows.push([entry.code, entry.name, definition, [west, south, east, north].join(',')].join('|'));
      else drop(`projection not supported: ${/proj=(\w+)/.exec(definition)?.[1]}`);
    }
  }
  const kept = new Set(rows.map((row) => row.slice(0, row.indexOf('|'))));
  const names = new Map(rows.map((row) => [row.split('|')[1], row.slice(0, row.indexOf('|'))]));
  const horizontal = all.flatMap((entry) => {
    const code = horizontalCode(entry, names);
    return code !== undefined && kept.has(code) ? [`${entry.code}|${code}`] : [];
  });
  const head = { source: `epsg-index ${version}`, columns: 'code|name|definition|west,south,east,north' };
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  return {
    text: `${JSON.stringify(head).slice(0, -1)},"horizontal":${JSON.stringify(horizontal)},"rows":[\n${lines}\n]}\n`,
    kept: rows.length,
    dropped,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text, kept, dropped } = makeCrsTable();
  writeFileSync(new URL('../resources/crs/epsg.json', import.meta.url), text);
  console.log(`${kept} systems, ${Buffer.byteLength(text)} bytes; left out:`, Object.fromEntries(dropped));
}
