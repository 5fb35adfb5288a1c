/** How a made directory fails; changed while it is used. */
export interface DirectoryFaults {
  /** Bytes that may be written in all. */
  room: number;
}

const refusal = (name: string): DOMException => new DOMException(name, name);

/** What a browser's own file system does for workers, in memory: one folder with files that are open once at a time. */
export function memoryDirectory(faults: DirectoryFaults = { room: Infinity }) {
  const files = new Map<string, { bytes: Uint8Array; lastModified: number; isOpen: boolean }>();
  let clock = 0;
  const fileHandle = (name: string) => ({
    kind: 'file' as const,
    getFile: async () => {
      const file = files.get(name);
      if (file === undefined) throw refusal('NotFoundError');
      return { size: file.bytes.length, lastModified: file.lastModified };
    },
    createSyncAccessHandle: async () => {
      const file = files.get(name);
      if (file === undefined) throw refusal('NotFoundError');
      if (file.isOpen) throw refusal('NoModificationAllowedError');
      file.isOpen = true;
      return {
        getSize: () => file.bytes.length,
        read(target: Uint8Array, { at }: { readonly at: number }) {
          const part = file.bytes.subarray(at, at + target.length);
          target.set(part);
          return part.length;
        },
        write(bytes: Uint8Array, { at }: { readonly at: number }) {
          if (bytes.length > faults.room) throw refusal('QuotaExceededError');
          faults.room -= bytes.length;
          const grown = new Uint8Array(Math.max(file.bytes.length, at + bytes.length));
          grown.set(file.bytes);
          grown.set(bytes, at);
          file.bytes = grown;
          file.lastModified = ++clock;
          return bytes.length;
        },
        truncate(size: number) {
          file.bytes = file.bytes.slice(0, size);
        },
        flush: () => undefined,
        close: () => {
          file.isOpen = false;
        },
      };
    },
  });
  const folder = {
    kind: 'directory' as const,
    getDirectoryHandle: async () => folder,
    getFileHandle: async (name: string, { create }: { readonly create: boolean }) => {
      if (!files.has(name) && !create) throw refusal('NotFoundError');
      if (!files.has(name)) files.set(name, { bytes: new Uint8Array(0), lastModified: ++clock, isOpen: false });
      return fileHandle(name);
    },
    removeEntry: async (name: string) => {
      if (files.get(name)?.isOpen) throw refusal('NoModificationAllowedError');
      files.delete(name);
    },
    async *entries() {
      for (const name of [...files.keys()]) yield [name, fileHandle(name)] as const;
    },
  };
  return { files, root: async () => folder as unknown as FileSystemDirectoryHandle };
}
