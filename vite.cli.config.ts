import { defineConfig } from 'vite';

/** The command line and its worker: one self-contained CommonJS file each, for Node 20 without node_modules. */
export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'out/cli',
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: { tomtevalg: 'src/main/cli/tomtevalg.ts', worker: 'src/main/cli/worker.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
});
