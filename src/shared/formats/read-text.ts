import type { ByteSource } from '../lib/byte-source.ts';
import { type Problem, problem } from '../lib/issue.ts';
import { blockSize, type ReadProgress, readBytes } from './byte-window.ts';
import { encodingByName, windows1252 } from './encoding/encodings.ts';
import { examineUtf8 } from './encoding/utf8.ts';
import type { IssueLog } from './issue-log.ts';
import type { ReadLayer } from './types.ts';

/** A whole text file and how its encoding was found. */
export interface WholeText {
  readonly text: string;
  readonly encoding: ReadLayer['encoding'];
}

/** Text formats are parsed whole; a JavaScript string holds about 536 million characters. */
const largestText = 400_000_000;

/** Why a file cannot be read whole as text, before anything of it is read; null when it can. */
export function refuseText({ name, size }: ByteSource): Problem | null {
  if (size === 0) return problem('file-empty', { file: name });
  return size > largestText ? problem('file-too-large', { file: name, limit: largestText / 1e6 }) : null;
}

/** Reads a text file whole. Encoding: the person's word, a byte order mark, valid UTF-8, else windows-1252 with a warning. */
export async function readWholeText(
  source: ByteSource,
  user: string | undefined,
  log: IssueLog,
  progress: ReadProgress,
): Promise<WholeText> {
  const bytes = await readWholeBytes(source, progress);
  const chosen = user ? encodingByName(user) : null;
  if (user && !chosen) log.add('error', 'encoding-unknown', { encoding: user.slice(0, 60) });
  if (chosen)
    return { text: chosen.decode(bytes).replace(/^\uFEFF/, ''), encoding: { name: chosen.name, source: 'user' } };
  return decodeByLook(bytes, log);
}

/** All bytes of a file, with progress and polling for cancellation. */
export async function readWholeBytes(source: ByteSource, progress: ReadProgress): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(source.size);
  for (let at = 0; at < source.size; at += blockSize) {
    bytes.set(await readBytes(source, at, Math.min(source.size, at + blockSize), progress), at);
    progress.done += Math.min(blockSize, source.size - at);
    progress.context.progress(Math.min(progress.done, progress.total), progress.total);
  }
  return bytes;
}

function decodeByLook(bytes: Uint8Array<ArrayBuffer>, log: IssueLog): WholeText {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : '';
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: { name: 'UTF-16', source: 'format' } };
  const { kind } = examineUtf8(bytes, 0, bytes.length);
  if (kind === 'ascii' || kind === 'valid') {
    return { text: new TextDecoder().decode(bytes), encoding: { name: 'UTF-8', source: 'format' } };
  }
  log.add('warning', 'encoding-guessed', { encoding: windows1252.name });
  return { text: windows1252.decode(bytes), encoding: { name: windows1252.name, source: 'guess' } };
}
