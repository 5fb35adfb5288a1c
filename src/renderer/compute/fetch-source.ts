import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type ByteSource, memorySource } from '../../shared/lib/byte-source.ts';

/**
 * Bytes: files up to this size are fetched whole at the first read. An answer of the desktop takes some 10 ms however
 * few bytes are asked for, and a reader of a small zip asks a dozen times; 8 MB take about 45 ms.
 */
const wholeUpTo = 8 << 20;

/** A file behind its opaque address, or as it was handed over. A refused or broken answer throws with the file's name. */
export function fetchSource({ name, size, address, bytes }: FileLocator): ByteSource {
  if (bytes) return memorySource(name, bytes);
  const ask = async (range: string | null): Promise<Response> => {
    const answer = await fetch(address, range === null ? {} : { headers: { Range: range } });
    if (!answer.ok) throw new Error(`${name}: the file could not be read (${answer.status})`);
    return answer;
  };
  const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
  let whole: Promise<Uint8Array<ArrayBuffer>> | null = null;
  return {
    name,
    size,
    read: async (start, end) => {
      const last = Math.min(end, size) - 1;
      if (last < start) return new Uint8Array(0);
      if (size <= wholeUpTo || (start === 0 && last === size - 1)) {
        whole ??= ask(null).then(bytesOf);
        return (await whole).subarray(start, last + 1);
      }
      const answer = await ask(`bytes=${start}-${last}`);
      const bytes = await bytesOf(answer);
      return answer.status === 206 ? bytes : bytes.subarray(start, last + 1);
    },
  };
}
