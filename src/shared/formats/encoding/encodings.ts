import { codePages } from './code-pages.ts';

/** A character encoding that attribute text may be in. */
export interface Encoding {
  /** As people write it and as `inspect` prints it: `UTF-8`, `ISO-8859-1`, `windows-1252`, `CP865`, ... */
  readonly name: string;
  /** One byte a character: `units[b - 128]` is the UTF-16 unit of byte b. Null for UTF-8 and the East Asian encodings. */
  readonly units: Uint16Array | null;
  /** Decodes bytes, replacing what the encoding does not define by U+FFFD. The bytes must not be shared memory. */
  decode(bytes: Uint8Array): string;
}

/** Names of the TextDecoder for our names; ISO-8859-1 reads 0x80-0x9F as windows-1252 does, which is what files mean. */
const decoderNames = new Map<string, string>([
  ['UTF-8', 'utf-8'],
  ['UTF-16', 'utf-16le'],
  ['ISO-8859-1', 'windows-1252'],
  ['windows-874', 'windows-874'],
  ['CP866', 'ibm866'],
  ['KOI8-R', 'koi8-r'],
  ['KOI8-U', 'koi8-u'],
  ['macintosh', 'macintosh'],
  ['x-mac-cyrillic', 'x-mac-cyrillic'],
  ['GBK', 'gbk'],
  ['GB18030', 'gb18030'],
  ['Big5', 'big5'],
  ['Shift_JIS', 'shift_jis'],
  ['EUC-JP', 'euc-jp'],
  ['EUC-KR', 'euc-kr'],
]);
for (let part = 2; part <= 16; part++) {
  if (part !== 9 && part !== 11 && part !== 12) decoderNames.set(`ISO-8859-${part}`, `iso-8859-${part}`);
}
decoderNames.set('ISO-8859-9', 'windows-1254');
for (let page = 1250; page <= 1258; page++) decoderNames.set(`windows-${page}`, `windows-${page}`);

const severalBytes = new Set(['UTF-8', 'UTF-16', 'GBK', 'GB18030', 'Big5', 'Shift_JIS', 'EUC-JP', 'EUC-KR']);

/** Other spellings, written in lower case without blanks, hyphens and underscores. */
const aliases = new Map<string, string>([
  ['utf8', 'UTF-8'],
  ['65001', 'UTF-8'],
  ['unicode', 'UTF-8'],
  ['utf16', 'UTF-16'],
  ['utf16le', 'UTF-16'],
  ['latin1', 'ISO-8859-1'],
  ['l1', 'ISO-8859-1'],
  ['latin2', 'ISO-8859-2'],
  ['latin5', 'ISO-8859-9'],
  ['latin9', 'ISO-8859-15'],
  ['ansi', 'windows-1252'],
  ['1252', 'windows-1252'],
  ['ascii', 'ISO-8859-1'],
  ['usascii', 'ISO-8859-1'],
  ['874', 'windows-874'],
  ['koi8r', 'KOI8-R'],
  ['koi8u', 'KOI8-U'],
  ['mac', 'macintosh'],
  ['macroman', 'macintosh'],
  ['10000', 'macintosh'],
  ['10007', 'x-mac-cyrillic'],
  ['maccyrillic', 'x-mac-cyrillic'],
  ['936', 'GBK'],
  ['gb2312', 'GBK'],
  ['54936', 'GB18030'],
  ['950', 'Big5'],
  ['932', 'Shift_JIS'],
  ['sjis', 'Shift_JIS'],
  ['shiftjis', 'Shift_JIS'],
  ['51932', 'EUC-JP'],
  ['949', 'EUC-KR'],
  ['euckr', 'EUC-KR'],
  ['eucjp', 'EUC-JP'],
]);

const prefixes = ['ansi', 'oem', 'ibm', 'dos', 'cp', 'windows', 'win', 'ms', 'codepage', 'ldid/', ''];

/** The encoding of this name in any usual spelling ("utf8", "8859_1", "ANSI 1252", "cp850", "88591"); null when unknown. */
export function encodingByName(spelling: string): Encoding | null {
  const name = canonicalName(spelling);
  return name === null ? null : encodingOf(name);
}

function canonicalName(spelling: string): string | null {
  const key = spelling
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  if (key.length === 0 || key.length > 40) return null;
  for (const prefix of prefixes) {
    if (!key.startsWith(prefix)) continue;
    const rest = key.slice(prefix.length);
    const alias = aliases.get(rest);
    if (alias) return alias;
    if (/^125\d$/.test(rest) && decoderNames.has(`windows-${rest}`)) return `windows-${rest}`;
    if (codePages.has(`CP${rest}`) || rest === '866') return `CP${rest}`;
  }
  const iso = /^(?:iso)?8859(\d{1,2})$/.exec(key);
  if (iso && decoderNames.has(`ISO-8859-${iso[1]}`)) return `ISO-8859-${iso[1]}`;
  return [...decoderNames.keys()].find((name) => name.toLowerCase().replace(/[-_]/g, '') === key) ?? null;
}

const made = new Map<string, Encoding>();

function encodingOf(name: string): Encoding {
  const existing = made.get(name);
  if (existing) return existing;
  const encoding = makeEncoding(name);
  made.set(name, encoding);
  return encoding;
}

function makeEncoding(name: string): Encoding {
  const page = codePages.get(name);
  if (page) {
    const units = Uint16Array.from(page, (character) => character.charCodeAt(0));
    return { name, units, decode: (bytes) => decodeUnits(bytes, units) };
  }
  const decoder = new TextDecoder(decoderNames.get(name), { ignoreBOM: true });
  const decode = (bytes: Uint8Array) => decoder.decode(bytes);
  if (severalBytes.has(name)) return { name, units: null, decode };
  const upper = Uint8Array.from({ length: 128 }, (_, index) => index + 128);
  const text = decoder.decode(upper);
  return { name, units: Uint16Array.from(text, (character) => character.charCodeAt(0)), decode };
}

function decodeUnits(bytes: Uint8Array, units: Uint16Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte < 128 ? byte : units[byte - 128]);
  return text;
}

export const utf8 = encodingOf('UTF-8');
export const windows1252 = encodingOf('windows-1252');

/**
 * Language driver ids of a dbf header (byte 29) and the code pages they stand for. Source: the table in the GDAL/Shapelib
 * documentation, after ESRI and Microsoft FoxPro ("Code pages supported by Visual FoxPro"). 0x57 is "current ANSI", which
 * writers outside East Asia use for Latin-1.
 */
const languageDrivers: readonly (readonly [string, readonly number[]])[] = [
  ['CP437', [0x01, 0x09, 0x0b, 0x0d, 0x0f, 0x11, 0x15, 0x18, 0x19, 0x1b]],
  ['CP850', [0x02, 0x0a, 0x0e, 0x10, 0x12, 0x14, 0x16, 0x1a, 0x1d, 0x25, 0x37]],
  ['windows-1252', [0x03, 0x58, 0x59]],
  ['macintosh', [0x04]],
  ['CP865', [0x08, 0x17, 0x66]],
  ['Shift_JIS', [0x13, 0x7b]],
  ['CP863', [0x1c, 0x6c]],
  ['CP852', [0x1f, 0x22, 0x23, 0x40, 0x64, 0x87]],
  ['CP860', [0x24]],
  ['CP866', [0x26, 0x65]],
  ['GBK', [0x4d, 0x7a]],
  ['EUC-KR', [0x4e, 0x79]],
  ['Big5', [0x4f, 0x78]],
  ['windows-874', [0x50, 0x7c]],
  ['ISO-8859-1', [0x57]],
  ['CP861', [0x67]],
  ['CP737', [0x6a, 0x86]],
  ['CP857', [0x6b, 0x88]],
  ['x-mac-cyrillic', [0x96]],
  ['windows-1255', [0x7d]],
  ['windows-1256', [0x7e]],
  ['windows-1250', [0xc8]],
  ['windows-1251', [0xc9]],
  ['windows-1254', [0xca]],
  ['windows-1253', [0xcb]],
  ['windows-1257', [0xcc]],
];

/** The encoding a dbf's language byte stands for; null for 0 and for bytes without a known meaning. */
export function encodingByLanguageByte(byte: number): Encoding | null {
  const entry = languageDrivers.find(([, bytes]) => bytes.includes(byte));
  return entry ? encodingOf(entry[0]) : null;
}
