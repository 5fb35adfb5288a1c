import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of the test's own, to be killed. */
export interface KilledProgram {
  /** Resolves with the first line that it writes. */
  readonly firstLine: Promise<string>;
  /** Kills it as a power switch would, and gives all whole lines it had written. */
  kill(): Promise<readonly string[]>;
}

/** Starts a TypeScript program of test/fault/programs. */
export function startProgram(name: string, ...words: readonly string[]): KilledProgram {
  const program = join(root, 'test/fault/programs', name);
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', program, ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  const closed = once(child, 'close');
  child.stderr?.on('data', (piece: Buffer) => {
    complaint += piece.toString();
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (piece: Buffer) => {
      output += piece.toString();
      if (output.includes('\n')) resolve(output.slice(0, output.indexOf('\n')));
    });
    child.on('close', () => reject(new Error(`ended before its first line: ${complaint}`)));
  });
  const kill = async (): Promise<readonly string[]> => {
    if (child.exitCode !== null) throw new Error(`ended by itself: ${complaint}`);
    child.kill('SIGKILL');
    await closed;
    return output.split('\n').slice(0, -1);
  };
  return { firstLine, kill };
}
