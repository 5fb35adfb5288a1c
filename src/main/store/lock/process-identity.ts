import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that cannot be taken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When the process started, in the system's own words; empty where the system would not say. */
  readonly started: string;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/**
 * Whether a process is gone for certain: it ran on this machine, and its number is free or belongs to a process that
 * started at another time. Whatever cannot be known counts as alive.
 */
export function isProvenDead({ pid, host, started }: ProcessIdentity): boolean {
  if (host !== hostname() || !Number.isSafeInteger(pid) || pid <= 0) return false;
  if (!isRunning(pid)) return true;
  const now = startOf(pid);
  return started !== '' && now !== '' && now !== started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: it runs and is somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** A process that ended and whose parent has not asked yet keeps its number but does nothing more. */
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && linuxStat(pid)?.[0] === 'Z';
}

/** The fields of /proc/PID/stat after the program's name, which may hold blanks and brackets. */
function linuxStat(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function startOf(pid: number): string {
  try {
    switch (process.platform) {
      case 'linux': {
        const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        // Field 22 of the line: ticks from the machine's start to the process's.
        return `${boot} ${linuxStat(pid)?.[19] ?? ''}`;
      }
      case 'darwin':
        return ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
      case 'win32':
        return ask('powershell.exe', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
      default:
        return '';
    }
  } catch {
    return '';
  }
}

const ask = (program: string, words: readonly string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', timeout: 5000, windowsHide: true }).trim();
