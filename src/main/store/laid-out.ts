import { join } from 'node:path';
import { type FileFacts, isSystemError, readText, type StoreFiles } from './files/store-files.ts';
import { writeWholeText } from './files/write-whole.ts';
import { placeOf } from './recents.ts';

/** Datasets of so many projects are kept laid out, those used last. */
const mostProjects = 12;
const mostBytes = 2_000_000_000;
const longestNote = 4 * 1024 * 1024;

/** Which datasets a person's file held when it was last seen, and what the file was like then. */
interface Note extends FileFacts {
  readonly ids: readonly string[];
  readonly usedMs: number;
}

/**
 * Datasets as `formats/columns` lays them out, kept between starts: reading a layer row by row out of a GeoPackage and proving it
 * unchanged takes many times longer than reading its columns. They are trusted only while the person's file is as it was
 * when they were read or written, by size and time, as everywhere in the store. All of it can be made again: a disk that
 * refuses anything here costs time and nothing else.
 */
export class LaidOut {
  readonly #files: StoreFiles;
  readonly #folder: string;
  readonly #limit: number;

  /** @param folder where they lie, on the disk of the working copies @param limit bytes at most */
  constructor(files: StoreFiles, folder: string, limit = mostBytes) {
    this.#files = files;
    this.#folder = folder;
    this.#limit = limit;
  }

  /** Names (`columnsId`) of the datasets that this file holds, as far as they are kept; none when the file is not as it was. */
  known(target: string, { size, modifiedMs }: FileFacts): ReadonlySet<string> {
    return attempt(() => {
      const note = this.#note(`${placeOf(target)}.json`);
      const isSame = note !== null && note.size === size && note.modifiedMs === modifiedMs;
      // What another program left half-done beside the file belongs to its content.
      const isAlone = ['-journal', '-wal'].every((suffix) => this.#files.facts(target + suffix) === null);
      return new Set(isSame && isAlone ? note.ids : []);
    }, new Set<string>());
  }

  /** Puts a kept dataset at a path, without copying; whether it was there. */
  lend(id: string, path: string): boolean {
    return attempt(() => {
      if (this.#files.facts(this.#path(id)) === null) return false;
      this.#files.link(this.#path(id), path);
      return true;
    }, false);
  }

  /** Keeps the dataset that lies at a path, without copying. */
  keep(id: string, path: string): void {
    attempt(() => {
      if (this.#files.facts(this.#path(id)) !== null) return;
      this.#files.makeFolder(this.#folder);
      this.#files.link(path, this.#path(id));
    }, undefined);
  }

  /** Notes which datasets a file holds as it is now, and lets go of what no file used lately holds. */
  note(target: string, { size, modifiedMs }: FileFacts, ids: ReadonlySet<string>, now: number): void {
    attempt(() => {
      this.#files.makeFolder(this.#folder);
      const note: Note = { size, modifiedMs, ids: [...ids].sort(), usedMs: now };
      writeWholeText(this.#files, join(this.#folder, `${placeOf(target)}.json`), JSON.stringify(note));
      this.#makeRoom();
    }, undefined);
  }

  /** Number of datasets kept, and their bytes. */
  status(): { readonly entries: number; readonly bytes: number } {
    return attempt(
      () => {
        const sizes = [...this.#sizes().values()];
        return { entries: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
      },
      { entries: 0, bytes: 0 },
    );
  }

  clear(): void {
    attempt(() => {
      for (const name of this.#files.list(this.#folder)) this.#files.remove(join(this.#folder, name));
    }, undefined);
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.tvcolumns`);
  }

  #sizes(): ReadonlyMap<string, number> {
    const names = this.#files.list(this.#folder).filter((name) => /^[0-9a-f]{32}\.tvcolumns$/.test(name));
    return new Map(
      names.map((name) => [name.slice(0, 32), this.#files.facts(join(this.#folder, name))?.size ?? 0] as const),
    );
  }

  #note(name: string): Note | null {
    try {
      const parsed: unknown = JSON.parse(readText(this.#files, join(this.#folder, name), longestNote) ?? 'null');
      if (typeof parsed !== 'object' || parsed === null) return null;
      const { size, modifiedMs, ids, usedMs } = parsed as Readonly<Record<keyof Note, unknown>>;
      if (typeof size !== 'number' || typeof modifiedMs !== 'number' || typeof usedMs !== 'number') return null;
      const isIds = Array.isArray(ids) && ids.every((id) => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id));
      return isIds ? { size, modifiedMs, usedMs, ids } : null;
    } catch (error) {
      if (isSystemError(error)) throw error;
      return null;
    }
  }

  /** Keeps the projects used last, as many as there is room for; a dataset that several hold counts once. */
  #makeRoom(): void {
    const sizes = this.#sizes();
    const notes = this.#files
      .list(this.#folder)
      .filter((name) => /^r[0-9a-f]{32}\.json$/.test(name))
      .map((name) => ({ name, note: this.#note(name) }))
      .sort((a, b) => (b.note?.usedMs ?? 0) - (a.note?.usedMs ?? 0));
    const kept = new Set<string>();
    let bytes = 0;
    for (const [at, { name, note }] of notes.entries()) {
      const more = (note?.ids ?? []).filter((id) => !kept.has(id));
      const needs = more.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
      if (note === null || at >= mostProjects || bytes + needs > this.#limit)
        this.#files.remove(join(this.#folder, name));
      else {
        bytes += needs;
        for (const id of more) kept.add(id);
      }
    }
    for (const id of sizes.keys()) if (!kept.has(id)) this.#files.remove(this.#path(id));
  }
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return otherwise;
  }
}
