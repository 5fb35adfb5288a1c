import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { errorCode, isSystemError } from './files/store-files.ts';
import type { LockRefusal } from './lock/lock.ts';
import { PublishError } from './publish/publish.ts';
import { SqliteError } from './sqlite/connection.ts';

/** Why a save did not happen, with what to do about it. `file` is the name of the person's file. */
export function saveProblem(file: string, error: unknown): Problem {
  const reason = error instanceof PublishError || error instanceof SqliteError ? error.code : errorCode(error);
  switch (reason) {
    case 'IN-USE':
      return problem('project-in-use', { file });
    case 'ENOSPC':
    case 'EDQUOT':
      return problem('project-save-no-space', { file });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return problem('project-save-not-allowed', { file, reason });
    case 'EBUSY':
      return problem('project-save-busy', { file });
    default:
      return problem('project-save-failed', { file, reason });
  }
}

/** Why an edit or import could not be kept in the working copy. */
function keepProblem(reason: string): Problem {
  return reason === 'ENOSPC' || reason === 'EDQUOT' || reason === 'SQLITE_13'
    ? problem('project-edit-no-space')
    : problem('project-edit-not-kept', { reason });
}

/** Why a file could not be opened or read. */
export function openProblem(file: string, error: unknown): Problem {
  if (error instanceof SqliteError && error.isDamage) return problem('project-damaged', { file });
  const reason = error instanceof SqliteError ? error.code : errorCode(error);
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return problem('project-open-no-space', { file });
  if (reason === 'ENOENT') return problem('project-not-found', { file });
  return problem('project-not-readable', { file, reason });
}

/** Why a lock could not be had. */
export function lockProblem(file: string, refusal: LockRefusal): Problem {
  switch (refusal.kind) {
    case 'held':
      return problem('project-held', { file, name: refusal.holder.name, host: refusal.holder.host });
    case 'unreadable':
      return problem('project-held-unknown', { file });
    case 'not-writable':
      return problem('project-folder-not-writable', { file, reason: refusal.code });
  }
}

/** Whether an error is the disk's or the file's doing; anything else is a bug and must be thrown on. */
export function isRefusal(error: unknown): boolean {
  return error instanceof SqliteError || error instanceof PublishError || isSystemError(error);
}

/** Runs work on the working copy; what the disk or the file refuses becomes a problem. */
export function keeping<T>(work: () => T): Outcome<T, Problem> {
  try {
    return success(work());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const isDamage = error instanceof SqliteError && error.isDamage;
    if (isDamage) return failure(problem('project-working-copy-damaged'));
    return failure(keepProblem(error instanceof SqliteError ? error.code : errorCode(error)));
  }
}

/** Reads from the working copy of `file`; what the disk or the file refuses becomes a problem. */
export function reading<T>(file: string, work: () => T): Outcome<T, Problem> {
  try {
    return success(work());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return failure(openProblem(file, error));
  }
}
