import { measureNearest } from '../../src/shared/geometry/nearest.ts';
import { buildNearestIndex } from '../../src/shared/geometry/nearest-index.ts';
import { pointInPolygon } from '../../src/shared/geometry/point-in-polygon.ts';
import { polygonsOf, type Ring } from '../builders/geometry-columns.ts';
import { columnsOf, membersOf, plainShape, type Shape } from '../builders/wkt.ts';
import type { Feature } from '../property/overlay-scene.ts';
import { areaTolerance, featureOf, green, notApplicable, pairAreas, type Verdict, wrong } from './jts-areas.ts';
import type { JtsTest } from './jts-xml.ts';

/** Distances that our kernel can tell: from a polygon, or from points as plots without size, to anything; null for others. */
function distances(a: Shape, b: Shape): readonly number[] | null {
  const found = [distanceFrom(a, b), distanceFrom(b, a)].filter((distance) => distance !== null);
  return found.length > 0 ? found : null;
}

function distanceFrom(from: Shape, to: Shape): number | null {
  const plot = plainShape(from);
  if (!plot || plot.kind === 'lines') return null;
  const index = buildNearestIndex(
    membersOf(to).flatMap((member) => {
      const plain = plainShape(member);
      return plain ? [{ geometry: columnsOf(plain), mask: null }] : [];
    }),
  );
  if (plot.kind === 'polygons') {
    const out = new Float64Array(1);
    measureNearest(polygonsOf([plot.parts]), index, 0, 1, out, { from: 'edge' });
    return out[0];
  }
  const count = plot.points.length;
  const out = new Float64Array(count);
  const centroids = Float64Array.from(plot.points.flat());
  const nowhere = polygonsOf(plot.points.map(() => []));
  measureNearest(nowhere, index, 0, count, out, { from: 'centroid', centroids });
  return count === 0 ? Number.NaN : Math.min(...out);
}

export function checkDistance(a: Shape, b: Shape, test: JtsTest): Verdict {
  const found = distances(a, b);
  if (!found) return notApplicable('distance between lines or mixed collections: a plot is a polygon or a point here');
  const wanted = Number(test.expected);
  return found.every((distance) => Math.abs(distance - wanted) <= 1e-12 * Math.max(1, wanted))
    ? green
    : wrong(`${found.join(', ')} instead of ${wanted}`);
}

export const relations: ReadonlySet<string> = new Set([
  'relate',
  'intersects',
  'disjoint',
  'contains',
  'within',
  'covers',
  'coveredby',
  'overlaps',
  'equalstopo',
  'touches',
  'crosses',
]);

/** Relations as far as distance, areas and points inside decide them. */
export function checkRelation(a: Shape, b: Shape, test: JtsTest): Verdict {
  const wanted = test.expected === 'true';
  if (test.operation === 'intersects' || test.operation === 'disjoint') {
    const found = distances(a, b);
    if (!found) return notApplicable('relation of lines: no such operation here');
    const met = found.map((distance) => (distance === 0) === (test.operation === 'intersects'));
    return met.every((one) => one === wanted) ? green : wrong(`distance ${found.join(', ')}`);
  }
  const [left, right] = [featureOf(a), featureOf(b)];
  const points = plainShape(a);
  if (points?.kind === 'points' && right && test.operation === 'relate')
    return checkPointsInside(points.points, right, test);
  if (!left || !right)
    return notApplicable('relation of points or lines beyond distance and inside: no such operation here');
  return checkAreaRelation(left, right, test, distances(a, b)?.[0] === 0);
}

function checkAreaRelation(a: Feature, b: Feature, test: JtsTest, meet: boolean): Verdict {
  const pair = pairAreas(a, b);
  const some = (area: number) => area > areaTolerance * pair.around;
  const [inner, onlyA, onlyB] = [pair.shared[0], pair.a - pair.shared[0], pair.b - pair.shared[1]].map(some);
  const facts: ReadonlyMap<string, boolean> = new Map([
    ['contains', inner && !onlyB],
    ['covers', inner && !onlyB],
    ['within', inner && !onlyA],
    ['coveredby', inner && !onlyA],
    ['overlaps', inner && onlyA && onlyB],
    ['equalstopo', inner && !onlyA && !onlyB],
    ['touches', meet && !inner],
    ['crosses', false],
  ]);
  const told = `inner ${inner}, only A ${onlyA}, only B ${onlyB}`;
  if (test.operation !== 'relate') {
    return facts.get(test.operation) === (test.expected === 'true') ? green : wrong(told);
  }
  // Of the nine-intersection matrix areas decide interior-interior, interior-exterior and exterior-interior.
  const pattern = test.parameters[2];
  const asTold = [inner, onlyA, onlyB].map((one) => (one ? '2' : 'F')).join('');
  const wanted = pattern[0] + pattern[2] + pattern[6];
  return (asTold === wanted) === (test.expected === 'true') ? green : wrong(`${told} for ${pattern}`);
}

/** Points on the boundary may come out either way, so a pattern that has some decides less. */
function checkPointsInside(points: Ring, polygon: Feature, test: JtsTest): Verdict {
  const columns = polygonsOf([polygon]);
  const held = points.map(([x, y]) => pointInPolygon(columns, 0, x, y));
  const [inside, boundary, outside] = [...test.parameters[2]].map((dimension) => dimension !== 'F');
  const wrongInside = held.includes(true) ? !inside && !boundary : inside;
  const wrongOutside = held.includes(false) ? !outside && !boundary : outside;
  if (test.expected !== 'true') throw new Error('jts: a pattern that does not hold');
  return wrongInside || wrongOutside ? wrong(`inside: ${held.join()}`) : green;
}
