import type { StartGdal } from '../formats/gdal/gdal-module.ts';
import type { ByteSource } from '../lib/byte-source.ts';
import type { DatasetId } from '../lib/id.ts';
import type { Jobs } from './registry.ts';

export type JobName = keyof Jobs;
export type JobInput<Name extends JobName> = Parameters<Jobs[Name]>[0];
export type JobOutput<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;

/** What the program around a worker gives to the jobs. */
export interface JobHost {
  /** Opens a file by the host's opaque locator. */
  open(locator: FileLocator): ByteSource;
  /** The columns of a dataset as an earlier session kept them, in shared memory; null where it did not. Absent where none are kept. */
  readonly kept?: ((id: DatasetId) => Promise<SharedArrayBuffer | null>) | undefined;
  /** Absent where the host has no GDAL; its formats are then refused in words. */
  readonly startGdal?: StartGdal | undefined;
}

/** What a job is handed besides its input. A cancelled job's worker is ended, so a job need not poll. */
export interface JobContext extends JobHost {
  progress(done: number, total: number): void;
}

/** A file as the host names it to its workers: a path on the command line, a `file-handle://` address in the app. */
export interface FileLocator {
  readonly name: string;
  readonly size: number;
  readonly address: string;
  /** What the file held when it was opened, where the host handed it over at once. */
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
  /** The dataset, laid out, that it is proven to hold: what an earlier session kept under this name is the same. */
  readonly keptAs?: DatasetId | undefined;
}

export interface RunOptions {
  /** Goes before the jobs that wait. */
  readonly first?: boolean | undefined;
  /** Not worth starting a worker for: a sparing pool lets it wait for one that is there. */
  readonly small?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Something that runs named jobs: a pool of workers, or the same thread in tests. */
export interface Compute {
  /** How many jobs run at once. */
  readonly size: number;
  /** Rejects with the signal's reason when aborted, with a `JobError` when the job throws or its worker dies. */
  run<Name extends JobName>(name: Name, input: JobInput<Name>, options?: RunOptions): Promise<JobOutput<Name>>;
  /** Has so many workers started, as far as there may be as many, so that none has to be waited for when work comes. */
  getReady?(workers: number): void;
  close(): void;
}

/** The same workers, with every job a small one where `small`. */
export function sparingly(compute: Compute, small: boolean): Compute {
  if (!small) return compute;
  return { ...compute, run: (name, input, options) => compute.run(name, input, { ...options, small }) };
}

/** What crosses to a worker. One job per worker at a time, so messages need no numbers. */
export interface JobRequest {
  readonly name: string;
  readonly input: unknown;
}

export type JobReply =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly message: string };

/** A job that threw, or whose worker died. A bug, not something a user's file may cause, but for `isOutOfMemory`. */
export class JobError extends Error {
  override readonly name = 'JobError';
}

/** What Node and Chromium call it when a heap, an array or WebAssembly gets no memory. */
const memoryWords = /out of memory|array buffer allocation failed|could not allocate memory/i;

/** Whether an error tells that there was not enough memory: no bug, but too much for this machine. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && memoryWords.test(error.message);
}
