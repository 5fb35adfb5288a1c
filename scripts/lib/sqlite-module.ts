import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** Puts SQLite's WebAssembly module beside the bundle that loads it. */
export function sqliteModule(): Plugin {
  return {
    name: 'sqlite-module',
    generateBundle() {
      const path = createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm');
      this.emitFile({ type: 'asset', fileName: 'sqlite3.wasm', source: readFileSync(path) });
    },
  };
}
