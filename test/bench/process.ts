import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** What a child process left behind. */
export interface Finished {
  readonly code: number | null;
  /** Seconds from start to end, start-up of the program included. */
  readonly seconds: number;
  /** Seconds of processor time of all its threads, to a hundredth; null where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; a program that cannot be started ends with code null. `into` sends its output to a file. */
export function runProgram(
  words: readonly string[],
  options: { readonly input?: string; readonly into?: string; readonly cwd?: string } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const started = performance.now();
    const cpuBefore = cpuOfChildren();
    const child = spawn(words[0], words.slice(1), { stdio: ['pipe', 'pipe', 'pipe'], cwd: options.cwd });
    let stdout = '';
    let stderr = '';
    const written = options.into ? pipeline(child.stdout, createWriteStream(options.into)) : Promise.resolve();
    if (!options.into) child.stdout.on('data', (data) => (stdout += String(data)));
    child.stderr.on('data', (data) => (stderr += String(data)));
    child.stdin.on('error', () => {});
    const finish = (code: number | null, more = '') =>
      resolve({
        code,
        seconds: (performance.now() - started) / 1000,
        cpuSeconds: cpuBefore === null ? null : (cpuOfChildren() ?? 0) - cpuBefore,
        stdout,
        stderr: stderr + more,
      });
    child.on('error', (error) => finish(null, error.message));
    // A program that has ended has written all it has to say; the file it goes to may still be open.
    child.on('close', (code) =>
      written.then(
        () => finish(code),
        (error) => finish(null, String(error)),
      ),
    );
    child.stdin.end(options.input ?? '');
  });
}

/** Processor seconds of all children that have ended (Linux: proc(5), cutime and cstime in ticks of a hundredth). */
function cpuOfChildren(): number | null {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return null;
  }
}
