import { type Area, differenceOf, oddArea, offsetOf } from '../../src/shared/geometry/arrange/areas.ts';
import { Lattice } from '../../src/shared/geometry/arrange/lattice.ts';
import { measureCentroids } from '../../src/shared/geometry/centroid.ts';
import { areaOfRings } from '../../src/shared/geometry/shape/clip-ring.ts';
import { checkGeometry } from '../../src/shared/geometry/validity/check.ts';
import { invalidBits } from '../../src/shared/geometry/validity/problems.ts';
import { columnsOf, isEmpty, membersOf, plainShape, readShape, type Shape } from '../builders/wkt.ts';
import { type Feature, slabAreas } from '../property/overlay-scene.ts';
import {
  areaTolerance,
  around,
  expectedArea,
  featureOf,
  green,
  notApplicable,
  overlay,
  type PairAreas,
  pairAreas,
  type Verdict,
  wrong,
} from './jts-areas.ts';
import { type Gridding, onGrid } from './jts-grid.ts';
import { checkDistance, checkRelation, relations } from './jts-relations.ts';
import type { JtsTest } from './jts-xml.ts';

/** Carries one test out through our kernels. */
export function checkJts(test: JtsTest): Verdict {
  const absent = withoutKernel.get(test.operation);
  if (absent) return notApplicable(absent);
  const operands = test.parameters.slice(0, 2).map((name) => operandOf(test, name));
  switch (test.operation) {
    case 'getcentroid':
      return checkCentroid(operands[0], test);
    case 'isvalid':
      return checkValid(operands[0], test);
    case 'buffer':
      return checkBuffer(operands[0], test);
    case 'distance':
      return checkDistance(operands[0], operands[1], test);
    case 'unionarea':
      return checkUnaryUnion(operands[0], Number(test.expected), test.tolerance ?? 0);
    case 'overlayareatest':
      return checkAgainstSlabs(operands[0], operands[1]);
    case 'union':
      if (test.parameters[1] === '') return checkUnaryUnionShape(operands[0], test);
      break;
  }
  if (relations.has(test.operation)) return checkRelation(operands[0], operands[1], test);
  return checkOverlay(operands[0], operands[1], test);
}

const withoutKernel: ReadonlyMap<string, string> = new Map([
  ['buffermitredjoin', 'buffers with mitred corners: corners are round here'],
  ['getinteriorpoint', 'interior point: no such operation here'],
  ['unionlength', 'length of a union of lines: no such operation here'],
]);

function operandOf(test: JtsTest, name: string): Shape {
  const text = { A: test.a, B: test.b }[name];
  if (text === undefined) return { kind: 'collection', members: [] };
  // One text of the corpus has a bracket too many at its end, which JTS does not look at.
  const spare = (text.match(/\)/g)?.length ?? 0) - (text.match(/\(/g)?.length ?? 0);
  return readShape(spare === 1 ? text.trim().slice(0, -1) : text);
}

const overlayWays: ReadonlyMap<string, (pair: PairAreas) => readonly number[]> = new Map([
  ['intersection', ({ a, b, shared, union }) => [...shared, a + b - union]],
  ['union', ({ a, b, shared, union }) => [union, a + b - shared[0], a + b - shared[1]]],
  ['difference', ({ a, b, shared, union }) => [a - shared[0], a - shared[1], union - b]],
  ['symdifference', ({ a, b, shared, union }) => [a + b - 2 * shared[0], a + b - 2 * shared[1], 2 * union - a - b]],
]);

/** The area of the result, by every way our kernel can come to it. */
function checkOverlay(left: Shape, right: Shape, test: JtsTest): Verdict {
  const found = /^(intersection|union|difference|symdifference)(ng|sr)?$/.exec(test.operation);
  const waysOf = overlayWays.get(found?.[1] ?? '');
  if (!waysOf) throw new Error(`jts: unknown operation ${test.operation}`);
  let [a, b] = [featureOf(left), featureOf(right)];
  if (!a || !b) return notApplicable('overlay of points or lines: only areas are laid over each other here');
  if (test.expected === '') return checkAgainstSlabs(left, right);
  const scale = found?.[2] === 'sr' ? Number(test.parameters[2]) : test.scale;
  const gridding: Gridding = found?.[2] === 'sr' ? 'snap' : 'crossings';
  if (scale !== null) [a, b] = onGrid([a, b], scale, gridding);
  const pair = pairAreas(a, b);
  const wanted = expectedArea(test.expected);
  return verdictOf(waysOf(pair), wanted, areaTolerance * pair.around, pair.fallbacks);
}

function verdictOf(ways: readonly number[], wanted: number, tolerance: number, fallbacks: number): Verdict {
  if (fallbacks > 0) return wrong(`${fallbacks} fallbacks`);
  return ways.every((area) => Math.abs(area - wanted) <= tolerance)
    ? green
    : wrong(`${ways.join(', ')} instead of ${wanted}`);
}

/** Tests that ask only whether areas fit together: every way must give the area that slabs give. */
function checkAgainstSlabs(left: Shape, right: Shape): Verdict {
  const [a, b] = [featureOf(left), featureOf(right)];
  if (!a || !b) return notApplicable('overlay of points or lines: only areas are laid over each other here');
  const pair = pairAreas(a, b);
  const truth = slabAreas(a, [b]);
  const verdicts = [
    verdictOf([pair.a], truth.area, areaTolerance * pair.around, pair.fallbacks),
    verdictOf([...pair.shared, pair.a + pair.b - pair.union], truth.covered, areaTolerance * pair.around, 0),
  ];
  return verdicts.find(({ kind }) => kind !== 'green') ?? green;
}

function checkUnaryUnionShape(shape: Shape, test: JtsTest): Verdict {
  if (!membersOf(shape).some(({ kind }) => kind === 'polygons')) {
    return notApplicable('union of points or lines: only areas are laid over each other here');
  }
  return checkUnaryUnion(shape, expectedArea(test.expected), 0);
}

/** Every part a feature of its own, under a box around all. */
function checkUnaryUnion(shape: Shape, wanted: number, tolerance: number): Verdict {
  const parts = membersOf(shape).flatMap((member): Feature[] =>
    member.kind === 'polygons' ? member.parts.map((part) => [part]) : [],
  );
  const frame = overlay([around(parts)], parts);
  const rounding = Math.max(tolerance, areaTolerance * frame.area[0]);
  return verdictOf([frame.covered[0]], wanted, rounding, frame.fallbacks);
}

/** As JTS compares buffers: what only one of both covers is at most a thousandth of the area. */
function checkBuffer(shape: Shape, test: JtsTest): Verdict {
  const feature = featureOf(shape);
  if (!feature) return notApplicable('buffers of points and lines: only areas are grown here');
  const distance = Number(test.parameters[1]);
  const expected = featureOf(readShape(test.expected)) ?? [];
  const points = [...feature, ...expected].flat(2);
  const reach = Math.max(1, ...points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))));
  const lattice = new Lattice(0, 0, reach + Math.abs(distance));
  const areaFor = (one: Feature) => oddArea(lattice.onto(one.flat().map((ring) => ring.flat()))) as Area;
  const steps = distance * lattice.stepsPerUnit;
  // Eight chords a quarter circle, as JTS has.
  const ours = offsetOf(areaFor(feature), steps, 1.0001 * Math.abs(steps) * (1 - Math.cos(Math.PI / 32))) as Area;
  const theirs = areaFor(expected);
  const either = [differenceOf(ours, theirs), differenceOf(theirs, ours)].map((area) => areaOfRings(area as Area));
  const difference = either[0] + either[1];
  return difference <= 1e-3 * areaOfRings(theirs) ? green : wrong(`${difference} of ${areaOfRings(theirs)} differ`);
}

/** Whether anything makes it invalid. */
function checkValid(shape: Shape, test: JtsTest): Verdict {
  if (/^\s*linearring/i.test(test.a)) return notApplicable('a ring by itself: there is no such geometry here');
  const members = membersOf(shape).flatMap((member) => (member.kind === 'collection' ? [] : [member]));
  const flags = members.map((member) => checkGeometry(columnsOf(member), 0, 1).flags[0]);
  const valid = flags.every((bits) => (bits & invalidBits) === 0);
  return valid === (test.expected === 'true') ? green : wrong(`${valid}: ${flags.join()}`);
}

function checkCentroid(shape: Shape, test: JtsTest): Verdict {
  const plain = isEmpty(shape) && shape.kind === 'collection' ? null : plainShape(shape);
  if (!plain) return notApplicable('a collection of different kinds: a layer has one kind of geometry here');
  const out = new Float64Array(2);
  measureCentroids(columnsOf(plain), 0, 1, out);
  const wanted = readShape(test.expected);
  if (wanted.kind !== 'points') throw new Error('jts: a centroid that is no point');
  const [x, y] = wanted.points[0] ?? [Number.NaN, Number.NaN];
  const near = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(b));
  return near(out[0], x) && near(out[1], y) ? green : wrong(`${out.join(' ')} instead of ${x} ${y}`);
}
