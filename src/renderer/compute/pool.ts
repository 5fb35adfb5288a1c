import type { Compute, JobReply } from '../../shared/jobs/compute.ts';
import { createPool, type WorkerPort } from '../../shared/jobs/pool.ts';
import { type LifeSign, watchLife } from './life-sign.ts';

/** The window's compute workers: one fewer than the machine has cores, two at least, eight at most. */
export function createWebPool(): Compute {
  const size = Math.min(8, Math.max(2, navigator.hardwareConcurrency - 1));
  const spawn = (): WorkerPort => {
    const name = crypto.randomUUID();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
    const watch = new AbortController();
    let onEnd = () => {};
    let onReply = (_reply: JobReply) => {};
    worker.onmessage = ({ data }: MessageEvent<JobReply | LifeSign>) => {
      if (data.type === 'alive') watchLife(name, watch.signal, () => onEnd());
      else onReply(data);
    };
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => {
        onReply = listener;
      },
      onError: (listener) => {
        worker.onerror = (event) => listener(event.message);
        worker.onmessageerror = () => listener('a message could not be read');
        onEnd = () => listener('its worker ended');
      },
      terminate: () => {
        watch.abort();
        worker.terminate();
      },
    };
  };
  return createPool(size, spawn, { warm: true, sparing: true });
}
