import { basename, resolve } from 'node:path';
import type { Dataset } from '../../shared/dataset/types.ts';
import type { DatasetId } from '../../shared/lib/id.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { FileFacts } from './files/store-files.ts';
import { type ReadDataset, readLayer, type StoredDataset, storedDatasets } from './geopackage/read-layer.ts';
import { dropLayer } from './geopackage/write-layer.ts';
import type { StoreHost } from './host.ts';
import { acquireLock, type HeldLock } from './lock/lock.ts';
import { isRefusal, keeping, lockProblem, openProblem, reading, saveProblem } from './problems.ts';
import type { WatchedFile } from './publish/copy.ts';
import { publish, unfinishedPaths } from './publish/publish.ts';
import { placeOf } from './recents.ts';
import type { Connection } from './sqlite/connection.ts';
import {
  type DocumentChange,
  readAttachment,
  readDocument,
  readResult,
  type StoredAttachment,
  type StoredDocument,
  type StoredResult,
  writeAttachment,
  writeDocument,
  writeResult,
} from './working/documents.ts';
import { importDataset } from './working/import-dataset.ts';
import { type SessionFacts, writeSession } from './working/session-file.ts';
import { type FoundSource, readSources, type SourceFiles, writeSources } from './working/source-files.ts';
import { endWorkingCopy, lockPath, refillWorkingCopy, type WorkingCopy } from './working/working-copy.ts';

/** Why a project may be looked at and not changed. */
export type ReadOnlyReason = Problem;

/** What a project is, as far as the store knows. */
export interface ProjectState {
  /** Names the working copy; safe to show to the window. */
  readonly session: string;
  /** Names the person's file, or the working copy before the first save: the same at every start, and no path. */
  readonly place: string;
  readonly name: string;
  /** File name of the person's file without folder; null before the first save. */
  readonly file: string | null;
  readonly change: number;
  readonly unsaved: boolean;
  readonly readOnly: ReadOnlyReason | null;
}

export interface SaveOptions {
  /** Save although somebody else changed the file since it was opened: their version stays as the previous save. */
  readonly overwriteChanged?: boolean;
  /** Take the target although somebody may hold it. */
  readonly takeOver?: boolean;
  /** Datasets that are still wanted: the others are let go of, and their room given back, before saving. */
  readonly datasets?: ReadonlySet<DatasetId>;
}

/** Free room in a working copy from which on it is worth writing it anew: so many bytes, and so great a share. */
const worthwhile = { bytes: 16 * 1024 * 1024, share: 0.25 };

/**
 * A project that is open: its working copy, which every call changes at once and durably, and the person's file, which
 * only `save` and `saveAs` touch. Refusals of the disk are problems; the project stays open and as it was.
 */
export class OpenProject {
  readonly #host: StoreHost;
  readonly #copy: WorkingCopy;
  #facts: SessionFacts;
  #targetLock: HeldLock | null;
  readonly #readOnly: ReadOnlyReason | null;
  #change: number;
  #name: string;
  /** Imports and saves, one after the other; edits go between their steps. */
  #long: Promise<unknown> = Promise.resolve();
  /** The files that were noted last, as text; null: whatever an earlier start may have noted. */
  #sources: string | null = null;
  /** Where a save is being written just now. */
  #saving: string | null = null;

  constructor(
    host: StoreHost,
    copy: WorkingCopy,
    facts: SessionFacts,
    targetLock: HeldLock | null,
    readOnly: ReadOnlyReason | null,
  ) {
    this.#host = host;
    this.#copy = copy;
    this.#facts = facts;
    this.#targetLock = targetLock;
    this.#readOnly = readOnly;
    const document = readDocument(copy.connection);
    this.#change = document?.change ?? 0;
    this.#name = document?.name ?? facts.name;
  }

  state(): ProjectState {
    const { target, savedChange } = this.#facts;
    return {
      session: this.#copy.session,
      place: target === null ? this.#copy.session : placeOf(target),
      name: this.#name,
      file: target === null ? null : basename(target),
      change: this.#change,
      unsaved: this.#readOnly === null && this.#change !== savedChange,
      readOnly: this.#readOnly,
    };
  }

  /** Where the person's file lies; for main only, the window never learns a path. */
  target(): string | null {
    return this.#facts.target;
  }

  /** The person's file as it was when it was opened or saved last; null before the first save. */
  base(): { readonly target: string; readonly facts: FileFacts } | null {
    const { target, base } = this.#facts;
    return target === null || base === null ? null : { target, facts: base };
  }

  /** Folder of the working copy; what lies in it goes with the copy. */
  get folder(): string {
    return this.#copy.folder;
  }

  document(): Outcome<StoredDocument, Problem> {
    const read = this.#read(() => readDocument(this.#connection));
    if (!read.ok) return read;
    return read.value === null ? failure(problem('project-working-copy-damaged')) : success(read.value);
  }

  /**
   * Keeps a command's document. When this returns, a crash no longer loses it. `sources` are the files it builds on as long as
   * their data are not in the working copy: they are noted before it, so that it never stands without them.
   */
  putDocument(change: DocumentChange, sources: readonly SourceFiles[] = []): Outcome<ProjectState, Problem> {
    const note = JSON.stringify(sources);
    const kept = this.#edit(() => {
      if (sources.length > 0 && note !== this.#sources) this.#noteSources(sources);
      return writeDocument(this.#connection, this.#host.writer, change);
    });
    if (kept.ok) this.#name = change.name;
    // A note that stays behind says nothing wrong: what is in the working copy is taken from there.
    if (kept.ok && sources.length === 0 && note !== this.#sources) keeping(() => this.#noteSources(sources));
    return kept;
  }

  #noteSources(sources: readonly SourceFiles[]): void {
    writeSources(this.#host.files, this.#copy.folder, sources);
    this.#sources = JSON.stringify(sources);
  }

  /** The files that the kept document builds on, beside what the working copy holds. */
  sources(): Outcome<readonly FoundSource[], Problem> {
    return this.#read(() => readSources(this.#host.files, this.#copy.folder));
  }

  putResult(result: StoredResult): Outcome<ProjectState, Problem> {
    return this.#edit(() => writeResult(this.#connection, result));
  }

  result(id: string): Outcome<StoredResult | null, Problem> {
    return this.#read(() => readResult(this.#connection, id));
  }

  putAttachment(attachment: StoredAttachment): Outcome<ProjectState, Problem> {
    return this.#edit(() => writeAttachment(this.#connection, attachment));
  }

  attachment(id: string): Outcome<StoredAttachment | null, Problem> {
    return this.#read(() => readAttachment(this.#connection, id));
  }

  /** Ids and names of all attachments. */
  attachments(): Outcome<readonly { readonly id: string; readonly name: string }[], Problem> {
    return this.#read(() =>
      this.#connection
        .rows('SELECT id, name FROM tomtevalg_attachment ORDER BY id')
        .map(([id, name]) => ({ id: String(id), name: String(name) })),
    );
  }

  datasets(): Outcome<readonly StoredDataset[], Problem> {
    return this.#read(() => storedDatasets(this.#connection));
  }

  /** A dataset of the project, whole; null when there is none of this id. */
  readDataset(id: DatasetId): Outcome<ReadDataset | null, Problem> {
    return this.#read(() => {
      const stored = storedDatasets(this.#connection).find((known) => known.id === id);
      return stored === undefined ? null : readLayer(this.#connection, stored);
    });
  }

  /**
   * Adds a dataset as a layer called `name`; one that is there already in the same CRS is left as it is. Rows are written in batches with
   * edits let in between; the layer appears with the last of them or not at all.
   */
  putDataset(dataset: Dataset, name: string, onProgress?: (done: number, total: number) => void) {
    return this.#queued(async (): Promise<Outcome<ProjectState, Problem>> => {
      if (this.#readOnly !== null) return failure(this.#readOnly);
      const known = this.datasets();
      if (!known.ok) return known;
      const before = known.value.find(({ id }) => id === dataset.id);
      if (before !== undefined && JSON.stringify(before.crs) === JSON.stringify(dataset.crs))
        return success(this.state());
      // The same numbers in another coordinate system: a person has set the system right.
      if (before !== undefined) {
        const dropped = keeping(() => this.#connection.transaction(() => dropLayer(this.#connection, before.table)));
        if (!dropped.ok) return dropped;
      }
      const written = await importDataset(this.#connection, dataset, name, onProgress);
      return this.#counted(written);
    });
  }

  /** Removes datasets that no document names any more, all but those listed; the number removed. */
  keepDatasets(ids: ReadonlySet<DatasetId>): Outcome<number, Problem> {
    if (this.#readOnly !== null) return failure(this.#readOnly);
    return keeping(() => {
      const gone = storedDatasets(this.#connection).filter(({ id }) => !ids.has(id));
      for (const { table } of gone) this.#connection.transaction(() => dropLayer(this.#connection, table));
      return gone.length;
    });
  }

  /** Lets go of what is not wanted any more. A disk that refuses this costs room in the file and nothing else. */
  #letGo({ datasets }: SaveOptions): void {
    if (datasets === undefined || this.#readOnly !== null) return;
    const gone = this.keepDatasets(datasets);
    if (!gone.ok || gone.value === 0) return;
    keeping(() => {
      const [free, all, size] = ['freelist_count', 'page_count', 'page_size'].map((name) =>
        Number(this.#connection.value(`PRAGMA ${name}`)),
      );
      if (free * size > worthwhile.bytes && free > worthwhile.share * all) this.#connection.run('VACUUM');
    });
  }

  /** Publishes the working copy under the name it was opened or saved by. */
  save(options: SaveOptions = {}): Promise<Outcome<ProjectState, Problem>> {
    return this.#queued(async () => {
      const { target, base } = this.#facts;
      if (target === null) return failure(problem('project-never-saved'));
      if (this.#readOnly !== null) return failure(this.#readOnly);
      if (this.#targetLock !== null && !this.#targetLock.isHeld())
        return failure(problem('project-lock-lost', { file: basename(target) }));
      const changed = this.#changedOnDisk(target, base);
      if (!changed.ok) return changed;
      if (changed.value && !options.overwriteChanged)
        return failure(problem('project-changed-on-disk', { file: basename(target) }));
      this.#letGo(options);
      return this.#publish(target);
    });
  }

  /** Publishes under another name, which is the project's from then on. */
  saveAs(path: string, options: SaveOptions = {}): Promise<Outcome<ProjectState, Problem>> {
    const target = resolve(path);
    if (target === this.#facts.target && this.#readOnly === null) return this.save(options);
    return this.#queued(async () => {
      const lock = acquireLock(this.#host.files, lockPath(target), this.#host.userName, options.takeOver);
      if (!lock.ok) return failure(lockProblem(basename(target), lock.reason));
      const before = this.#targetLock;
      this.#targetLock = lock.value;
      this.#letGo(options);
      const published = await this.#publish(target);
      (published.ok ? before : lock.value)?.release();
      if (!published.ok) this.#targetLock = before;
      return published;
    });
  }

  /** Throws away what was changed since the last save: the working copy becomes the person's file again. */
  revert(): Promise<Outcome<ProjectState, Problem>> {
    return this.#queued(async () => {
      const { target } = this.#facts;
      if (target === null) return failure(problem('project-never-saved'));
      try {
        const base = await refillWorkingCopy(this.#host, this.#copy, target);
        const document = readDocument(this.#connection);
        this.#change = document?.change ?? 0;
        this.#name = document?.name ?? this.#name;
        this.#remember({ target, base, savedChange: this.#change, name: this.#name });
        return success(this.state());
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return failure(openProblem(basename(target), error));
      }
    });
  }

  /**
   * Closes the project. Unsaved changes are kept for the next start unless `discard` says that the person gave them up.
   */
  async close(discard = false): Promise<void> {
    await this.#long.catch(() => undefined);
    this.#connection.close();
    const keep = this.state().unsaved && !discard;
    endWorkingCopy(this.#host, this.#copy, keep);
    this.#targetLock?.release();
  }

  /** Leaves nothing behind when the process must end at once: working copy, unfinished save and locks go. */
  abandon(): void {
    const { files } = this.#host;
    this.#connection.close();
    for (const path of this.#saving === null ? [] : unfinishedPaths(this.#saving, this.#copy.session))
      files.remove(path);
    endWorkingCopy(this.#host, this.#copy, false);
    this.#targetLock?.release();
  }

  get #connection(): Connection {
    return this.#copy.connection;
  }

  #read<T>(work: () => T): Outcome<T, Problem> {
    return reading(this.state().file ?? this.#name, work);
  }

  #edit(work: () => number): Outcome<ProjectState, Problem> {
    if (this.#readOnly !== null) return failure(this.#readOnly);
    return this.#counted(keeping(work));
  }

  /** Takes over the number of a change. A commit whose very last step was refused may stand: the file says. */
  #counted(kept: Outcome<number, Problem>): Outcome<ProjectState, Problem> {
    const now = kept.ok ? kept : keeping(() => readDocument(this.#connection)?.change ?? this.#change);
    if (now.ok) this.#change = now.value;
    return kept.ok ? success(this.state()) : kept;
  }

  #queued<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#long.then(work, work);
    this.#long = next.catch(() => undefined);
    return next;
  }

  #changedOnDisk(target: string, base: SessionFacts['base']): Outcome<boolean, Problem> {
    try {
      const now = this.#host.files.facts(target);
      if (now === null) return success(false);
      return success(base === null || now.size !== base.size || now.modifiedMs !== base.modifiedMs);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failure(saveProblem(basename(target), error));
    }
  }

  async #publish(target: string): Promise<Outcome<ProjectState, Problem>> {
    const { files, engine } = this.#host;
    let change = this.#change;
    const source: WatchedFile = {
      path: this.#connection.path,
      watch: (listener) => engine.disk.watchWrites(this.#connection.path, listener),
      isBusy: () => this.#connection.inTransaction,
      settled: () => {
        change = this.#change;
      },
    };
    this.#saving = target;
    try {
      const base = await publish(files, source, target, this.#copy.session);
      this.#remember({ target, base, savedChange: change, name: this.#name });
      return success(this.state());
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return failure(saveProblem(basename(target), error));
    } finally {
      this.#saving = null;
    }
  }

  /** Notes the session; a refusal here costs a question at the next start, never work. */
  #remember(facts: SessionFacts): void {
    this.#facts = facts;
    keeping(() => writeSession(this.#host.files, this.#copy.folder, facts));
  }
}
