import { isOutOfMemory } from '../../shared/jobs/compute.ts';
import { parseArguments } from './arguments.ts';
import { candidates } from './candidates.ts';
import { convert } from './convert.ts';
import { inspect } from './inspect.ts';
import { removeUnfinished } from './output.ts';
import { run } from './run.ts';
import { CommandError, usage } from './usage.ts';
import { engine } from './version.ts';

const notEnoughMemory =
  'There was not enough memory for this: the work was stopped, and no file is half-written. Close other programs, ' +
  'use fewer workers (--workers 1), or fewer or smaller layers, and try again.';

/** Runs one command; the exit codes are those of docs/command-line.md. */
async function main(): Promise<number> {
  const controller = new AbortController();
  const stop = () => {
    removeUnfinished();
    process.stderr.write('\nStopped. No file is half-written.\n');
    controller.abort(new CommandError(1, 'Stopped.'));
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`The result could not be written to standard output (${error.code}).\n`);
    process.exit(1);
  });
  // Nobody reads the messages any more: the result still counts.
  process.stderr.on('error', () => {});
  try {
    const call = parseArguments(process.argv.slice(2));
    if (call.command === 'help') process.stdout.write(usage);
    else if (call.command === 'inspect') await inspect(call, controller.signal);
    else if (call.command === 'candidates') await candidates(call, controller.signal);
    else if (call.command === 'convert') await convert(call, controller.signal);
    else if (call.command === 'merge') await (await import('./project/merge.ts')).merge(call);
    else if (call.command === 'check') await (await import('./project/check.ts')).check(call);
    else await run(call, controller.signal);
    return 0;
  } catch (error) {
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    if (isOutOfMemory(error)) {
      process.stderr.write(`${notEnoughMemory}\n`);
      return 1;
    }
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${engine}: this is a bug. Please report it with these lines and what you did:\n${told}\n`);
    return 3;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
