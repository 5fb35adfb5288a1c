import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { ellipsoids, lengthUnits } from './earth.ts';
import { bareName, findMethod, findParameter } from './wkt-methods.ts';
import { authorityOf, childOf, nameOf, numberOf, type WktNode } from './wkt-tree.ts';

/** What a well-known text says, before anything is looked up. */
export interface WktCrs {
  readonly kind: 'geographic' | 'projected';
  readonly name: string;
  /** Name of the geographic system underneath (the system itself when geographic). */
  readonly geographicName: string;
  readonly datumName: string;
  /** EPSG digits stated for the whole system. */
  readonly authority: string | null;
  /** The plane part of a system with heights was taken. */
  readonly heightIgnored: boolean;
  /** The same as a PROJ string; fails with `crs-projection-unsupported` or `crs-definition-invalid`. */
  readonly definition: Outcome<string, Problem>;
}

const projectedKeywords = ['PROJCS', 'PROJCRS', 'PROJECTEDCRS'];
const geographicKeywords = ['GEOGCS', 'GEOGCRS', 'GEOGRAPHICCRS', 'GEODCRS', 'GEODETICCRS'];
const baseKeywords = [...geographicKeywords, 'BASEGEOGCRS', 'BASEGEODCRS'];
const wrappers = ['COMPD_CS', 'COMPOUNDCRS', 'BOUNDCRS', 'SOURCECRS', 'COORDINATEMETADATA'];
const degree = Math.PI / 180;

/** Reads a parsed text. Fails with `crs-kind-unsupported` for vertical, local, geocentric and derived systems. */
export function readWktCrs(root: WktNode): Outcome<WktCrs, Problem> {
  let node: WktNode | undefined = root;
  let heightIgnored = false;
  while (node && wrappers.includes(node.keyword)) {
    if (node.keyword === 'COMPD_CS' || node.keyword === 'COMPOUNDCRS') heightIgnored = true;
    node = childOf(node, ...projectedKeywords, ...geographicKeywords, ...wrappers);
  }
  if (!node) return failure(problem('crs-kind-unsupported', { kind: root.keyword, name: nameOf(root) }));
  const projected = projectedKeywords.includes(node.keyword);
  const cartesian =
    bareName(nameOf(childOf(node, 'CS')) || String(childOf(node, 'CS')?.values[0] ?? '')) === 'cartesian';
  if ((!projected && !geographicKeywords.includes(node.keyword)) || (!projected && cartesian)) {
    return failure(problem('crs-kind-unsupported', { kind: node.keyword, name: nameOf(node) }));
  }
  const geographic = projected ? childOf(node, ...baseKeywords) : node;
  if (!geographic) return failure(problem('crs-definition-invalid', { part: nameOf(node) }));
  const datum = childOf(geographic, 'DATUM', 'GEODETICDATUM', 'TRF', 'ENSEMBLE');
  const geodetic = geodeticWords(geographic, datum);
  return success({
    kind: projected ? 'projected' : 'geographic',
    name: nameOf(node),
    geographicName: nameOf(geographic),
    datumName: nameOf(datum),
    authority: authorityOf(node),
    heightIgnored,
    definition: projected
      ? projectedDefinition(node, geographic, geodetic)
      : geographicDefinition(geographic, geodetic),
  });
}

/** Radians per unit of the angles of a geographic system; degrees when it does not say. */
function angleUnit(node: WktNode | undefined): number {
  const axis = childOf(node, 'AXIS');
  const unit = childOf(node, 'UNIT', 'ANGLEUNIT') ?? childOf(axis, 'ANGLEUNIT', 'UNIT');
  const factor = numberOf(unit, 0);
  return factor > 0 ? factor : degree;
}

function geodeticWords(geographic: WktNode, datum: WktNode | undefined): string | null {
  const spheroid = childOf(datum, 'SPHEROID', 'ELLIPSOID');
  const a = numberOf(spheroid, 0) * (numberOf(childOf(spheroid, 'LENGTHUNIT', 'UNIT'), 0) || 1);
  const inverse = numberOf(spheroid, 1);
  if (!(a > 1e6 && a < 1e8) || !(inverse === 0 || inverse > 50)) return null;
  const words = [ellipsoidWords(a, inverse)];
  const shift = childOf(datum, 'TOWGS84')?.values.map(Number);
  if (shift && (shift.length === 3 || shift.length === 7) && shift.every(Number.isFinite)) {
    words.push(`+towgs84=${shift.join(',')}`);
  }
  const meridianNode = childOf(geographic, 'PRIMEM', 'PRIMEMERIDIAN');
  const own = numberOf(childOf(meridianNode, 'ANGLEUNIT', 'UNIT'), 0);
  const meridian = numberOf(meridianNode, 0) * ((own > 0 ? own : degree) / degree);
  if (Math.abs(meridian) > 1e-9) words.push(`+pm=${meridian}`);
  return words.join(' ');
}

function ellipsoidWords(a: number, inverse: number): string {
  if (inverse === 0) return `+a=${a} +b=${a}`;
  const f = 1 / inverse;
  const es = f * (2 - f);
  let best: string | null = null;
  let smallest = 1e-8;
  for (const [name, known] of ellipsoids) {
    const apart = Math.abs(known.es - es);
    if (Math.abs(known.a - a) < 0.01 && apart < smallest) {
      best = name;
      smallest = apart;
    }
  }
  return best === null ? `+a=${a} +rf=${inverse}` : `+ellps=${best}`;
}

function geographicDefinition(node: WktNode, geodetic: string | null): Outcome<string, Problem> {
  if (geodetic === null) return failure(problem('crs-definition-invalid', { part: nameOf(node) }));
  if (Math.abs(angleUnit(node) / degree - 1) > 1e-6) {
    const unit = nameOf(childOf(node, 'UNIT', 'ANGLEUNIT') ?? childOf(childOf(node, 'AXIS'), 'ANGLEUNIT', 'UNIT'));
    return failure(problem('crs-unit-unsupported', { unit, name: nameOf(node) }));
  }
  return success(`+proj=longlat ${geodetic} +no_defs`);
}

/** Metres per unit of the axes of a projected system. */
function axisUnit(node: WktNode): number {
  const unit = childOf(node, 'UNIT', 'LENGTHUNIT') ?? childOf(childOf(node, 'AXIS'), 'LENGTHUNIT', 'UNIT');
  const factor = numberOf(unit, 0);
  if (factor > 0) return factor;
  return /foot|feet/i.test(nameOf(unit)) ? Number.NaN : 1;
}

function unitWord(metres: number): string {
  for (const [name, factor] of lengthUnits) if (Math.abs(metres / factor - 1) < 1e-7) return `+units=${name}`;
  return `+to_meter=${metres}`;
}

function projectedDefinition(node: WktNode, geographic: WktNode, geodetic: string | null): Outcome<string, Problem> {
  const extension = node.children.find((child) => child.keyword === 'EXTENSION' && child.values[0] === 'PROJ4');
  if (extension && typeof extension.values[1] === 'string') return success(extension.values[1]);
  const conversion = childOf(node, 'CONVERSION') ?? node;
  const methodNode = childOf(conversion, 'PROJECTION', 'METHOD');
  const method = findMethod(nameOf(methodNode));
  if (!method)
    return failure(problem('crs-projection-unsupported', { name: nameOf(node), method: nameOf(methodNode) }));
  const metres = axisUnit(node);
  if (geodetic === null || !(metres > 0)) return failure(problem('crs-definition-invalid', { part: nameOf(node) }));
  if (method.proj === 'webmerc') return success('+proj=merc +a=6378137 +b=6378137 +units=m +no_defs');
  const read = readParameters(conversion, method, metres, angleUnit(geographic));
  if (!read.ok)
    return failure(
      problem('crs-projection-unsupported', { name: nameOf(node), method: `${nameOf(methodNode)}, ${read.reason}` }),
    );
  const flags = (method.flags ?? []).map((flag) => (flag.includes('=') ? `+${flag}` : `+${flag}`));
  const words = settle(method.proj, bareName(nameOf(methodNode)), read.value);
  return success(
    `+proj=${words.proj} ${words.text} ${flags.join(' ')} ${geodetic} ${unitWord(metres)} +no_defs`.replace(/ +/g, ' '),
  );
}

/** Parameters that only ESRI writes and that the method's name already implies. */
const implied = new Set(['auxiliaryspheretype', 'xscale', 'yscale', 'option', 'parameter1']);

function readParameters(
  conversion: WktNode,
  method: NonNullable<ReturnType<typeof findMethod>>,
  metres: number,
  angle: number,
): Outcome<Map<string, number>, string> {
  const parameters = new Map<string, number>();
  for (const child of conversion.children) {
    if (child.keyword !== 'PARAMETER' || implied.has(bareName(nameOf(child)))) continue;
    const meaning = findParameter(method, nameOf(child));
    const value = numberOf(child, 0);
    if (!meaning || !Number.isFinite(value)) return failure(nameOf(child));
    const own = numberOf(childOf(child, 'ANGLEUNIT', 'LENGTHUNIT', 'SCALEUNIT', 'UNIT'), 0);
    if (meaning.kind === 'angle') {
      const factor = own > 0 ? own : angle;
      parameters.set(meaning.proj, Math.abs(factor / degree - 1) < 1e-9 ? value : (value * factor) / degree);
    } else if (meaning.kind === 'length') parameters.set(meaning.proj, value * (own > 0 ? own : metres));
    else parameters.set(meaning.proj, value * (own > 0 ? own : 1));
  }
  return success(parameters);
}

/** Brings a method's parameters into the form that PROJ strings use for it. */
function settle(
  proj: string,
  methodName: string,
  parameters: Map<string, number>,
): { readonly proj: string; readonly text: string } {
  const move = (from: string, to: string) => {
    const value = parameters.get(from);
    if (value === undefined) return;
    parameters.delete(from);
    parameters.set(to, value);
  };
  let axis = '';
  if (proj === 'stere') {
    move('lat_1', 'lat_ts');
    const origin = parameters.get('lat_0');
    if (methodName.startsWith('polar') && origin !== undefined && Math.abs(origin) < 90) move('lat_0', 'lat_ts');
    const parallel = parameters.get('lat_ts');
    if (!parameters.has('lat_0') && methodName.startsWith('polar'))
      parameters.set('lat_0', (parallel ?? 1) < 0 ? -90 : 90);
  } else if (proj === 'merc' || proj === 'eqc' || proj === 'cea') move('lat_1', 'lat_ts');
  else if (proj === 'bonne') move('lat_ts', 'lat_1');
  else if (proj === 'lcc') {
    const origin = parameters.get('lat_0');
    if (!parameters.has('lat_1') && origin !== undefined) parameters.set('lat_1', origin);
  } else if (proj === 'tmerc' && (methodName.includes('south') || (parameters.get('k') ?? 1) < 0)) {
    axis = ' +axis=wsu';
    parameters.set('k', Math.abs(parameters.get('k') ?? 1));
    for (const key of ['x_0', 'y_0']) parameters.set(key, -(parameters.get(key) ?? 0));
  } else if (proj === 'omerc' && parameters.get('alpha') === 90 && (parameters.get('gamma') ?? 90) === 90) {
    move('lonc', 'lon_0');
    parameters.delete('alpha');
    parameters.delete('gamma');
    return { proj: 'somerc', text: words(parameters) };
  }
  return { proj, text: words(parameters) + axis };
}

function words(parameters: ReadonlyMap<string, number>): string {
  const text: string[] = [];
  for (const [key, value] of parameters) text.push(`+${key}=${Number(value.toPrecision(15))}`);
  return text.join(' ');
}
