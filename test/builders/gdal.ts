import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startGdalFrom } from '../../src/main/cli/gdal.ts';
import type { StartGdal } from '../../src/shared/formats/gdal/gdal-module.ts';

/** GDAL from the installed package, laid out as the build does it. */
export function installedGdal(): StartGdal {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-gdal-'));
  for (const path of ['build/package/gdal3WebAssembly.js', 'dist/package/gdal3WebAssembly.wasm'])
    symlinkSync(resolve('node_modules/gdal3.js', path), join(folder, path.split('/').at(-1) ?? ''));
  symlinkSync(
    resolve('node_modules/gdal3.js/dist/package/gdal3WebAssembly.data'),
    join(folder, 'gdal3WebAssembly.data'),
  );
  return startGdalFrom(folder);
}
