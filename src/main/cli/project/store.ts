import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '../../store/files/node-files.ts';
import type { StoreHost } from '../../store/host.ts';
import { SqliteEngine } from '../../store/sqlite/connection.ts';
import { engine } from '../version.ts';

/** The store on the command line: on the calling thread, working copies in a folder that goes with the process. */
export async function commandLineStore(): Promise<StoreHost> {
  const workFolder = mkdtempSync(join(tmpdir(), 'tomtevalg-work-'));
  process.once('exit', () => rmSync(workFolder, { recursive: true, force: true }));
  const wasm = readFileSync(join(__dirname, 'sqlite3.wasm'));
  return {
    engine: await SqliteEngine.load(wasm, nodeFiles),
    files: nodeFiles,
    workFolder,
    userName: userInfo().username,
    writer: engine,
  };
}
