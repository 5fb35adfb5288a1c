import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Dataset } from '../../../shared/dataset/types.ts';
import { columnsId } from '../../../shared/formats/columns/layout.ts';
import { writeColumns } from '../../../shared/formats/columns/write-columns.ts';
import type { DatasetId } from '../../../shared/lib/id.ts';
import type { Issue, Problem } from '../../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../../shared/lib/outcome.ts';
import { type StoreFiles, writeAll } from '../files/store-files.ts';
import type { LaidOut } from '../laid-out.ts';
import type { OpenProject } from '../open-project.ts';
import { isRefusal, openProblem } from '../problems.ts';
import type { OpenedData } from './messages.ts';

/**
 * Lays a project's data out as files for the window's readers, in the working copy's folder. Those that lie there from before are
 * left, and those that are kept from an earlier start are lent.
 */
export function unpackProject(files: StoreFiles, laidOut: LaidOut, project: OpenProject): Outcome<OpenedData, Problem> {
  const document = project.document();
  if (!document.ok) return document;
  const datasets = project.datasets();
  if (!datasets.ok) return datasets;
  const sources = project.sources();
  if (!sources.ok) return sources;
  const base = project.base();
  const known = base === null ? new Set<string>() : laidOut.known(base.target, base.facts);
  const proven = new Map<string, DatasetId>();
  const laid: (readonly [string, string])[] = [];
  try {
    for (const { id, crs } of datasets.value) {
      const path = join(project.folder, `${id}.tvcolumns`);
      const name = columnsId({ id, crs });
      if (files.facts(path) === null) {
        if (known.has(name) && laidOut.lend(name, path)) proven.set(id, name);
        else {
          const read = project.readDataset(id);
          if (!read.ok) return read;
          if (read.value === null) continue;
          const { dataset, issues, unchanged } = read.value;
          layOut(files, path, columnsOf(dataset, issues));
          if (unchanged && issues.length === 0) {
            proven.set(id, name);
            laidOut.keep(name, path);
          }
        }
      }
      laid.push([id, path]);
    }
    const attachments = layOutGrids(files, project);
    if (!attachments.ok) return attachments;
    laid.push(...attachments.value);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return failure(openProblem(project.state().file ?? project.state().name, error));
  }
  return success({ state: project.state(), document: document.value, files: laid, proven, sources: sources.value });
}

/** Lays out a dataset that was taken in just now, with edits let in between; rejects with what the disk refuses. */
export async function layOutTaken(
  files: StoreFiles,
  laidOut: LaidOut,
  project: OpenProject,
  dataset: Dataset,
): Promise<void> {
  const path = join(project.folder, `${dataset.id}.tvcolumns`);
  files.remove(path);
  const writing = writePieces(files, path, columnsOf(dataset, []));
  while (!writing.next().done) await setImmediate();
  laidOut.keep(columnsId(dataset), path);
}

/** Grids are called .tif whatever they came in: their reader looks at the first bytes. */
function layOutGrids(
  files: StoreFiles,
  project: OpenProject,
): Outcome<readonly (readonly [string, string])[], Problem> {
  const attachments = project.attachments();
  if (!attachments.ok) return attachments;
  const laid: (readonly [string, string])[] = [];
  for (const { id, name } of attachments.value) {
    const path = join(project.folder, `${id}.tif`);
    if (!/\.(tiff?|zip)$/i.test(name)) continue;
    if (files.facts(path) === null) {
      const read = project.attachment(id);
      if (!read.ok) return read;
      if (read.value !== null) layOut(files, path, [read.value.content]);
    }
    laid.push([id, path]);
  }
  return success(laid);
}

export function layOut(files: StoreFiles, path: string, pieces: Iterable<Uint8Array>): void {
  for (const _written of writePieces(files, path, pieces));
}

function columnsOf(dataset: Dataset, issues: readonly Issue[]): Iterable<Uint8Array> {
  const layer = {
    name: '',
    format: 'geopackage',
    encoding: { name: 'UTF-8', source: 'format' },
    dataset,
    issues,
  } as const;
  return writeColumns(layer).pieces();
}

/** Writes a file, telling after every piece. What was half-written is not taken for whole: the name comes with the last byte. */
function* writePieces(files: StoreFiles, path: string, pieces: Iterable<Uint8Array>): Generator<number> {
  const part = `${path}.tmp`;
  files.remove(part);
  const file = files.open(part, 'create-new');
  try {
    let at = 0;
    for (const piece of pieces) {
      writeAll(files, file, piece, at);
      at += piece.length;
      yield at;
    }
  } finally {
    files.close(file);
  }
  files.rename(part, path);
}
