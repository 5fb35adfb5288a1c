import type { IssueLog } from '../issue-log.ts';
import type { ReadLayer } from '../types.ts';
import { type Encoding, encodingByLanguageByte, encodingByName, utf8, windows1252 } from './encodings.ts';
import type { RawText } from './transcode.ts';
import { examineUtf8 } from './utf8.ts';

/** What is known about the encoding of a table before its text is looked at. */
export interface EncodingHints {
  /** From the person; beats everything. */
  readonly user: string | undefined;
  /** Content of the .cpg file; null when there is none. */
  readonly cpg: string | null;
  readonly languageByte: number;
}

/** An encoding and how it was found. */
export interface ChosenEncoding {
  readonly encoding: Encoding;
  readonly source: ReadLayer['encoding']['source'];
}

/** How the cells with bytes above 127 look when read as UTF-8. */
interface Utf8Evidence {
  readonly valid: number;
  readonly invalid: number;
}

/**
 * The encoding of a table's text: the person's word, then .cpg, then language byte, each checked against the text,
 * then a guess (UTF-8 where every cell is valid UTF-8, else windows-1252). What is assumed or mended is told.
 */
export function chooseEncoding(hints: EncodingHints, texts: readonly RawText[], log: IssueLog): ChosenEncoding {
  if (hints.user) {
    const encoding = encodingByName(hints.user);
    if (encoding) return { encoding, source: 'user' };
    log.add('error', 'encoding-unknown', { encoding: hints.user.slice(0, 60) });
  }
  const declared = declaredEncoding(hints, log);
  if (declared === null) return guess(texts, log);
  const { encoding } = declared;
  if (encoding.name === 'UTF-8') {
    const evidence = weigh(texts, false);
    if (evidence.invalid === 0) return declared;
    log.add('warning', 'encoding-not-utf8', { declared: 'UTF-8', used: windows1252.name, cells: evidence.invalid });
    return evidence.invalid >= evidence.valid ? { encoding: windows1252, source: 'guess' } : declared;
  }
  if (encoding.units === null) return declared;
  const evidence = weigh(texts, true);
  if (evidence.valid > 0 && evidence.invalid === 0) {
    log.add('warning', 'encoding-is-utf8', { declared: encoding.name, cells: evidence.valid });
    return { encoding: utf8, source: 'guess' };
  }
  return declared;
}

function declaredEncoding(hints: EncodingHints, log: IssueLog): ChosenEncoding | null {
  if (hints.cpg !== null) {
    const encoding = encodingByCpg(hints.cpg);
    if (encoding) return { encoding, source: 'cpg' };
    log.add('warning', 'cpg-not-understood', { text: hints.cpg.trim().slice(0, 60) });
  }
  const encoding = encodingByLanguageByte(hints.languageByte);
  return encoding ? { encoding, source: 'language-byte' } : null;
}

/** .cpg files hold a name, a number, or LDID/n with the language byte in decimal. */
function encodingByCpg(text: string): Encoding | null {
  const byte = /^\s*LDID\/(\d{1,3})\s*$/i.exec(text);
  if (byte) return encodingByLanguageByte(Number(byte[1]));
  return encodingByName(text.split(/[\r\n\0]/)[0]);
}

function guess(texts: readonly RawText[], log: IssueLog): ChosenEncoding {
  const evidence = weigh(texts, true);
  if (evidence.valid === 0 && evidence.invalid === 0) return { encoding: utf8, source: 'none' };
  const encoding = evidence.invalid > 0 ? windows1252 : utf8;
  log.add('warning', 'encoding-guessed', { encoding: encoding.name });
  return { encoding, source: 'guess' };
}

/** Counts cells; with `firstInvalid` it stops at the first cell that is not UTF-8, since that settles it. */
function weigh(texts: readonly RawText[], firstInvalid: boolean): Utf8Evidence {
  const evidence = { valid: 0, invalid: 0 };
  for (const text of texts) {
    if (!text.high) continue;
    for (let row = 0; row + 1 < text.start.length; row++) {
      if (isAscii(text.bytes, text.start[row], text.start[row + 1])) continue;
      const { kind, validEnd } = examineUtf8(text.bytes, text.start[row], text.start[row + 1]);
      if (kind === 'valid') evidence.valid++;
      else if (kind === 'invalid' || isAscii(text.bytes, text.start[row], validEnd)) evidence.invalid++;
      if (firstInvalid && evidence.invalid > 0) return evidence;
    }
  }
  return evidence;
}

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] >= 0x80) return false;
  return true;
}
