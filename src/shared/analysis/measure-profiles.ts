import { featureCount, type Polygons } from '../geometry/types.ts';
import { type Compute, sparingly } from '../jobs/compute.ts';
import type { ProfileId } from '../lib/id.ts';
import { measureKey } from '../measure/bind.ts';
import { type PlannedMeasure, planMeasure, type Reading } from '../measure/plan.ts';
import type { MeasureResult } from '../measure/types.ts';
import type { Profile, ProfileMeasures } from '../scoring/types.ts';
import { finishReadings } from './finish.ts';
import { prepareReadings } from './prepare.ts';
import type { AnalysisOptions } from './progress.ts';
import { type ReadingKey, readingKey } from './reading-key.ts';
import { smallStudy } from './small.ts';
import { type LoadedStudy, measurableLayers } from './types.ts';

/** Rows per job at most: small enough to share out evenly and to show progress, large enough to be worth a message. */
const rowsPerJob = 4096;
/** Fewest jobs a worker, so that none waits long for the last. */
const jobsPerWorker = 4;

/** Results by what they were made of. */
export type KnownResults = ReadonlyMap<ReadingKey, MeasureResult>;

export interface MeasureOptions extends AnalysisOptions {
  /** Results of earlier runs under these keys, as far as there are any: they are not measured again. */
  readonly recall?: (keys: readonly ReadingKey[]) => Promise<KnownResults>;
}

export interface MeasuredProfiles {
  readonly measures: ReadonlyMap<ProfileId, ProfileMeasures>;
  /** Every result of these profiles, to be known by a later run. */
  readonly results: KnownResults;
  /** Those of them that were measured now. */
  readonly taken: KnownResults;
}

/**
 * Reads every measure of several profiles off the map, each distinct one once, in one pass over the plots, and only
 * those whose inputs have changed. Weights do not matter here: changing them never measures again.
 */
export async function measureProfiles(
  compute: Compute,
  loaded: LoadedStudy,
  profiles: readonly Profile[],
  { recall, ...options }: MeasureOptions = {},
): Promise<MeasuredProfiles> {
  const planned = planAll(loaded, profiles);
  const keys = new Map<string, ReadingKey>();
  const readings = new Map<ReadingKey, Reading>();
  for (const [measure, plan] of planned) {
    if (!plan.ok) continue;
    const key = readingKey(loaded, plan.value);
    keys.set(measure, key);
    readings.set(key, plan.value);
  }
  const known: KnownResults = (await recall?.([...readings.keys()])) ?? new Map();
  options.signal?.throwIfAborted();
  const missing = new Map([...readings].filter(([key]) => !known.has(key)));
  const taken: KnownResults =
    missing.size > 0 ? await takeReadings(sparingly(compute, smallStudy(loaded)), loaded, missing, options) : new Map();
  const resultOf = (key: ReadingKey) => (known.get(key) ?? taken.get(key)) as MeasureResult;
  const measures = profiles.map((profile) => {
    const values = (measure: string) => resultOf(keys.get(measure) as ReadingKey);
    return [profile.id, measuresOf(profile, planned, values)] as const;
  });
  return {
    measures: new Map(measures),
    results: new Map([...keys.values()].map((key) => [key, resultOf(key)])),
    taken,
  };
}

function planAll(loaded: LoadedStudy, profiles: readonly Profile[]): ReadonlyMap<string, PlannedMeasure> {
  const layers = measurableLayers(loaded);
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
  readings: ReadonlyMap<ReadingKey, Reading>,
  options: AnalysisOptions,
): Promise<KnownResults> {
  const plots = loaded.plots.dataset.geometry as Polygons;
  const prepared = await prepareReadings(compute, loaded, [...readings.values()], options);
  const count = featureCount(plots);
  const { centroids, tasks } = prepared;
  let done = 0;
  options.onProgress?.('measuring', 0, count);
  const parts: Promise<void>[] = [];
  const rows = Math.max(1, Math.min(rowsPerJob, Math.ceil(count / (compute.size * jobsPerWorker))));
  for (let from = 0; from < count; from += rows) {
    const to = Math.min(from + rows, count);
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
  resultOf: (measure: string) => MeasureResult,
): ProfileMeasures {
  const assessed: [Profile['criteria'][number]['id'], MeasureResult][] = [];
  const notAssessed: ProfileMeasures['notAssessed'][number][] = [];
  for (const criterion of profile.criteria) {
    const key = measureKey(criterion.measure);
    const plan = planned.get(key) as PlannedMeasure;
    if (plan.ok) assessed.push([criterion.id, resultOf(key)]);
    else notAssessed.push({ criterion: criterion.id, why: plan.reason });
  }
  return { values: new Map(assessed), notAssessed };
}
