import type { JobContext, JobHost, JobReply, JobRequest } from './compute.ts';
import { jobs } from './registry.ts';

/** The worker's end of the line. */
export interface ServingPort {
  post(reply: JobReply): void;
  onMessage(listener: (request: JobRequest) => void): void;
}

type AnyJob = (input: unknown, context: JobContext) => unknown;
const table: ReadonlyMap<string, AnyJob> = new Map(Object.entries(jobs) as unknown as [string, AnyJob][]);

/** Answers job requests in a worker: looks the name up in the registry, reports progress, posts the output. */
export function serveJobs(port: ServingPort, host: JobHost): void {
  const context: JobContext = {
    progress: (done, total) => port.post({ type: 'progress', done, total }),
    ...host,
  };
  port.onMessage(async ({ name, input }) => {
    try {
      const job = table.get(name);
      if (!job) throw new Error(`no job of this name`);
      port.post({ type: 'done', output: await job(input, context) });
    } catch (error) {
      port.post({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
