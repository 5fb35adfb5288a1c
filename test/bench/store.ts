/**
 * Measures the store on a project of a million plots: import, opening, an edit, a save beside a plain copy, edits while it saves.
 * `npx tsx test/bench/store.ts [plots]`
 */
import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newProject, openProject } from '../../src/main/store/projects.ts';
import { edit, must, samplePlots, storeHost } from '../builders/project-store.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const folder = join(tmpdir(), `tomtevalg-bench-store-${process.pid}`);
mkdirSync(folder, { recursive: true });
const target = join(folder, 'plan.gpkg');
const host = await storeHost(join(folder, 'work'));

async function timed<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const used = process.cpuUsage(before);
  const processor = ((used.user + used.system) / 1000).toFixed(0);
  console.log(`${name.padEnd(44)} ${(performance.now() - start).toFixed(0).padStart(8)} ms, processor ${processor} ms`);
  return result;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const at = (values: readonly number[], share: number): string =>
  (sorted(values)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN).toFixed(1);

try {
  const plots = samplePlots(count, 1, 29);
  const project = must(newProject(host, 'Bench', '{}'));
  let number = 0;
  const waits: number[] = [];
  let busy = true;
  const editing = async (pause: number): Promise<void> => {
    while (busy) {
      const start = performance.now();
      await setTimeout(0);
      must(edit(project, ++number));
      waits.push(performance.now() - start);
      await setTimeout(pause);
    }
  };
  const withEdits = async <T>(name: string, work: () => Promise<T>, pause = 20): Promise<T> => {
    waits.length = 0;
    busy = true;
    const edits = editing(pause);
    const result = await timed(name, work);
    busy = false;
    await edits;
    console.log(
      `  ${waits.length} edits meanwhile: median ${at(waits, 0.5)}, p95 ${at(waits, 0.95)}, longest ${at(waits, 1)} ms`,
    );
    return result;
  };
  must(await withEdits(`import ${count} plots of 29 vertices`, () => project.putDataset(plots, 'Plots')));
  const waitsAlone: number[] = [];
  for (let n = 0; n < 50; n++) {
    const start = performance.now();
    must(edit(project, ++number));
    waitsAlone.push(performance.now() - start);
  }
  console.log(`edit, nothing else going on: median ${at(waitsAlone, 0.5)}, longest ${at(waitsAlone, 1)} ms`);
  must(await timed('first save', () => project.saveAs(target)));
  console.log(`size ${(statSync(target).size / 1e6).toFixed(0)} MB`);
  for (let run = 0; run < 3; run++) {
    const copy = join(folder, 'copy.gpkg');
    await timed('plain copy and fsync', () => {
      copyFileSync(target, copy);
      const file = openSync(copy, 'r+');
      fsyncSync(file);
      closeSync(file);
    });
    rmSync(copy);
    must(edit(project, ++number));
    must(await timed('save', () => project.save()));
    must(await withEdits('save with an edit every 20 ms', () => project.save()));
    must(await withEdits('save with an edit every 0.6 s, as the window', () => project.save(), 600));
  }
  await project.close(true);
  const again = must(await timed('open', () => openProject(host, target)));
  const read = must(await timed('read all plots', () => again.readDataset(plots.id)));
  console.log(`read whole: ${read?.unchanged}; peak memory ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`);
  await timed('close', () => again.close());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
