/** Times the stages of a command. */
export interface Stopwatch {
  /** Called when a stage has ended. */
  readonly stage: (name: string) => void;
  /** Milliseconds of every stage and in all, and the most memory the process held. */
  readonly timings: () => readonly (readonly [name: string, value: number])[];
}

/** A stopwatch that runs from now. */
export function stopwatch(): Stopwatch {
  const start = performance.now();
  let last = start;
  const stages: (readonly [string, number])[] = [];
  return {
    stage: (name) => {
      const now = performance.now();
      stages.push([`${name}_ms`, now - last]);
      last = now;
    },
    timings: () => [
      ...stages,
      ['total_ms', performance.now() - start],
      ['peak_rss_bytes', process.resourceUsage().maxRSS * 1024],
    ],
  };
}
