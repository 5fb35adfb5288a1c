import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import { type Compute, isOutOfMemory } from '../../shared/jobs/compute.ts';
import { type Issue, issue } from '../../shared/lib/issue.ts';
import type { AppState, AppStore, Notice, NoticeTitle, TaskStage } from '../state/app-state.ts';
import type { Cache } from '../storage/cache.ts';

/** What a command works with: the store it alone may write, the desktop and the workers. */
export interface CommandContext {
  readonly store: AppStore;
  readonly desktop: DesktopApi;
  readonly compute: Compute;
  /** What can be made again, kept between starts. */
  readonly cache: Cache;
  /** Calls back before the next frame is drawn; tests call at once. */
  readonly nextFrame: (callback: () => void) => void;
}

/** Changes the state by a pure function of it. */
export function update(context: CommandContext, change: (state: AppState) => Partial<AppState>): void {
  context.store.setState(change(context.store.getState()));
}

let noticeSerial = 0;

/** Shows a notice until it is dismissed. */
export function notify(
  context: CommandContext,
  tone: Notice['tone'],
  title: NoticeTitle,
  issues: readonly Issue[] = [],
  about = '',
): void {
  const notice: Notice = { id: ++noticeSerial, tone, title, issues, about };
  update(context, ({ notices }) => ({ notices: [...notices.slice(-3), notice] }));
}

/** How a piece of long work reports and is told to stop. */
export interface TaskHandle {
  readonly signal: AbortSignal;
  readonly report: (stage: TaskStage, done: number, total: number) => void;
}

/** Why work was ended: the person stopped it, or newer work took its place. */
const stoppedByPerson = new DOMException('cancelled', 'AbortError');
const tookItsPlace = new DOMException('newer work took its place', 'AbortError');

/**
 * Runs long work with progress and cancel in the status bar; a newer task cancels the one under way. Gives null when
 * it was cancelled. An unexpected error becomes a notice, since the window must stay usable.
 */
export async function runTask<T>(
  context: CommandContext,
  stage: TaskStage,
  work: (handle: TaskHandle) => Promise<T>,
): Promise<T | null> {
  return (await attempt(context, stage, work)).result;
}

/** Runs long work that must cost no other: it waits until none is under way. Gives null when it was cancelled. */
export async function runInTurn<T>(
  context: CommandContext,
  stage: TaskStage,
  work: (handle: TaskHandle) => Promise<T>,
): Promise<T | null> {
  return (await attemptInTurn(context, stage, work)).result;
}

/** Like `runInTurn`, but begins anew when newer work took its place: it ends unfinished only when the person stopped it. */
export async function runPatiently<T>(
  context: CommandContext,
  stage: TaskStage,
  work: (handle: TaskHandle) => Promise<T>,
): Promise<T | null> {
  for (;;) {
    const { result, isDisplaced } = await attemptInTurn(context, stage, work);
    if (!isDisplaced) return result;
  }
}

interface Attempt<T> {
  /** Null when it was cancelled or failed. */
  readonly result: T | null;
  readonly isDisplaced: boolean;
}

/** Waits until no long work is under way, while the status bar says what comes after it. */
async function attemptInTurn<T>(
  context: CommandContext,
  stage: TaskStage,
  work: (handle: TaskHandle) => Promise<T>,
): Promise<Attempt<T>> {
  const { store } = context;
  // All who wait are told at once and the first of them begins; the others find the place taken again.
  while (store.getState().task !== null) {
    store.setState(({ waiting }) => ({ waiting: [...waiting, stage] }));
    await new Promise<void>((resolve) => {
      const stop = store.subscribe(({ task }) => {
        if (task !== null) return;
        stop();
        resolve();
      });
    });
    store.setState(({ waiting }) => ({ waiting: waiting.toSpliced(waiting.indexOf(stage), 1) }));
  }
  return attempt(context, stage, work);
}

async function attempt<T>(
  context: CommandContext,
  stage: TaskStage,
  work: (handle: TaskHandle) => Promise<T>,
): Promise<Attempt<T>> {
  context.store.getState().task?.giveWay();
  const controller = new AbortController();
  const { signal } = controller;
  const cancel = () => controller.abort(stoppedByPerson);
  const giveWay = () => controller.abort(tookItsPlace);
  const report = (at: TaskStage, done: number, total: number) => {
    if (!signal.aborted) update(context, () => ({ task: { stage: at, done, total, cancel, giveWay }, stopped: false }));
  };
  const ended = (result: T | null) => ({
    result: signal.aborted ? null : result,
    isDisplaced: signal.aborted && signal.reason === tookItsPlace,
  });
  report(stage, 0, 0);
  try {
    return ended(await work({ signal, report }));
  } catch (error) {
    const what = isOutOfMemory(error)
      ? issue('error', 'out-of-memory')
      : issue('error', 'unexpected', { message: String(error) });
    if (!signal.aborted) notify(context, 'error', 'crashed', [what]);
    return ended(null);
  } finally {
    const stopped = signal.aborted;
    update(context, ({ task }) => (task?.cancel === cancel ? { task: null, stopped } : {}));
  }
}
