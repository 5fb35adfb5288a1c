import type { StoreFiles } from './files/store-files.ts';
import type { SqliteEngine } from './sqlite/connection.ts';

/** What the store needs of the program around it. */
export interface StoreHost {
  readonly engine: SqliteEngine;
  readonly files: StoreFiles;
  /** Folder on the local disk where working copies lie. */
  readonly workFolder: string;
  /** Name by which other people know the one who works here; stands in locks. */
  readonly userName: string;
  /** Program and version, as "tomtevalg 0.1.0"; stands in the files it writes. */
  readonly writer: string;
}
