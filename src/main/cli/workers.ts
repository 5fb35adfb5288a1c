import { dirname, join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Compute, JobReply } from '../../shared/jobs/compute.ts';
import { inlineCompute } from '../../shared/jobs/inline.ts';
import { createPool, type WorkerPort } from '../../shared/jobs/pool.ts';
import { fileSource } from './files.ts';
import { gdalBeside } from './gdal.ts';

/**
 * A pool of `worker_threads`; with 0 workers the jobs run on the calling thread. `file` is the built worker; GDAL lies beside its
 * folder. A worker has the memory that Node gives it, unless `limits` says otherwise.
 */
export function nodeCompute(
  workers: number,
  file = join(__dirname, 'worker.cjs'),
  limits: ResourceLimits = {},
): Compute {
  return workers === 0
    ? inlineCompute(fileSource, gdalBeside(dirname(file)))
    : createPool(workers, () => spawnWorker(file, limits));
}

function spawnWorker(file: string, resourceLimits: ResourceLimits): WorkerPort {
  const worker = new Worker(file, { resourceLimits });
  let ended = false;
  return {
    post: (request) => worker.postMessage(request),
    onMessage: (listener) => worker.on('message', (reply: JobReply) => listener(reply)),
    onError: (listener) => {
      worker.on('error', (error) => listener(error.message));
      worker.on('messageerror', (error) => listener(error.message));
      worker.on('exit', (code) => {
        // Also with 0, as when something in it ended the process: no answer will come.
        if (!ended) listener(`its worker ended with exit code ${code}`);
      });
    },
    terminate: () => {
      ended = true;
      void worker.terminate();
    },
  };
}
