import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureProfiles } from '../../src/shared/analysis/measure-profiles.ts';
import type { Compute } from '../../src/shared/jobs/compute.ts';
import type { CriterionId } from '../../src/shared/lib/id.ts';
import { prepareScores } from '../../src/shared/scoring/prepare.ts';
import { scorePlots } from '../../src/shared/scoring/score.ts';
import type { ProfileMeasures } from '../../src/shared/scoring/types.ts';
import { kernelTimes, readingTimes } from './kernels.ts';
import { secondsText, spreadOf } from './statistics.ts';
import { type BenchStudy, benchPool, loadBenchStudy, timed } from './study.ts';

/**
 * Parts of the reference job: what the second worker gives, re-ranking, small jobs in a warm pool, cancelling, reading
 * and kernels against their limits: `npm run bench:parts -- [--size L] [--repeat 5] [--only workers,rerank,small,cancel,
 * reading,kernels]`. Sets must be there (`npm run bench` makes them) and the program built.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'L' },
    repeat: { type: 'string', default: '5' },
    only: { type: 'string', default: 'workers,rerank,small,cancel,reading,kernels' },
    data: { type: 'string', default: join(root, 'out/bench') },
    program: { type: 'string', default: join(root, 'out/cli/tomtevalg.cjs') },
  },
});
const repeats = Number(values.repeat);
const only = new Set(values.only.split(','));
const folder = join(values.data, values.size);
const load = () => loadavg()[0].toFixed(1);

console.log(
  `${cpus()[0].model}, ${cpus().length} cores, load ${load()}, Node ${process.versions.node}, ${values.size}`,
);
const inline = benchPool(values.program, 0);
if (only.has('reading')) await reading();
if (only.has('small')) await small();
if (only.has('workers') || only.has('rerank') || only.has('cancel') || only.has('kernels')) {
  const study = await loadBenchStudy(inline, folder);
  if (only.has('workers')) await secondWorker(study);
  if (only.has('cancel')) await cancelling(study);
  if (only.has('rerank')) await reranking(study);
  if (only.has('kernels')) await kernels(study);
}
console.log(`load at the end ${load()}`);

async function measure(
  compute: Compute,
  { loaded, profile }: BenchStudy,
  signal?: AbortSignal,
): Promise<ProfileMeasures> {
  const { measures } = await measureProfiles(compute, loaded, [profile], { signal });
  return measures.get(profile.id) as ProfileMeasures;
}

async function reading(): Promise<void> {
  const { raw, first, read } = await readingTimes(inline, folder, repeats);
  const ratio = spreadOf(read).median / spreadOf(raw).median;
  console.log(`\nreading the plots, one thread: first ${first.toFixed(3)} s, then ${precise(read)} s`);
  console.log(`raw read of their files: ${precise(raw)} s; ratio of medians ${ratio.toFixed(1)}`);
}

/** The criteria step in pools of one and two warm workers, in turns. */
async function secondWorker(study: BenchStudy): Promise<void> {
  const pools = [benchPool(values.program, 1), benchPool(values.program, 2)];
  const outputs: ProfileMeasures[] = [];
  for (const pool of pools) outputs.push(await measure(pool, study));
  const times: number[][] = [[], []];
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [at, pool] of pools.entries()) times[at].push(await timed(() => measure(pool, study)));
  }
  for (const pool of pools) pool.close();
  const [one, two] = times.map(spreadOf);
  console.log(`\ncriteria step, warm workers: one ${secondsText(one)} s, two ${secondsText(two)} s`);
  const paired = times[0].map((seconds, repeat) => seconds / times[1][repeat]);
  console.log(
    `the second worker gives ${secondsText(spreadOf(paired))} times; ${same(outputs) ? 'the same' : 'NOT the same'} bytes`,
  );
}

function same([a, b]: readonly ProfileMeasures[]): boolean {
  return [...a.values].every(([criterion, mine]) => {
    const other = b.values.get(criterion);
    const bytes = (result: typeof mine) => (result.kind === 'numbers' ? result.values : result.codes);
    return other !== undefined && Buffer.compare(viewOf(bytes(mine)), viewOf(bytes(other))) === 0;
  });
}

function viewOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A weight changes, everything is ranked again: what the program does while a slider is dragged. */
async function reranking(study: BenchStudy): Promise<void> {
  const pool = benchPool(values.program, 2);
  const prepared = prepareScores(study.profile, await measure(pool, study), study.loaded.plots);
  pool.close();
  const [dragged] = study.profile.criteria;
  const times: number[] = [];
  for (let step = 0; step < 10 + 4 * repeats; step++) {
    const weights = new Map<CriterionId, number>(study.profile.criteria.map(({ id, weight }) => [id, weight]));
    weights.set(dragged.id, step / 4);
    const seconds = await timed(() => scorePlots(prepared, weights));
    if (step >= 10) times.push(seconds);
  }
  console.log(`\na changed weight ranks again in ${precise(times)} s`);
}

/** The whole small job from files to measures, in a pool that has done it before. */
async function small(): Promise<void> {
  const pool = benchPool(values.program, 2);
  const set = join(values.data, 'S');
  const job = async () => {
    const study = await loadBenchStudy(pool, set);
    const compute = await timed(async () => {
      scorePlots(prepareScores(study.profile, await measure(pool, study), study.loaded.plots));
    });
    computes.push(compute);
  };
  const computes: number[] = [];
  const first = await timed(job);
  for (let warm = 0; warm < 4; warm++) await job();
  computes.length = 0;
  const whole: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) whole.push(await timed(job));
  pool.close();
  console.log(
    `\nS in a pool: first ${first.toFixed(3)} s, warm ${precise(whole)} s, of which computing ${precise(computes)} s`,
  );
}

/** From the wish to stop, at moments spread over the whole criteria step, until it has stopped and the pool has answered another job. */
async function cancelling(study: BenchStudy): Promise<void> {
  const pool = benchPool(values.program, 2);
  const whole = await timed(() => measure(pool, study));
  const stopped: number[] = [];
  const answered: number[] = [];
  for (let moment = 1; moment <= 2 * repeats; moment++) {
    const controller = new AbortController();
    const running = measure(pool, study, controller.signal).then(
      () => false,
      () => true,
    );
    await new Promise((resolve) => setTimeout(resolve, (1000 * whole * moment) / (2 * repeats + 1)));
    const asked = performance.now();
    controller.abort();
    const wasRunning = await running;
    if (wasRunning) stopped.push((performance.now() - asked) / 1000);
    await pool.run('mercator', { geometry: { kind: 'none', count: 0 }, crs: study.loaded.workingCrs });
    if (wasRunning) answered.push((performance.now() - asked) / 1000);
  }
  pool.close();
  console.log(
    `\ncancelled after ${precise(stopped)} s; another job answered after ${precise(answered)} s (of ${stopped.length})`,
  );
}

async function kernels(study: BenchStudy): Promise<void> {
  console.log('\n| kernel, one warm thread | ms | passes |\n|---|---|---|');
  for (const { name, seconds, passes } of await kernelTimes(inline, study, repeats)) {
    console.log(`| ${name} | ${(1000 * seconds).toFixed(1)} | ${passes.toFixed(1)} |`);
  }
}

function precise(seconds: readonly number[]): string {
  const { median, least, most } = spreadOf(seconds);
  return `${median.toFixed(3)} (${least.toFixed(3)}-${most.toFixed(3)})`;
}
