import type { Compute, JobReply } from '../../shared/jobs/compute.ts';
import { createPool, type WorkerPort } from '../../shared/jobs/pool.ts';
import { watchWorker } from '../threads/watched-worker.ts';

/** The window's compute workers: one fewer than the machine has cores, two at least, eight at most. */
export function createWebPool(): Compute {
  const size = Math.min(8, Math.max(2, navigator.hardwareConcurrency - 1));
  const spawn = (): WorkerPort => {
    let onEnd = (_why: string) => {};
    let onReply = (_reply: JobReply) => {};
    const start = (name: string) => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
    const worker = watchWorker<JobReply>(start, { onReply: (reply) => onReply(reply), onEnd: (why) => onEnd(why) });
    return {
      ...worker,
      onMessage: (listener) => {
        onReply = listener;
      },
      onError: (listener) => {
        onEnd = listener;
      },
    };
  };
  return createPool(size, spawn, { warm: true, sparing: true });
}
