import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSample, sampleSeed } from '../src/shared/sample/sample.ts';

/** Writes the sample municipality: `npx tsx scripts/make-sample.ts [FOLDER] [SEED]`, by default to resources/sample. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2] ?? join(root, 'resources', 'sample');
const seed = Number(process.argv[3] ?? sampleSeed);
if (!Number.isInteger(seed)) {
  console.error(`make-sample: the seed must be a whole number, not "${process.argv[3]}"`);
  process.exit(2);
}
const started = performance.now();
const { files } = generateSample(seed);
mkdirSync(folder, { recursive: true });
for (const file of files) writeFileSync(join(folder, file.name), file.bytes);
const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.error(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${seconds} s, in ${folder}`);
