import { describe, expect, it, vi } from 'vitest';
import { aDocument } from '../../../test/builders/documents.ts';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { aCriterion, aProfile, measuresOf, numberResult, plotsNamed } from '../../../test/builders/profiles.ts';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import { asId } from '../../shared/lib/id.ts';
import { startHistory } from '../../shared/project/history.ts';
import { activeEvaluation, createAppStore, type OpenStudy } from '../state/app-state.ts';
import type { CommandContext } from './context.ts';
import { evaluate } from './evaluate.ts';
import { weightCommands } from './set-weight.ts';

const curve = {
  kind: 'piecewise',
  points: [
    [0, 0],
    [100, 1],
  ],
} as const;
const near = asId<'criterion'>('near');
const flat = asId<'criterion'>('flat');

/** Two plots: the first good at one thing, the second at the other; `flush` draws a frame. */
function opened() {
  const profile = aProfile([
    aCriterion('near', { weight: 3, utility: curve }),
    aCriterion('flat', { weight: 1, utility: curve }),
  ]);
  const measures = measuresOf(profile, { near: numberResult([90, 10]), flat: numberResult([20, 80]) });
  const evaluation = evaluate(profile, measures, plotsNamed(['a', 'b']));
  const profiles = [profile.id, 'other'].map((id) => ({ id: asId<'profile'>(id), profile: null, weights: [] }));
  const document = aDocument({ profiles, use: null });
  const frames: (() => void)[] = [];
  const context: CommandContext = {
    store: createAppStore({ language: 'en', colorScheme: 'light' }),
    desktop: { setTitle: async () => {} } as unknown as DesktopApi,
    compute: {} as Compute,
    cache: memoryCache(),
    nextFrame: (callback) => frames.push(callback),
  };
  context.store.setState({
    open: {
      evaluations: new Map([[profile.id, evaluation]]),
      weights: new Map(),
      profiles: [],
    } as unknown as OpenStudy,
    history: startHistory(document),
    profile: profile.id,
  });
  const flush = () => {
    for (const frame of frames.splice(0)) frame();
  };
  return {
    context,
    frames,
    flush,
    commands: weightCommands(context),
    now: () => activeEvaluation(context.store.getState()),
  };
}

describe('weights', () => {
  it('re-rank when a weight is dragged, and only once a frame', () => {
    const { commands, flush, frames, now } = opened();
    expect([...(now()?.scores.order ?? [])]).toEqual([0, 1]);
    for (const percent of [60, 40, 10]) commands.setWeight(near, percent);
    expect(frames).toHaveLength(1);
    flush();
    expect([...(now()?.scores.order ?? [])]).toEqual([1, 0]);
    expect(now()?.scores.score[1]).toBeCloseTo(0.1 * 10 + 0.9 * 80, 9);
    expect(now()?.shares.get(flat)).toBeCloseTo(90, 9);
  });

  it('leave the views of the layers alone, so that neither list nor map is drawn anew for them', () => {
    const { commands, context, flush } = opened();
    const views = [{ id: asId<'layer'>('plots'), visible: true }];
    context.store.setState(({ open }) => ({ open: open && { ...open, views } }));
    commands.setWeight(near, 10);
    flush();
    expect(context.store.getState().open?.views).toBe(views);
  });

  it('count every key press, however many come between two frames', () => {
    const { commands, flush, frames, now } = opened();
    commands.setWeight(near, 20);
    for (let press = 0; press < 40; press++) commands.stepWeight(near, 1);
    expect(frames).toHaveLength(1);
    flush();
    expect(now()?.shares.get(near)).toBeCloseTo(60, 9);
    commands.stepWeight(near, 100);
    commands.stepWeight(near, -10);
    flush();
    expect(now()?.shares.get(near)).toBeCloseTo(90, 9);
    expect(now()?.shares.get(flat)).toBeCloseTo(10, 9);
  });

  it('are one step for a run of key presses, whose pauses count from when the screen has followed', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { commands, context, flush } = opened();
      const steps = () => context.store.getState().history?.past.length;
      const pressAfter = (wait: number) => {
        vi.advanceTimersByTime(wait);
        commands.stepWeight(near, 1);
        flush();
      };
      const draw = () => {
        flush();
        flush();
      };
      pressAfter(0);
      // The frame takes five seconds to draw.
      pressAfter(5000);
      expect(steps()).toBe(1);
      draw();
      pressAfter(900);
      expect(steps()).toBe(1);
      draw();
      pressAfter(1100);
      expect(steps()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('step on from the profile when it was asked back just before', () => {
    const { commands, flush, now } = opened();
    commands.setWeight(near, 5);
    flush();
    commands.resetWeights();
    commands.stepWeight(near, 1);
    flush();
    expect(now()?.shares.get(near)).toBeCloseTo(76, 9);
  });

  it('are given to the use they were asked for, whatever is chosen before the next frame', () => {
    const { commands, context, flush, now } = opened();
    const [first] = context.store.getState().open?.evaluations.values() ?? [];
    const other = asId<'profile'>('other');
    const second = { ...first, profile: { ...first.profile, id: other } };
    context.store.setState(({ open }) => ({
      open: open && { ...open, evaluations: new Map([...open.evaluations, [other, second]]) },
    }));
    commands.setWeight(near, 10);
    context.store.setState({ profile: other });
    commands.stepWeight(near, 1);
    flush();
    expect(now()?.shares.get(near)).toBeCloseTo(76, 9);
    context.store.setState({ profile: first.profile.id });
    expect(now()?.shares.get(near)).toBeCloseTo(10, 9);
  });

  it('are remembered on the scale of the profile until they are reset', () => {
    const { commands, context, flush } = opened();
    const remembered = () => [...(context.store.getState().open?.weights.values() ?? [])].map((map) => [...map]);
    commands.setWeight(near, 25);
    flush();
    expect(remembered()).toEqual([
      [
        ['near', 1],
        ['flat', 3],
      ],
    ]);
    commands.resetWeights();
    flush();
    expect(remembered()).toEqual([]);
  });

  it('come back to the profile', () => {
    const { commands, flush, now } = opened();
    const first = now()?.scores.score[0];
    commands.setWeight(near, 5);
    flush();
    expect(now()?.scores.score[0]).not.toBe(first);
    commands.resetWeights();
    flush();
    expect(now()?.scores.score[0]).toBeCloseTo(first ?? Number.NaN, 9);
  });

  it('are one step a drag, and one a run of key presses', () => {
    const { commands, context, flush } = opened();
    const steps = () => context.store.getState().history?.past.length;
    for (const percent of [60, 40, 10]) {
      commands.setWeight(near, percent);
      flush();
    }
    expect(steps()).toBe(1);
    commands.finishWeight();
    commands.setWeight(near, 30);
    flush();
    expect(steps()).toBe(2);
    for (let press = 0; press < 5; press++) {
      commands.stepWeight(near, 1);
      flush();
    }
    expect(steps()).toBe(3);
    commands.stepWeight(flat, 1);
    flush();
    expect(steps()).toBe(4);
    expect(context.store.getState().history?.present.edit).toEqual({
      code: 'set-weight',
      about: { en: 'flat en', nb: 'flat nb', sv: 'flat sv' },
    });
  });

  it('keep the colour classes while they change', () => {
    const { commands, flush, now } = opened();
    const { classes } = now() ?? {};
    commands.setWeight(near, 1);
    flush();
    expect(now()?.classes).toBe(classes);
  });
});
