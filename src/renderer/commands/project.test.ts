import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { windowOnBench } from '../../../test/builders/window-study.ts';
import { writeColumns } from '../../shared/formats/columns/write-columns.ts';
import type { DesktopApi, OpenedProject, ProjectView, Resumed } from '../../shared/ipc/desktop-api.ts';
import { success } from '../../shared/lib/outcome.ts';
import { parseDocument, writeDocument } from '../../shared/project/document-text.ts';
import { activeEvaluation } from '../state/app-state.ts';
import { recallLook } from '../storage/window-look.ts';
import { createCommands } from './index.ts';
import { showStudy } from './open-study.ts';

/** Longer than a change waits until it is kept. */
const keeping = 900;

const view = (over: Partial<ProjectView> = {}): ProjectView => ({
  session: '0123456789abcdef',
  place: 'r1',
  name: 'Plan',
  file: 'plan.gpkg',
  unsaved: false,
  readOnly: null,
  ...over,
});

/** A desktop with a project that holds every layer already; what is kept in it, and what it is asked, in order. */
function desktopWithProject(
  resumed: () => Resumed = () => ({ after: 'start', careful: false, opened: null, sample: null }),
) {
  const asked: string[] = [];
  const documents: string[] = [];
  const stored: string[] = [];
  const desktop: Partial<DesktopApi> = {
    storedDatasets: async () => success(stored),
    keepDocument: async (_name, json) => {
      asked.push('keep');
      documents.push(json);
      return success(view({ unsaved: true }));
    },
    closeProject: async () => void asked.push('close'),
    recentProjects: async () => [],
    unsavedProjects: async () => [],
    resume: async () => success(resumed()),
  };
  return { desktop, asked, documents, stored };
}

/** The window with the bench study on screen as a project, measured and drawn. */
async function opened() {
  const kept = desktopWithProject();
  const bench = windowOnBench(kept.desktop);
  const { context, study, files } = bench;
  const commands = createCommands(context);
  expect(await showStudy(context, study, files, null)).toBe(true);
  const { open } = context.store.getState();
  for (const { read } of open?.loaded.layers ?? []) kept.stored.push(read.dataset.id);
  context.store.setState({ project: view() });
  const criterion = [...(activeEvaluation(context.store.getState())?.shares.keys() ?? [])][0];
  const weigh = (weight: number) => {
    commands.setWeight(criterion, weight);
    commands.flushWeights();
  };
  return { ...bench, ...kept, commands, weigh };
}

/** The project as the desktop would lay it out for a window that begins anew. */
function laidOut({ context, bytes }: Awaited<ReturnType<typeof opened>>): OpenedProject {
  const { open, history } = context.store.getState();
  if (open === null || history === null) throw new Error('nothing is open');
  const files = open.loaded.layers.map(({ read }) => {
    const name = `${read.dataset.id}.tvcolumns`;
    const content = Buffer.concat([...writeColumns(read).pieces()]);
    bytes.set(name, new Uint8Array(content));
    return [name, [{ name, size: content.length, address: name }]] as const;
  });
  return { project: view({ unsaved: true }), document: writeDocument(history), files, sources: [] };
}

describe('a study that takes the screen from a project', () => {
  it('is never kept in that project, whose last change is kept before', async () => {
    const { context, text, files, weigh, commands, asked, documents } = await opened();
    weigh(61);
    const edited = context.store.getState().history?.present.root;
    Object.assign(context.desktop, {
      openStudy: async () => success({ name: 'other.study.json', text, files: [...files] }),
    });
    await commands.openStudy();
    await setTimeout(keeping);
    expect(asked).toEqual(['keep', 'close']);
    const read = parseDocument(documents[0]);
    expect(read.ok && read.value.history.present.root.profiles).toEqual(edited?.profiles);
    expect(context.store.getState()).toMatchObject({ project: null });
  });
});

describe('a project that is kept by itself', () => {
  it('is not kept again where nothing is new, which would make a saved one unsaved', async () => {
    const { context, weigh, asked } = await opened();
    weigh(61);
    await setTimeout(keeping);
    expect(asked).toEqual(['keep']);
    const { history } = context.store.getState();
    context.store.setState({ history: history && { ...history } });
    await setTimeout(keeping);
    expect(asked).toEqual(['keep']);
    weigh(62);
    await setTimeout(keeping);
    expect(asked).toEqual(['keep', 'keep']);
  });

  it('says so where the program does not answer', async () => {
    const { context, weigh } = await opened();
    Object.assign(context.desktop, { keepDocument: () => Promise.reject(new Error('the store ended')) });
    weigh(61);
    await setTimeout(keeping);
    const { notices, project } = context.store.getState();
    expect(notices).toMatchObject([{ title: 'not-kept', issues: [{ code: 'project-edit-not-kept' }] }]);
    expect(project?.unsaved).toBe(false);
  });

  it('is kept every second while changes follow each other without a pause', async () => {
    const { weigh, asked } = await opened();
    for (let change = 0; change < 12; change++) {
      weigh(40 + change);
      await setTimeout(200);
    }
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });

  it('is kept before the window closes, with a weight that waits for a frame and what changes meanwhile', async () => {
    const { context, commands, asked, documents } = await opened();
    const [criterion] = activeEvaluation(context.store.getState())?.shares.keys() ?? [];
    // A hidden window draws no frame.
    Object.assign(context, { nextFrame: () => {} });
    commands.setWeight(criterion, 61);
    const { keepDocument } = context.desktop;
    Object.assign(context.desktop, {
      keepDocument: (...given: Parameters<typeof keepDocument>) => {
        if (asked.length === 0) {
          commands.finishWeight();
          commands.setWeight(criterion, 62);
          commands.flushWeights();
        }
        return keepDocument(...given);
      },
    });
    expect(await commands.keepWaiting()).toBe(true);
    expect(asked).toEqual(['keep', 'keep']);
    const read = parseDocument(documents[1]);
    expect(read.ok && read.value.history.present.root).toEqual(context.store.getState().history?.present.root);
    expect(await commands.keepWaiting()).toBe(true);
    await setTimeout(keeping);
    expect(asked).toEqual(['keep', 'keep']);
  });

  it('stays on screen where it cannot be kept, unless the person gives the change up', async () => {
    const { context, weigh, commands, asked } = await opened();
    const answers = [false, true];
    const { keepDocument } = context.desktop;
    Object.assign(context.desktop, {
      keepDocument: () => Promise.reject(new Error('the store ended')),
      askToLose: async () => {
        asked.push('lose?');
        return answers.shift() ?? false;
      },
    });
    weigh(61);
    expect(await commands.keepWaiting()).toBe(false);
    await commands.closeStudy();
    expect(context.store.getState().open).not.toBeNull();
    expect(asked).toEqual(['lose?']);
    await commands.closeStudy();
    expect(context.store.getState().open).toBeNull();
    expect(asked).toEqual(['lose?', 'lose?', 'close']);
    Object.assign(context.desktop, { keepDocument });
    expect(await commands.keepWaiting()).toBe(true);
    expect(asked).toEqual(['lose?', 'lose?', 'close']);
  });
});

describe('a window that begins anew', () => {
  it('shows what the one before had open, with its edits, its selection and its place on the map', async () => {
    const first = await opened();
    first.weigh(61);
    first.commands.selectPlots([17, 4]);
    first.commands.setMapPlace({ x: 0.53, y: 0.27, zoom: 12 });
    first.commands.setPanels({ workspace: { layers: 30, centre: 50, side: 20 } });
    await setTimeout(keeping);
    expect(await recallLook(first.context.cache, 'r1')).not.toBeNull();
    const was = first.context.store.getState();
    const project = laidOut(first);

    const { desktop } = desktopWithProject(() => ({ after: 'ended', careful: false, opened: project, sample: null }));
    const second = windowOnBench(desktop);
    for (const [name, content] of first.bytes) second.bytes.set(name, content);
    const context = { ...second.context, cache: first.context.cache };
    await createCommands(context).resume();
    const is = context.store.getState();
    expect(is).toMatchObject({
      project: { session: '0123456789abcdef', unsaved: true },
      saved: null,
      selection: was.selection,
      side: 'plot',
      mapPlace: was.mapPlace,
      panels: was.panels,
      notices: [{ title: 'came-back', issues: [{ code: 'window-kept' }] }],
    });
    expect(is.open?.picture).not.toBeNull();
    expect(activeEvaluation(is)?.scores).toEqual(activeEvaluation(was)?.scores);
  });

  it('draws no layers after it ended again and again, until it is asked to', async () => {
    const first = await opened();
    const project = laidOut(first);
    const { desktop } = desktopWithProject(() => ({ after: 'hung', careful: true, opened: project, sample: null }));
    const { context, bytes } = windowOnBench(desktop);
    for (const [name, content] of first.bytes) bytes.set(name, content);
    const commands = createCommands(context);
    await commands.resume();
    const now = () => context.store.getState();
    expect(now()).toMatchObject({ drawsLayers: false, open: { picture: null } });
    expect(now().notices[0].issues.map(({ code }) => code)).toEqual(['window-hung', 'window-kept', 'window-careful']);
    expect(activeEvaluation(now())).not.toBeNull();
    await commands.drawLayers();
    expect(now()).toMatchObject({ drawsLayers: true, task: null });
    expect(now().open?.picture).not.toBeNull();
  });

  it('shows the sample where the program was started with it', async () => {
    const bench = windowOnBench();
    const sample = { name: 'sample.study.json', text: bench.text, files: [...bench.files] };
    const { desktop } = desktopWithProject(() => ({ after: 'start', careful: false, opened: null, sample }));
    Object.assign(bench.context.desktop, desktop);
    await createCommands(bench.context).resume();
    const now = () => bench.context.store.getState();
    await vi.waitFor(() => expect(activeEvaluation(now())).not.toBeNull(), { timeout: 30_000 });
    expect(now().notices).toEqual([]);
  });

  it('says that nothing was kept where no project was open', async () => {
    const { desktop } = desktopWithProject(() => ({ after: 'ended', careful: false, opened: null, sample: null }));
    const { context } = windowOnBench(desktop);
    await createCommands(context).resume();
    expect(context.store.getState().notices[0].issues.map(({ code }) => code)).toEqual(['window-nothing-kept']);
  });
});

describe('a study in no project', () => {
  it('is kept from the first edit on, so that a crash does not lose it', async () => {
    const { context, weigh, asked, documents, stored } = await opened();
    const begun: string[] = [];
    context.store.setState({ project: null });
    Object.assign(context.desktop, {
      newProject: async (name: string) => {
        begun.push(name);
        return success(view({ file: null, place: '0123456789abcdef' }));
      },
    });
    await setTimeout(keeping);
    expect(begun).toEqual([]);
    weigh(61);
    await setTimeout(keeping);
    expect(begun).toHaveLength(1);
    expect(asked).toEqual(['keep']);
    expect(stored.length).toBeGreaterThan(0);
    expect(context.store.getState().project).toMatchObject({ unsaved: true });
    weigh(20);
    await setTimeout(keeping);
    expect(begun).toHaveLength(1);
    const read = parseDocument(documents[1]);
    expect(read.ok && read.value.history.present.root).toEqual(context.store.getState().history?.present.root);
  });
});
