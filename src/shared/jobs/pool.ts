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
  /** Starts the first worker at once: loading it then overlaps with what the host does before the first job. */
  readonly warm?: boolean;
  /**
   * Starts further workers only for jobs that are not small. Each worker compiles the kernels for itself, which takes
   * longer than measuring some thousands of plots, and that time is missing where the window is drawn.
   */
  readonly sparing?: boolean;
}

/**
 * Runs jobs on up to `size` workers, first come first served unless a job goes `first`. Inputs are cloned (shared memory is shared),
 * outputs come back the same way. Aborting a running job ends its worker and the next job gets a new one;
 * so does a worker that dies. Workers are started when first needed, unless `warm`, and kept.
 */
export function createPool(
  size: number,
  spawn: () => WorkerPort,
  { warm = false, sparing = false }: PoolOptions = {},
): Compute {
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

  /** Takes what was cancelled out of the queue, before a worker is hired for it. */
  function dropAborted(): void {
    for (const task of queue.filter(({ signal }) => signal?.aborted)) {
      queue.splice(queue.indexOf(task), 1);
      task.reject(task.signal?.reason);
    }
  }

  /** The place in the queue of the first job that a worker may be hired for; -1 when there is none. */
  function worthHiring(): number {
    if (hands.size >= size) return -1;
    return sparing && hands.size > 0 ? queue.findIndex(({ small }) => !small) : 0;
  }

  function pump(): void {
    dropAborted();
    while (queue.length > 0 && !closed) {
      const idle = [...hands].find((hand) => hand.task === null);
      const at = idle ? 0 : worthHiring();
      if (at < 0) return;
      const [task] = queue.splice(at, 1);
      start(idle ?? hire(), task);
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

  function getReady(workers: number): void {
    while (!closed && hands.size < Math.min(workers, size)) hire();
  }

  if (warm) hire();
  return { size, run, getReady, close };
}
