/**
 * Seven classes of the score, from low to high: cividis (Nuñez, Anderton & Renslow 2018, doi:10.1371/journal.pone.0199239)
 * sampled at 0, 1/6 .. 1: monotone in lightness and the same to readers with colour-vision deficiency.
 */
export const scoreRamp = ['#00224e', '#2c3e70', '#575d6d', '#7d7c78', '#a59c74', '#d2c060', '#fee838'] as const;

/** The class of a score 0..100: seven equal steps of 100/7. */
export function scoreClass(score: number): number {
  return Math.max(0, Math.min(scoreRamp.length - 1, Math.floor((score * scoreRamp.length) / 100)));
}

/** Lower bound of each class, and 100 at the end. */
export const classBounds: readonly number[] = [...scoreRamp.map((_, index) => (100 * index) / scoreRamp.length), 100];
