import { describe, expect, it } from 'vitest';
import { aDocument } from '../../../test/builders/documents.ts';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { aCriterion, aProfile, measuresOf, numberResult, plotsNamed } from '../../../test/builders/profiles.ts';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import { startHistory } from '../../shared/project/history.ts';
import { profileJson } from '../../shared/project/profile-json.ts';
import { activeEvaluation, createAppStore, type OpenStudy } from '../state/app-state.ts';
import { undoable } from '../state/document.ts';
import type { CommandContext } from './context.ts';
import { historyCommands } from './edit.ts';
import { evaluate } from './evaluate.ts';
import { observationCommands } from './observe.ts';

/** Two plots of which b leads, 60 to 40, by what was measured. */
function opened() {
  const profile = aProfile([aCriterion('near')]);
  const evaluation = evaluate(profile, measuresOf(profile, { near: numberResult([40, 60]) }), plotsNamed(['a', 'b']));
  const named = plotsNamed(['a', 'b']);
  const plots = { ...named, label: named.id, idFrom: 'field', layer: 'plots' };
  const context: CommandContext = {
    store: createAppStore({ language: 'en', colorScheme: 'light' }),
    desktop: { setTitle: async () => {} } as unknown as DesktopApi,
    compute: {} as Compute,
    cache: memoryCache(),
    nextFrame: (callback) => callback(),
  };
  const profiles = [{ id: profile.id, profile: profileJson(profile), weights: [] }];
  context.store.setState({
    open: {
      evaluations: new Map([[profile.id, evaluation]]),
      weights: new Map(),
      profiles: [],
      loaded: { plots, layers: [] },
    } as unknown as OpenStudy,
    history: startHistory(aDocument({ profiles, observations: [] })),
    profile: profile.id,
    author: 'Kari',
  });
  const now = () => activeEvaluation(context.store.getState());
  return {
    context,
    criterion: profile.criteria[0],
    commands: { ...observationCommands(context), ...historyCommands(context) },
    ranks: () => [...(now()?.scores.rank ?? [])],
    now,
    observations: () => context.store.getState().history?.present.root.observations ?? [],
  };
}

const value = { kind: 'value', evidence: 'measured', date: '2026-05-01', note: '' } as const;

describe('observations in the window', () => {
  it('rank anew at once by a corrected value, and take it back by undo', async () => {
    const { commands, criterion, ranks, now, context, observations } = opened();
    expect(ranks()).toEqual([2, 1]);
    const before = now();
    expect(await commands.addFinding(0, { ...value, criterion, value: 90 }, 'Kari ')).toBe(true);
    expect(ranks()).toEqual([1, 2]);
    expect(now()?.corrected).toMatchObject([{ row: 0, measured: 40 }]);
    expect(now()?.classes).toBe(before?.classes);
    expect(observations()).toMatchObject([
      { plot: 'a', author: 'Kari', correction: { column: 'profile/near', value: 90 } },
    ]);
    expect(undoable(context.store.getState())).toEqual({ code: 'correct-value', about: 'near en (a)' });
    await commands.undo();
    expect(ranks()).toEqual([2, 1]);
    expect(now()?.corrected).toEqual([]);
    await commands.redo();
    expect(ranks()).toEqual([1, 2]);
  });

  it('note, change and remove, each a step of its own; notes leave the scores alone', async () => {
    const { commands, now, observations } = opened();
    const before = now();
    await commands.addFinding(1, { kind: 'note', note: ' wet ' }, 'Kari');
    await commands.addFinding(1, { kind: 'check', check: 'visited' }, 'Ola');
    expect(now()).toBe(before);
    const [note, check] = observations();
    expect([note, check]).toMatchObject([
      { plot: 'b', note: 'wet', author: 'Kari' },
      { plot: 'b', checks: ['visited'], author: 'Ola' },
    ]);
    expect(note.id < check.id || note.at === check.at).toBe(true);
    await commands.changeNote(note.id, 'very wet');
    await commands.removeObservation(check.id);
    expect(observations()).toMatchObject([{ note: 'very wet' }]);
    for (let step = 0; step < 4; step++) await commands.undo();
    expect(observations()).toEqual([]);
  });

  it('keeps the later of two corrections of one day', async () => {
    const { commands, criterion, ranks } = opened();
    await commands.addFinding(0, { ...value, criterion, value: 90 }, 'Kari');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await commands.addFinding(0, { ...value, criterion, value: 10 }, 'Kari');
    expect(ranks()).toEqual([2, 1]);
  });
});
