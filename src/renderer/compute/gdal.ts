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

/** Null where there is no such file. */
async function bytesOf(extension: string): Promise<ArrayBuffer | null> {
  const answer = await fetch(`${folder}.${extension}`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${folder}.${extension}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** Starts GDAL from the application's own files; null where they are not there. Rejects where they do not work. */
export const startServedGdal: StartGdal = async (settings) => {
  const [wasmBinary, packed] = await Promise.all([bytesOf('wasm'), bytesOf('data')]);
  if (wasmBinary === null || packed === null) return null;
  loader ??= loadScript();
  try {
    const load = await loader;
    return await load({ ...settings, wasmBinary, getPreloadedPackage: () => packed });
  } catch (error) {
    loader = null;
    throw error;
  }
};
