import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { type Issue, problem } from '../../../shared/lib/issue.ts';
import { checkProject, type ProjectCheck } from '../../store/check.ts';
import type { StoreHost } from '../../store/host.ts';
import { isRefusal, openProblem } from '../../store/problems.ts';
import { openElsewhere } from '../../store/publish/publish.ts';
import { type Repair, repairProject } from '../../store/repair.ts';
import { looksLikeProject } from '../../store/working/working-copy.ts';
import type { CheckArguments } from '../arguments.ts';
import { print } from '../output.ts';
import { CommandError } from '../usage.ts';
import { commandLineStore } from './store.ts';

/** Looks through a project file and says what is wrong; with `--repair` builds a whole one of what can be read. */
export async function check(call: CheckArguments): Promise<void> {
  const host = await commandLineStore();
  const file = basename(call.project);
  const say = (issue: Issue): string => describeIssue(issue, call.language);
  const possible = looksLikeProject(host.files, call.project);
  if (!possible.ok) throw new CommandError(1, say(possible.reason));
  if (openElsewhere(host.files, call.project)) throw new CommandError(1, say(problem('project-in-use', { file })));
  try {
    const connection = host.engine.open(call.project, 'read');
    try {
      const found = checkProject(connection);
      await print(call.json ? [checkJson(found, say)] : checkText(found, say));
      const damaged = found.issues.some(({ severity }) => severity === 'error');
      if (call.repair !== null) await repair(host, call, connection, say);
      else if (damaged) throw new CommandError(1, say(problem('project-check-damaged', { file })));
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new CommandError(1, say(openProblem(file, error)));
  }
}

function checkJson(found: ProjectCheck, say: (issue: Issue) => string): string {
  const { issues, ...rest } = found;
  const told = issues.map((issue) => ({ ...issue, message: say(issue) }));
  return `${JSON.stringify({ ...rest, whole: !issues.some(({ severity }) => severity === 'error'), issues: told }, null, 2)}\n`;
}

function* checkText(found: ProjectCheck, say: (issue: Issue) => string): Generator<string> {
  yield `${found.name ?? '-'}\n`;
  yield `  format ${found.version ?? '-'}, written by ${found.writtenBy ?? '-'}, change ${found.change ?? '-'}\n`;
  for (const { table, registered, read, unchanged } of found.layers)
    yield `  ${table}: ${read ?? 'unreadable'}${read === registered ? '' : ` of ${registered}`} features${unchanged ? '' : ', changed elsewhere'}\n`;
  yield `  results: ${found.results ?? 'unreadable'}; attachments: ${found.attachments ?? 'unreadable'}\n`;
  for (const issue of found.issues) yield `  ${issue.severity}: ${say(issue)}\n`;
}

/** Builds the repaired file under a name of its own, then gives it the wanted one; never over a file that is there. */
async function repair(
  host: StoreHost,
  { repair: out, project, json }: CheckArguments,
  from: Parameters<typeof repairProject>[0],
  say: (issue: Issue) => string,
): Promise<void> {
  if (out === null) return;
  if (existsSync(out)) throw new CommandError(2, `${out} is there already. Give the repaired file a new name.`);
  const part = `${out}.${process.pid}.part`;
  const removePart = (): void => rmSync(part, { force: true });
  process.once('exit', removePart);
  const to = host.engine.open(part, 'create');
  let done: Repair;
  try {
    done = repairProject(from, to, host.writer);
  } finally {
    to.close();
  }
  renameSync(part, out);
  const rows = done.rescued.reduce((sum, [, count]) => sum + count, 0);
  if (!json) await print([`${out}: ${rows} rows from ${project}\n`]);
  for (const issue of done.issues) process.stderr.write(`${say(issue)}\n`);
}
