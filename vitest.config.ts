import { cpus } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'test/{architecture,corpus,property,contract,golden,fault}/**/*.test.ts',
    ],
    environment: 'node',
    // Vitest would leave one of two cores idle: most of a test's time is one thread's.
    maxWorkers: Math.max(2, cpus().length - 1),
    testTimeout: 30_000,
    pool: 'forks',
  },
});
