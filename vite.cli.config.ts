import { defineConfig } from 'vite';
import { sqliteModule } from './scripts/lib/sqlite-module.ts';

/** The command line and its worker: one self-contained CommonJS file each, for Node 20 without node_modules. */
export default defineConfig({
  plugins: [sqliteModule()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'out/cli',
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: { tomtevalg: 'src/main/cli/tomtevalg.ts', worker: 'src/main/cli/worker.ts' },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        // Beside the program: what they load from disk lies there.
        chunkFileNames: '[name]-[hash].cjs',
      },
    },
  },
});
