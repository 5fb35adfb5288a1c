import { type Zippable, zipSync } from 'fflate';

/** A file in memory, named without a folder. The bytes are not shared memory. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The moment written for every member: the clock must not show in the bytes. In local time, as zip stores it. */
const fixedDate = new Date(2026, 0, 1);

/**
 * Packs files into one zip, deflated, members in the given order. The same files give the same bytes on every run.
 * Throws when two members have the same name.
 */
export function writeZip(name: string, files: readonly NamedBytes[], level: 0 | 6 | 9 = 6): NamedBytes {
  const names = new Set(files.map((file) => file.name));
  if (names.size !== files.length) throw new Error(`zip ${name}: two members of one name`);
  const entries = files.map((file) => [file.name, [file.bytes, { level, mtime: fixedDate }]] as const);
  return { name, bytes: zipSync(Object.fromEntries(entries) as Zippable) };
}
