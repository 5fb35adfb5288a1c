import { runStudy, type ScoredStudy } from '../../shared/analysis/run-study.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import { problem } from '../../shared/lib/issue.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import { lostCorrections } from '../../shared/report/lost-corrections.ts';
import { measureNotes } from '../../shared/report/notes.ts';
import { runJson } from '../../shared/report/run-json.ts';
import type { RunArguments } from './arguments.ts';
import { print } from './output.ts';
import { writeRun } from './run-files.ts';
import { type Stopwatch, stopwatch } from './stopwatch.ts';
import { progressLine, readStudyInput, tell, warnLoaded, workersFor } from './study-input.ts';
import { rankingTable } from './table.ts';
import { CommandError } from './usage.ts';
import { engine } from './version.ts';
import { nodeCompute } from './workers.ts';

/** Measures, scores and ranks a study; prints the result and writes the files asked for. */
export async function run(call: RunArguments, signal: AbortSignal): Promise<void> {
  const clock = stopwatch();
  const { study, given, findFiles, readText, weights, corrections } = await readStudyInput(call);
  if (study.profiles.length === 0)
    throw new CommandError(1, `${call.study}: ${describeIssue(problem('study-no-profiles'), call.language)}`);
  const compute = nodeCompute(call.workers ?? (await workersFor(study, given, findFiles)));
  const host = { findFiles, readText, weights, corrections, onStage: clock.stage };
  const options = { signal, onProgress: progressLine(), given };
  const scored = await runStudy(compute, study, call.profiles, host, options).finally(() => compute.close());
  if (!scored.ok) throw new CommandError(1, tell(scored.reason, call.language));
  const { loaded, profiles } = scored.value;
  warnLoaded(loaded, call.language, [...measureNotes(profiles), ...lostCorrections(profiles)]);
  if (call.out !== null) await writeRun(call.out, call.formats, scored.value, call.language);
  await printResult(call, scored.value, clock);
}

async function printResult(call: RunArguments, scored: ScoredStudy, clock: Stopwatch): Promise<void> {
  const { plots, study } = scored.loaded;
  if (call.json) {
    const head = { study: study.name, engine };
    const pieces = runJson(head, scored.profiles, plots, call.language, call.timings ? clock.timings : null);
    await print(inChunks(pieces));
    return;
  }
  await print(rankingTable(scored, call.language));
  if (call.timings) {
    for (const [name, value] of clock.timings()) process.stderr.write(`${name} ${Math.round(value)}\n`);
  }
}
