import { describe, expect, it } from 'vitest';
import type { JobReply, JobRequest } from './compute.ts';
import { createPool, type WorkerPort } from './pool.ts';

/** A worker played by the test: it records what it is asked and answers when told to. */
function fakeWorkers() {
  const workers: { asked: JobRequest[]; ended: boolean; reply(reply: JobReply): void; die(message: string): void }[] =
    [];
  const spawn = (): WorkerPort => {
    let onReply: (reply: JobReply) => void = () => {};
    let onError: (message: string) => void = () => {};
    const worker = {
      asked: [] as JobRequest[],
      ended: false,
      reply: (reply: JobReply) => onReply(reply),
      die: (message: string) => onError(message),
    };
    workers.push(worker);
    return {
      post: (request) => worker.asked.push(request),
      onMessage: (listener) => {
        onReply = listener;
      },
      onError: (listener) => {
        onError = listener;
      },
      terminate: () => {
        worker.ended = true;
      },
    };
  };
  return { workers, spawn };
}

const geometry = { kind: 'none', count: 0 } as const;
const input = { geometry, crs: { kind: 'unknown' } as never };
const output = { xy: new Float64Array(0) };

describe('the worker pool', () => {
  it('starts workers only when needed, never more than its size, and queues the rest in order', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(2, spawn);
    expect(workers.length).toBe(0);
    const runs = [1, 2, 3].map(() => pool.run('mercator', input));
    expect(workers.length).toBe(2);
    workers[0].reply({ type: 'done', output });
    await runs[0];
    expect(workers[0].asked.length).toBe(2);
    workers[0].reply({ type: 'done', output });
    workers[1].reply({ type: 'done', output });
    await Promise.all(runs);
    expect(workers.map(({ ended }) => ended)).toEqual([false, false]);
  });

  it('has workers ready when asked to, no more than its size, and none twice', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(2, spawn, { warm: true, sparing: true });
    pool.getReady?.(2);
    pool.getReady?.(3);
    expect(workers.length).toBe(2);
    const runs = [1, 2].map(() => pool.run('mercator', input, { small: true }));
    expect(workers.map(({ asked }) => asked.length)).toEqual([1, 1]);
    for (const worker of workers) worker.reply({ type: 'done', output });
    await Promise.all(runs);
    pool.close();
    pool.getReady?.(2);
    expect(workers.length).toBe(2);
  });

  it('starts one worker at once where it is to be warm', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(2, spawn, { warm: true });
    expect(workers.length).toBe(1);
    const run = pool.run('mercator', input);
    workers[0].reply({ type: 'done', output });
    await run;
    expect(workers.length).toBe(1);
  });

  it('starts no further worker for small jobs, and one for a job behind them that is not', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(3, spawn, { sparing: true });
    const small = [1, 2, 3].map(() => pool.run('mercator', input, { small: true }));
    expect(workers.length).toBe(1);
    const large = pool.run('mercator', input);
    expect(workers.map(({ asked }) => asked.length)).toEqual([1, 1]);
    workers[1].reply({ type: 'done', output });
    await large;
    expect(workers[1].asked.length, 'a worker that is there takes small jobs too').toBe(2);
    workers[0].reply({ type: 'done', output });
    workers[1].reply({ type: 'done', output });
    workers[0].reply({ type: 'done', output });
    await Promise.all(small);
    expect(workers.length).toBe(2);
  });

  it('takes small jobs for any other where it is not sparing', () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(3, spawn);
    for (let job = 0; job < 3; job++) void pool.run('mercator', input, { small: true });
    expect(workers.length).toBe(3);
  });

  it('starts no worker for a queue that is cancelled with the running job', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    const controller = new AbortController();
    const runs = Array.from({ length: 20 }, () => pool.run('mercator', input, { signal: controller.signal }));
    controller.abort(new Error('stop'));
    for (const run of runs) await expect(run).rejects.toThrow('stop');
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
  });

  it('reports progress of the running job only', () => {
    const { workers, spawn } = fakeWorkers();
    const seen: number[] = [];
    void createPool(1, spawn).run('mercator', input, { onProgress: (done) => seen.push(done) });
    workers[0].reply({ type: 'progress', done: 3, total: 9 });
    workers[0].reply({ type: 'done', output });
    workers[0].reply({ type: 'progress', done: 4, total: 9 });
    expect(seen).toEqual([3]);
  });

  it('aborting a running job ends its worker, rejects with the reason and hires a new worker for the next job', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    const controller = new AbortController();
    const aborted = pool.run('mercator', input, { signal: controller.signal });
    const next = pool.run('mercator', input);
    controller.abort(new Error('stop'));
    await expect(aborted).rejects.toThrow('stop');
    expect(workers[0].ended).toBe(true);
    workers[1].reply({ type: 'done', output });
    await expect(next).resolves.toBe(output);
  });

  it('a job that goes first overtakes those that wait, not the running one', () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    void pool.run('mercator', input);
    void pool.run('mercator', input);
    void pool.run(
      'selectRows',
      { dataset: {} as never, fields: new Map(), where: ['has', 'a'] as never },
      { first: true },
    );
    expect(workers[0].asked.map(({ name }) => name)).toEqual(['mercator']);
    workers[0].reply({ type: 'done', output });
    workers[0].reply({ type: 'done', output });
    expect(workers[0].asked.map(({ name }) => name)).toEqual(['mercator', 'selectRows', 'mercator']);
  });

  it('a job aborted while queued never reaches a worker', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    const controller = new AbortController();
    const first = pool.run('mercator', input);
    const queued = pool.run('mercator', input, { signal: controller.signal });
    controller.abort(new Error('stop'));
    workers[0].reply({ type: 'done', output });
    await first;
    await expect(queued).rejects.toThrow('stop');
    expect(workers[0].asked.length).toBe(1);
  });

  it('a worker that dies fails its job in words and is replaced', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    const failed = pool.run('mercator', input);
    workers[0].die('out of memory');
    await expect(failed).rejects.toThrow('mercator: out of memory');
    const next = pool.run('mercator', input);
    expect(workers.length).toBe(2);
    workers[1].reply({ type: 'done', output });
    await next;
  });

  it('a job that throws rejects and keeps its worker', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    const failed = pool.run('mercator', input);
    workers[0].reply({ type: 'failed', message: 'bug' });
    await expect(failed).rejects.toThrow('mercator: bug');
    void pool.run('mercator', input);
    expect(workers.length).toBe(1);
  });

  it('closing rejects what runs and what waits', async () => {
    const { workers, spawn } = fakeWorkers();
    const pool = createPool(1, spawn);
    const runs = [pool.run('mercator', input), pool.run('mercator', input)];
    pool.close();
    for (const run of runs) await expect(run).rejects.toThrow('closed');
    await expect(pool.run('mercator', input)).rejects.toThrow('closed');
    expect(workers[0].ended).toBe(true);
  });
});
