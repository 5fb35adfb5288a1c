import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { appendShapefile, type FileBlock } from '../src/shared/formats/shapefile/write.ts';
import { type BenchSize, generateBenchSet } from '../src/shared/sample/bench.ts';
import { samplePrj } from '../src/shared/sample/table.ts';

/** Writes a bench set: `npx tsx scripts/make-bench-sets.ts S|M|L|XL FOLDER [SEED]`, loose shapefiles and bench.study.json. */
const [size, folder, seedText = '1'] = process.argv.slice(2);
const seed = Number(seedText);
if (!['S', 'M', 'L', 'XL'].includes(size) || !folder || !Number.isInteger(seed)) {
  console.error('usage: npx tsx scripts/make-bench-sets.ts S|M|L|XL FOLDER [SEED]');
  process.exit(2);
}
const started = performance.now();
mkdirSync(folder, { recursive: true });
const { layers, study } = generateBenchSet(size as BenchSize, seed);
for (const layer of layers) {
  const appender = appendShapefile(layer.name, { encoding: 'UTF-8', cpg: true, prj: samplePrj }, layer.fields);
  const open = new Map<string, number>();
  const put = (blocks: readonly FileBlock[]) => {
    for (const { name, bytes, offset } of blocks) {
      const handle = open.get(name) ?? openSync(join(folder, name), 'w');
      open.set(name, handle);
      for (let done = 0; done < bytes.length; )
        done += writeSync(handle, bytes, done, bytes.length - done, offset + done);
    }
  };
  for (const block of layer.blocks()) put(appender.append(block));
  put(appender.finish());
  for (const handle of open.values()) closeSync(handle);
}
writeFileSync(join(folder, 'bench.study.json'), study);
const megabytes = Math.round(process.memoryUsage().rss / 1e6);
console.error(`${size}: ${((performance.now() - started) / 1000).toFixed(1)} s, ${megabytes} MB in memory at the end`);
