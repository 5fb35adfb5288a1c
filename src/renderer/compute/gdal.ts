import type { GdalLoader, StartGdal } from '../../shared/formats/gdal/gdal-module.ts';

/** Where `app://` serves GDAL's files from; see src/main/protocol/served-files.ts. */
const folder = '/gdal/gdal3WebAssembly';

/** What the loader gives itself to where there is neither CommonJS nor a page: the `define` of AMD modules. */
interface AmdScope {
  define?: ((needed: readonly string[], make: () => GdalLoader) => void) & { amd: boolean };
}

let loader: Promise<GdalLoader> | null = null;

/** The script is not bundled and not changed: it is loaded as it lies in its folder, when it is first needed. */
function loadScript(): Promise<GdalLoader> {
  return new Promise((resolve, reject) => {
    const scope = globalThis as AmdScope;
    scope.define = Object.assign((_: readonly string[], make: () => GdalLoader) => resolve(make()), { amd: true });
    import(/* @vite-ignore */ `${folder}.js`).then(() => {
      delete scope.define;
    }, reject);
  });
}

async function bytesOf(extension: string): Promise<ArrayBuffer> {
  const answer = await fetch(`${folder}.${extension}`);
  if (!answer.ok) throw new Error(`${folder}.${extension}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** Starts GDAL from the application's own files; null where they are not there. */
export const startServedGdal: StartGdal = async (settings) => {
  loader ??= loadScript();
  try {
    const [load, wasmBinary, packed] = await Promise.all([loader, bytesOf('wasm'), bytesOf('data')]);
    return await load({ ...settings, wasmBinary, getPreloadedPackage: () => packed });
  } catch {
    loader = null;
    return null;
  }
};
