import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchSource } from './fetch-source.ts';

const content = Uint8Array.from({ length: 100 }, (_, n) => n);
const locator = { name: 'plan.shp', size: 100, address: 'file-handle://abc/' };

function answering(status: (range: string | null) => number) {
  const fetched = vi.fn(async (_address: string, init?: { headers?: Record<string, string> }) => {
    const range = init?.headers?.Range ?? null;
    const code = status(range);
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range ?? '') ?? [];
    const body = code === 206 ? content.slice(Number(from), Number(to) + 1) : content;
    return new Response(code < 300 ? body : null, { status: code });
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe('fetchSource', () => {
  it('asks for the range it needs', async () => {
    const fetched = answering((range) => (range ? 206 : 200));
    expect([...(await fetchSource(locator).read(10, 14))]).toEqual([10, 11, 12, 13]);
    expect(fetched.mock.calls[0][1]?.headers).toEqual({ Range: 'bytes=10-13' });
  });

  it('clips at the end of the file and answers nothing beyond it', async () => {
    answering((range) => (range ? 206 : 200));
    expect([...(await fetchSource(locator).read(97, 400))]).toEqual([97, 98, 99]);
    expect(await fetchSource(locator).read(100, 400)).toHaveLength(0);
  });

  it('cuts the range itself where the host answers with the whole file', async () => {
    answering(() => 200);
    expect([...(await fetchSource(locator).read(3, 5))]).toEqual([3, 4]);
    expect(await fetchSource(locator).read(0, 100)).toHaveLength(100);
  });

  it('throws with the name of the file when refused', async () => {
    answering(() => 404);
    await expect(fetchSource(locator).read(0, 4)).rejects.toThrow('plan.shp');
  });
});
