import { describe, expect, it, vi } from 'vitest';
import { windowOnBench as bench } from '../../../test/builders/window-study.ts';
import { createAppStore } from '../state/app-state.ts';
import type { CommandContext } from './context.ts';
import { showStudy } from './open-study.ts';

// The study of the bench is small; what is tested is what large ones do.
vi.mock('../../shared/analysis/small.ts', async (original) => ({
  ...(await original<typeof import('../../shared/analysis/small.ts')>()),
  smallStudy: () => false,
}));

/** A window of its own on the same cache and workers; what it asks the workers, and how many layers its map gets one after the other. */
function watched(context: CommandContext) {
  const asked: string[] = [];
  const drawn: number[] = [];
  const store = createAppStore({ language: 'en', colorScheme: 'light' });
  store.subscribe(({ open }, before) => {
    if (open?.picture && open.picture !== before.open?.picture) drawn.push(open.picture.layers.size);
  });
  const compute: CommandContext['compute'] = {
    ...context.compute,
    run: (name, input, options) => {
      asked.push(name);
      return context.compute.run(name, input, options);
    },
  };
  return { asked, drawn, window: { ...context, compute, store } };
}

describe('the plots of a large study', () => {
  it('are drawn before other layers where nothing is to be measured, and not before the measuring where something is', async () => {
    const { context, study, files } = bench();
    const first = watched(context);
    expect(await showStudy(first.window, study, files, null)).toBe(true);
    const layers = first.window.store.getState().open?.picture?.layers.size ?? 0;
    expect(layers).toBeGreaterThan(5);
    expect(first.asked).toContain('measureRows');
    expect(first.asked).not.toContain('placePlots');
    expect(first.drawn).toEqual([layers]);
    await vi.waitFor(async () => expect((await context.cache.status()).entries).toBeGreaterThan(5));

    const again = watched(context);
    expect(await showStudy(again.window, study, files, null)).toBe(true);
    expect(again.asked).not.toContain('measureRows');
    expect(again.asked.indexOf('placePlots')).toBeLessThan(again.asked.indexOf('mercator'));
    expect(again.asked).toContain('placePlots');
    expect(again.drawn).toEqual([1, layers]);
    expect(again.window.store.getState().open?.picture).toEqual(first.window.store.getState().open?.picture);
  });

  it('are drawn behind the start screen while a known ranking is on its way, and go again when the opening is stopped', async () => {
    const { context, study, files } = bench();
    expect(await showStudy(context, study, files, null)).toBe(true);
    await vi.waitFor(async () => expect((await context.cache.status()).entries).toBeGreaterThan(5));

    const again = watched(context);
    const seen: string[] = [];
    again.window.store.subscribe(({ open, coming }, before) => {
      if (coming !== before.coming) seen.push(coming ? `coming ${coming.open.picture?.layers.size}` : 'came');
      if (open && !before.open) seen.push(`open ${open.picture?.layers.size}`);
    });
    expect(await showStudy(again.window, study, files, null)).toBe(true);
    expect(seen).toEqual(['coming 1', 'came', 'open 1']);

    const stopped = watched(context);
    const { store } = stopped.window;
    store.subscribe(({ coming, task }) => {
      if (coming) task?.cancel();
    });
    expect(await showStudy(stopped.window, study, files, null)).toBe(false);
    expect(store.getState()).toMatchObject({ open: null, coming: null, task: null });
  });
});
