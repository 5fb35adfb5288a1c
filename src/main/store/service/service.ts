import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readColumns } from '../../../shared/formats/columns/read-columns.ts';
import { writeColumns } from '../../../shared/formats/columns/write-columns.ts';
import { type Problem, problem } from '../../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../../shared/lib/outcome.ts';
import { readAll, type StoreFiles, writeAll } from '../files/store-files.ts';
import type { StoreHost } from '../host.ts';
import type { OpenProject } from '../open-project.ts';
import { isRefusal, keeping, openProblem } from '../problems.ts';
import { discardRecoverable, findRecoverable, newProject, openProject, recoverProject } from '../projects.ts';
import type { OpenedData, SavedProject, StoreCalls } from './messages.ts';

/** SQLite holds no larger value. */
const largestAttachment = 900 * 1024 * 1024;

/** Whether a path is one that `incomingPath` gave out. */
const incomingName = /^incoming-[0-9a-f]{24}$/;

/** The store as main sees it: one project at a time. Runs in the store's worker; tests call it as it is. */
export class StoreService implements StoreCalls {
  readonly #host: StoreHost;
  #open: OpenProject | null = null;

  constructor(host: StoreHost) {
    this.#host = host;
  }

  async create(name: string, json: string) {
    const made = newProject(this.#host, name, json);
    if (!made.ok) return made;
    await this.#replace(made.value);
    return success(made.value.state());
  }

  async open(path: string, takeOver: boolean) {
    const opened = await openProject(this.#host, path, { takeOver });
    return opened.ok ? this.#show(opened.value) : opened;
  }

  async recoverable() {
    return success(findRecoverable(this.#host));
  }

  async restore(session: string) {
    const restored = recoverProject(this.#host, session);
    return restored.ok ? this.#show(restored.value) : restored;
  }

  async discard(session: string) {
    discardRecoverable(this.#host, session);
    return success(null);
  }

  async datasets() {
    const stored = this.#project.datasets();
    return stored.ok ? success(stored.value.map(({ id }): string => id)) : stored;
  }

  async incomingPath() {
    return success(join(this.#project.folder, `incoming-${randomBytes(12).toString('hex')}`));
  }

  async takeLayer({ path, name }: { readonly path: string; readonly name: string }) {
    const project = this.#project;
    const { files } = this.#host;
    const base = path.slice(project.folder.length + 1);
    if (!path.startsWith(project.folder) || !incomingName.test(base)) throw new Error('not an incoming file');
    try {
      const read = await readColumns(fileSource(files, path, name));
      if (!read.ok) return read;
      const put = await project.putDataset(read.value.dataset, name);
      return put.ok ? success<string>(read.value.dataset.id) : put;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failure(openProblem(name, error));
    } finally {
      files.remove(path);
    }
  }

  async takeAttachment(path: string, name: string, mediaType: string) {
    const { files } = this.#host;
    try {
      const source = fileSource(files, path, name);
      if (source.size > largestAttachment)
        return failure(problem('project-attachment-too-large', { file: name, bytes: source.size }));
      const content = await source.read(0, source.size);
      const id = createHash('sha256').update(content).digest('hex');
      const known = this.#project.attachments();
      if (known.ok && known.value.some((one) => one.id === id)) return success(id);
      const put = this.#project.putAttachment({ id, name, mediaType, content });
      return put.ok ? success(id) : put;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failure(openProblem(name, error));
    }
  }

  async putDocument(change: Parameters<StoreCalls['putDocument']>[0]) {
    return this.#project.putDocument(change);
  }

  async save(options: Parameters<StoreCalls['save']>[0]) {
    return this.#saved(await this.#project.save(options));
  }

  async saveAs(path: string, options: Parameters<StoreCalls['saveAs']>[1]) {
    return this.#saved(await this.#project.saveAs(path, options));
  }

  async revert() {
    const project = this.#project;
    const { files } = this.#host;
    // What was laid out belongs to what is thrown away.
    for (const name of files.list(project.folder))
      if (name.endsWith('.tvcolumns')) keeping(() => files.remove(join(project.folder, name)));
    const reverted = await project.revert();
    return reverted.ok ? this.#unpack(project) : reverted;
  }

  async state() {
    return success(this.#open?.state() ?? null);
  }

  async close(discard: boolean) {
    const project = this.#open;
    this.#open = null;
    await project?.close(discard);
    return success(null);
  }

  get #project(): OpenProject {
    if (this.#open === null) throw new Error('no project is open');
    return this.#open;
  }

  async #replace(project: OpenProject): Promise<void> {
    const before = this.#open;
    this.#open = project;
    await before?.close();
  }

  async #show(project: OpenProject): Promise<Outcome<OpenedData, Problem>> {
    const shown = this.#unpack(project);
    if (shown.ok) await this.#replace(project);
    else await project.close();
    return shown;
  }

  #saved(saved: Awaited<ReturnType<OpenProject['save']>>): Outcome<SavedProject, Problem> {
    return saved.ok ? success({ state: saved.value, path: this.#project.target() }) : saved;
  }

  /** Lays the project's data out as files for the window's readers; those that lie there from before are left. */
  #unpack(project: OpenProject): Outcome<OpenedData, Problem> {
    const document = project.document();
    if (!document.ok) return document;
    const datasets = project.datasets();
    if (!datasets.ok) return datasets;
    const attachments = project.attachments();
    if (!attachments.ok) return attachments;
    const { files } = this.#host;
    const laid: (readonly [string, string])[] = [];
    try {
      for (const { id } of datasets.value) {
        const path = join(project.folder, `${id}.tvcolumns`);
        if (files.facts(path) === null) {
          const read = project.readDataset(id);
          if (!read.ok) return read;
          if (read.value === null) continue;
          const { dataset, issues } = read.value;
          const layer = {
            name: '',
            format: 'geopackage',
            encoding: { name: 'UTF-8', source: 'format' },
            dataset,
            issues,
          } as const;
          writePieces(files, path, writeColumns(layer).pieces());
        }
        laid.push([id, path]);
      }
      for (const { id, name } of attachments.value) {
        const path = join(project.folder, `${id}.tif`);
        if (!/\.tiff?$/i.test(name)) continue;
        if (files.facts(path) === null) {
          const read = project.attachment(id);
          if (!read.ok) return read;
          if (read.value !== null) writePieces(files, path, [read.value.content]);
        }
        laid.push([id, path]);
      }
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failure(openProblem(project.state().file ?? project.state().name, error));
    }
    return success({ state: project.state(), document: document.value, files: laid });
  }
}

/** What was half-written is not taken for whole: the name comes with the last byte. */
function writePieces(files: StoreFiles, path: string, pieces: Iterable<Uint8Array>): void {
  const part = `${path}.tmp`;
  files.remove(part);
  const file = files.open(part, 'create-new');
  try {
    let at = 0;
    for (const piece of pieces) {
      writeAll(files, file, piece, at);
      at += piece.length;
    }
  } finally {
    files.close(file);
  }
  files.rename(part, path);
}

function fileSource(files: StoreFiles, path: string, name: string) {
  const size = files.facts(path)?.size ?? 0;
  return {
    name,
    size,
    read: async (start: number, end: number) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const file = files.open(path, 'read');
      try {
        return bytes.subarray(0, readAll(files, file, bytes, start));
      } finally {
        files.close(file);
      }
    },
  };
}
