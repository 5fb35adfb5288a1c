/** What is used of GDAL as it was compiled to WebAssembly; its pointers are numbers. */
export interface GdalModule {
  ccall(
    name: string,
    returns: 'number' | 'string' | null,
    types: readonly ('number' | 'string')[],
    values: readonly (number | string)[],
  ): unknown;
  _malloc(bytes: number): number;
  setValue(pointer: number, value: number, type: 'i32'): void;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, pointer: number, room: number): void;
  /** A file system in memory, the only one that the module sees. */
  readonly FS: {
    mkdir(path: string): void;
    writeFile(path: string, bytes: Uint8Array, options: { readonly canOwn: boolean }): void;
    readFile(path: string): Uint8Array<ArrayBuffer>;
    lookupPath(path: string): { readonly node: { stream_ops: StreamOperations } };
  };
}

/** How a file of the module is read; a folder is not. */
interface StreamOperations {
  readonly read?: (stream: unknown, buffer: Uint8Array, offset: number, length: number, position: number) => number;
}

/** What the module is started with; the names are those of its loader. */
export interface GdalSettings {
  readonly preRun: readonly ((module: { readonly ENV: Record<string, string> }) => void)[];
  print(line: string): void;
  printErr(line: string): void;
}

/**
 * Starts a module of its own for one file, so that nothing of a file outlives it; null where the host lacks the module. Rejects
 * where it is there and does not start.
 * The host adds the two files that belong to the loader, read from its own disk: nothing is fetched from elsewhere.
 */
export type StartGdal = (settings: GdalSettings) => Promise<GdalModule | null>;

/** What the loader itself (`gdal3WebAssembly.js`) makes. */
export type GdalLoader = (
  settings: GdalSettings & {
    readonly wasmBinary: Uint8Array | ArrayBuffer;
    getPreloadedPackage(): ArrayBuffer;
  },
) => Promise<GdalModule>;
