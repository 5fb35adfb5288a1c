import { createHash, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { columnsId } from '../../../shared/formats/columns/layout.ts';
import { readColumns } from '../../../shared/formats/columns/read-columns.ts';
import type { WrittenLayer } from '../../../shared/ipc/desktop-api.ts';
import { type Problem, problem } from '../../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../../shared/lib/outcome.ts';
import { type FieldCopy, readCopy, saveFieldCopy, takeCopy } from '../copies.ts';
import type { StoreHost } from '../host.ts';
import { LaidOut } from '../laid-out.ts';
import type { OpenProject } from '../open-project.ts';
import { isRefusal, keeping, openProblem } from '../problems.ts';
import { discardRecoverable, findRecoverable, newProject, openProject, recoverProject } from '../projects.ts';
import { exportLayers } from './export-layers.ts';
import { fileSource } from './file-source.ts';
import type { OpenedData, SavedProject, StoreCalls } from './messages.ts';
import { layOut, layOutTaken, unpackProject } from './unpack.ts';

/** SQLite holds no larger value. */
const largestAttachment = 900 * 1024 * 1024;

/** What a project holds before its first document is kept. */
const emptyDocument = '{}';

/** Whether a path is one that `incomingPath` gave out. */
const incomingName = /^incoming-[0-9a-f]{24}$/;

/** The store as main sees it: one project at a time. Runs in the store's worker; tests call it as it is. */
export class StoreService implements StoreCalls {
  readonly #host: StoreHost;
  readonly #laidOut: LaidOut;
  #open: OpenProject | null = null;
  /** The names of the laid-out files that are what the open project holds. */
  #proven = new Set<string>();

  constructor(host: StoreHost) {
    this.#host = host;
    this.#laidOut = new LaidOut(host.files, `${host.workFolder}-laid-out`);
  }

  async create(name: string, json: string) {
    const made = newProject(this.#host, name, json);
    if (!made.ok) return made;
    await this.#replace(made.value);
    return success(made.value.state());
  }

  async open(path: string, takeOver: boolean) {
    const current = this.#open;
    // What is open already is shown as it is: opened anew it would stand in its own way.
    if (current !== null && !takeOver && current.target() === resolve(path) && current.state().readOnly === null)
      return this.#again(current);
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
      const { dataset } = read.value;
      const put = await project.putDataset(dataset, name);
      if (!put.ok) return put;
      // For the next opening, and for a window that begins anew; a disk without room for it costs time only.
      await layOutTaken(files, this.#laidOut, project, dataset).then(
        () => {
          if (this.#open === project) this.#proven.add(columnsId(dataset));
        },
        (error: unknown) => {
          if (!isRefusal(error)) throw error;
        },
      );
      return success<string>(dataset.id);
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

  async layOut(id: string, mediaType: string): Promise<Outcome<string | null, Problem>> {
    const project = this.#project;
    const { files } = this.#host;
    // The name is made of a hash that was checked, never of what a file says.
    if (!/^[0-9a-f]{64}$/.test(id)) throw new Error('not the id of an attachment');
    const path = join(project.folder, `${id}.${mediaType.replace('/', '-')}`);
    try {
      if (files.facts(path) !== null) return success(path);
      const read = project.attachment(id);
      if (!read.ok) return read;
      if (read.value === null || read.value.mediaType !== mediaType) return success(null);
      layOut(files, path, [read.value.content]);
      return success(path);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failure(openProblem(project.state().file ?? project.state().name, error));
    }
  }

  async putDocument(...given: Parameters<StoreCalls['putDocument']>) {
    return this.#project.putDocument(...given);
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
    if (!reverted.ok) return reverted;
    const shown = this.#unpack(project);
    if (!shown.ok) return shown;
    this.#proven = new Set(shown.value.proven.values());
    return success(shown.value);
  }

  async current(): Promise<Outcome<OpenedData | null, Problem>> {
    if (this.#open === null) return success(null);
    const shown = this.#again(this.#open);
    return shown.ok && shown.value.document.json === emptyDocument ? success(null) : shown;
  }

  async saveFieldCopy(path: string, copy: FieldCopy) {
    return saveFieldCopy(this.#host, this.#project, path, copy);
  }

  async readCopy(path: string) {
    return readCopy(this.#host, path);
  }

  async takeCopy(path: string) {
    const project = this.#project;
    const taken = await takeCopy(this.#host, project, path);
    return taken.ok ? this.#again(project) : taken;
  }

  async exportLayers(from: string, layers: readonly WrittenLayer[], to: string) {
    return exportLayers(this.#host, from, layers, to);
  }

  async state() {
    return success(this.#open?.state() ?? null);
  }

  async keptLaidOut() {
    return success(this.#laidOut.status());
  }

  async clearLaidOut() {
    this.#laidOut.clear();
    return success(null);
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

  async #replace(project: OpenProject, proven: ReadonlySet<string> = new Set()): Promise<void> {
    const before = this.#open;
    this.#proven = new Set(proven);
    this.#open = project;
    await before?.close();
  }

  async #show(project: OpenProject): Promise<Outcome<OpenedData, Problem>> {
    const shown = this.#unpack(project);
    if (!shown.ok) {
      await project.close();
      return shown;
    }
    await this.#replace(project, new Set(shown.value.proven.values()));
    return success(shown.value);
  }

  /** The open project laid out once more. */
  #again(project: OpenProject): Outcome<OpenedData, Problem> {
    return unpackProject(this.#host.files, this.#laidOut, project);
  }

  #saved(saved: Awaited<ReturnType<OpenProject['save']>>): Outcome<SavedProject, Problem> {
    if (!saved.ok) return saved;
    this.#note(this.#project, this.#proven);
    return success({ state: saved.value, path: this.#project.target() });
  }

  /** Lays the project's data out as files, and notes those that the next opening can trust. */
  #unpack(project: OpenProject): Outcome<OpenedData, Problem> {
    const unpacked = unpackProject(this.#host.files, this.#laidOut, project);
    if (unpacked.ok) this.#note(project, new Set(unpacked.value.proven.values()));
    return unpacked;
  }

  #note(project: OpenProject, proven: ReadonlySet<string>): void {
    const base = project.base();
    if (base !== null && project.state().readOnly === null)
      this.#laidOut.note(base.target, base.facts, proven, Date.now());
  }
}
