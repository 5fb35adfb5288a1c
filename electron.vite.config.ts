import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { sqliteModule } from './scripts/lib/sqlite-module.ts';

const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  devDependencies: Record<string, string>;
};
const electronMajor = Number.parseInt(devDependencies.electron ?? '0', 10);

/** Names the source that measures, so that results kept by another one are not taken for its own. */
function engineBuild(): string {
  const hash = createHash('sha256');
  const files = readdirSync('src/shared', { recursive: true, withFileTypes: true });
  const paths = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  for (const path of [...paths.sort(), 'package-lock.json']) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The application's three bundles. Targets are those of the oldest runtime it must start on (docs/adr/0004):
 * Node 18.15 in main, Chromium 114 in the window. Main and preload are CommonJS, as a sandboxed preload has to be.
 */
export default defineConfig({
  main: {
    plugins: [sqliteModule()],
    define: { __ELECTRON_MAJOR__: String(electronMajor) },
    build: {
      outDir: 'out/main',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: {
        input: { app: 'src/main/app.ts', 'store-worker': 'src/main/store/service/worker.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'src/main/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    define: { __ENGINE_BUILD__: JSON.stringify(engineBuild()) },
    // Replaced by the `app://` handler on every load; see src/main/protocol/policy.ts.
    html: { cspNonce: 'CSP_NONCE_PLACEHOLDER' },
    worker: { format: 'es' },
    build: {
      outDir: 'out/renderer',
      target: 'chrome114',
      // Everything is a file of its own: the policy allows no data: scripts, fonts or styles.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
});
