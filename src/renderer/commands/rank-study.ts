import { type KnownResults, type MeasuredProfiles, measureProfiles } from '../../shared/analysis/measure-profiles.ts';
import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import type { ReadingKey } from '../../shared/analysis/reading-key.ts';
import type { Profile } from '../../shared/scoring/types.ts';
import type { OpenStudy } from '../state/app-state.ts';
import { recallResults } from '../storage/results-cache.ts';
import { type CommandContext, type TaskHandle, update } from './context.ts';
import { countedRows } from './counted-rows.ts';
import { evaluate } from './evaluate.ts';

/** What is told while profiles are ranked. */
export interface RankEvents {
  /** What was kept is here; whether that is all, and the workers are free. */
  readonly onRecalled?: (isAll: boolean) => void;
  /** All is measured: the workers have nothing to do while the window ranks. */
  readonly onMeasured?: () => void;
}

/** Measures, where that is still to be done, and scores some of the study's profiles; one appears after the other. */
export async function rank(
  context: CommandContext,
  { loaded, profiles, results }: OpenStudy,
  which: (profile: Profile) => boolean,
  { signal, report }: TaskHandle,
  { onRecalled, onMeasured }: RankEvents = {},
): Promise<Pick<MeasuredProfiles, 'results' | 'taken'>> {
  const { compute } = context;
  const asked = profiles.filter(which);
  const recall = async (keys: readonly ReadingKey[]): Promise<KnownResults> => {
    const unknown = keys.filter((key) => !results.has(key));
    const kept = await recallResults(context.cache, unknown, loaded.plots.count);
    onRecalled?.(unknown.every((key) => kept.has(key)));
    return new Map([...results, ...kept]);
  };
  const [measured, ...allCounted] = await Promise.all([
    measureProfiles(compute, loaded, asked, { signal, onProgress: report, recall }),
    ...asked.map((profile) => countedRows(compute, loaded, profile, signal)),
  ]);
  signal.throwIfAborted();
  onMeasured?.();
  asked.forEach((profile, at) => {
    const counted = allCounted[at];
    update(context, ({ open, history }) => {
      const values = measured.measures.get(profile.id);
      if (open?.loaded !== loaded || !values) return {};
      const weights = open.weights.get(profile.id);
      const corrections = history && { document: history.present.root, plots: plotIdentities(loaded) };
      const evaluation = evaluate(profile, values, loaded.plots, weights, counted, corrections);
      return { open: { ...open, evaluations: new Map(open.evaluations).set(profile.id, evaluation) } };
    });
  });
  return measured;
}
