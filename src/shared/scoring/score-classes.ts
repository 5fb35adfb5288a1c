import type { Language } from '../lib/language.ts';
import { type ProfileScores, statuses } from './types.ts';

/** Number of colour classes of the score map. */
export const classCount = 7;
/** What the map draws for a plot beyond the score classes 0..6. */
export const excludedClass = 7;
export const unknownClass = 8;

/** Seven score classes of equal width: class k holds scores from limits[k] up to limits[k + 1]; ends are open. */
export interface ScoreClasses {
  readonly limits: readonly number[];
}

const excludedStatus = statuses.indexOf('excluded');

/**
 * Class limits over the middle 96 % of the scores of plots that are not excluded, widened to whole numbers:
 * a few outliers must not squeeze everybody else into one colour.
 */
export function classesOf(scores: ProfileScores): ScoreClasses {
  const kept: number[] = [];
  for (let row = 0; row < scores.score.length; row++) {
    if (scores.status[row] !== excludedStatus && !Number.isNaN(scores.score[row])) kept.push(scores.score[row]);
  }
  if (kept.length === 0) return { limits: Array.from({ length: classCount + 1 }, (_, k) => (100 * k) / classCount) };
  const sorted = Float64Array.from(kept).sort();
  const low = Math.floor(sorted[Math.floor(0.02 * (sorted.length - 1))]);
  const high = Math.max(Math.ceil(sorted[Math.ceil(0.98 * (sorted.length - 1))]), low + classCount);
  const step = Math.ceil((high - low) / classCount);
  return { limits: Array.from({ length: classCount + 1 }, (_, k) => low + k * step) };
}

/** Class 0..6 of a score; NaN is unknown. */
export function classOf(score: number, { limits }: ScoreClasses): number {
  if (Number.isNaN(score)) return unknownClass;
  const low = limits[0];
  // Classes are of equal width: the guess is right but for rounding.
  const guess = Math.floor(((score - low) * classCount) / (limits[classCount] - low));
  let k = Math.min(Math.max(guess, 0), classCount - 1);
  while (k > 0 && score < limits[k]) k--;
  while (k < classCount - 1 && score >= limits[k + 1]) k++;
  return k;
}

/** Map and legend ask for the same. */
const known = new WeakMap<ProfileScores, { readonly classes: ScoreClasses; readonly rows: Uint8Array }>();

/** Class of every plot row: 0..6, excluded or unknown. Remembered with the scores. */
export function plotClasses(scores: ProfileScores, classes: ScoreClasses): Uint8Array {
  const before = known.get(scores);
  if (before?.classes === classes) return before.rows;
  const out = new Uint8Array(scores.score.length);
  for (let row = 0; row < out.length; row++) {
    out[row] = scores.status[row] === excludedStatus ? excludedClass : classOf(scores.score[row], classes);
  }
  known.set(scores, { classes, rows: out });
  return out;
}

/** How many plots each class holds, excluded and unknown last. */
export function classCounts(classPerRow: Uint8Array): number[] {
  const counts = new Array<number>(unknownClass + 1).fill(0);
  for (let row = 0; row < classPerRow.length; row++) counts[classPerRow[row]]++;
  return counts;
}

const rangeWords = {
  en: { range: 'to', over: 'over', under: 'under' },
  nb: { range: 'til', over: 'over', under: 'under' },
  sv: { range: 'till', over: 'över', under: 'under' },
} as const satisfies Record<Language, unknown>;

/** What the legend calls each class, lowest first; limits are whole numbers but for rounding. */
export function classLabels({ limits }: ScoreClasses, language: Language): readonly string[] {
  const words = rangeWords[language];
  const text = limits.map((limit) => String(Math.round(limit)));
  return Array.from({ length: classCount }, (_, k) => {
    if (k === classCount - 1) return `${words.over} ${text[k]}`;
    return k === 0 ? `${words.under} ${text[1]}` : `${text[k]} ${words.range} ${text[k + 1]}`;
  });
}
