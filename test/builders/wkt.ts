import type { Geometry } from '../../src/shared/geometry/types.ts';
import { linesOf, type Position, pointsOf, polygonsOf, type Ring } from './geometry-columns.ts';

/** A geometry as other programs write it: rings without their repeated last vertex, empty members left out. */
export type Shape =
  | { readonly kind: 'points'; readonly points: Ring }
  | { readonly kind: 'lines'; readonly paths: readonly Ring[] }
  | { readonly kind: 'polygons'; readonly parts: readonly (readonly Ring[])[] }
  | { readonly kind: 'collection'; readonly members: readonly Shape[] };

/** Well-known text (OGC 06-103r4, clause 7) or well-known binary in hexadecimal digits (clause 8); throws on anything else. */
export function readShape(text: string): Shape {
  const trimmed = text.trim();
  return /^[0-9a-f]+$/i.test(trimmed) ? readWkb(trimmed) : readWkt(trimmed);
}

/** Text to a shape; third and fourth ordinates are dropped. Throws where the text is not well-formed. */
export function readWkt(text: string): Shape {
  const tokens = text.match(/[A-Za-z]+|[(),]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[^\s]/g) ?? [];
  const reader = new TokenReader(tokens);
  const shape = readTagged(reader);
  if (!reader.atEnd()) throw new Error(`wkt: ${reader.peek()} after the end`);
  return shape;
}

class TokenReader {
  private at = 0;
  constructor(private readonly tokens: readonly string[]) {}
  atEnd = (): boolean => this.at === this.tokens.length;
  peek = (): string => this.tokens[this.at] ?? '';
  take = (): string => this.tokens[this.at++] ?? '';

  expect(token: string): void {
    const found = this.take();
    if (found !== token) throw new Error(`wkt: ${token} expected, not ${found || 'the end'}`);
  }

  /** EMPTY as undefined. */
  takeIf(token: string): boolean {
    if (this.peek().toUpperCase() !== token) return false;
    this.at++;
    return true;
  }
}

/** `(item, item)`, or nothing for EMPTY. */
function listOf<T>(reader: TokenReader, item: () => T): T[] {
  if (reader.takeIf('EMPTY')) return [];
  reader.expect('(');
  const items = [item()];
  while (reader.takeIf(',')) items.push(item());
  reader.expect(')');
  return items;
}

function position(reader: TokenReader): Position {
  const numbers: number[] = [];
  while (!['', ',', ')'].includes(reader.peek())) {
    const token = reader.take();
    const value = /^nan$/i.test(token) ? Number.NaN : Number(token);
    if (Number.isNaN(value) && !/^nan$/i.test(token)) throw new Error(`wkt: ${token} is no number`);
    numbers.push(value);
  }
  if (numbers.length < 2 || numbers.length > 4) throw new Error(`wkt: a position of ${numbers.length} numbers`);
  return [numbers[0], numbers[1]];
}

function readTagged(reader: TokenReader): Shape {
  const tag = reader.take().toUpperCase();
  for (const dimension of ['Z', 'M', 'ZM']) reader.takeIf(dimension);
  const path = () => listOf(reader, () => position(reader));
  const rings = () => listOf(reader, () => openRing(path())).filter((ring) => ring.length > 0);
  const point = (): Ring => {
    if (reader.takeIf('EMPTY')) return [];
    if (reader.peek() !== '(') return [position(reader)];
    return path();
  };
  switch (tag) {
    case 'POINT':
      return { kind: 'points', points: path() };
    case 'MULTIPOINT':
      return { kind: 'points', points: listOf(reader, point).flat() };
    case 'LINESTRING':
    case 'LINEARRING':
      return { kind: 'lines', paths: [path()].filter((vertices) => vertices.length > 0) };
    case 'MULTILINESTRING':
      return { kind: 'lines', paths: listOf(reader, path).filter((vertices) => vertices.length > 0) };
    case 'POLYGON':
      return { kind: 'polygons', parts: [rings()].filter((part) => part.length > 0) };
    case 'MULTIPOLYGON':
      return { kind: 'polygons', parts: listOf(reader, rings).filter((part) => part.length > 0) };
    case 'GEOMETRYCOLLECTION':
      return { kind: 'collection', members: listOf(reader, () => readTagged(reader)) };
    default:
      throw new Error(`wkt: ${tag || 'nothing'} is no geometry`);
  }
}

/** Without the last vertex where it repeats the first. */
function openRing(ring: Ring): Ring {
  const last = ring.length - 1;
  return last > 0 && ring[0][0] === ring[last][0] && ring[0][1] === ring[last][1] ? ring.slice(0, last) : ring;
}

/** Hexadecimal well-known binary in either byte order, two dimensions. */
function readWkb(hex: string): Shape {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const shape = (): Shape => {
    const little = view.getUint8(at) === 1;
    const kind = view.getUint32(at + 1, little);
    at += 5;
    const count = () => {
      at += 4;
      return view.getUint32(at - 4, little);
    };
    const list = <T>(item: () => T): T[] => Array.from({ length: count() }, item);
    const vertex = (): Position => {
      at += 16;
      return [view.getFloat64(at - 16, little), view.getFloat64(at - 8, little)];
    };
    const rings = () => list(() => openRing(list(vertex)));
    const members = () => list(shape);
    switch (kind) {
      case 1:
        return { kind: 'points', points: [vertex()] };
      case 2:
        return { kind: 'lines', paths: [list(vertex)] };
      case 3:
        return { kind: 'polygons', parts: [rings()].filter((part) => part.length > 0) };
      case 4:
        return { kind: 'points', points: members().flatMap((one) => (one.kind === 'points' ? one.points : [])) };
      case 5:
        return { kind: 'lines', paths: members().flatMap((one) => (one.kind === 'lines' ? one.paths : [])) };
      case 6:
        return { kind: 'polygons', parts: members().flatMap((one) => (one.kind === 'polygons' ? one.parts : [])) };
      case 7:
        return { kind: 'collection', members: members() };
      default:
        throw new Error(`wkb: kind ${kind}`);
    }
  };
  const read = shape();
  if (at !== bytes.length) throw new Error(`wkb: ${bytes.length - at} bytes after the end`);
  return read;
}

/** The members of a collection at any depth; any other shape is its own only member. */
export function membersOf(shape: Shape): readonly Shape[] {
  return shape.kind === 'collection' ? shape.members.flatMap(membersOf) : [shape];
}

export function isEmpty(shape: Shape): boolean {
  switch (shape.kind) {
    case 'points':
      return shape.points.length === 0;
    case 'lines':
      return shape.paths.length === 0;
    case 'polygons':
      return shape.parts.length === 0;
    case 'collection':
      return shape.members.every(isEmpty);
  }
}

/**
 * The shape as one plain kind: itself, or a collection whose members that are not empty are of one kind, put together.
 * null where kinds are mixed.
 */
export function plainShape(shape: Shape): Exclude<Shape, { kind: 'collection' }> | null {
  if (shape.kind !== 'collection') return shape;
  const members = membersOf(shape).filter((member) => !isEmpty(member));
  if (new Set(members.map(({ kind }) => kind)).size !== 1) return null;
  switch (members[0].kind) {
    case 'points':
      return { kind: 'points', points: members.flatMap((member) => (member.kind === 'points' ? member.points : [])) };
    case 'lines':
      return { kind: 'lines', paths: members.flatMap((member) => (member.kind === 'lines' ? member.paths : [])) };
    case 'polygons':
      return { kind: 'polygons', parts: members.flatMap((member) => (member.kind === 'polygons' ? member.parts : [])) };
    default:
      return null;
  }
}

/** One feature in columns; an empty shape is a null geometry. */
export function columnsOf(shape: Exclude<Shape, { kind: 'collection' }>): Exclude<Geometry, { kind: 'none' }> {
  if (shape.kind === 'points') return pointsOf([shape.points]);
  return shape.kind === 'lines' ? linesOf([shape.paths]) : polygonsOf([shape.parts]);
}
