import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { nodeFiles } from '../../src/main/store/files/node-files.ts';
import type { StoreFiles } from '../../src/main/store/files/store-files.ts';
import { SqliteEngine } from '../../src/main/store/sqlite/connection.ts';

/** Bytes of SQLite's WebAssembly module as installed. */
export function sqliteModule(): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'));
}

/** SQLite over the real disk, or over files that a test makes fail. */
export function sqliteEngine(files: StoreFiles = nodeFiles): Promise<SqliteEngine> {
  return SqliteEngine.load(sqliteModule(), files);
}
