import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { windowOnBench } from '../../../test/builders/window-study.ts';
import type { DesktopApi, NamedFiles, OpenedProject, ProjectView } from '../../shared/ipc/desktop-api.ts';
import { problem } from '../../shared/lib/issue.ts';
import { failure, success } from '../../shared/lib/outcome.ts';
import { activeEvaluation } from '../state/app-state.ts';
import { createCommands } from './index.ts';
import { showStudy } from './open-study.ts';

/** Longer than a change waits until it is kept, on a slow machine. */
const patience = { timeout: 10_000 };
const view: ProjectView = {
  session: '0123456789abcdef',
  place: '0123456789abcdef',
  name: 'Plan',
  file: null,
  unsaved: true,
  readOnly: null,
};
afterEach(() => vi.unstubAllGlobals());

/** A desktop whose layers take as long as the test wants; what is asked of it, in order. */
function slowDesktop() {
  const asked: string[] = [];
  const documents: { readonly json: string; readonly sources: readonly NamedFiles[] }[] = [];
  const stored: string[] = [];
  let letThrough = () => {};
  const through = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  vi.stubGlobal('fetch', async () => ({ ok: true, status: 200 }));
  const desktop: Partial<DesktopApi> = {
    newProject: async () => {
      asked.push('new');
      return success(view);
    },
    storedDatasets: async () => success([...stored]),
    beginLayer: async () => success({ address: 'file-handle://u/' }),
    finishLayer: async (_address, name) => {
      await through;
      asked.push(`layer ${name}`);
      return success(name);
    },
    keepDocument: async (_name, json, _label, sources) => {
      asked.push(`document with ${sources.length} sources`);
      documents.push({ json, sources });
      return success(view);
    },
    closeProject: async (discard) => void asked.push(`close ${discard}`),
    recentProjects: async () => [],
    unsavedProjects: async () => [],
  };
  return { desktop, asked, documents, stored, letThrough };
}

/** The bench study on screen in no project, in a window whose desktop is slow. */
async function opened() {
  const slow = slowDesktop();
  const bench = windowOnBench(slow.desktop);
  const { context, study, files } = bench;
  const commands = createCommands(context);
  expect(await showStudy(context, study, files, null)).toBe(true);
  const criterion = [...(activeEvaluation(context.store.getState())?.shares.keys() ?? [])][0];
  const weigh = (weight: number) => {
    commands.setWeight(criterion, weight);
    commands.flushWeights();
  };
  const layers = (context.store.getState().open?.loaded.layers ?? []).filter(({ definition }) => !definition.from);
  const finish = async () => {
    slow.stored.push(...layers.map(({ read }) => read.dataset.id));
    slow.letThrough();
    await vi.waitFor(() => expect(slow.asked.at(-1)).toBe('document with 0 sources'), patience);
  };
  /** Until so many documents were kept. */
  const until = (count: number) => vi.waitFor(() => expect(slow.documents).toHaveLength(count), patience);
  return { ...bench, ...slow, commands, weigh, finish, until, layers };
}

describe('the first edit of a study that is in no project', () => {
  it('is kept at once with the files it builds on, and so is the next one while the layers are still under way', async () => {
    const { weigh, asked, documents, finish, until, layers, files } = await opened();
    const names = [...new Set(layers.map(({ definition }) => definition.file))];
    weigh(61);
    await until(1);
    expect(asked).toEqual(['new', `document with ${names.length} sources`]);
    const [{ sources }] = documents;
    expect(new Map(sources)).toEqual(
      new Map(names.map((name) => [name, files.get(name)?.map(({ address }) => address)])),
    );
    weigh(62);
    await until(2);
    expect(asked.slice(2)).toEqual([`document with ${names.length} sources`]);
    expect(documents[1].json).not.toBe(documents[0].json);
    await finish();
    const sent = layers.map(({ definition }) => `layer ${definition.id}`);
    expect(asked.slice(3)).toEqual([...sent, 'document with 0 sources']);
  });

  it('is not waited for twice: the window closes when the layers have followed', async () => {
    const { weigh, commands, asked, finish, until } = await opened();
    weigh(61);
    let closed: boolean | null = null;
    const closing = commands.keepWaiting().then((kept) => {
      closed = kept;
    });
    await until(1);
    await setTimeout(100);
    expect(asked[1]).toMatch(/^document with [1-9]/);
    expect(closed).toBeNull();
    await finish();
    await closing;
    expect(closed).toBe(true);
  });

  it('says so where there is no room for the layers, and tries again with the next edit', async () => {
    const { context, weigh, until } = await opened();
    Object.assign(context.desktop, { finishLayer: async () => failure(problem('project-edit-no-space')) });
    weigh(61);
    const told = [{ title: 'not-kept', issues: [{ code: 'project-edit-no-space' }] }];
    await vi.waitFor(() => expect(context.store.getState().notices).toMatchObject(told), patience);
    let tries = 0;
    const { finishLayer } = slowDesktop().desktop;
    Object.assign(context.desktop, {
      finishLayer: (...given: Parameters<DesktopApi['finishLayer']>) => {
        tries++;
        return finishLayer?.(...given);
      },
    });
    weigh(62);
    await until(2);
    await vi.waitFor(() => expect(tries).toBe(1), patience);
  });
});

describe('work whose data were not kept yet', () => {
  /** What the next start finds: the document alone, and the files it builds on. */
  async function left() {
    const before = await opened();
    before.weigh(61);
    await before.until(1);
    const { json, sources } = before.documents[0];
    const found: OpenedProject = {
      project: view,
      document: json,
      files: [],
      sources: sources.map(([file]) => ({ file, found: before.files.get(file) ?? [], changed: false })),
    };
    const slow = slowDesktop();
    const next = windowOnBench(slow.desktop);
    const commands = createCommands(next.context);
    const restore = (project: OpenedProject) => {
      Object.assign(next.context.desktop, { restoreProject: async () => success(project) });
      return commands.restoreProject(view.session);
    };
    return { ...slow, ...next, before, found, restore };
  }

  it('is restored from its files, and the data follow', async () => {
    const { context, restore, found, asked, before, letThrough, stored } = await left();
    await restore(found);
    const { open, project } = context.store.getState();
    expect(project).toEqual(view);
    expect(open?.weights).toEqual(before.context.store.getState().open?.weights);
    expect(open?.weights.size).toBe(1);
    expect(open?.loaded.layers.map(({ read }) => read.dataset.id)).toEqual(
      before.context.store.getState().open?.loaded.layers.map(({ read }) => read.dataset.id),
    );
    stored.push(...before.layers.map(({ read }) => read.dataset.id));
    letThrough();
    await vi.waitFor(() => expect(asked.at(-1)).toBe('document with 0 sources'), patience);
  });

  it('is refused in words where a file has other content, and stays', async () => {
    const { context, restore, found, bytes, asked, before } = await left();
    const { file } = before.layers[0].definition;
    const name = file.replace(/shp$/, 'dbf');
    const other = Uint8Array.from(bytes.get(name) ?? []);
    // A letter of the last record.
    other[other.length - 3] ^= 1;
    bytes.set(name, other);
    await restore(found);
    const { open, project, notices } = context.store.getState();
    expect([open, project]).toEqual([null, null]);
    expect(notices[0].issues).toEqual([problem('work-source-changed', { file })]);
    expect(asked).toEqual(['close false']);
  });

  it('is refused in words where a file is gone, and stays', async () => {
    const { context, restore, found, asked, before } = await left();
    const { file } = before.layers[0].definition;
    const gone = found.sources.map((one) => (one.file === file ? { ...one, found: [], changed: true } : one));
    await restore({ ...found, sources: gone });
    expect(context.store.getState().notices[0].issues).toEqual([problem('work-source-changed', { file })]);
    expect(asked).toEqual(['close false']);
  });

  it('does not mind a file that was only touched', async () => {
    const { context, restore, found } = await left();
    await restore({ ...found, sources: found.sources.map((one) => ({ ...one, changed: true })) });
    expect(context.store.getState().open).not.toBeNull();
  });
});
