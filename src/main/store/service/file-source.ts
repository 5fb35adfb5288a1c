import { setImmediate } from 'node:timers/promises';
import type { ByteSource } from '../../../shared/lib/byte-source.ts';
import { readAll, type StoreFiles } from '../files/store-files.ts';

/** A file for the readers, or `size` bytes of it from `from` on. */
export function fileSource(
  files: StoreFiles,
  path: string,
  name: string,
  { from, size }: { readonly from: number; readonly size: number } = { from: 0, size: files.facts(path)?.size ?? 0 },
): ByteSource {
  return {
    name,
    size,
    read: async (start: number, end: number) => {
      // Edits go between: half a gigabyte read in one go would hold them up.
      await setImmediate();
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const file = files.open(path, 'read');
      try {
        return bytes.subarray(0, readAll(files, file, bytes, from + start));
      } finally {
        files.close(file);
      }
    },
  };
}
