/**
 * Measures what a step of a weight's slider costs the page, in a project that is opened from the list of recent ones: from the key to
 * the end of the frame that shows the new ranking.
 * `npx tsx test/bench/drag.ts [study] [starts] [steps of a start]`, after `npm run build`, under a display (`xvfb-run -a` where there
 * is none).
 */
import { loadavg } from 'node:os';
import { clickProject, makeProjectProfile, type ProjectProfile } from './project-profile.ts';
import { spreadOf } from './statistics.ts';

const starts = Number(process.argv[3] ?? 2);
const steps = Number(process.argv[4] ?? 24);

function spreadText(values: readonly number[]): string {
  const { median, least, most } = spreadOf(values);
  return `${median.toFixed(0)} (${least.toFixed(0)}-${most.toFixed(0)})`;
}

const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

/** What the page noted of one key, ms. */
interface Noted {
  /** From the key to the end of the next frame. */
  readonly all: number;
  /** Of these, the time in which nothing was to be done but to wait for the frame. */
  readonly wait: number;
  /** The ranking as the table shows it then. */
  readonly ranking: string;
}

/** Has the page note every key, and puts the keyboard on the first slider. */
const listen = `(() => {
  globalThis.noted = [];
  const [afterKey, afterFrame] = [new MessageChannel(), new MessageChannel()];
  let [pressed, handled, began] = [0, 0, 0];
  afterKey.port1.onmessage = () => {
    handled = performance.now();
  };
  afterFrame.port1.onmessage = () => {
    const all = performance.now() - pressed;
    const rows = [...document.querySelectorAll('[data-row]')];
    noted.push({ all, wait: Math.max(0, began - handled), ranking: rows.map((row) => row.textContent).join() });
  };
  addEventListener('keydown', () => {
    handled = pressed = performance.now();
    afterKey.port2.postMessage(null);
    requestAnimationFrame(() => {
      began = performance.now();
      afterFrame.port2.postMessage(null);
    });
  }, { capture: true });
  document.querySelector('[role="slider"]').focus();
})()`;

async function drag({ start }: ProjectProfile): Promise<readonly Noted[]> {
  const { evaluate, press, end } = await start();
  try {
    await evaluate(clickProject);
    while (!(await evaluate<boolean>(`document.querySelector('[data-row]') !== null`))) await pause(100);
    await pause(8000);
    await evaluate(listen);
    for (let step = 0; step < steps; step++) {
      const key = step < steps / 2 ? 'ArrowRight' : 'ArrowLeft';
      await press({ type: 'rawKeyDown', key, code: key });
      await press({ type: 'keyUp', key, code: key });
      await pause(700);
    }
    const noted = await evaluate<readonly Noted[]>('noted');
    if (noted.length !== steps) throw new Error(`${noted.length} of ${steps} keys came to a frame`);
    if (new Set(noted.map(({ ranking }) => ranking)).size === 1) throw new Error('the keys changed nothing');
    return noted;
  } finally {
    await end();
  }
}

const profile = await makeProjectProfile(process.argv[2] ?? 'out/bench/L/bench.study.json');
try {
  for (let run = 0; run < starts; run++) {
    const noted = await drag(profile);
    const all = spreadText(noted.map((one) => one.all));
    const work = spreadText(noted.map((one) => one.all - one.wait));
    console.log(
      `key to frame ${all} ms, without waiting for it ${work}, ${steps} steps, load ${loadavg()[0].toFixed(1)}`,
    );
  }
} finally {
  profile.remove();
}
