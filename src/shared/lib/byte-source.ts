/** A file as the readers see it: a name, a size and bytes on request. Never a path. */
export interface ByteSource {
  /** File name without folder, as given by the host. */
  readonly name: string;
  /** Size in bytes as the host measured it; the only size a reader may allocate from. */
  readonly size: number;
  /** Bytes [start, end) clipped to the file; shorter only at the end of the file. The result is not shared memory. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /** A copy of all the file in shared memory, where the host keeps one at hand; not necessarily as many bytes as the file has now. */
  shared?(): Promise<SharedArrayBuffer | null>;
}

/** A file that lies in memory: zip members, tests. */
export function memorySource(name: string, bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return { name, size: bytes.length, read: async (start, end) => bytes.subarray(start, Math.min(end, bytes.length)) };
}
