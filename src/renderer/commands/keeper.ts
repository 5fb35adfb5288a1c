import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome } from '../../shared/lib/outcome.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import type { AppState } from '../state/app-state.ts';
import { type CommandContext, notify, update } from './context.ts';
import { type KeptProject, keepData, keepDocument } from './keep-project.ts';
import { showTitle } from './title.ts';

/** Milliseconds of quiet after which a change is kept: well under the two seconds that a crash may cost. */
const quiet = 600;
/** Milliseconds after which a change is kept although others follow it without a pause. */
const longest = 1000;

type Progress = (done: number, total: number) => void;
type Kept = Promise<Outcome<KeptProject, Problem>>;
const untold: Progress = () => undefined;
/** Data that came while others were sent are sent after them, so often. */
const mostFillings = 5;

/**
 * Keeps what is on screen in the open project: when asked, and by itself a moment after a change. The document is kept at once;
 * data that the project lacks follow, with documents kept in between.
 */
export interface Keeper {
  /** Keeps all there is, beginning a project when there is none. */
  keep(onProgress: Progress): Kept;
  /** Has the data follow that the project on screen lacks, as after a start that ended before it was done. */
  complete(): void;
  /** Keeps a change that waits for its moment, and the data, and says so where that fails; whether nothing is left to be kept. */
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
  /** Data on their way into the project. */
  let filling: Kept | null = null;
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

  /** A program that is ending answers no more; elsewhere it is said that the change is not kept. */
  const refused = (error: unknown) => failure(problem('project-edit-not-kept', { reason: String(error) }));

  async function keepOnce(onProgress: Progress): Kept {
    const kept = await keepDocument(context, onProgress).catch(refused);
    if (kept.ok) {
      lastKept = kept.value.root;
      update(context, () => ({ project: kept.value.project }));
    }
    return kept;
  }

  function keepSoon(onProgress: Progress): Kept {
    stopTimer();
    const next = () => keepOnce(onProgress);
    const kept = running.then(next, next);
    running = kept;
    return kept;
  }

  async function fillOnce(onProgress: Progress): Kept {
    const filled = await keepData(context, onProgress).catch(refused);
    return filled.ok ? keepSoon(onProgress) : filled;
  }

  function fill(onProgress: Progress): Kept {
    filling ??= fillOnce(onProgress).finally(() => {
      filling = null;
    });
    return filling;
  }

  /** Data that came meanwhile included. */
  async function fillAll(onProgress: Progress): Kept {
    let filled = await fill(onProgress);
    for (let turn = 1; filled.ok && !filled.value.complete && turn < mostFillings; turn++)
      filled = await fill(onProgress);
    return filled;
  }

  async function fillAndTell(): Promise<void> {
    // One tells of it.
    if (filling !== null) return;
    const filled = await fillAll(untold);
    if (!filled.ok) notify(context, 'warning', 'not-kept', [filled.reason]);
    showTitle(context);
  }

  async function keep(onProgress: Progress): Kept {
    const kept = await keepSoon(onProgress);
    return kept.ok && !kept.value.complete ? fillAll(onProgress) : kept;
  }

  /** Keeps the document where it waits; its data follow by themselves. */
  async function keepWaiting(): Promise<boolean> {
    settle();
    // What is being kept just now belongs to what is on screen, and may be all there is.
    await running;
    // What is kept already, as by saving, is not kept again: a saved project would become one that is not.
    while (waits && store.getState().history?.present.root !== lastKept) {
      const kept = await keepSoon(untold);
      if (!kept.ok) notify(context, 'warning', 'not-kept', [kept.reason]);
      showTitle(context);
      if (!kept.ok) return false;
      if (!kept.value.complete) void fillAndTell();
    }
    forget();
    return true;
  }

  async function now(): Promise<boolean> {
    while (await keepWaiting()) {
      if (filling === null) return true;
      if (!(await filling).ok) return false;
    }
    return false;
  }

  store.subscribe((state, before) => {
    if (state.open === null) forget();
    if (!changed(state, before)) return;
    waits = true;
    const at = performance.now();
    if (timer === null) since = at;
    stopTimer();
    timer = setTimeout(() => void keepWaiting(), Math.max(0, Math.min(quiet, since + longest - at)));
  });
  return {
    keep,
    complete: () => void fillAndTell(),
    now,
    leave,
    settleFirst: (first) => {
      settle = first;
    },
  };
}
