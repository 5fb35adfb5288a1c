import type { FileLocator } from '../../shared/jobs/compute.ts';
import type { ByteSource } from '../../shared/lib/byte-source.ts';

/** A file behind its opaque address, read by ranges. A refused or broken answer throws with the file's name. */
export function fetchSource({ name, size, address }: FileLocator): ByteSource {
  return {
    name,
    size,
    read: async (start, end) => {
      const last = Math.min(end, size) - 1;
      if (last < start) return new Uint8Array(0);
      const whole = start === 0 && last === size - 1;
      const answer = await fetch(address, whole ? {} : { headers: { Range: `bytes=${start}-${last}` } });
      if (!answer.ok) throw new Error(`${name}: the file could not be read (${answer.status})`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return answer.status === 206 || whole ? bytes : bytes.subarray(start, last + 1);
    },
  };
}
