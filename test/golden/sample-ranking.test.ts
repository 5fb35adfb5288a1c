import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runStudy, type ScoredStudy } from '../../src/shared/analysis/run-study.ts';
import type { FileLocator } from '../../src/shared/jobs/compute.ts';
import { inlineCompute } from '../../src/shared/jobs/inline.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';
import { parseStudy } from '../../src/shared/project/study-schema.ts';
import { generateSample } from '../../src/shared/sample/sample.ts';
import { statuses } from '../../src/shared/scoring/types.ts';

const golden = new URL('sample-ranking.json', import.meta.url);
/** Plots of each use that are kept. */
const kept = 40;

async function scoredSample(): Promise<ScoredStudy> {
  const sample = generateSample();
  const bytes = new Map(sample.files.map((file) => [file.name, file.bytes]));
  const open = ({ name }: FileLocator) => memorySource(name, bytes.get(name) as Uint8Array<ArrayBuffer>);
  const study = parseStudy(new TextDecoder().decode(bytes.get(sample.study)));
  if (!study.ok) throw new Error(JSON.stringify(study.reason));
  const findFiles = async (name: string) => [{ name, size: bytes.get(name)?.length ?? 0, address: name }];
  const outcome = await runStudy(inlineCompute(open), study.value, [], { findFiles, readText: async () => null });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
  return outcome.value;
}

/** What is worth noticing when it changes: how many plots have which status, and the first plots with their scores. */
function summary({ loaded, profiles }: ScoredStudy) {
  return profiles.map(({ profile, scores }) => ({
    profile: profile.id,
    statuses: statuses.map((status, code) => [status, scores.status.filter((own) => own === code).length]),
    first: [...scores.order.subarray(0, kept)].map((row) => [
      scores.rank[row],
      loaded.plots.id(row),
      Number(scores.score[row].toFixed(6)),
      statuses[scores.status[row]],
    ]),
  }));
}

it('the ranking of the sample municipality is the one that was looked at (TOMTEVALG_UPDATE_GOLDEN=1 accepts a new one)', async () => {
  const found = summary(await scoredSample());
  if (process.env.TOMTEVALG_UPDATE_GOLDEN === '1') writeFileSync(golden, `${JSON.stringify(found, null, 1)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
}, 120_000);
