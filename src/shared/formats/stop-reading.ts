import type { Problem } from '../lib/issue.ts';

/**
 * Ends a read from deep inside a parser: cancelled, or the host could not deliver the bytes.
 * Never leaves this room: `readFiles` turns it into a failed outcome.
 */
export class StopReading extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
