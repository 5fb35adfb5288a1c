import type { OpenedProject } from '../../shared/ipc/desktop-api.ts';
import type { Problem } from '../../shared/lib/issue.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import { parseDocument } from '../../shared/project/document-text.ts';
import type { AppState } from '../state/app-state.ts';
import { nothingSelected } from '../state/selection.ts';
import { type CommandContext, notify, runTask, update } from './context.ts';
import { type KeptProject, keepProject } from './keep-project.ts';
import { showHistory } from './open-study.ts';
import { showTitle } from './title.ts';

/** Milliseconds of quiet after which a change is kept: well under the two seconds that a crash may cost. */
const quiet = 600;

/** Commands for projects: begin, open, save, restore. */
export function projectCommands(context: CommandContext) {
  const { desktop, store } = context;

  async function open(ask: () => Promise<Outcome<OpenedProject | null, Problem>>): Promise<void> {
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-open', [answer.reason]);
    else if (answer.value !== null) await show(answer.value);
    await refreshEarlier();
  }

  async function show(opened: OpenedProject): Promise<void> {
    const read = parseDocument(opened.document);
    if (!read.ok) notify(context, 'error', 'could-not-open', read.reason);
    const worked = read.ok && (await showHistory(context, read.value.history, new Map(opened.files)));
    const readOnly = opened.project.readOnly ?? (read.ok ? read.value.readOnly : null);
    const project = { ...opened.project, readOnly };
    update(context, ({ saved }) => ({
      project: worked ? project : null,
      saved: worked && project.unsaved ? null : saved,
    }));
    if (worked && readOnly !== null) notify(context, 'warning', 'read-only', [readOnly]);
    if (!worked) await desktop.closeProject(false);
    showTitle(context);
  }

  async function refreshEarlier(): Promise<void> {
    const [recent, unsaved] = await Promise.all([desktop.recentProjects(), desktop.unsavedProjects()]);
    update(context, () => ({ earlier: { recent, unsaved } }));
  }

  /** Ends the study on screen. Unsaved changes of its project are offered on the start screen. */
  async function closeStudy(): Promise<void> {
    store.getState().task?.cancel();
    await keeper.now();
    update(context, ({ notices }) => ({
      open: null,
      history: null,
      saved: null,
      project: null,
      selection: nothingSelected,
      hover: null,
      review: null,
      making: null,
      remark: null,
      notices: notices.filter(({ title }) => title !== 'saved'),
    }));
    await desktop.closeProject(false);
    await refreshEarlier();
    showTitle(context);
  }

  async function save(elsewhere: boolean): Promise<void> {
    // Saving waits for the work under way; a new task would cancel it.
    await idle(context);
    if (store.getState().open === null) return;
    await runTask(context, 'saving', async ({ report }) => {
      const kept = await keeper.keep((done, total) => report('saving', done, total));
      const root = kept.ok ? kept.value.root : null;
      const saved = kept.ok ? await desktop.saveProject(elsewhere) : kept;
      if (!saved.ok) notify(context, 'error', 'could-not-save', [saved.reason]);
      else if (saved.value !== null) {
        const project = saved.value;
        // Saving again says nothing new: one notice is enough.
        update(context, ({ notices }) => ({
          project,
          saved: root,
          notices: notices.filter(({ title }) => title !== 'saved'),
        }));
        notify(context, 'info', 'saved', [], project.file ?? project.name);
      }
      showTitle(context);
    });
  }

  const keeper = createKeeper(context);
  return {
    newProject: closeStudy,
    closeStudy,
    openProject: () => open(() => desktop.openProject()),
    openRecentProject: (key: string) => open(() => desktop.openRecentProject(key)),
    restoreProject: (session: string) => open(() => desktop.restoreProject(session)),
    async giveUpProject(session: string): Promise<void> {
      await desktop.discardProject(session);
      await refreshEarlier();
    },
    saveProject: () => save(false),
    saveProjectAs: () => save(true),
    revertProject: () => (store.getState().project === null ? undefined : open(() => desktop.revertProject())),
    refreshEarlier,
  };
}

/** Resolves when no long work is under way. */
function idle({ store }: CommandContext): Promise<void> {
  if (store.getState().task === null) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe(({ task }) => {
      if (task !== null) return;
      stop();
      resolve();
    });
  });
}

/** Whether something changed that a project keeps. */
function changed(now: AppState, before: AppState): boolean {
  if (now.project === null || now.project !== before.project || now.open === null || before.open === null) return false;
  return now.history !== before.history;
}

/**
 * Keeps what is on screen in the open project: at once when asked, and by itself a moment after a change. One keeping at a
 * time; the newest state wins.
 */
function createKeeper(context: CommandContext) {
  const { store } = context;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<unknown> = Promise.resolve();

  function keep(onProgress: (done: number, total: number) => void): Promise<Outcome<KeptProject, Problem>> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = async (): Promise<Outcome<KeptProject, Problem>> => {
      const kept = await keepProject(context, onProgress);
      if (kept.ok) update(context, () => ({ project: kept.value.project }));
      return kept;
    };
    const kept = running.then(next, next);
    running = kept;
    return kept;
  }

  async function now(): Promise<void> {
    const { open, project } = store.getState();
    if (timer === null || open === null || project === null || project.readOnly !== null) return;
    const kept = await keep(() => undefined);
    if (!kept.ok) notify(context, 'warning', 'not-kept', [kept.reason]);
    showTitle(context);
  }

  store.subscribe((state, before) => {
    if (!changed(state, before) || state.project?.readOnly !== null) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void now(), quiet);
  });
  return { keep, now };
}
