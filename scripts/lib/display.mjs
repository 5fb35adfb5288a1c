/** Whether a window can be shown here, and a virtual display for tests. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { isRoot } from './run.mjs';

/** True where windows can be opened. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb on a display number of its own choosing.
 * @returns {Promise<{ display: string, stop(): void } | null>} null when it did not start within 10 s
 */
export function startVirtualDisplay() {
  if (isRoot) mkdirSync('/tmp/.X11-unix', { recursive: true, mode: 0o1777 });
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return new Promise((done) => {
    const giveUp = setTimeout(() => {
      server.kill();
      done(null);
    }, 10_000);
    const settle = (result) => {
      clearTimeout(giveUp);
      done(result);
    };
    server.on('error', () => settle(null));
    server.on('exit', () => settle(null));
    server.stdio[3].once('data', (bytes) => settle({ display: `:${String(bytes).trim()}`, stop: () => server.kill() }));
  });
}
