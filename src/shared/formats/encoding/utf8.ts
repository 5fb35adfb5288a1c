/**
 * Length of the well-formed UTF-8 character that begins at `at` and ends before `end` (Unicode 15, table 3-7);
 * 0 when the bytes are not UTF-8; -1 when they are the beginning of a character that is cut off by `end`.
 */
export function utf8Length(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let index = 1; index < length; index++) {
    if (at + index >= end) return -1;
    const byte = bytes[at + index];
    const lowest = index === 1 && lead === 0xe0 ? 0xa0 : index === 1 && lead === 0xf0 ? 0x90 : 0x80;
    const highest = index === 1 && lead === 0xed ? 0x9f : index === 1 && lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < lowest || byte > highest) return 0;
  }
  return length;
}

/** `cut`: valid but for a last character that the end of the field cut off after `validEnd`. */
export type Utf8Kind = 'ascii' | 'valid' | 'cut' | 'invalid';

/** What the bytes [start, end) are, read as UTF-8, and where the whole characters end. */
export function examineUtf8(bytes: Uint8Array, start: number, end: number): { kind: Utf8Kind; validEnd: number } {
  let kind: Utf8Kind = 'ascii';
  let at = start;
  while (at < end) {
    const length = utf8Length(bytes, at, end);
    if (length === 0) return { kind: 'invalid', validEnd: at };
    if (length < 0) return { kind: 'cut', validEnd: at };
    if (length > 1) kind = 'valid';
    at += length;
  }
  return { kind, validEnd: end };
}
