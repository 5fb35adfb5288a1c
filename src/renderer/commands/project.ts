import type { OpenedProject } from '../../shared/ipc/desktop-api.ts';
import { issue, type Problem } from '../../shared/lib/issue.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import { parseDocument } from '../../shared/project/document-text.ts';
import { placedDatasets } from '../map/picture.ts';
import { nothingSelected } from '../state/selection.ts';
import { keepThumbnail, recallThumbnails } from '../storage/thumbnails.ts';
import { recallLook } from '../storage/window-look.ts';
import { type CommandContext, notify, runInTurn, update } from './context.ts';
import { keeperOf } from './keeper.ts';
import { showHistory, showOpened } from './open-study.ts';
import { showTitle } from './title.ts';

/** A picture that takes longer than this is not worth the wait, ms. */
const longestPicture = 1000;

/** Commands for projects: begin, open, save, restore. */
export function projectCommands(context: CommandContext) {
  const { desktop, store } = context;
  const keeper = keeperOf(context);
  /** Settled when the map of a project that was just saved has its picture, or is late with it. */
  let picture: Promise<void> = Promise.resolve();
  let pictureTaken = () => {};

  /** The answer is whether another project is on screen now. */
  async function open(ask: () => Promise<Outcome<OpenedProject | null, Problem>>): Promise<boolean> {
    if (!(await keeper.leave())) return false;
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-open', [answer.reason]);
    const shown = answer.ok && answer.value !== null && (await show(answer.value));
    await refreshEarlier();
    return shown;
  }

  async function show(opened: OpenedProject): Promise<boolean> {
    const read = parseDocument(opened.document);
    if (!read.ok) notify(context, 'error', 'could-not-open', read.reason);
    const readOnly = opened.project.readOnly ?? (read.ok ? read.value.readOnly : null);
    const project = { ...opened.project, readOnly };
    const look = await recallLook(context.cache, project.place);
    const worked = read.ok && (await showHistory(context, read.value.history, opened, project, look));
    if (!worked) update(context, () => ({ project: null }));
    if (worked && readOnly !== null) notify(context, 'warning', 'read-only', [readOnly]);
    if (worked && opened.sources.length > 0) keeper.complete();
    if (worked) keepDatasets(context);
    if (!worked) await desktop.closeProject(false);
    showTitle(context);
    return worked;
  }

  /** Shows what the page before this one had open, where it ended before its time. */
  async function resume(): Promise<void> {
    const resumed = await desktop.resume();
    if (!resumed.ok) {
      notify(context, 'error', 'could-not-open', [resumed.reason]);
      return;
    }
    const { after, careful, opened, sample } = resumed.value;
    if (careful) update(context, () => ({ drawsLayers: false }));
    if (after !== 'start') {
      const facts = [
        ...(after === 'hung' ? [issue('warning', 'window-hung')] : []),
        issue('warning', opened === null ? 'window-nothing-kept' : 'window-kept'),
        ...(careful ? [issue('warning', 'window-careful')] : []),
      ];
      notify(context, 'warning', 'came-back', facts);
    }
    if (opened !== null) await show(opened);
    else if (sample !== null) void showOpened(context, sample);
  }

  async function refreshEarlier(): Promise<void> {
    const [recent, unsaved] = await Promise.all([desktop.recentProjects(), desktop.unsavedProjects()]);
    update(context, ({ earlier }) => ({ earlier: { ...earlier, recent, unsaved } }));
    const thumbnails = await recallThumbnails(
      context.cache,
      recent.map(({ key }) => key),
    );
    update(context, ({ earlier }) => ({ earlier: { ...earlier, thumbnails } }));
  }

  /** Ends the study on screen. Unsaved changes of its project are offered on the start screen. */
  async function closeStudy(): Promise<void> {
    store.getState().task?.cancel();
    if (!(await keeper.leave())) return;
    await picture;
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
    await runInTurn(context, 'saving', async ({ report }) => {
      if (store.getState().open === null) return;
      const kept = await keeper.keep((done, total) => report('saving', done, total));
      const root = kept.ok ? kept.value.root : null;
      const saved = kept.ok ? await desktop.saveProject(elsewhere, namedDatasets(context)) : kept;
      if (!saved.ok) notify(context, 'error', 'could-not-save', [saved.reason]);
      else if (saved.value !== null) {
        const project = saved.value;
        picture = new Promise((resolve) => {
          pictureTaken = resolve;
          setTimeout(resolve, longestPicture);
        });
        // Saving again says nothing new: one notice is enough.
        update(context, ({ notices, mapRequest }) => ({
          project,
          saved: root,
          // For the start screen: what the map shows now.
          mapRequest: { kind: 'picture', serial: (mapRequest?.serial ?? 0) + 1 },
          notices: notices.filter(({ title }) => title !== 'saved'),
        }));
        notify(context, 'info', 'saved', [], project.file ?? project.name);
        keepDatasets(context);
      }
      showTitle(context);
    });
  }

  return {
    newProject: closeStudy,
    closeStudy,
    openProject: () => open(() => desktop.openProject()),
    openProjectAt: (address: string) => open(() => desktop.openProjectAt(address)),
    openRecentProject: (key: string) => open(() => desktop.openRecentProject(key)),
    restoreProject: (session: string) => open(() => desktop.restoreProject(session)),
    async giveUpProject(session: string): Promise<void> {
      await desktop.discardProject(session);
      await refreshEarlier();
    },
    saveProject: () => save(false),
    saveProjectAs: () => save(true),
    revertProject: () => (store.getState().project === null ? undefined : open(() => desktop.revertProject())),
    /** Keeps what the map showed when a project, known by its `place`, was saved. */
    async keepPicture(project: string, picture: string | null): Promise<void> {
      if (picture !== null) await keepThumbnail(context.cache, project, picture);
      pictureTaken();
    },
    refreshEarlier,
    resume,
    /** Has a second worker loaded while a person looks for a project: those that were worked in are worth two. */
    getReady(): void {
      if (store.getState().earlier.recent.length > 0) context.compute.getReady?.(2);
    },
    /** Keeps what waits to be kept, as before the window closes; whether nothing is left to be kept. */
    async keepWaiting(): Promise<boolean> {
      const [kept] = await Promise.all([keeper.now(), picture]);
      return kept;
    },
    /** Puts what is on screen into a project, beginning one when there is none; whether that worked. */
    async keepNow(): Promise<boolean> {
      const kept = await keeper.keep(() => undefined);
      if (!kept.ok) notify(context, 'warning', 'not-kept', [kept.reason]);
      showTitle(context);
      return kept.ok;
    },
  };
}

/** Keeps the datasets of the project on screen at hand for its next opening. */
function keepDatasets({ store, cache }: CommandContext): void {
  const { open } = store.getState();
  if (open === null) return;
  const { loaded, picture } = open;
  const placed = picture ? placedDatasets(loaded, picture) : [];
  cache.keepDatasets([...loaded.layers.map(({ read }) => read.dataset), ...placed]);
}

/** Datasets that the document or a step to be undone or redone names. */
function namedDatasets({ store }: CommandContext): readonly string[] {
  const { history } = store.getState();
  if (history === null) return [];
  const roots = [...history.past, history.present, ...history.future].map(({ root }) => root);
  const named = roots.flatMap(({ layers }) => layers.map(({ source }) => source.data));
  return [...new Set(named.flatMap((data) => (data?.kind === 'dataset' ? [data.id] : [])))];
}
