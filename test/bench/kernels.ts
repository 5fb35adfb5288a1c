import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locate } from '../../src/main/cli/files.ts';
import { prepareReadings } from '../../src/shared/analysis/prepare.ts';
import { measureBoxes } from '../../src/shared/geometry/bounds.ts';
import { measureCentroids } from '../../src/shared/geometry/centroid.ts';
import { featureCount, type Polygons } from '../../src/shared/geometry/types.ts';
import type { Compute } from '../../src/shared/jobs/compute.ts';
import { planMeasure, type Reading } from '../../src/shared/measure/plan.ts';
import { takeMeasures } from '../../src/shared/measure/take.ts';
import { spreadOf } from './statistics.ts';
import { type BenchStudy, timed } from './study.ts';

/** A kernel's seconds on one warm thread over all plots, and how often one arithmetic pass over their vertices fits into it. */
export interface KernelTime {
  readonly name: string;
  readonly seconds: number;
  readonly passes: number;
}

/**
 * Every kernel of the reference job by itself, on one thread, in its fastest of `repeats` runs after one that warms it,
 * against the fastest pass over the plots' vertices that does no more than add up products (the shoelace sum): memory
 * and arithmetic allow nothing faster in one thread.
 */
export async function kernelTimes(
  compute: Compute,
  { loaded, profile }: BenchStudy,
  repeats: number,
): Promise<readonly KernelTime[]> {
  const plots = loaded.plots.dataset.geometry as Polygons;
  const count = featureCount(plots);
  const fastest = async (work: () => unknown) => {
    await work();
    const seconds: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) seconds.push(await timed(work));
    return spreadOf(seconds).least;
  };
  const pass = await fastest(() => shoelace(plots.xy));
  const times: KernelTime[] = [{ name: 'one pass over the vertices', seconds: pass, passes: 1 }];
  const add = async (name: string, work: () => unknown) => {
    const seconds = await fastest(work);
    times.push({ name, seconds, passes: seconds / pass });
  };
  const boxes = new Float64Array(4 * count);
  await add('boxes', () => measureBoxes(plots, 0, count, boxes));
  const centroids = new Float64Array(2 * count);
  await add('centroids', () => measureCentroids(plots, 0, count, centroids));
  for (const { id, measure } of profile.criteria) {
    const plan = planMeasure(
      measure,
      loaded.layers.map(({ bound }) => bound),
      loaded.plots.dataset,
    );
    if (!plan.ok || plan.value.kind === 'attribute') continue;
    const reading: Reading = plan.value;
    await add(`${id}: index`, () => prepareReadings(compute, loaded, [reading], {}));
    const { tasks } = await prepareReadings(compute, loaded, [reading], {});
    // Centroids are given, so that they are not counted again.
    await add(`${id}: plots`, () => {
      for (const task of tasks) if (isOf(reading, task.kind)) takeTask(plots, centroids, count, task);
    });
  }
  return times;
}

/** A task of the overlay stands in every preparation; it is this reading's where it asks for areas. */
function isOf(reading: Reading, task: string): boolean {
  return task !== 'overlay' || reading.kind === 'covered' || reading.kind === 'codes' || reading.kind === 'area';
}

type Task = Parameters<typeof takeMeasures>[0]['tasks'][number];

function takeTask(plots: Polygons, centroids: Float64Array, count: number, task: Task): void {
  const tasks = [task];
  // In the blocks of the real job; `centroids` of length 0 are not found again.
  for (let from = 0; from < count; from += 4096) {
    const to = Math.min(count, from + 4096);
    if (task.kind === 'reach') takeMeasures({ plots, centroids, from, to, tasks });
    else takeMeasures({ plots, centroids: centroids.subarray(0, 0), from, to, tasks });
  }
}

function shoelace(xy: Float64Array): number {
  let sum = 0;
  for (let i = 0; i + 3 < xy.length; i += 2) sum += xy[i] * xy[i + 3] - xy[i + 2] * xy[i + 1];
  return sum;
}

/** Reading the plots with all attributes against reading their files into memory: seconds in turns, first run left out. */
export async function readingTimes(
  compute: Compute,
  folder: string,
  repeats: number,
): Promise<{ readonly raw: readonly number[]; readonly first: number; readonly read: readonly number[] }> {
  const files = locate(join(folder, 'plots.shp'));
  const read = () => compute.run('readLayers', { files, options: {} });
  const first = await timed(read);
  const raw: number[] = [];
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    raw.push(
      await timed(() => {
        for (const { address } of files) readFileSync(address);
      }),
    );
    times.push(await timed(read));
  }
  return { raw, first, read: times };
}
