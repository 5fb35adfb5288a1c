/**
 * Measures from the start of the process to the ranked sample on the screen, and to the end of all work, as `npm start` opens it.
 * `npx tsx test/bench/start.ts [repeats] [folder of a build]...`, after `npm run build`, under a display (`xvfb-run -a` where there
 * is none). Each round starts every build twice: with an empty profile, where all has to be measured, and with what that start kept.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { electronExecutable } from '../e2e/harness/runtime.ts';
import { startMeasured } from './devtools.ts';
import { secondsText, spreadOf } from './statistics.ts';

const repeats = Number(process.argv[2] ?? 10);
const builds = (process.argv.length > 3 ? process.argv.slice(3) : ['.']).map((folder) => resolve(folder));
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-bench-start-'));

interface Started {
  /** Seconds to the first frame with a part of the page. */
  readonly window: number;
  /** To the frame with the first rows of the ranking. */
  readonly ranked: number;
  /** To the end of all work. */
  readonly done: number;
}

/** Resolves with the time, ms since 1970, at which what is asked for has been on the screen for a frame. */
const shown = (condition: string) => `new Promise((resolve) => {
  const look = () => (${condition} ? requestAnimationFrame(() => setTimeout(() => resolve(Date.now()))) : setTimeout(look, 5));
  look();
})`;

async function start(build: string, profile: string): Promise<Started> {
  const { started, evaluate, end } = await startMeasured(electronExecutable(), [
    build,
    '--open-sample',
    '--no-sandbox',
    `--user-data-dir=${profile}`,
  ]);
  try {
    const since = async (condition: string) => ((await evaluate<number>(shown(condition))) - started) / 1000;
    const window = await since(`document.querySelector('#root > *') !== null`);
    const ranked = await since(`document.querySelector('[data-row]') !== null`);
    await new Promise((go) => setTimeout(go, 300));
    const done = await since(`document.querySelector('progress') === null`);
    await new Promise((go) => setTimeout(go, 2500));
    return { window, ranked, done };
  } finally {
    await end();
  }
}

const text = ({ window, ranked, done }: Started) =>
  `window ${window.toFixed(2)}, ranked ${ranked.toFixed(2)}, done ${done.toFixed(2)} s, load ${loadavg()[0].toFixed(1)}`;

try {
  const kinds = ['first', 'later'] as const;
  const series = builds.flatMap((build, at) =>
    kinds.map((kind) => ({ name: `${build}, ${kind} start`, build, at, runs: [] as Started[] })),
  );
  for (let round = 0; round < repeats; round++)
    for (const { name, build, at, runs } of series) {
      runs.push(await start(build, join(folder, `${at}-${round}`)));
      console.log(`${name}: ${text(runs[round])}`);
    }
  for (const { name, runs } of series)
    for (const what of ['window', 'ranked', 'done'] as const)
      console.log(`${name}: ${what.padEnd(6)} ${secondsText(spreadOf(runs.map((run) => run[what])))} s`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
