import { type Issue, issue, type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { createDatumChange, type DatumChange } from './datum-shift.ts';
import { type ProjDefinition, parseProjString } from './proj-string.ts';
import { createProjector, type Projector } from './projector.ts';
import type { Crs } from './types.ts';

/**
 * Takes points from one CRS to another. Geographic coordinates are longitude, latitude in degrees; projected ones x, y in
 * the CRS's own unit. Holds functions: workers make their own from the two `Crs` values.
 */
export interface PointTransform {
  /** Both CRS describe the same coordinates: points pass untouched. */
  readonly identity: boolean;
  /** What happens between the datums; `same-within-metres` treats ETRS89, NAD83, WGS 84 and their like as one. */
  readonly datum: 'same' | 'same-within-metres' | 'parameters' | 'unknown';
  /** What a reader should be told: unknown or approximate datum shifts. */
  readonly issues: readonly Issue[];
  /** Steps per unit to which results are rounded: 1e6 projected, 1e11 geographic, 0 for drawing. */
  readonly stepsPerUnit: number;
  /** Writes the point to `out[at]`, `out[at + 1]`; NaN, NaN where the projection is not defined. Not rounded. */
  apply(x: number, y: number, out: Float64Array, at: number): void;
}

/**
 * The transformation between two CRS. Fails with `crs-unknown` when a side is unknown and with `crs-projection-unsupported`
 * when the projection library cannot do the method.
 */
export function createTransform(from: Crs, to: Crs): Outcome<PointTransform, Problem> {
  const source = definitionOf(from);
  if (!source.ok) return source;
  const target = definitionOf(to);
  if (!target.ok) return target;
  const stepsPerUnit = to.kind === 'projected' ? 1e6 : 1e11;
  if (sameCoordinates(source.value, target.value)) return success(identityTransform(stepsPerUnit));
  const leave = createProjector(source.value);
  if (!leave) return unsupported(from, source.value);
  const arrive = createProjector(target.value);
  if (!arrive) return unsupported(to, target.value);
  const relation = relateDatums(source.value, target.value);
  return success({
    identity: false,
    datum: relation.datum,
    issues:
      relation.datum === 'unknown'
        ? [issue('warning', 'crs-datum-shift-unknown', { from: from.name, to: to.name })]
        : [],
    stepsPerUnit,
    apply: chain(leave, relation.change, arrive),
  });
}

function chain(leave: Projector, change: DatumChange | null, arrive: Projector): PointTransform['apply'] {
  const pair = new Float64Array(2);
  if (change === null) {
    return (x, y, out, at) => {
      leave.toRadians(x, y, pair, 0);
      arrive.fromRadians(pair[0], pair[1], out, at);
    };
  }
  return (x, y, out, at) => {
    leave.toRadians(x, y, pair, 0);
    change.apply(pair, 0);
    arrive.fromRadians(pair[0], pair[1], out, at);
  };
}

const identityTransform = (stepsPerUnit: number): PointTransform => ({
  identity: true,
  datum: 'same',
  issues: [],
  stepsPerUnit,
  apply: (x, y, out, at) => {
    out[at] = x;
    out[at + 1] = y;
  },
});

/** The definition of a known CRS taken apart; `crs-unknown` otherwise. */
export function definitionOf(crs: Crs): Outcome<ProjDefinition, Problem> {
  if (crs.kind === 'unknown' || crs.definition === null) return failure(problem('crs-unknown', { name: crs.name }));
  return parseProjString(crs.definition);
}

const unsupported = (crs: Crs, definition: ProjDefinition): Outcome<never, Problem> =>
  failure(problem('crs-projection-unsupported', { name: crs.name || (crs.code ?? ''), method: definition.method }));

function sameShift(a: ProjDefinition, b: ProjDefinition): boolean {
  if (a.shift.kind === 'parameters' && b.shift.kind === 'parameters') {
    const other = b.shift.values;
    return sameEllipsoid(a, b) && a.shift.values.every((value, i) => value === other[i]);
  }
  return a.shift.kind === b.shift.kind && (a.shift.kind === 'none' || sameEllipsoid(a, b));
}

const sameEllipsoid = (a: ProjDefinition, b: ProjDefinition): boolean =>
  Math.abs(a.ellipsoid.a - b.ellipsoid.a) < 1e-3 && Math.abs(a.ellipsoid.es - b.ellipsoid.es) < 1e-9;

function relateDatums(
  from: ProjDefinition,
  to: ProjDefinition,
): { readonly datum: PointTransform['datum']; readonly change: DatumChange | null } {
  if (sameShift(from, to)) {
    return { datum: from.shift.kind === 'none' ? 'same-within-metres' : 'same', change: null };
  }
  if (from.shift.kind === 'unknown' || to.shift.kind === 'unknown') return { datum: 'unknown', change: null };
  // Web Mercator's sphere carries WGS 84 coordinates: the shift is to the ellipsoid, not to the sphere.
  const ground = (side: ProjDefinition) =>
    side.shift.kind === 'none' ? { a: 6378137, es: 0.0066943799901413165 } : side.ellipsoid;
  return { datum: 'parameters', change: createDatumChange(ground(from), from.shift, ground(to), to.shift) };
}

/** Whether two definitions give every place the same coordinates (datums within metres counting as the same). */
export function sameCoordinates(a: ProjDefinition, b: ProjDefinition): boolean {
  if (a.method !== b.method || !sameShift(a, b) || a.primeMeridian !== b.primeMeridian) return false;
  if (a.method === 'longlat') return true;
  // A difference of ellipsoid as small as GRS 80 to WGS 84 moves coordinates by 0.1 mm; Web Mercator differs by kilometres.
  if (Math.abs(a.ellipsoid.es - b.ellipsoid.es) > 1e-9 || a.ellipsoid.a !== b.ellipsoid.a) return false;
  if (a.metresPerUnit !== b.metresPerUnit || a.axisSigns.join() !== b.axisSigns.join()) return false;
  if ([...a.flags].sort().join() !== [...b.flags].sort().join()) return false;
  const keys = new Set([...a.parameters.keys(), ...b.parameters.keys()]);
  for (const key of keys) {
    const fallback = key === 'k' ? 1 : 0;
    if ((a.parameters.get(key) ?? fallback) !== (b.parameters.get(key) ?? fallback)) return false;
  }
  return true;
}

const webMercator: Crs = {
  kind: 'projected',
  code: 'EPSG:3857',
  name: 'WGS 84 / Pseudo-Mercator',
  source: 'none',
  definition: '+proj=merc +a=6378137 +b=6378137 +units=m +no_defs',
  metresPerUnit: 1,
  areaOfUse: [-180, -85.06, 180, 85.06],
};

/**
 * The transformation to Web Mercator world units for drawing only: 0..1, x to the right from 180 degrees west, y down from
 * 85.0511 degrees north. Latitudes beyond that lie outside 0..1; the poles have no place and give NaN.
 */
export function toMercatorUnit(crs: Crs): Outcome<PointTransform, Problem> {
  const mercator = createTransform(crs, webMercator);
  if (!mercator.ok) return mercator;
  const { apply } = mercator.value;
  const world = 2 * Math.PI * 6378137;
  return success({
    ...mercator.value,
    identity: false,
    stepsPerUnit: 0,
    apply(x, y, out, at) {
      apply(x, y, out, at);
      out[at] = 0.5 + out[at] / world;
      out[at + 1] = 0.5 - out[at + 1] / world;
    },
  });
}

/**
 * Transforms vertices `start` .. `end - 1` of `xy` into the same places of `out` (which may be `xy`). Projected results are
 * rounded to 1e-6 of a unit so that every runtime gives the same numbers. Returns how many vertices have no finite result;
 * those are NaN, NaN.
 */
export function transformColumns(
  xy: Float64Array,
  transform: PointTransform,
  start: number,
  end: number,
  out: Float64Array,
): number {
  let lost = 0;
  const steps = transform.stepsPerUnit;
  for (let at = start * 2; at < end * 2; at += 2) {
    if (transform.identity) {
      out[at] = xy[at];
      out[at + 1] = xy[at + 1];
    } else {
      transform.apply(xy[at], xy[at + 1], out, at);
      if (steps > 0) {
        out[at] = Math.round(out[at] * steps) / steps;
        out[at + 1] = Math.round(out[at + 1] * steps) / steps;
      }
    }
    if (!(Number.isFinite(out[at]) && Number.isFinite(out[at + 1]))) {
      out[at] = out[at + 1] = Number.NaN;
      lost++;
    }
  }
  return lost;
}
