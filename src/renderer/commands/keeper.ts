import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome } from '../../shared/lib/outcome.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import type { AppState } from '../state/app-state.ts';
import { type CommandContext, notify, update } from './context.ts';
import { type KeptProject, keepProject } from './keep-project.ts';
import { showTitle } from './title.ts';

/** Milliseconds of quiet after which a change is kept: well under the two seconds that a crash may cost. */
const quiet = 600;
/** Milliseconds after which a change is kept although others follow it without a pause. */
const longest = 1000;

/** Keeps what is on screen in the open project: when asked, and by itself a moment after a change. */
export interface Keeper {
  /** Keeps all there is, beginning a project when there is none. */
  keep(onProgress: (done: number, total: number) => void): Promise<Outcome<KeptProject, Problem>>;
  /** Keeps a change that waits for its moment, and says so where that fails; whether nothing is left to be kept. */
  now(): Promise<boolean>;
  /**
   * To be asked before something else takes the screen: keeps what waits, and where that fails asks the person whether it
   * may be lost. False: it stays on screen.
   */
  leave(): Promise<boolean>;
  /** Has this done before anything is kept: for a command whose edits wait for a frame, which a hidden window never draws. */
  settleFirst(settle: () => void): void;
}

const keepers = new WeakMap<CommandContext, Keeper>();

/** The one keeper of a window. */
export function keeperOf(context: CommandContext): Keeper {
  const keeper = keepers.get(context) ?? createKeeper(context);
  keepers.set(context, keeper);
  return keeper;
}

/**
 * Whether something changed that is to be kept. A study that is in no project is kept from the first edit on: until then
 * its files say all there is.
 */
function changed(now: AppState, before: AppState): boolean {
  if (now.project !== before.project || now.open === null || before.open === null) return false;
  if (now.history === null || now.history === before.history) return false;
  return now.project === null ? now.history.past.length + now.history.future.length > 0 : now.project.readOnly === null;
}

/** One keeping at a time; the newest state wins. */
function createKeeper(context: CommandContext): Keeper {
  const { store, desktop } = context;
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** When the oldest change was made that the timer waits for. */
  let since = 0;
  let running: Promise<unknown> = Promise.resolve();
  let lastKept: ProjectDocument | null = null;
  /** Whether something changed that may not be kept yet. */
  let waits = false;
  let settle = () => {};

  function stopTimer(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function forget(): void {
    waits = false;
    stopTimer();
  }

  async function leave(): Promise<boolean> {
    if (await now()) return true;
    const isLost = await desktop.askToLose();
    if (isLost) forget();
    return isLost;
  }

  async function keepOnce(onProgress: (done: number, total: number) => void) {
    // A program that is ending answers no more; elsewhere it is said that the change is not kept.
    const kept = await keepProject(context, onProgress).catch((error: unknown) =>
      failure(problem('project-edit-not-kept', { reason: String(error) })),
    );
    if (kept.ok) {
      lastKept = kept.value.root;
      update(context, () => ({ project: kept.value.project }));
    }
    return kept;
  }

  function keep(onProgress: (done: number, total: number) => void): Promise<Outcome<KeptProject, Problem>> {
    stopTimer();
    const next = () => keepOnce(onProgress);
    const kept = running.then(next, next);
    running = kept;
    return kept;
  }

  async function now(): Promise<boolean> {
    settle();
    // What is being kept just now belongs to what is on screen, and may be all there is.
    await running;
    // What is kept already, as by saving, is not kept again: a saved project would become one that is not.
    while (waits && store.getState().history?.present.root !== lastKept) {
      const kept = await keep(() => undefined);
      if (!kept.ok) notify(context, 'warning', 'not-kept', [kept.reason]);
      showTitle(context);
      if (!kept.ok) return false;
    }
    forget();
    return true;
  }

  store.subscribe((state, before) => {
    if (state.open === null) forget();
    if (!changed(state, before)) return;
    waits = true;
    const at = performance.now();
    if (timer === null) since = at;
    stopTimer();
    timer = setTimeout(() => void now(), Math.max(0, Math.min(quiet, since + longest - at)));
  });
  return {
    keep,
    now,
    leave,
    settleFirst: (first) => {
      settle = first;
    },
  };
}
