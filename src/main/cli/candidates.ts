import { loadStudy } from '../../shared/analysis/load-study.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { assemblyDataset, memberIds } from '../../shared/candidates/assembly-dataset.ts';
import { candidateAccount, describeFigure } from '../../shared/explain/candidates.ts';
import { formatNumber, formatValue } from '../../shared/explain/format.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import { problem } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { candidatesJson } from '../../shared/report/candidates-json.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import type { CandidatesArguments } from './arguments.ts';
import { print } from './output.ts';
import { type Stopwatch, stopwatch } from './stopwatch.ts';
import { progressLine, readStudyInput, tell, warnLoaded, workersFor } from './study-input.ts';
import { CommandError } from './usage.ts';
import { engine } from './version.ts';
import { nodeCompute } from './workers.ts';
import { formatOfFile, writeLayer } from './write-layer.ts';

/** Assemblies that a readable list shows; all of them are in the files. */
const shown = 10;

/** Makes the candidate plots of a study and suggests assemblies; says where the ground went, and writes the files asked for. */
export async function candidates(call: CandidatesArguments, signal: AbortSignal): Promise<void> {
  for (const file of [call.out, call.assemblies]) if (file !== null) formatOfFile(file);
  const clock = stopwatch();
  const { study, given, findFiles } = await readStudyInput(call);
  const plots = study.layers.find(({ role }) => role === 'plots');
  const refuse = (code: string) => new CommandError(1, `${call.study}: ${describeIssue(problem(code), call.language)}`);
  if (!plots?.from && !plots?.assemble) throw refuse('study-makes-no-plots');
  if (call.assemblies !== null && !plots.assemble) throw refuse('study-assembles-no-plots');
  const compute = nodeCompute(call.workers ?? (await workersFor(study, given, findFiles)));
  const options = { signal, onProgress: progressLine(), given };
  const loaded = await loadStudy(compute, study, findFiles, options).finally(() => compute.close());
  if (!loaded.ok) throw new CommandError(1, tell(loaded.reason, call.language));
  clock.stage('make');
  warnLoaded(loaded.value, call.language);
  await writeFiles(call, loaded.value);
  await printResult(call, loaded.value, clock);
}

async function writeFiles({ out, assemblies, language }: CandidatesArguments, loaded: LoadedStudy): Promise<void> {
  const { plots } = loaded;
  if (out !== null) await writeLayer(out, { name: 'candidates', dataset: plots.dataset }, language);
  if (assemblies === null) return;
  const dataset = assemblyDataset(loaded.assemblies ?? [], plots);
  await writeLayer(assemblies, { name: 'assemblies', dataset }, language);
}

async function printResult(
  { json, timings, language }: CandidatesArguments,
  loaded: LoadedStudy,
  clock: Stopwatch,
): Promise<void> {
  const { study, plots, made, assemblies } = loaded;
  if (json) {
    const report = { study: study.name, engine, plots, summary: made?.summary ?? null, assemblies };
    await print(inChunks(candidatesJson(report, timings ? clock.timings : null)));
    return;
  }
  await print(listing(loaded, language));
  if (timings) for (const [name, value] of clock.timings()) process.stderr.write(`${name} ${Math.round(value)}\n`);
}

function* listing({ study, plots, workingCrs, made, assemblies }: LoadedStudy, language: Language): Generator<string> {
  yield `${study.name}: ${plots.count} plots, ${workingCrs.code ?? workingCrs.name}\n`;
  if (made) {
    yield '\n';
    for (const { label, count, area } of candidateAccount(made.summary, language)) {
      const number = count === null ? '' : formatNumber(count, language);
      yield `${number.padStart(8)}  ${formatValue(area, 'm2', language, 4).padStart(12)}  ${label}\n`;
    }
    yield '\n';
    for (const figure of made.summary.figures) yield `  ${describeFigure(figure, language)}\n`;
  }
  if (!assemblies) return;
  yield `\n  assembly      area  plots  owners  compact\n`;
  for (const one of assemblies.slice(0, shown)) {
    const owners = one.owners === null ? '-' : `${one.owners}${one.withoutOwner > 0 ? `+${one.withoutOwner}?` : ''}`;
    const cells = [
      one.id.padStart(10),
      formatValue(one.area, 'm2', language).padStart(8),
      String(one.rows.length).padStart(5),
      owners.padStart(6),
      one.compactness.toFixed(2).padStart(7),
    ];
    yield `${cells.join('  ')}  ${memberIds(one, plots)}\n`;
  }
  if (assemblies.length > shown) yield `  ... ${assemblies.length} in all\n`;
}
