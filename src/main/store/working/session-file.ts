import { join } from 'node:path';
import { type FileFacts, readText, type StoreFiles } from '../files/store-files.ts';
import { writeWholeText } from '../files/write-whole.ts';

/** What is known about a working copy beside its content; kept in a small file next to it. */
export interface SessionFacts {
  /** The person's file; null for a project that was never saved. */
  readonly target: string | null;
  /** What the person's file was like when it was opened or last saved. */
  readonly base: FileFacts | null;
  /** The change that the person's file holds; what came after is unsaved. */
  readonly savedChange: number;
  /** Name of the project, for offering it again. */
  readonly name: string;
}

const mostBytes = 64 * 1024;
export const sessionFileName = 'session.json';
export const workingFileName = 'working.gpkg';
export const lockFileName = 'lock';

export function writeSession(files: StoreFiles, folder: string, facts: SessionFacts): void {
  writeWholeText(files, join(folder, sessionFileName), JSON.stringify({ format: 1, ...facts }));
}

/** What was written; null where it cannot be understood. */
export function readSession(files: StoreFiles, folder: string): SessionFacts | null {
  try {
    const parsed: unknown = JSON.parse(readText(files, join(folder, sessionFileName), mostBytes) ?? 'null');
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { target, base, savedChange, name } = parsed as Readonly<Record<keyof SessionFacts, unknown>>;
    if (typeof savedChange !== 'number' || typeof name !== 'string') return null;
    return { target: typeof target === 'string' ? target : null, base: factsOf(base), savedChange, name };
  } catch {
    return null;
  }
}

function factsOf(value: unknown): FileFacts | null {
  if (typeof value !== 'object' || value === null) return null;
  const { size, modifiedMs } = value as Readonly<Record<keyof FileFacts, unknown>>;
  return typeof size === 'number' && typeof modifiedMs === 'number' ? { size, modifiedMs } : null;
}
