import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import { createAppStore } from '../state/app-state.ts';
import { type CommandContext, notify, runTask } from './context.ts';

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
