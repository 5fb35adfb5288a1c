import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBeside } from '../../src/main/cli/files.ts';
import { nodeCompute } from '../../src/main/cli/workers.ts';
import { loadStudy } from '../../src/shared/analysis/load-study.ts';
import { resolveProfiles } from '../../src/shared/analysis/run-study.ts';
import type { LoadedStudy } from '../../src/shared/analysis/types.ts';
import type { Compute } from '../../src/shared/jobs/compute.ts';
import { parseStudy } from '../../src/shared/project/study-schema.ts';
import type { Profile } from '../../src/shared/scoring/types.ts';

/** The reference job of one bench set, read and ready to be measured. */
export interface BenchStudy {
  readonly loaded: LoadedStudy;
  readonly profile: Profile;
}

/** Reads a bench set with the workers of `compute`. */
export async function loadBenchStudy(compute: Compute, folder: string): Promise<BenchStudy> {
  const path = join(folder, 'bench.study.json');
  const study = parseStudy(readFileSync(path, 'utf8'));
  if (!study.ok) throw new Error(`${path} is no study`);
  const profiles = await resolveProfiles(study.value, [], { readText: async () => null });
  const loaded = await loadStudy(compute, study.value, filesBeside(path));
  if (!profiles.ok || !loaded.ok) throw new Error(`${path} could not be read`);
  return { loaded: loaded.value, profile: profiles.value[0] };
}

/** A pool on the built worker of the program. */
export function benchPool(program: string, workers: number): Compute {
  return nodeCompute(workers, join(program, '../worker.cjs'));
}

/** Seconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
