/** What a shapefile's attribute text can be written in. */
export type ShapefileEncoding = 'UTF-8' | 'ISO-8859-1';

const encoder = new TextEncoder();

/** Encodes text, cut at a character border to at most `limit` bytes. ISO-8859-1 writes '?' for what it lacks. */
export function encodeText(text: string, encoding: ShapefileEncoding, limit: number): Uint8Array<ArrayBuffer> {
  return encoding === 'UTF-8' ? encodeUtf8(text, limit) : encodeLatin1(text, limit);
}

function encodeUtf8(text: string, limit: number): Uint8Array<ArrayBuffer> {
  const bytes = encoder.encode(text);
  if (bytes.length <= limit) return bytes;
  let end = limit;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
  return bytes.slice(0, end);
}

function encodeLatin1(text: string, limit: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.min(text.length, limit));
  let length = 0;
  for (let i = 0; i < text.length && length < limit; i++) {
    const code = text.charCodeAt(i);
    bytes[length++] = code > 0xff ? 0x3f : code;
    // The second half of a pair belongs to the character already written as '?'.
    if (code >= 0xd800 && code < 0xdc00 && text.charCodeAt(i + 1) >= 0xdc00) i++;
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}

/**
 * Field names as a dbf holds them: at most 10 bytes, unique without regard to case ("matrikkeln", "matrikke_1").
 * An empty name becomes "field".
 */
export function shortNames(names: readonly string[], encoding: ShapefileEncoding): Uint8Array<ArrayBuffer>[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const whole = name === '' ? 'field' : name;
    let bytes = encodeText(whole, encoding, 10);
    for (let count = 1; taken.has(fold(bytes)); count++) {
      const suffix = encodeText(`_${count}`, encoding, 10);
      const stem = encodeText(whole, encoding, 10 - suffix.length);
      bytes = new Uint8Array(stem.length + suffix.length);
      bytes.set(stem);
      bytes.set(suffix, stem.length);
    }
    taken.add(fold(bytes));
    return bytes;
  });
}

function fold(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes).toLowerCase();
}
