import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SaveTarget } from '../../shared/ipc/desktop-api.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';

interface Writing {
  readonly path: string;
  readonly temporary: string;
  readonly file: FileHandle;
  /** First half of a character whose second half comes with the next piece. */
  pending: string;
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

/**
 * Files being written in pieces of text or bytes. They go to a file beside the target, which takes the target's place in
 * one step when the writing is finished: a failure or a crash leaves the old file as it was.
 */
export class TextWriter {
  readonly #writings = new Map<string, Writing>();

  /** Begins a file at `path`, chosen by the person in a dialog. */
  async begin(path: string): Promise<Outcome<SaveTarget, Problem>> {
    const id = `s${randomBytes(16).toString('hex')}`;
    const temporary = join(dirname(path), `.${basename(path)}.${id.slice(1, 9)}.tmp`);
    try {
      const file = await open(temporary, 'wx');
      this.#writings.set(id, { path, temporary, file, pending: '' });
      return success({ id, name: basename(path) });
    } catch (error) {
      return this.#failed(path, error);
    }
  }

  /** Adds a piece; after a failure the writing is over and nothing is left of it. */
  async append(id: string, piece: string): Promise<Outcome<null, Problem>> {
    const writing = this.#writings.get(id);
    if (writing === undefined) return failure(problem('save-not-begun'));
    const text = writing.pending + piece;
    const split = /[\uD800-\uDBFF]$/.test(text);
    writing.pending = split ? text.slice(-1) : '';
    try {
      await writing.file.appendFile(split ? text.slice(0, -1) : text, 'utf8');
      return success(null);
    } catch (error) {
      await this.abandon(id);
      return this.#failed(writing.path, error);
    }
  }

  /** Adds bytes as they are; after a failure the writing is over and nothing is left of it. */
  async appendBytes(id: string, piece: Uint8Array): Promise<Outcome<null, Problem>> {
    const writing = this.#writings.get(id);
    if (writing === undefined) return failure(problem('save-not-begun'));
    try {
      await writing.file.appendFile(piece);
      return success(null);
    } catch (error) {
      await this.abandon(id);
      return this.#failed(writing.path, error);
    }
  }

  /** Makes the text durable and puts it in its place. */
  async finish(id: string): Promise<Outcome<null, Problem>> {
    const writing = this.#writings.get(id);
    if (writing === undefined) return failure(problem('save-not-begun'));
    try {
      if (writing.pending !== '') await writing.file.appendFile(writing.pending, 'utf8');
      await writing.file.sync();
      await writing.file.close();
      await rename(writing.temporary, writing.path);
      this.#writings.delete(id);
      return success(null);
    } catch (error) {
      await this.abandon(id);
      return this.#failed(writing.path, error);
    }
  }

  /** Ends a writing by what `make` makes of the written file (`from`) at a place of its own (`to`): that takes the target's place. */
  async finishThrough<T>(
    id: string,
    make: (from: string, to: string) => Promise<Outcome<T, Problem>>,
  ): Promise<Outcome<T, Problem>> {
    const writing = this.#writings.get(id);
    if (writing === undefined) return failure(problem('save-not-begun'));
    this.#writings.delete(id);
    const made = `${writing.temporary}.made`;
    try {
      await writing.file.close();
      const outcome = await make(writing.temporary, made);
      if (outcome.ok) await rename(made, writing.path);
      return outcome;
    } catch (error) {
      return this.#failed(writing.path, error);
    } finally {
      for (const left of [writing.temporary, made, `${made}-journal`])
        await rm(left, { force: true }).catch(() => undefined);
    }
  }

  /** Ends a writing without a trace. */
  async abandon(id: string): Promise<void> {
    const writing = this.#writings.get(id);
    if (writing === undefined) return;
    this.#writings.delete(id);
    await writing.file.close().catch(() => undefined);
    await rm(writing.temporary, { force: true }).catch(() => undefined);
  }

  /** Ends every writing: the window that asked for them is gone. */
  async abandonAll(): Promise<void> {
    await Promise.all([...this.#writings.keys()].map((id) => this.abandon(id)));
  }

  #failed(path: string, error: unknown): Outcome<never, Problem> {
    return failure(problem('save-failed', { file: basename(path), reason: errorCode(error) }));
  }
}
