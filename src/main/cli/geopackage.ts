import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { OutputLayer } from '../../shared/formats/output.ts';
import type { Issue } from '../../shared/lib/issue.ts';
import { writeLayersFile } from '../store/geopackage/write-layers.ts';
import { SqliteError } from '../store/sqlite/connection.ts';
import { refused } from './output.ts';
import { commandLineStore } from './project/store.ts';
import { CommandError } from './usage.ts';

/**
 * Writes layers as a GeoPackage: to a temporary file beside its place, then renamed. Between some thousand rows the program
 * hears Ctrl+C, which leaves nothing behind. What the disk refuses ends the command in words, with `advice`.
 */
export async function writeGeoPackage(
  path: string,
  layers: readonly OutputLayer[],
  advice: string,
): Promise<readonly Issue[]> {
  const part = `${path}.${process.pid}.part`;
  const removePart = (): void => {
    // What never came to be cannot be removed either: the folder may be a file, which `force` does not forgive.
    for (const ending of ['', '-journal']) if (existsSync(part + ending)) rmSync(part + ending, { force: true });
  };
  process.once('exit', removePart);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const issues: Issue[] = [];
    const { engine } = await commandLineStore();
    for (const told of writeLayersFile(engine, part, layers)) {
      issues.push(...told);
      await setImmediate();
    }
    const file = openSync(part, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(part, path);
    return issues;
  } catch (error) {
    removePart();
    if (error instanceof SqliteError)
      throw new CommandError(1, `${path} could not be written (${error.code}). ${advice}`);
    throw refused(`${path} could not be written`, advice, error);
  } finally {
    process.off('exit', removePart);
  }
}
