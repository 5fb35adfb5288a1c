import type { Compute, JobReply, JobRequest, RunOptions } from './compute.ts';
import { JobError } from './compute.ts';

/** One worker as the pool sees it, the same for Web Workers and `worker_threads`. */
export interface WorkerPort {
  post(message: JobRequest): void;
  onMessage(listener: (reply: JobReply) => void): void;
  /** The worker died or could not read a message. */
  onError(listener: (message: string) => void): void;
  terminate(): void;
}

interface Task extends RunOptions {
  readonly request: JobRequest;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** A worker and the task it has in hand; a worker without a task is idle. */
interface Hand {
  readonly port: WorkerPort;
  task: Task | null;
  release: () => void;
}

/** Workers, and whether they are there before there is work. */
export interface PoolOptions {
  /** Starts all workers at once: loading them then overlaps with what the host does before the first job. */
  readonly warm?: boolean;
}

/**
 * Runs jobs on up to `size` workers, first come first served unless a job goes `first`. Inputs are cloned (shared memory is shared),
 * outputs come back the same way. Aborting a running job ends its worker and the next job gets a new one;
 * so does a worker that dies. Workers are started when first needed, unless `warm`, and kept.
 */
export function createPool(size: number, spawn: () => WorkerPort, { warm = false }: PoolOptions = {}): Compute {
  const hands = new Set<Hand>();
  const queue: Task[] = [];
  let closed = false;

  function dismiss(hand: Hand): void {
    hands.delete(hand);
    hand.port.terminate();
  }

  function hire(): Hand {
    const hand: Hand = { port: spawn(), task: null, release: () => {} };
    hand.port.onMessage((reply) => receive(hand, reply));
    hand.port.onError((message) => {
      const task = settle(hand);
      dismiss(hand);
      task?.reject(new JobError(`${task.request.name}: ${message}`));
      pump();
    });
    hands.add(hand);
    return hand;
  }

  function settle(hand: Hand): Task | null {
    const task = hand.task;
    hand.task = null;
    hand.release();
    hand.release = () => {};
    return task;
  }

  function receive(hand: Hand, reply: JobReply): void {
    if (reply.type === 'progress') {
      hand.task?.onProgress?.(reply.done, reply.total);
      return;
    }
    const task = settle(hand);
    if (reply.type === 'done') task?.resolve(reply.output);
    else task?.reject(new JobError(`${task.request.name}: ${reply.message}`));
    pump();
  }

  function start(hand: Hand, task: Task): void {
    hand.task = task;
    const { signal } = task;
    if (signal) {
      const abort = () => {
        settle(hand);
        dismiss(hand);
        task.reject(signal.reason);
        pump();
      };
      signal.addEventListener('abort', abort, { once: true });
      hand.release = () => signal.removeEventListener('abort', abort);
    }
    hand.port.post(task.request);
  }

  function pump(): void {
    while (queue.length > 0 && !closed) {
      const [next] = queue;
      // Before a worker is hired for it: cancelling a long queue must not start workers for nothing.
      if (next.signal?.aborted) {
        queue.shift();
        next.reject(next.signal.reason);
        continue;
      }
      const idle = [...hands].find((hand) => hand.task === null) ?? (hands.size < size ? hire() : null);
      if (!idle) return;
      queue.shift();
      start(idle, next);
    }
  }

  const run: Compute['run'] = (name, input, options = {}) =>
    new Promise((resolve, reject) => {
      if (closed) reject(new JobError(`${name}: the pool is closed`));
      const task: Task = {
        ...options,
        request: { name, input },
        resolve: resolve as (output: unknown) => void,
        reject,
      };
      if (options.first) queue.unshift(task);
      else queue.push(task);
      pump();
    });

  function close(): void {
    closed = true;
    for (const hand of [...hands]) {
      const task = settle(hand);
      dismiss(hand);
      task?.reject(new JobError(`${task.request.name}: the pool was closed`));
    }
    for (const task of queue.splice(0)) task.reject(new JobError(`${task.request.name}: the pool was closed`));
  }

  if (warm) while (hands.size < size) hire();
  return { size, run, close };
}
