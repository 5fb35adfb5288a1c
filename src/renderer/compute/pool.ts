import type { Compute, JobReply } from '../../shared/jobs/compute.ts';
import { createPool, type WorkerPort } from '../../shared/jobs/pool.ts';

/** The window's compute workers: one fewer than the machine has cores, two at least, eight at most. */
export function createWebPool(): Compute {
  const size = Math.min(8, Math.max(2, navigator.hardwareConcurrency - 1));
  const spawn = (): WorkerPort => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => {
        worker.onmessage = ({ data }: MessageEvent<JobReply>) => listener(data);
      },
      onError: (listener) => {
        worker.onerror = (event) => listener(event.message);
        worker.onmessageerror = () => listener('a message could not be read');
      },
      terminate: () => worker.terminate(),
    };
  };
  return createPool(size, spawn, { warm: true, sparing: true });
}
