import { featureCount, type Polygons } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import type { ProfileId } from '../lib/id.ts';
import { measureKey } from '../measure/bind.ts';
import { type PlannedMeasure, planMeasure, type Reading } from '../measure/plan.ts';
import type { MeasureResult } from '../measure/types.ts';
import type { Profile, ProfileMeasures } from '../scoring/types.ts';
import { finishReadings } from './finish.ts';
import { prepareReadings } from './prepare.ts';
import type { AnalysisOptions } from './progress.ts';
import type { LoadedStudy } from './types.ts';

/** Rows per job: small enough to share out evenly and to show progress, large enough to be worth a message. */
const rowsPerJob = 4096;

/**
 * Reads every measure of several profiles off the map, each distinct one once, in one pass over the plots.
 * Weights do not matter here: changing them never measures again.
 */
export async function measureProfiles(
  compute: Compute,
  loaded: LoadedStudy,
  profiles: readonly Profile[],
  options: AnalysisOptions = {},
): Promise<ReadonlyMap<ProfileId, ProfileMeasures>> {
  const planned = planAll(loaded, profiles);
  const readings = new Map<string, Reading>();
  for (const [key, plan] of planned) if (plan.ok) readings.set(key, plan.value);
  const values = await takeReadings(compute, loaded, readings, options);
  return new Map(profiles.map((profile) => [profile.id, measuresOf(profile, planned, values)]));
}

function planAll(loaded: LoadedStudy, profiles: readonly Profile[]): ReadonlyMap<string, PlannedMeasure> {
  const layers = loaded.layers.map(({ bound }) => bound);
  const rasters = loaded.rasters.map(({ bound }) => bound);
  const planned = new Map<string, PlannedMeasure>();
  for (const { measure } of profiles.flatMap(({ criteria }) => criteria)) {
    const key = measureKey(measure);
    if (!planned.has(key)) planned.set(key, planMeasure(measure, layers, loaded.plots.dataset, rasters));
  }
  return planned;
}

async function takeReadings(
  compute: Compute,
  loaded: LoadedStudy,
  readings: ReadonlyMap<string, Reading>,
  options: AnalysisOptions,
): Promise<ReadonlyMap<string, MeasureResult>> {
  const plots = loaded.plots.dataset.geometry as Polygons;
  const prepared = await prepareReadings(compute, loaded, [...readings.values()], options);
  const count = featureCount(plots);
  const { centroids, tasks } = prepared;
  let done = 0;
  options.onProgress?.('measuring', 0, count);
  const parts: Promise<void>[] = [];
  for (let from = 0; from < count; from += rowsPerJob) {
    const to = Math.min(from + rowsPerJob, count);
    const part = compute.run('measureRows', { plots, centroids, from, to, tasks }, { signal: options.signal });
    parts.push(
      part.then(() => {
        done += to - from;
        options.onProgress?.('measuring', done, count);
      }),
    );
  }
  await Promise.all(parts);
  return finishReadings(loaded, readings, prepared);
}

function measuresOf(
  profile: Profile,
  planned: ReadonlyMap<string, PlannedMeasure>,
  values: ReadonlyMap<string, MeasureResult>,
): ProfileMeasures {
  const assessed: [Profile['criteria'][number]['id'], MeasureResult][] = [];
  const notAssessed: ProfileMeasures['notAssessed'][number][] = [];
  for (const criterion of profile.criteria) {
    const key = measureKey(criterion.measure);
    const plan = planned.get(key) as PlannedMeasure;
    if (plan.ok) assessed.push([criterion.id, values.get(key) as MeasureResult]);
    else notAssessed.push({ criterion: criterion.id, why: plan.reason });
  }
  return { values: new Map(assessed), notAssessed };
}
