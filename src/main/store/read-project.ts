import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { formatVersion, versionOf } from './format-version.ts';
import type { StoreHost } from './host.ts';
import { isRefusal, openProblem } from './problems.ts';
import { openElsewhere } from './publish/publish.ts';
import type { Connection } from './sqlite/connection.ts';
import { copyIn, looksLikeProject, prepare } from './working/working-copy.ts';

/** A project file that is only looked at. */
export interface ReadProject {
  readonly connection: Connection;
  close(): void;
}

/**
 * Opens a project file for reading, without lock or working copy. Read in place where that is safe; a file that another program
 * has open, or an older version, is read from a copy.
 */
export async function readProject(
  host: Pick<StoreHost, 'engine' | 'files' | 'writer'>,
  path: string,
): Promise<Outcome<ReadProject, Problem>> {
  const { engine, files } = host;
  const target = resolve(path);
  const file = basename(target);
  let opened: ReadProject | null = null;
  try {
    const possible = looksLikeProject(files, target);
    if (!possible.ok) return possible;
    opened = openElsewhere(files, target) ? await openCopy(host, target) : inPlace(engine.open(target, 'read'));
    const found = versionOf(opened.connection);
    if (found === null) {
      opened.close();
      return failure(problem('project-not-a-project', { file }));
    }
    if (found.version >= formatVersion) return success(opened);
    opened.close();
    opened = await openCopy(host, target);
    prepare(opened.connection, host.writer);
    return success(opened);
  } catch (error) {
    opened?.close();
    if (!isRefusal(error)) throw error;
    return failure(openProblem(file, error));
  }
}

const inPlace = (connection: Connection): ReadProject => ({ connection, close: () => connection.close() });

async function openCopy({ engine, files }: Pick<StoreHost, 'engine' | 'files'>, target: string): Promise<ReadProject> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-read-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'project.gpkg');
    await copyIn(files, target, copy);
    const connection = engine.open(copy, 'write');
    return {
      connection,
      close: () => {
        connection.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
