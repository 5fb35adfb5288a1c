import { type Issue, type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { documentMigrations } from './document-migrations.ts';
import {
  documentFileSchema,
  documentFormat,
  documentSchema,
  documentVersion,
  newerDocumentSchema,
} from './document-schema.ts';
import type { ProjectDocument } from './document-types.ts';
import { type History, loadHistory, type StoredHistory, startHistory, stepsStored, storeHistory } from './history.ts';
import { readJson } from './json-text.ts';
import { schemaProblems } from './schema-problems.ts';
import { isJsonObject } from './zod.ts';

/** The longest text of a document, in UTF-16 units; the bridge and the readers take no longer one. */
const longestDocument = 64 * 1024 * 1024;
/** A text that the history makes longer than this takes fewer steps along: the work itself comes first. */
const longestWithHistory = 16 * 1024 * 1024;

/** A document as read from a project. */
export interface ReadDocument {
  readonly history: History<ProjectDocument>;
  /** Set where a newer program wrote it: it is shown as far as it is understood, and not written again. */
  readonly readOnly: Problem | null;
}

/** The document with the last steps of its history, as the JSON text that a project keeps. */
export function writeDocument(history: History<ProjectDocument>): string {
  for (let steps = stepsStored; ; steps = Math.floor(steps / 2)) {
    const stored = { format: documentFormat, document: history.present.root, history: storeHistory(history, steps) };
    const text = JSON.stringify(stored);
    if (steps === 0 || text.length < longestWithHistory) return text;
  }
}

/** Reads the text of a document of any version ever written; fails with what is wrong in it and where. */
export function parseDocument(text: string): Outcome<ReadDocument, readonly Issue[]> {
  const json = readJson(text, longestDocument);
  if (!json.ok) return failure([json.reason]);
  const newer = newerVersion(json.value);
  if (newer !== null) return parseNewer(json.value, newer);
  const current = migrated(json.value);
  if (!current.ok) return current;
  const parsed = documentFileSchema.safeParse(current.value);
  if (!parsed.success) return failure(schemaProblems(current.value, parsed.error.issues));
  const { document, history } = parsed.data;
  return success({ history: historyOf(document, history), readOnly: null });
}

/** A history that is damaged is no reason to lose the work itself: it begins anew from the document. */
function historyOf(document: ProjectDocument, stored: StoredHistory): History<ProjectDocument> {
  try {
    const history = loadHistory(document, stored);
    const roots = [...history.past, history.present, ...history.future].map(({ root }) => root);
    return roots.every((root, index) => isSound(root, roots[index - 1]))
      ? (history as History<ProjectDocument>)
      : startHistory(document);
  } catch {
    return startHistory(document);
  }
}

/** Whether a root is a document; what it shares with its neighbour was looked at there. */
function isSound(root: unknown, neighbour: unknown): boolean {
  if (!isJsonObject(root) || !isJsonObject(neighbour)) return documentSchema.safeParse(root).success;
  const keys = Object.keys(documentSchema.shape) as (keyof typeof documentSchema.shape)[];
  return (
    Object.keys(root).length === keys.length &&
    keys.every((key) => root[key] === neighbour[key] || documentSchema.shape[key].safeParse(root[key]).success)
  );
}

/** Version of a document that a newer program wrote, else null. */
function newerVersion(json: unknown): number | null {
  const format = isJsonObject(json) ? json.format : null;
  const version = typeof format === 'string' ? /^tomtevalg-document\/(\d{1,6})$/.exec(format)?.[1] : undefined;
  return version !== undefined && Number(version) > documentVersion ? Number(version) : null;
}

function parseNewer(json: unknown, version: number): Outcome<ReadDocument, readonly Issue[]> {
  const newer = problem('document-newer', { version, known: documentVersion });
  const parsed = newerDocumentSchema.safeParse(isJsonObject(json) ? json.document : null);
  return parsed.success
    ? success({ history: startHistory<ProjectDocument>(parsed.data), readOnly: newer })
    : failure([problem('document-too-new', { version, known: documentVersion })]);
}

function migrated(json: unknown): Outcome<unknown, readonly Issue[]> {
  let value = json;
  for (const { from, run } of documentMigrations) {
    if (!isJsonObject(value) || value.format !== from) continue;
    const next = run(value);
    if (!next.ok) return next;
    value = next.value;
  }
  return success(value);
}
