import { NumberList } from '../arrange/growing.ts';

/**
 * What can be wrong with a polygon, a line or a point. The number of a problem is its bit in a row's flags.
 * not-finite: a coordinate that is no number. zero-area: a ring without area; zero-length: a line in one place. duplicate: a vertex repeated in a row.
 * spike: out and back along the same line. self-crossing, overlap: edges cross, or run along each other. self-touch: a ring
 * meets itself in a point. ring-crossing: two rings of the polygon cross. hole-outside: a hole outside its outer ring.
 * nested-holes, nested-parts: a hole in a hole, a part inside another. disconnected: rings touch so that they cut the inside in two.
 * winding: an outer ring clockwise or a hole counter-clockwise. outlier: one vertex far away from all others.
 * unchecked: so many crossings that the check was given up.
 */
export const geometryProblems = [
  'not-finite',
  'zero-area',
  'zero-length',
  'duplicate',
  'spike',
  'self-crossing',
  'overlap',
  'self-touch',
  'ring-crossing',
  'hole-outside',
  'nested-holes',
  'nested-parts',
  'disconnected',
  'winding',
  'outlier',
  'unchecked',
] as const;
export type GeometryProblem = (typeof geometryProblems)[number];

/** Number of a problem. */
const problemNumber = (problem: GeometryProblem): number => geometryProblems.indexOf(problem);

/** Things that OGC 06-103r4 (6.1.11) allows but a person should know. */
const harmless: ReadonlySet<GeometryProblem> = new Set(['duplicate', 'winding', 'outlier']);

/** Bits of the problems that make a polygon invalid. */
export const invalidBits = geometryProblems.reduce(
  (bits, problem, number) => (harmless.has(problem) ? bits : bits | (1 << number)),
  0,
);

/** What was found in rows [from, to) of a layer. */
export interface Findings {
  readonly from: number;
  /** One number a row, from `from` on: bit p for `geometryProblems[p]`. */
  readonly flags: Uint32Array;
  /** Finding f: row, number of the problem and the first place it was seen, each problem once a row, in order of rows. */
  readonly rows: Uint32Array;
  readonly problems: Uint8Array;
  readonly places: Float64Array;
}

/** Notes problems of one row after another, each once a row. */
export class FindingLog {
  private readonly flags: Uint32Array;
  private readonly found = new NumberList();
  private readonly places = new NumberList();
  /** The row that is checked. */
  row = 0;

  constructor(
    private readonly from: number,
    to: number,
  ) {
    this.flags = new Uint32Array(to - from);
  }

  report(problem: GeometryProblem, x: number, y: number): void {
    if (this.has(problem)) return;
    const number = problemNumber(problem);
    this.flags[this.row - this.from] |= 1 << number;
    this.found.push(this.row);
    this.found.push(number);
    this.places.push(x);
    this.places.push(y);
  }

  has(problem: GeometryProblem): boolean {
    return (this.flags[this.row - this.from] & (1 << problemNumber(problem))) !== 0;
  }

  findings(): Findings {
    const pairs = this.found.view();
    const count = pairs.length / 2;
    return {
      from: this.from,
      flags: this.flags,
      rows: Uint32Array.from({ length: count }, (_, i) => pairs[2 * i]),
      problems: Uint8Array.from({ length: count }, (_, i) => pairs[2 * i + 1]),
      places: this.places.view().slice(),
    };
  }
}
