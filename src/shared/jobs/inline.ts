import type { Compute, JobContext, JobHost } from './compute.ts';
import { jobs } from './registry.ts';

/**
 * Runs jobs on the calling thread, for tests and for work too small for a worker. Inputs and outputs are
 * still cloned, so that what cannot cross to a worker fails here too.
 */
export function inlineCompute(open: JobHost['open'], startGdal?: JobHost['startGdal']): Compute {
  const table = jobs as unknown as Readonly<Record<string, (input: unknown, context: JobContext) => unknown>>;
  return {
    size: 1,
    run: async (name, input, options = {}) => {
      options.signal?.throwIfAborted();
      const context: JobContext = { progress: (done, total) => options.onProgress?.(done, total), open, startGdal };
      const output = await table[name](structuredClone(input), context);
      options.signal?.throwIfAborted();
      return structuredClone(output) as never;
    },
    close: () => {},
  };
}
