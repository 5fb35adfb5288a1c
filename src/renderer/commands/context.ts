import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import type { Issue } from '../../shared/lib/issue.ts';
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

/**
 * Runs long work with progress and cancel in the status bar; a newer task cancels the one under way. Gives null when
 * it was cancelled. An unexpected error becomes a notice, since the window must stay usable.
 */
export async function runTask<T>(
  context: CommandContext,
  stage: TaskStage,
  work: (handle: TaskHandle) => Promise<T>,
): Promise<T | null> {
  context.store.getState().task?.cancel();
  const controller = new AbortController();
  const cancel = () => controller.abort(new DOMException('cancelled', 'AbortError'));
  const report = (at: TaskStage, done: number, total: number) => {
    if (!controller.signal.aborted)
      update(context, () => ({ task: { stage: at, done, total, cancel }, stopped: false }));
  };
  report(stage, 0, 0);
  try {
    const result = await work({ signal: controller.signal, report });
    return controller.signal.aborted ? null : result;
  } catch (error) {
    if (controller.signal.aborted) return null;
    notify(context, 'error', 'crashed', [
      { code: 'unexpected', severity: 'error', feature: null, details: { message: String(error) } },
    ]);
    return null;
  } finally {
    const stopped = controller.signal.aborted;
    update(context, ({ task }) => (task?.cancel === cancel ? { task: null, stopped } : {}));
  }
}
