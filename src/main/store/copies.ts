import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { baseMediaType } from '../../shared/project/field-copy.ts';
import { readLayer, storedDatasets } from './geopackage/read-layer.ts';
import type { StoreHost } from './host.ts';
import type { OpenProject } from './open-project.ts';
import { reading } from './problems.ts';
import { newProject } from './projects.ts';
import { readProject } from './read-project.ts';
import type { Connection } from './sqlite/connection.ts';
import { readAttachment, readDocument } from './working/documents.ts';

/** A copy of a project that came home. */
export interface ProjectCopy {
  readonly json: string;
  /** The document that the copy began with; null where it carries none. */
  readonly base: string | null;
  /** Datasets that another program changed: what the document calls them, and what they are by their content. */
  readonly changed: readonly (readonly [stored: string, now: string])[];
}

/** What a copy for the field holds. */
export interface FieldCopy {
  readonly name: string;
  /** Its document, which is what it begins with. */
  readonly json: string;
  readonly datasets: readonly string[];
  readonly attachments: readonly string[];
}

/** Datasets that another program changed: what the document calls them, and what they are by their content. */
export function changedElsewhere(connection: Connection): readonly (readonly [stored: string, now: string])[] {
  return storedDatasets(connection)
    .map((stored) => [stored.id, readLayer(connection, stored).dataset.id] as const)
    .filter(([stored, now]) => stored !== now);
}

/** Looks into a copy; the file is only read. */
export async function readCopy(host: StoreHost, path: string): Promise<Outcome<ProjectCopy, Problem>> {
  const opened = await readProject(host, path);
  if (!opened.ok) return opened;
  const { connection } = opened.value;
  try {
    return reading(basename(path), () => ({
      json: readDocument(connection)?.json ?? '',
      base: baseOf(connection),
      changed: changedElsewhere(connection),
    }));
  } finally {
    opened.value.close();
  }
}

function baseOf(connection: Connection): string | null {
  const [row] = connection.rows('SELECT id FROM tomtevalg_attachment WHERE media_type = ? ORDER BY id', baseMediaType);
  const attachment = row === undefined ? null : readAttachment(connection, String(row[0]));
  return attachment === null ? null : new TextDecoder().decode(attachment.content);
}

/**
 * Puts a copy's datasets and attachments into a project; what is there already is there by its content. What the copy began with stays
 * where it is. `nameOf` gives a dataset's layer its name.
 */
export async function uniteData(
  project: OpenProject,
  connection: Connection,
  file: string,
  nameOf: (dataset: string) => string | undefined,
): Promise<Outcome<null, Problem>> {
  const stored = reading(file, () => storedDatasets(connection));
  if (!stored.ok) return stored;
  for (const one of stored.value) {
    const read = reading(file, () => readLayer(connection, one));
    if (!read.ok) return read;
    const { dataset } = read.value;
    const put = await project.putDataset(dataset, nameOf(dataset.id) ?? one.table);
    if (!put.ok) return put;
  }
  const known = project.attachments();
  if (!known.ok) return known;
  const there = new Set(known.value.map(({ id }) => id));
  const ids = reading(file, () =>
    connection.rows('SELECT id FROM tomtevalg_attachment WHERE media_type <> ? ORDER BY id', baseMediaType),
  );
  if (!ids.ok) return ids;
  for (const id of ids.value.map(([one]) => String(one)).filter((one) => !there.has(one))) {
    const attachment = reading(file, () => readAttachment(connection, id));
    if (!attachment.ok) return attachment;
    const put = attachment.value === null ? null : project.putAttachment(attachment.value);
    if (put !== null && !put.ok) return put;
  }
  return success(null);
}

/** Puts a copy's data into the project. */
export async function takeCopy(host: StoreHost, project: OpenProject, path: string): Promise<Outcome<null, Problem>> {
  const opened = await readProject(host, path);
  if (!opened.ok) return opened;
  try {
    return await uniteData(project, opened.value.connection, basename(path), () => undefined);
  } finally {
    opened.value.close();
  }
}

/**
 * Writes a copy for the field: a project of its own that holds what its document names, and the document again as what it began
 * with. The open project is only read.
 */
export async function saveFieldCopy(
  host: StoreHost,
  from: OpenProject,
  target: string,
  { name, json, datasets, attachments }: FieldCopy,
): Promise<Outcome<null, Problem>> {
  if (from.target() === target) return failure(problem('field-copy-onto-itself', { file: basename(target) }));
  const made = newProject(host, name, json);
  if (!made.ok) return made;
  const copy = made.value;
  try {
    const filled = await fill(copy, from, datasets, attachments);
    if (!filled.ok) return filled;
    const content = new TextEncoder().encode(json);
    const id = createHash('sha256').update(content).digest('hex');
    const based = copy.putAttachment({ id, name: 'base.json', mediaType: baseMediaType, content });
    if (!based.ok) return based;
    const saved = await copy.saveAs(target);
    return saved.ok ? success(null) : saved;
  } finally {
    await copy.close(true);
  }
}

async function fill(
  copy: OpenProject,
  from: OpenProject,
  datasets: readonly string[],
  attachments: readonly string[],
): Promise<Outcome<null, Problem>> {
  const stored = from.datasets();
  if (!stored.ok) return stored;
  const wanted = new Set(datasets);
  for (const { id, table } of stored.value.filter((one) => wanted.has(one.id))) {
    const read = from.readDataset(id);
    if (!read.ok) return read;
    const put = read.value === null ? null : await copy.putDataset(read.value.dataset, table);
    if (put !== null && !put.ok) return put;
  }
  for (const id of attachments) {
    const read = from.attachment(id);
    if (!read.ok) return read;
    const put = read.value === null ? null : copy.putAttachment(read.value);
    if (put !== null && !put.ok) return put;
  }
  return success(null);
}
