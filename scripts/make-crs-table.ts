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

/**
 * Seven-parameter shifts that the package carries over from EPSG's coordinate-frame transformations (methods 9607 and 1032)
 * without turning the signs of the rotations, without their unit (microradians, milliarcseconds), or from
 * Molodensky-Badekas transformations without their pivot: left is what stands there, right the position-vector form in
 * metres, arc seconds and parts per million, from the EPSG transformation named. Empty: no such form exists, or the frame
 * differs from WGS 84 by metres at most and is treated as the same.
 */
const mendedShifts = new Map([
  ['-117.808,-51.536,137.784,-0.303,-0.446,-0.234,-0.29', '-117.808,-51.536,137.784,0.303,0.446,0.234,-0.29'], // AGD66, EPSG:15979
  ['-44.183,-0.58,-38.489,-2.3867,-2.7072,3.5196,-8.2703', '-44.183,-0.58,-38.489,2.3867,2.7072,-3.5196,-8.2703'], // Albanian 1987, EPSG:7833
  [
    '565.4171,50.3319,465.5524,1.9342,-1.6677,9.1019,4.0725',
    '565.4171,50.3319,465.5524,-0.398957,0.343988,-1.877402,4.0725',
  ], // Amersfoort, EPSG:4830
  ['-103.088,162.481,-28.276,-0.167,-0.082,-0.168,-1.504', '-103.088,162.481,-28.276,0.167,0.082,0.168,-1.504'], // Azores Central 1995, EPSG:1981
  ['-208.719,129.685,52.092,0.195,0.014,-0.327,0.198', '-208.719,129.685,52.092,-0.195,-0.014,0.327,0.198'], // Azores Oriental 1995, EPSG:1971
  [
    '-106.8686,52.2978,-103.7239,-0.3366,0.457,-1.8422,-1.2747',
    '-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747',
  ], // BD72, EPSG:15928
  ['-292.295,248.758,429.447,-4.9971,-2.99,-6.6906,1.0289', '-292.295,248.758,429.447,4.9971,2.99,6.6906,1.0289'], // Bermuda 1957, EPSG:15969
  [
    '8.846,-4.394,-1.122,0.00237,0.146528,-0.130428,0.783926',
    '8.846,-4.394,-1.122,-0.00237,-0.146528,0.130428,0.783926',
  ], // CGRS93, EPSG:7720
  ['174.05,-25.49,112.57,0,0,-0.554,0.2263', '174.05,-25.49,112.57,0,0,0.554,0.2263'], // Chatham Islands 1979, EPSG:1081
  [
    '-0.16959,0.35312,0.51846,-0.03385,0.16325,-0.03446,0.03693',
    '-0.16959,0.35312,0.51846,0.03385,-0.16325,0.03446,0.03693',
  ], // CR05, EPSG:9751
  ['-93.799,-132.737,-219.073,1.844,-0.648,6.37,-0.169', '-93.799,-132.737,-219.073,-1.844,0.648,-6.37,-0.169'], // Camacupa 2015, EPSG:8827
  [
    '584.9636,107.7175,413.8067,-1.1155,-0.2824,3.1384,7.9922',
    '584.9636,107.7175,413.8067,1.1155,0.2824,-3.1384,7.9922',
  ], // DB_REF, EPSG:5826
  ['-239.749,88.181,30.488,-0.263,-0.082,-1.211,2.229', '-239.749,88.181,30.488,0.263,0.082,1.211,2.229'], // Datum 73, EPSG:1987
  ['-83.11,-97.38,-117.22,0.0276,-0.2167,0.2147,0.1218', '-83.11,-97.38,-117.22,0.005693,-0.044698,0.044285,0.1218'], // ED87, EPSG:3904
  ['0.055,-0.541,-0.185,-0.0183,0.0003,0.007,-0.014', '0.055,-0.541,-0.185,0.0183,-0.0003,-0.007,-0.014'], // Estonian Coordinate System of 1992, EPSG:1333
  ['-127.535,113.495,-12.7,1.603747,-0.153612,-5.364408,5.33745', ''], // Egypt 1907, EPSG:7697
  ['-179.483,-69.379,-27.584,7.862,-8.163,-6.042,-13.925', '-179.483,-69.379,-27.584,-7.862,8.163,6.042,-13.925'], // Grand Cayman National Grid 1959, EPSG:6136
  ['595.48,121.69,515.35,-4.115,2.9383,-0.853,-3.408', '595.48,121.69,515.35,4.115,-2.9383,0.853,-3.408'], // HD1909, EPSG:3817
  [
    '982.6087,552.753,-540.873,32.39344,-153.25684,-96.2266,16.805',
    '982.6087,552.753,-540.873,6.681627,-31.611492,-19.848161,16.805',
  ], // Helle 1954, EPSG:1957
  [
    '-162.619,-276.959,-161.764,-0.067753,2.243648,1.158828,-1.094246',
    '-162.619,-276.959,-161.764,0.067753,-2.243648,-1.158828,-1.094246',
  ], // Hong Kong 1980 Grid System, EPSG:1825
  ['-1.977,-13.06,-9.993,-0.364,-0.254,-0.689,-1.037', '-1.977,-13.06,-9.993,0.364,0.254,0.689,-1.037'], // ID74, EPSG:1833
  ['23.772,17.49,17.859,0.3132,1.85274,-1.67299,-5.4262', '23.772,17.49,17.859,-0.3132,-1.85274,1.67299,-5.4262'], // Israel 1993, EPSG:9676
  ['-33.722,153.789,94.959,8.581,4.478,-4.54,8.95', '-33.722,153.789,94.959,-8.581,-4.478,4.54,8.95'], // JAD69, EPSG:15926
  ['-96.062,-82.428,-121.753,-4.801,-0.345,1.376,1.496', '-96.062,-82.428,-121.753,4.801,0.345,-1.376,1.496'], // KKJ, EPSG:10098
  ['0,0,0,-8.393,0.749,-10.276,0', ''], // KSA-GRF17
  ['226.702,-193.337,-35.371,2.229,4.391,-9.238,0.9798', '226.702,-193.337,-35.371,-2.229,-4.391,9.238,0.9798'], // KUDAMS, EPSG:1062
  ['-102.283,-10.277,-257.396,-3.976,-0.002,-6.203,12.315', ''], // Katanga 1955, EPSG:4067
  ['-145.907,505.034,685.756,-1.162,2.347,1.592,6.342', ''], // Korean 1985, EPSG:5189
  ['-265.8867,76.9851,20.2667,0.33746,3.09264,-2.53861,0.4598', ''], // LUREF, EPSG:5483
  ['-270.933,115.599,-360.226,-5.266,-1.238,2.381,-5.109', ''], // La Canoa, EPSG:1095
  ['-288.885,-91.744,126.244,1.691,-0.41,0.211,-4.598', '-288.885,-91.744,126.244,-1.691,0.41,-0.211,-4.598'], // Lisbon (Lisbon), EPSG:1988
  ['631.392,-66.551,481.442,-1.09,4.445,4.487,-4.43', '631.392,-66.551,481.442,1.09,-4.445,-4.487,-4.43'], // Lisbon 1890 (Lisbon), EPSG:1990
  ['-202.865,-303.99,-155.873,-34.079,76.126,32.66,6.096', ''], // Macao 1920, EPSG:8438
  ['-0.991,1.9072,0.5129,-1.25033e-07,-4.6785e-08,-5.6529e-08,0', ''], // NAD83(CSRS)
  ['-127.62,-67.24,-47.04,3.068,-4.903,-1.578,-1.06', '-127.62,-67.24,-47.04,-3.068,4.903,1.578,-1.06'], // PRS92, EPSG:15708
  ['-210.502,-66.902,-48.476,-2.094,15.067,5.817,0.485', '-210.502,-66.902,-48.476,2.094,-15.067,-5.817,0.485'], // Porto Santo 1995, EPSG:1967
  ['25,-141,-78.5,0,-0.35,-0.736,0', '25,-141,-78.5,0,0.35,0.736,0'], // Pulkovo 1942, EPSG:5590
  ['2.329,-147.042,-92.08,0.309,-0.325,-0.497,5.69', '2.329,-147.042,-92.08,-0.309248,0.324822,0.497299,5.689063'], // Pulkovo 1942(58), EPSG:15994
  ['24.47,-130.89,-81.56,0,0,-0.13,-0.22', '24.47,-130.89,-81.56,0,0,0.13,-0.22'], // Pulkovo 1995, EPSG:5043
  ['414.1,41.3,603.1,0.855,-2.141,7.023,0', '414.1,41.3,603.1,-0.855,2.141,-7.023,0'], // RT90 7.5, EPSG:1895
  ['485.021,169.465,483.839,-7.786342,-4.397554,-4.102655,0', '485.021,169.465,483.839,7.786342,4.397554,4.102655,0'], // S-JTSK [JTSK03], EPSG:8367
  ['572.213,85.334,461.94,-4.9732,-1.529,-5.2484,3.5378', '572.213,85.334,461.94,4.9732,1.529,5.2484,3.5378'], // S-JTSK/05 (Ferro), EPSG:5226
  ['8.853,-52.644,180.304,0.393,2.323,-2.96,-24.081', '8.853,-52.644,180.304,-0.393,-2.323,2.96,-24.081'], // Sister Islands National Grid 1961, EPSG:6137
  [
    '-0.293,766.95,87.713,-0.195704,-1.695068,-3.473016,-0.039338',
    '-0.293,766.95,87.713,0.195704,1.695068,3.473016,-0.039338',
  ], // SLD99, EPSG:5236
  [
    '-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278',
    '-191.90441429,-39.30318279,-111.45032835,0.009288,-0.019755,0.004274,0.252906',
  ], // VN-2000, EPSG:6960
]);

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

/**
 * Systems whose definition in the package leads elsewhere than EPSG's: every kept row was compared with PROJ 9.5 at three
 * points of its area of use, and these were more than 1 m off (axes of Krovak and of two Cassini grids, a missing sphere).
 */
const wrongDefinitions = new Set(['2065', '5513', '8352', '8044', '8045', '9311']);

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
  const mended = mendedShifts.get(/towgs84=(\S+)/.exec(text)?.[1] ?? '');
  if (mended !== undefined) words.set('towgs84', mended);
  if (words.get('towgs84') === '') words.delete('towgs84');
  else if (!words.has('towgs84') && !web && !/GRS80|WGS84/.test(words.get('ellps') ?? '')) {
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
    if (entry.kind === 'CRS-GEOGCRS' && shift) sameDatumElsewhere.set(entry.name, mendedShifts.get(shift) ?? shift);
  }
  const rows: string[] = [];
  for (const entry of all.sort((one, other) => Number(one.code) - Number(other.code))) {
    if (entry.kind !== 'CRS-PROJCRS' && entry.kind !== 'CRS-GEOGCRS') continue;
    if (Number(entry.code) > 32767) drop('not an EPSG code');
    else if (wrongDefinitions.has(entry.code)) drop('definition is not EPSG’s');
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
