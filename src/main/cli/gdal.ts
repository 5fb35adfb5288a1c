import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { GdalLoader, StartGdal } from '../../shared/formats/gdal/gdal-module.ts';

/** GDAL's files as the build lays them out: in the folder `gdal` beside the folder of the program. */
export const gdalBeside = (program: string): StartGdal => startGdalFrom(join(program, '../gdal'));

/** Loads GDAL from a folder when it is first asked for; null where it is not there. */
export function startGdalFrom(folder: string): StartGdal {
  const script = join(folder, 'gdal3WebAssembly.js');
  return async (settings) => {
    if (!existsSync(script)) return null;
    const load = createRequire(script)(script) as GdalLoader;
    const [wasmBinary, data] = await Promise.all(
      ['gdal3WebAssembly.wasm', 'gdal3WebAssembly.data'].map((name) => readFile(join(folder, name))),
    );
    const packed = new Uint8Array(data).buffer;
    return load({ ...settings, wasmBinary, getPreloadedPackage: () => packed });
  };
}
