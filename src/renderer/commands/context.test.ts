import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import { createAppStore } from '../state/app-state.ts';
import { type CommandContext, notify, runPatiently, runTask } from './context.ts';

function contextOf(): CommandContext {
  return {
    store: createAppStore({ language: 'en', colorScheme: 'light' }),
    desktop: {} as DesktopApi,
    compute: {} as Compute,
    cache: memoryCache(),
    nextFrame: (callback) => callback(),
  };
}

describe('runTask', () => {
  it('shows progress while it runs and nothing after', async () => {
    const context = contextOf();
    const result = await runTask(context, 'reading', async ({ report }) => {
      report('measuring', 3, 10);
      expect(context.store.getState().task).toMatchObject({ stage: 'measuring', done: 3, total: 10 });
      return 42;
    });
    expect(result).toBe(42);
    expect(context.store.getState().task).toBeNull();
  });

  it('gives null and says nothing when cancelled', async () => {
    const context = contextOf();
    const task = runTask(context, 'reading', ({ signal }) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    context.store.getState().task?.cancel();
    expect(await task).toBeNull();
    expect(context.store.getState()).toMatchObject({ notices: [], task: null, stopped: true });
    await runTask(context, 'reading', async () => 1);
    expect(context.store.getState().stopped).toBe(false);
  });

  it('is cancelled by a newer task, whose progress it does not touch', async () => {
    const context = contextOf();
    let finishFirst = () => {};
    const first = runTask(context, 'reading', async ({ report }) => {
      await new Promise<void>((resolve) => {
        finishFirst = resolve;
      });
      report('reading', 9, 9);
      return 'first';
    });
    const second = runTask(context, 'measuring', async () => {
      finishFirst();
      expect(await first).toBeNull();
      expect(context.store.getState().task?.stage).toBe('measuring');
      return 'second';
    });
    expect(await second).toBe('second');
  });

  it('turns a bug into words', async () => {
    const context = contextOf();
    const failing = runTask(context, 'reading', async () => {
      throw new Error('off by one');
    });
    expect(await failing).toBeNull();
    const [notice] = context.store.getState().notices;
    expect(notice).toMatchObject({ tone: 'error', title: 'crashed' });
    expect(String(notice.issues[0].details.message)).toContain('off by one');
  });
});

/** Work that ends when it is told to, or is stopped. */
function heldWork(context: CommandContext, stage: 'reading' | 'measuring') {
  let finish = () => {};
  const done = runTask(context, stage, ({ signal }) => {
    return new Promise<string>((resolve, reject) => {
      finish = () => resolve(stage);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  return { done, finish: () => finish() };
}

describe('runPatiently', () => {
  it('costs no work under way, waits in turn, and says so meanwhile', async () => {
    const context = contextOf();
    const measuring = heldWork(context, 'measuring');
    const order: string[] = [];
    const [first, second] = ['first', 'second'].map((name) =>
      runPatiently(context, 'inspecting', async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
        return name;
      }),
    );
    expect(context.store.getState()).toMatchObject({
      task: { stage: 'measuring' },
      waiting: ['inspecting', 'inspecting'],
    });
    measuring.finish();
    expect(await measuring.done, 'was not cancelled').toBe('measuring');
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(context.store.getState()).toMatchObject({ task: null, waiting: [] });
  });

  it('begins anew when newer work took its place, and not when the person stopped it', async () => {
    const context = contextOf();
    let begun = 0;
    const looking = runPatiently(context, 'inspecting', ({ signal }) => {
      begun++;
      return new Promise<string>((resolve, reject) => {
        if (begun === 2) resolve('looked at');
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    await Promise.resolve();
    expect(context.store.getState().task?.stage).toBe('inspecting');
    const reading = heldWork(context, 'reading');
    await Promise.resolve();
    reading.finish();
    expect(await reading.done).toBe('reading');
    expect(await looking).toBe('looked at');

    begun = 2;
    const stopped = runPatiently(context, 'inspecting', ({ signal }) => {
      begun++;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await Promise.resolve();
    context.store.getState().task?.cancel();
    expect(await stopped).toBeNull();
    expect(begun).toBe(3);
  });
});

describe('notify', () => {
  it('keeps the latest few', () => {
    const context = contextOf();
    for (let n = 0; n < 9; n++) notify(context, 'info', 'saved', [], `file ${n}`);
    expect(context.store.getState().notices.map(({ about }) => about)).toEqual([
      'file 5',
      'file 6',
      'file 7',
      'file 8',
    ]);
  });
});
