import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type {
  LayerUpload,
  NamedFiles,
  OpenedCopies,
  OpenedCopy,
  OpenedProject,
  ProjectView,
  RecentProject,
  UnsavedProject,
  WrittenLayer,
} from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type Issue, type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { FileHandles } from '../files/file-handles.ts';
import { extensionOf, photoExtensions } from '../files/sidecars.ts';
import type { FieldCopy } from '../store/copies.ts';
import { nodeFiles } from '../store/files/node-files.ts';
import type { ProjectState, SaveOptions } from '../store/open-project.ts';
import { placeOf, readRecents, rememberRecent } from '../store/recents.ts';
import type { OpenedData, StoreCalls } from '../store/service/messages.ts';
import type { Uploads } from './uploads.ts';

/** Media type of photos in a project. */
const photoType = 'image/jpeg';

/** What the desk works with. */
export interface DeskParts {
  readonly store: StoreCalls;
  readonly handles: FileHandles;
  readonly uploads: Uploads;
  /** Folder of the list of recent projects. */
  readonly folder: string;
}

type Answer<T> = Promise<Outcome<T, Problem>>;

/** Projects as the window may ask for them: paths stay here, the window gets addresses and names. */
export class ProjectDesk {
  readonly #parts: DeskParts;
  readonly #recents = new Map<string, string>();
  readonly #copies = new Map<string, string>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Opens a project; `takeOver` says that a person decided that nobody works in it any more. */
  async open(path: string, takeOver: boolean): Answer<OpenedProject> {
    const opened = await this.#parts.store.open(path, takeOver);
    if (opened.ok) this.#remember(path, opened.value.state.name);
    return opened.ok ? this.#show(opened.value) : opened;
  }

  recent(): readonly RecentProject[] {
    return readRecents(nodeFiles, this.#parts.folder)
      .filter(({ path }) => nodeFiles.facts(path) !== null)
      .map(({ path, name, usedMs }) => {
        const key = placeOf(path);
        this.#recents.set(key, path);
        return { key, name, file: basename(path), usedMs };
      });
  }

  /** The path that a key of `recent` names. */
  recentPath(key: string): string | undefined {
    return this.#recents.get(key);
  }

  async unsaved(): Promise<readonly UnsavedProject[]> {
    const found = await this.#parts.store.recoverable();
    return found.ok ? found.value : [];
  }

  async restore(session: string): Answer<OpenedProject> {
    const restored = await this.#parts.store.restore(session);
    return restored.ok ? this.#show(restored.value) : restored;
  }

  async discard(session: string): Promise<void> {
    await this.#parts.store.discard(session);
  }

  async create(name: string): Answer<ProjectView> {
    return viewed(await this.#parts.store.create(name, '{}'));
  }

  datasets(): Answer<readonly string[]> {
    return this.#parts.store.datasets();
  }

  /** Bytes that are kept so that projects open more quickly. */
  async keptBytes(): Promise<number> {
    const kept = await this.#parts.store.keptLaidOut();
    return kept.ok ? kept.value.bytes : 0;
  }

  async clearKept(): Promise<void> {
    await this.#parts.store.clearLaidOut();
  }

  async close(discard: boolean): Promise<void> {
    await this.#parts.store.close(discard);
  }

  async beginLayer(): Answer<LayerUpload> {
    const path = await this.#parts.store.incomingPath();
    return path.ok ? success({ address: await this.#parts.uploads.begin(path.value) }) : path;
  }

  async finishLayer(address: string, name: string): Answer<string> {
    const path = await this.#parts.uploads.finish(address);
    if (path === undefined) return failure(problem('columns-damaged', { file: name }));
    return this.#parts.store.takeLayer({ path, name });
  }

  async attach(address: string): Answer<string> {
    const known = this.#parts.handles.find(address);
    if (known === undefined) return failure(problem('project-not-found', { file: '' }));
    const name = basename(known.path);
    const grid = extensionOf(name) === '.zip' ? 'application/zip' : 'image/tiff';
    const mediaType = photoExtensions.includes(extensionOf(name)) ? photoType : grid;
    return this.#parts.store.takeAttachment(known.path, name, mediaType);
  }

  /** Makes a GeoPackage of layers that the window wrote to a file. */
  exportLayers(from: string, layers: readonly WrittenLayer[], to: string): Answer<readonly Issue[]> {
    return this.#parts.store.exportLayers(from, layers, to);
  }

  /** Lays a photo of the project out as a file that the window may read. */
  async photo(id: string): Answer<FileLocator | null> {
    const path = await this.#parts.store.layOut(id, photoType);
    if (!path.ok || path.value === null) return path.ok ? success(null) : path;
    return success(this.#parts.handles.add(path.value, statSync(path.value).size));
  }

  /** Keeps the document; `sources` are the files, by address, with data that it names and the project does not hold yet. */
  async keep(name: string, json: string, label: string, sources: readonly NamedFiles[]): Answer<ProjectView> {
    const change = { name, json, label, at: new Date().toISOString() };
    const known = sources.map(([file, addresses]) => ({
      file,
      paths: addresses.flatMap((address) => this.#parts.handles.find(address)?.path ?? []),
    }));
    return viewed(await this.#parts.store.putDocument(change, known));
  }

  /** Saves where the project lies, or at the path. */
  async save(path: string | null, options: SaveOptions): Answer<ProjectView> {
    const { store } = this.#parts;
    const saved = path === null ? await store.save(options) : await store.saveAs(path, options);
    if (!saved.ok) return saved;
    if (saved.value.path !== null) this.#remember(saved.value.path, saved.value.state.name);
    return success(viewOf(saved.value.state));
  }

  async revert(): Answer<OpenedProject> {
    const reverted = await this.#parts.store.revert();
    return reverted.ok ? this.#show(reverted.value) : reverted;
  }

  /** The project that the store has open, for a window that begins anew; null when there is none. */
  async current(): Answer<OpenedProject | null> {
    const current = await this.#parts.store.current();
    if (!current.ok) return current;
    return current.value === null ? success(null) : this.#show(current.value);
  }

  async saveFieldCopy(path: string, copy: FieldCopy): Answer<string | null> {
    const saved = await this.#parts.store.saveFieldCopy(path, copy);
    return saved.ok ? success(basename(path)) : saved;
  }

  /** Looks into copies that came home. */
  async openCopies(paths: readonly string[]): Promise<OpenedCopies> {
    const copies: OpenedCopy[] = [];
    const refused: Problem[] = [];
    for (const path of paths) {
      const read = await this.#parts.store.readCopy(path);
      if (!read.ok) {
        refused.push(read.reason);
        continue;
      }
      const key = `c${randomBytes(16).toString('hex')}`;
      this.#copies.set(key, path);
      const { json, base, changed } = read.value;
      copies.push({ key, file: basename(path), document: json, base, changed });
    }
    return { copies, refused };
  }

  async takeCopy(key: string): Answer<OpenedProject['files']> {
    const path = this.#copies.get(key);
    if (path === undefined) return failure(problem('project-not-found', { file: '' }));
    const taken = await this.#parts.store.takeCopy(path);
    return taken.ok ? success(this.#laidOut(taken.value.files, taken.value.proven)) : taken;
  }

  async state(): Promise<ProjectView | null> {
    const state = await this.#parts.store.state();
    return state.ok && state.value !== null ? viewOf(state.value) : null;
  }

  #remember(path: string, name: string): void {
    rememberRecent(nodeFiles, this.#parts.folder, { path, name, usedMs: Date.now() });
  }

  #show({ state, document, files, proven, sources }: OpenedData): Outcome<OpenedProject, Problem> {
    const found = sources.map(({ file, paths, changed }) => ({
      file,
      found: paths.flatMap((path) => this.#located(path)),
      changed,
    }));
    return success({
      project: viewOf(state),
      document: document.json,
      files: this.#laidOut(files, proven),
      sources: found,
    });
  }

  /** A person's file for the window; nothing where it went just now. */
  #located(path: string): readonly FileLocator[] {
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    return size === undefined ? [] : [this.#parts.handles.add(path, size)];
  }

  #laidOut(files: OpenedData['files'], proven: OpenedData['proven']): OpenedProject['files'] {
    return files.map(([id, path]) => {
      const locator = this.#parts.handles.add(path, statSync(path).size);
      return [basename(path), [{ ...locator, keptAs: proven.get(id) }]] as const;
    });
  }
}

const viewOf = ({ session, place, name, file, unsaved, readOnly }: ProjectState): ProjectView => ({
  session,
  place,
  name,
  file,
  unsaved,
  readOnly,
});

function viewed(outcome: Outcome<ProjectState, Problem>): Outcome<ProjectView, Problem> {
  return outcome.ok ? success(viewOf(outcome.value)) : outcome;
}
