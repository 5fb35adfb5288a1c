/**
 * Measures how long a project takes from the click in the list of recent projects to the ranked table, to the ranked plots on the
 * map and to the map with all its layers, at a start when all that is kept between starts is there.
 * `npx tsx test/bench/reopen.ts [study] [repeats]`, after `npm run build`, under a display (`xvfb-run -a` where there is none).
 */
import { loadavg } from 'node:os';
import { clickProject, makeProjectProfile, type ProjectProfile } from './project-profile.ts';
import { secondsText, spreadOf } from './statistics.ts';

const repeats = Number(process.argv[3] ?? 5);

interface Reopened {
  /** Seconds from the click to the first rows of the ranking. */
  readonly table: number;
  /** To plots in the colours of the ranking on the map: a fifth of its points in strong colours. */
  readonly plots: number;
  /** To a map that changes no more, with all its layers. */
  readonly map: number;
  /** To the end of all work. */
  readonly done: number;
}

/**
 * What the page noted, ms since 1970: the click, the first moment with rows, with ranked plots, the last change of the map, the last one
 * with work under way.
 */
interface Noted {
  readonly clicked: number;
  readonly table: number;
  readonly plots: number;
  readonly map: number;
  readonly done: number;
}

/**
 * Clicks the project and notes when what can be seen, by a small copy of the map's canvas: pictures taken of the whole page would take
 * from the processor what is measured.
 */
const click = `(() => {
  const noted = (globalThis.noted = { clicked: Date.now(), table: 0, plots: 0, map: 0, done: 0 });
  const small = new OffscreenCanvas(80, 50).getContext('2d', { willReadFrequently: true });
  const ground = document.querySelector('.maplibregl-canvas').parentElement.querySelector('canvas');
  const isStrong = (pixel) => Math.max(...pixel) - Math.min(...pixel) > 80;
  let before = '';
  const lookAtMap = () => {
    small.drawImage(ground, 0, 0, 80, 50);
    const { data } = small.getImageData(0, 0, 80, 50);
    const now = data.join();
    if (now === before) return;
    before = now;
    noted.map = Date.now();
    let strong = 0;
    for (let at = 0; at < data.length; at += 4) if (isStrong(data.subarray(at, at + 3))) strong++;
    if (strong > 800) noted.plots ||= noted.map;
  };
  setInterval(() => {
    if (document.querySelector('[data-row]') !== null) noted.table ||= Date.now();
    if (document.querySelector('progress') !== null) noted.done = Date.now();
    if (noted.table) lookAtMap();
  }, 20);
  ${clickProject};
})()`;

async function reopen({ start }: ProjectProfile): Promise<Reopened> {
  const { evaluate, end } = await start();
  try {
    await evaluate(click);
    for (;;) {
      await new Promise((go) => setTimeout(go, 500));
      const { clicked, table, plots, map, done } = await evaluate<Noted>('noted');
      if (plots === 0 || Date.now() - Math.max(map, done) < 4000) continue;
      const since = (time: number) => (time - clicked) / 1000;
      return { table: since(table), plots: since(plots), map: since(map), done: since(done) };
    }
  } finally {
    await end();
  }
}

const profile = await makeProjectProfile(process.argv[2] ?? 'out/bench/L/bench.study.json');
try {
  const runs: Reopened[] = [];
  for (let run = 0; run < repeats; run++) {
    const one = await reopen(profile);
    runs.push(one);
    console.log(`${JSON.stringify(one)}, load ${loadavg()[0].toFixed(1)}`);
  }
  for (const what of ['table', 'plots', 'map', 'done'] as const)
    console.log(`${what.padEnd(6)} ${secondsText(spreadOf(runs.map((run) => run[what])))} s`);
} finally {
  profile.remove();
}
