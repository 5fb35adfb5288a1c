import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { type Issue, problem } from '../../../shared/lib/issue.ts';
import type { Outcome } from '../../../shared/lib/outcome.ts';
import { parseDocument, writeDocument } from '../../../shared/project/document-text.ts';
import type { ProjectDocument } from '../../../shared/project/document-types.ts';
import { belongsTogether, withChangedData } from '../../../shared/project/field-copy.ts';
import { commit, type History } from '../../../shared/project/history.ts';
import { type MergedDocument, mergeDocuments } from '../../../shared/project/merge/merge-documents.ts';
import type { MergeCopy } from '../../../shared/project/merge/merge-types.ts';
import { lastTouch } from '../../../shared/project/merge/touched.ts';
import { describeConflict, describeSide, describeTaken } from '../../../shared/report/merge-report.ts';
import { changedElsewhere, uniteData } from '../../store/copies.ts';
import type { StoreHost } from '../../store/host.ts';
import type { OpenProject } from '../../store/open-project.ts';
import { reading } from '../../store/problems.ts';
import { openProject } from '../../store/projects.ts';
import { type ReadProject, readProject } from '../../store/read-project.ts';
import { readDocument } from '../../store/working/documents.ts';
import { copyIn } from '../../store/working/working-copy.ts';
import type { MergeArguments } from '../arguments.ts';
import { print } from '../output.ts';
import { CommandError } from '../usage.ts';
import { commandLineStore } from './store.ts';

/** A project file that takes part in a merge. */
interface Copy {
  readonly path: string;
  readonly opened: ReadProject;
  readonly history: History<ProjectDocument>;
  /** The document, with layers that another program changed named by what they hold now. */
  readonly root: ProjectDocument;
}

/** Merges copies of a project into a new file: documents attribute by attribute, data and photos united by their content. */
export async function merge(call: MergeArguments): Promise<void> {
  const { base, office, fields, out } = call;
  const inputs = [base, office, ...fields];
  if (inputs.some((path) => resolve(path) === resolve(out)))
    throw new CommandError(2, '--out is one of the files to merge. Choose a new name.');
  if (existsSync(out)) throw new CommandError(1, `${out} is there already. Choose a new name.`);
  const host = await commandLineStore();
  const opened: ReadProject[] = [];
  try {
    const copies: Copy[] = [];
    for (const path of inputs) copies.push(await readCopy(host, path, call, opened));
    const [first, second, ...rest] = copies;
    for (const copy of [second, ...rest]) mustBelong(copy, first, call);
    const named = (copy: Copy) => mergeCopy(copy, copies);
    const merged = mergeDocuments(first.root, named(second), rest.map(named));
    await writeMerged(host, call, [second, ...rest, first], merged);
    await print(call.json ? [mergeJson(merged, call)] : mergeText(merged, call));
  } finally {
    for (const project of opened) project.close();
  }
}

function said(issues: readonly Issue[], { language }: MergeArguments): string {
  return issues.map((issue) => describeIssue(issue, language)).join('\n');
}

function must<T>(outcome: Outcome<T, Issue>, path: string, call: MergeArguments): T {
  if (!outcome.ok) throw new CommandError(1, `${path}: ${said([outcome.reason], call)}`);
  return outcome.value;
}

async function readCopy(host: StoreHost, path: string, call: MergeArguments, opened: ReadProject[]): Promise<Copy> {
  const project = must(await readProject(host, path), path, call);
  opened.push(project);
  const text =
    must(
      reading(path, () => readDocument(project.connection)),
      path,
      call,
    )?.json ?? '';
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new CommandError(1, `${path}:\n${said(parsed.reason, call)}`);
  const { history, readOnly } = parsed.value;
  if (readOnly !== null) throw new CommandError(1, `${path}: ${said([readOnly], call)}`);
  const changed = must(
    reading(path, () => changedElsewhere(project.connection)),
    path,
    call,
  );
  return { path, opened: project, history, root: withChangedData(history.present.root, new Map(changed)) };
}

/** Merging what never was one would call every layer removed by somebody. */
function mustBelong(copy: Copy, base: Copy, call: MergeArguments): void {
  if (belongsTogether(copy.root, base.root)) return;
  const details = { file: basename(copy.path), base: basename(base.path) };
  throw new CommandError(1, said([problem('merge-needs-copies', details)], call));
}

/** Named by its file; by its path where another has the same file name. */
function mergeCopy(copy: Copy, copies: readonly Copy[]): MergeCopy<ProjectDocument> {
  const name = basename(copy.path);
  const isShared = copies.some((other) => other !== copy && basename(other.path) === name);
  return { name: isShared ? copy.path : name, root: copy.root, touch: (path) => lastTouch(copy.history, path) };
}

/** The office's file with everything of the others in it; made beside the work folder and published as a whole. */
async function writeMerged(
  host: StoreHost,
  call: MergeArguments,
  copies: readonly Copy[],
  { document }: MergedDocument,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-merge-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const path = join(folder, 'merged.gpkg');
  await copyIn(host.files, resolve(call.office), path);
  const project = must(await openProject(host, path), call.office, call);
  const stop = (): void => project.abandon();
  process.once('exit', stop);
  try {
    for (const copy of copies) await unite(project, copy, call);
    const edit = { code: 'merge', about: call.fields.map((field) => basename(field)).join(', ') } as const;
    const at = new Date().toISOString();
    const step = { root: document, edit, at, by: host.userName, gesture: null };
    const json = writeDocument(commit(copies[0].history, step));
    const label = `tomtevalg merge ${edit.about}`;
    must(project.putDocument({ name: document.name, json, label, at }), call.out, call);
    must(await project.saveAs(call.out), call.out, call);
  } finally {
    process.off('exit', stop);
    await project.close(true);
    remove();
  }
}

/** Puts a copy's datasets and attachments into the project; what is there already is there by its content. */
async function unite(project: OpenProject, copy: Copy, call: MergeArguments): Promise<void> {
  const nameOf = (dataset: string) => copy.root.layers.find(({ source }) => source.data?.id === dataset)?.id;
  must(await uniteData(project, copy.opened.connection, copy.path, nameOf), call.out, call);
}

function mergeJson({ taken, conflicts }: MergedDocument, { out, language }: MergeArguments): string {
  const told = {
    project: out,
    taken,
    conflicts: conflicts.map((conflict) => ({
      kind: conflict.kind,
      path: conflict.path,
      message: describeConflict(conflict, language),
      sides: conflict.sides.map(({ copies, value, touched }, index) => ({
        copies,
        removed: value.length === 0,
        value: value[0] ?? null,
        by: touched?.by ?? null,
        at: touched?.at ?? null,
        kept: index === conflict.kept,
      })),
    })),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

const headings = {
  taken: { en: 'Taken over', nb: 'Tatt inn', sv: 'Övertaget' },
  conflicts: { en: 'To be looked at', nb: 'Må ses på', sv: 'Att se över' },
  none: { en: 'nothing', nb: 'ingenting', sv: 'ingenting' },
} as const;

function* mergeText({ taken, conflicts }: MergedDocument, { out, language }: MergeArguments): Generator<string> {
  yield `${out}\n${headings.taken[language]}:\n`;
  for (const one of taken) yield `  ${one.copies.join(', ')}: ${describeTaken(one, language)}\n`;
  if (taken.length === 0) yield `  ${headings.none[language]}\n`;
  yield `${headings.conflicts[language]}:\n`;
  if (conflicts.length === 0) yield `  ${headings.none[language]}\n`;
  for (const conflict of conflicts) {
    yield `  ${describeConflict(conflict, language)}\n`;
    for (const [index, side] of conflict.sides.entries())
      yield `    ${describeSide(side, index === conflict.kept, language)}\n`;
  }
}
