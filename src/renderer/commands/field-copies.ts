import type { DesktopApi, OpenedCopy } from '../../shared/ipc/desktop-api.ts';
import type { Issue } from '../../shared/lib/issue.ts';
import { problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { parseDocument, writeDocument } from '../../shared/project/document-text.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import { belongsTogether, dataOf, fieldDocument, withChangedData } from '../../shared/project/field-copy.ts';
import { type History, startHistory } from '../../shared/project/history.ts';
import { type MergeChoices, sideChoice, withSide, withSidesOf } from '../../shared/project/merge/choose-sides.ts';
import { type MergedDocument, mergeDocuments } from '../../shared/project/merge/merge-documents.ts';
import type { MergeConflict, MergeCopy } from '../../shared/project/merge/merge-types.ts';
import { lastTouch } from '../../shared/project/merge/touched.ts';
import type { AppState, HomeCopy, HomeReview } from '../state/app-state.ts';
import { currentDocument, projectName } from '../state/document.ts';
import { type CommandContext, notify, runInTurn, update } from './context.ts';
import { edit } from './edit.ts';

/** Commands for copies that go to the field and come home. */
export function fieldCopyCommands(context: CommandContext, keepNow: () => Promise<boolean>) {
  const { desktop, store } = context;
  const choose = (change: (choices: MergeChoices, merged: MergedDocument) => MergeChoices) =>
    update(context, (state) => {
      const { home } = state;
      return home ? { home: homeReview(state, home.copies, change(home.choices, home.merged)) } : {};
    });
  return {
    /** Lets the person choose what goes along. */
    askFieldCopy: () => update(context, ({ open }) => (open === null ? {} : { fieldSheet: true })),
    closeFieldCopy: () => update(context, () => ({ fieldSheet: false })),
    /** Writes a copy with the chosen layers and those that the ranking needs. */
    async saveFieldCopy(chosen: ReadonlySet<string>): Promise<void> {
      update(context, () => ({ fieldSheet: false }));
      if (!(await keepNow())) return;
      const document = currentDocument(store.getState());
      if (document === null) return;
      await runInTurn(context, 'saving', async () => {
        const copy = fieldDocument(document, chosen);
        const { datasets, attachments } = dataOf(copy);
        const json = writeDocument(startHistory(copy));
        const saved = await desktop.saveFieldCopy(copy.name, json, datasets, attachments);
        if (!saved.ok) notify(context, 'error', 'could-not-save', [saved.reason]);
        else if (saved.value !== null) notify(context, 'info', 'field-copy-saved', [], saved.value);
      });
    },
    /** Asks for copies that came home and shows what merging them would do. */
    async openFieldCopies(): Promise<void> {
      if (store.getState().open === null) return;
      const answer = await desktop.openCopies();
      if (!answer.ok) notify(context, 'error', 'could-not-merge', [answer.reason]);
      if (!answer.ok || answer.value === null) return;
      const { copies, refused } = readCopies(answer.value.copies, currentDocument(store.getState()));
      const problems = [...answer.value.refused, ...refused];
      if (problems.length > 0) notify(context, 'error', 'could-not-merge', problems);
      if (copies.length > 0) update(context, (state) => ({ home: homeReview(state, copies, new Map()) }));
    },
    cancelMerge: () => update(context, () => ({ home: null })),
    /** Lets another side of a disagreement stand. */
    chooseSide: (conflict: MergeConflict, side: number) => choose((choices) => withSide(choices, conflict, side)),
    /** Lets one copy's side stand wherever it has one. */
    chooseSidesOf: (copy: string) => choose((choices, { conflicts }) => withSidesOf(choices, conflicts, copy)),
    /** Takes the copies' data in and makes the merged document the project's, as one step. */
    async confirmMerge(): Promise<void> {
      const { home } = store.getState();
      update(context, () => ({ home: null }));
      if (home === null || !(await keepNow())) return;
      const taken = await takeData(desktop, home.copies);
      if (!taken.ok) {
        notify(context, 'error', 'could-not-merge', [taken.reason]);
        return;
      }
      update(context, ({ open }) =>
        open ? { open: { ...open, files: new Map([...open.files, ...taken.value]) } } : {},
      );
      const about = home.copies.map(({ file }) => file).join(', ');
      // The project may have been edited while the sheet was open.
      const { document } = mergeHome(store.getState(), home.copies, home.choices);
      await edit(context, { code: 'merge', about }, () => document);
    },
  };
}

/** Copies that can be merged into a project, and why others cannot. */
export function readCopies(
  opened: readonly OpenedCopy[],
  office: ProjectDocument | null,
): { readonly copies: readonly HomeCopy[]; readonly refused: readonly Issue[] } {
  const copies: HomeCopy[] = [];
  const refused: Issue[] = [];
  for (const one of opened) {
    const read = readCopy(one, office);
    if (read.ok) copies.push(read.value);
    else refused.push(...read.reason);
  }
  return { copies, refused };
}

function readCopy(
  { key, file, document, base, changed }: OpenedCopy,
  office: ProjectDocument | null,
): Outcome<HomeCopy, readonly Issue[]> {
  if (base === null) return failure([problem('merge-no-base', { file })]);
  const own = parseDocument(document);
  if (!own.ok) return own;
  const began = parseDocument(base);
  if (!began.ok) return began;
  const newer = own.value.readOnly ?? began.value.readOnly;
  if (newer !== null) return failure([newer]);
  const root = began.value.history.present.root;
  if (office !== null && !belongsTogether(office, root))
    return failure([problem('merge-needs-copies', { file, base: office.name })]);
  const { history } = own.value;
  const present = withChangedData(history.present.root, new Map(changed));
  return success({ key, file, base: root, baseText: base, history, root: present });
}

function homeReview(
  state: Parameters<typeof mergeHome>[0],
  copies: readonly HomeCopy[],
  choices: MergeChoices,
): HomeReview {
  return { copies, choices, merged: mergeHome(state, copies, choices) };
}

/**
 * What becomes of the project and the copies. Copies that began with the same document are merged together, for any order the same;
 * those that began with another are merged after each other, in the order of what they began with.
 */
export function mergeHome(
  state: Pick<AppState, 'history' | 'project' | 'author'>,
  copies: readonly HomeCopy[],
  choices: MergeChoices = new Map(),
): MergedDocument {
  const { history, project, author } = state;
  const chooser = { side: sideChoice(choices), by: author, at: new Date().toISOString() };
  if (history === null) throw new Error('nothing is open to merge into');
  const office = project?.file ?? projectName(state);
  const bases = [...new Set(copies.map(({ baseText }) => baseText))].sort();
  let merged: MergedDocument = { document: history.present.root, taken: [], conflicts: [] };
  for (const base of bases) {
    const fields = copies.filter(({ baseText }) => baseText === base);
    const own: MergeCopy<ProjectDocument> = { name: office, root: merged.document, touch: touchOf(history) };
    const next = mergeDocuments(
      fields[0].base,
      own,
      fields.map((one) => fieldCopyOf(one, copies)),
      chooser,
    );
    merged = {
      document: next.document,
      taken: [...merged.taken, ...next.taken],
      conflicts: [...merged.conflicts, ...next.conflicts],
    };
  }
  return merged;
}

const touchOf =
  (history: History<ProjectDocument>): MergeCopy<ProjectDocument>['touch'] =>
  (path) =>
    lastTouch(history, path);

/** Named by its file, and by its number where another has the same file name. */
function fieldCopyOf(copy: HomeCopy, all: readonly HomeCopy[]): MergeCopy<ProjectDocument> {
  const { file, root, history } = copy;
  const isShared = all.some((other) => other !== copy && other.file === file);
  return { name: isShared ? `${file} (${all.indexOf(copy) + 1})` : file, root, touch: touchOf(history) };
}

async function takeData(
  desktop: DesktopApi,
  copies: readonly HomeCopy[],
): Promise<Awaited<ReturnType<DesktopApi['takeCopy']>>> {
  let files: Awaited<ReturnType<DesktopApi['takeCopy']>> = success([]);
  for (const { key } of copies) {
    files = await desktop.takeCopy(key);
    if (!files.ok) return files;
  }
  return files;
}
