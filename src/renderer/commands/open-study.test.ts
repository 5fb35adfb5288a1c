import { describe, expect, it, vi } from 'vitest';
import { windowOnBench as bench } from '../../../test/builders/window-study.ts';
import { asId, type LayerId } from '../../shared/lib/id.ts';
import type { Study } from '../../shared/project/study-types.ts';
import { activeEvaluation, createAppStore } from '../state/app-state.ts';
import { isUnsaved, undoable } from '../state/document.ts';
import type { CommandContext } from './context.ts';
import { createCommands } from './index.ts';
import { showStudy } from './open-study.ts';
import { weightCommands } from './set-weight.ts';

const cacheSize = async ({ cache }: CommandContext) => (await cache.status()).entries;

function without({ layers, ...study }: Study, id: string): Study {
  return { ...study, layers: layers.filter((layer) => layer.id !== id) };
}

describe('a study opened once more', () => {
  it('is ranked from what an earlier session kept, without measuring, and gives the same', async () => {
    const { context, study, files } = bench();
    context.store.setState({ cardDraws: true });
    expect(await showStudy(context, study, files, null)).toBe(true);
    const first = activeEvaluation(context.store.getState());
    await vi.waitFor(() => expect(cacheSize(context)).resolves.toBeGreaterThan(5));

    const asked: string[] = [];
    const compute: CommandContext['compute'] = {
      ...context.compute,
      run: (name, input, options) => {
        asked.push(name);
        return context.compute.run(name, input, options);
      },
    };
    const again = { ...context, compute, store: createAppStore({ language: 'en', colorScheme: 'light' }) };
    again.store.setState({ cardDraws: true });
    expect(await showStudy(again, study, files, null)).toBe(true);
    expect(asked).toContain('readLayers');
    expect(asked).not.toContain('measureRows');
    expect(activeEvaluation(again.store.getState())?.scores).toEqual(first?.scores);
    // The plots are not cut into triangles again either, and the picture is the same.
    const polygonLayers = study.layers.filter(({ role }) => ['plots', 'constraint', 'zoning'].includes(role));
    expect(asked.filter((name) => name === 'triangulate')).toHaveLength(polygonLayers.length - 1);
    expect(again.store.getState().open?.picture).toEqual(context.store.getState().open?.picture);
  });

  it('is not cut into triangles where no graphics card draws', async () => {
    const { context, study, files } = bench();
    expect(await showStudy(context, study, files, null)).toBe(true);
    const layers = [...(context.store.getState().open?.picture?.layers.values() ?? [])];
    expect(layers.length).toBeGreaterThan(5);
    expect(layers.every(({ triangles }) => triangles === null)).toBe(true);
  });
});

describe('a layer added to the open study', () => {
  it('keeps weights, selection and picture; cancelled, it leaves everything as it was', {
    timeout: 30_000,
  }, async () => {
    const { context, study, files } = bench();
    const { store } = context;
    const added = study.layers.find(({ role }) => role !== 'plots' && role !== 'constraint')?.id ?? '';
    expect(await showStudy(context, without(study, added), files, null)).toBe(true);
    const criterion = [...(activeEvaluation(store.getState())?.shares.keys() ?? [])][0];
    const profile = store.getState().profile ?? asId<'profile'>('none');
    weightCommands(context).setWeight(criterion, 61);
    store.setState({ selection: { rows: [17, 4], primary: 4 }, side: 'plot' });
    const before = store.getState();

    const cancelled = showStudy(context, study, files, before.open);
    const stop = store.subscribe(({ open, task }) => {
      if (open !== before.open && task?.stage === 'measuring') task.cancel();
    });
    expect(await cancelled).toBe(false);
    stop();
    expect(store.getState()).toEqual({ ...before, stopped: true });

    const pictures: unknown[] = [];
    const watch = store.subscribe(({ open }) => pictures.push(open?.picture));
    expect(await showStudy(context, study, files, before.open)).toBe(true);
    watch();
    expect(pictures, 'the plots stay drawn throughout').not.toContain(null);
    const after = store.getState();
    expect(after).toMatchObject({ selection: before.selection, side: 'plot', profile });
    expect(after.open?.loaded.layers).toHaveLength(study.layers.length);
    expect(after.open?.weights).toEqual(before.open?.weights);

    // The criterion keeps its weight against the others, though a newly assessed one may take its share of the whole.
    const [was, is] = [before, after].map(({ open }) => open?.evaluations.get(profile)?.shares ?? new Map());
    for (const [id, share] of was) {
      expect(is.get(id) / is.get(criterion), id).toBeCloseTo(share / was.get(criterion), 9);
    }
    expect(was.get(criterion)).toBeCloseTo(61, 9);
  });
});

describe('undo and redo', () => {
  it('take layers away and bring them back, without reading or measuring again', { timeout: 60_000 }, async () => {
    const { context, study, files } = bench();
    const asked: string[] = [];
    const compute: CommandContext['compute'] = {
      ...context.compute,
      run: (name, input, options) => {
        asked.push(name);
        return context.compute.run(name, input, options);
      },
    };
    const watched = { ...context, compute };
    const commands = createCommands(watched);
    const { store } = context;
    const removed = study.layers.find(({ role }) => role !== 'plots' && role !== 'constraint')?.id as LayerId;
    expect(await showStudy(watched, study, files, null)).toBe(true);
    const before = store.getState();
    const scores = () => activeEvaluation(store.getState())?.scores;
    const first = scores();
    expect(isUnsaved(before)).toBe(false);

    expect(await commands.removeLayer(removed)).toBe(true);
    expect(store.getState().open?.loaded.layers.some(({ definition }) => definition.id === removed)).toBe(false);
    expect(undoable(store.getState())).toEqual({ code: 'remove-layer', about: removed });
    expect(isUnsaved(store.getState())).toBe(true);
    const without = scores();

    asked.length = 0;
    expect(await commands.undo()).toBe(true);
    expect(asked).not.toContain('readLayers');
    expect(asked).not.toContain('measureRows');
    expect(scores()).toEqual(first);
    expect(store.getState().open?.views).toEqual(before.open?.views);
    expect(store.getState().history?.present.root).toEqual(before.history?.present.root);
    expect(isUnsaved(store.getState())).toBe(false);

    expect(await commands.redo()).toBe(true);
    expect(asked).not.toContain('measureRows');
    expect(scores()).toEqual(without);
  });

  it('go through weights, uses, eyes and order in turn, exactly', { timeout: 60_000 }, async () => {
    const { context, study, files } = bench();
    const commands = createCommands(context);
    const { store } = context;
    const profiles = (['industry', 'housing'] as const).map((id) => ({ kind: 'builtin', id }) as const);
    expect(await showStudy(context, { ...study, profiles }, files, null)).toBe(true);
    const shown = () => {
      const { open, profile, history } = store.getState();
      const evaluation = activeEvaluation(store.getState());
      return structuredClone({
        profile,
        views: open?.views,
        weights: open?.weights,
        root: history?.present.root,
        shares: evaluation?.shares,
        scores: evaluation?.scores.score,
        order: evaluation?.scores.order,
      });
    };
    const criteria = [...(activeEvaluation(store.getState())?.shares.keys() ?? [])];
    const [top, next] = store.getState().open?.views ?? [];
    const acts: readonly (() => unknown)[] = [
      () => commands.setWeight(criteria[0], 61),
      () => commands.stepWeight(criteria[1], 5),
      () => commands.setLayerVisible(top.id, !top.visible),
      () => commands.moveLayer(top.id, null),
      () => commands.chooseProfile(asId<'profile'>('housing')),
      () => commands.moveLayer(next.id, null),
      () => commands.renameProject('Another name'),
      () => commands.chooseProfile(asId<'profile'>('industry')),
      () => commands.resetWeights(),
    ];
    const states = [shown()];
    for (const act of acts) {
      await act();
      commands.finishWeight();
      states.push(shown());
    }
    expect(new Set(states.map((state) => JSON.stringify(state.root))).size, 'every act does something').toBe(
      states.length,
    );
    for (const state of states.slice(0, -1).reverse()) {
      expect(await commands.undo()).toBe(true);
      expect(shown()).toEqual(state);
    }
    expect(await commands.undo()).toBe(false);
    for (const state of states.slice(1)) {
      expect(await commands.redo()).toBe(true);
      expect(shown()).toEqual(state);
    }
    expect(await commands.redo()).toBe(false);
  });
});
