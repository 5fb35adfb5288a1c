import { type Issue, issue } from '../lib/issue.ts';
import type { LostCorrection } from '../project/corrected-measures.ts';

/** Corrected values that count for nothing, each once: which plot and value, and why. */
export function lostCorrections(profiles: readonly { readonly lost: readonly LostCorrection[] }[]): readonly Issue[] {
  const found = new Map<string, Issue>();
  for (const { observation, why } of profiles.flatMap(({ lost }) => lost)) {
    const { plot, correction, author } = observation;
    const details = { plot, column: correction?.column ?? '', author };
    found.set(`${observation.id} ${why}`, issue('warning', `correction-${why}`, details));
  }
  return [...found.values()];
}
