import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { streamFile } from './file-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-stream-'));
const path = join(folder, 'bytes');
const bytes = randomBytes(3_500_000);
writeFileSync(path, bytes);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream as BodyInit).arrayBuffer());
}

/** How often this process holds the file open; nothing is known about it outside Linux. */
function timesOpen(): number {
  if (process.platform !== 'linux') return 0;
  const held = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return held.filter((target) => target === path).length;
}

describe('a streamed file', () => {
  it.each([
    [0, bytes.length - 1],
    [0, 0],
    [5, 1_048_580],
    [3_000_000, bytes.length - 1],
  ])('gives the bytes %d to %d and is closed', async (start, end) => {
    const whole = await readAll(streamFile(await open(path), start, end));
    expect(whole.equals(bytes.subarray(start, end + 1))).toBe(true);
    await setImmediate();
    expect(timesOpen()).toBe(0);
  });

  it('that ends early is an error, not fewer bytes', async () => {
    await expect(readAll(streamFile(await open(path), 0, bytes.length + 10))).rejects.toThrow('ended early');
    expect(timesOpen()).toBe(0);
  });

  it('may be given up at any moment: nothing is thrown outside, nothing stays open', async () => {
    const thrown: unknown[] = [];
    const hear = (error: unknown) => thrown.push(error);
    process.on('uncaughtException', hear);
    process.on('unhandledRejection', hear);
    for (let round = 0; round < 200; round++) {
      const reader = streamFile(await open(path), 0, bytes.length - 1).getReader();
      for (let piece = 0; piece < round % 4; piece++) await reader.read();
      if (round % 3 === 0) void reader.read();
      if (round % 5 === 0) await setImmediate();
      await reader.cancel();
    }
    await setTimeout(20);
    process.off('uncaughtException', hear);
    process.off('unhandledRejection', hear);
    expect(thrown).toEqual([]);
    expect(timesOpen()).toBe(0);
  });
});
