import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../src/shared/formats/zip/crc32.ts';

/** A member of a built zip; what is given overrides what would be true. */
export interface BuiltMember {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly store?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  /** Offset of the local header in the list of contents. */
  readonly offset?: number;
}

const encoder = new TextEncoder();
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256);

/** A zip whose every number can lie (APPNOTE.TXT 6.3). `zip64` writes sizes and offsets into extra fields and end records. */
export function buildZip(members: readonly BuiltMember[], zip64 = false): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  const directory: number[] = [];
  for (const member of members) {
    const content = typeof member.content === 'string' ? encoder.encode(member.content) : member.content;
    const packed = member.store ? content : new Uint8Array(deflateRawSync(content));
    const name = [...encoder.encode(member.name)];
    const method = little(member.method ?? (member.store ? 0 : 8), 2);
    const flags = little(member.flags ?? 0x800, 2);
    const crc = little(member.crc ?? crc32(content), 4);
    const packedSize = member.packedSize ?? packed.length;
    const size = member.size ?? content.length;
    const offset = member.offset ?? out.length;
    out.push(0x50, 0x4b, 3, 4, 20, 0, ...flags, ...method, 0, 0, 0, 0, ...crc);
    out.push(...little(packed.length, 4), ...little(content.length, 4), ...little(name.length, 2), 0, 0, ...name);
    for (const byte of packed) out.push(byte);
    const large = zip64 ? [1, 0, 24, 0, ...little(size, 8), ...little(packedSize, 8), ...little(offset, 8)] : [];
    const plain = (value: number) => (zip64 ? [255, 255, 255, 255] : little(value, 4));
    directory.push(0x50, 0x4b, 1, 2, 20, 0, 20, 0, ...flags, ...method, 0, 0, 0, 0, ...crc);
    directory.push(...plain(packedSize), ...plain(size), ...little(name.length, 2), ...little(large.length, 2));
    directory.push(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...plain(offset), ...name, ...large);
  }
  return Uint8Array.from([...out, ...directory, ...endRecords(members.length, directory.length, out.length, zip64)]);
}

function endRecords(count: number, size: number, offset: number, zip64: boolean): number[] {
  if (!zip64) {
    return [
      0x50,
      0x4b,
      5,
      6,
      0,
      0,
      0,
      0,
      ...little(count, 2),
      ...little(count, 2),
      ...little(size, 4),
      ...little(offset, 4),
      0,
      0,
    ];
  }
  const end64 = [
    0x50,
    0x4b,
    6,
    6,
    ...little(44, 8),
    45,
    0,
    45,
    0,
    ...little(0, 8),
    ...little(count, 8),
    ...little(count, 8),
  ];
  const locator = [0x50, 0x4b, 6, 7, 0, 0, 0, 0, ...little(offset + size, 8), 1, 0, 0, 0];
  const end = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0];
  return [...end64, ...little(size, 8), ...little(offset, 8), ...locator, ...end];
}
