import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchSource } from './fetch-source.ts';

const small = Uint8Array.from({ length: 100 }, (_, n) => n);
const large = new Uint8Array(9 << 20).map((_, n) => n % 251);
const locatorOf = (content: Uint8Array) => ({ name: 'plan.shp', size: content.length, address: 'file-handle://abc/' });

function answering(content: Uint8Array<ArrayBuffer>, status: (range: string | null) => number) {
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
const asAsked = (range: string | null) => (range ? 206 : 200);

afterEach(() => vi.unstubAllGlobals());

describe('fetchSource', () => {
  it('asks for the range it needs of a large file', async () => {
    const fetched = answering(large, asAsked);
    expect([...(await fetchSource(locatorOf(large)).read(10, 14))]).toEqual([10, 11, 12, 13]);
    expect(fetched.mock.calls[0][1]?.headers).toEqual({ Range: 'bytes=10-13' });
  });

  it('asks for nothing where the file was handed over', async () => {
    const fetched = answering(large, asAsked);
    const source = fetchSource({ ...locatorOf(small), bytes: small });
    expect([...(await source.read(10, 14))]).toEqual([10, 11, 12, 13]);
    expect([...(await source.read(97, 200))]).toEqual([97, 98, 99]);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('asks for a small file once and whole, however often it is read', async () => {
    const fetched = answering(small, asAsked);
    const source = fetchSource(locatorOf(small));
    const parts = await Promise.all([source.read(10, 14), source.read(0, 100), source.read(97, 98)]);
    expect(parts.map((part) => [...part])).toEqual([[10, 11, 12, 13], [...small], [97]]);
    expect(fetched.mock.calls.map(([, init]) => init?.headers)).toEqual([undefined]);
  });

  it.each([
    ['small', small],
    ['large', large],
  ])('clips at the end of a %s file and answers nothing beyond it', async (_, content) => {
    answering(content, asAsked);
    const { length } = content;
    const source = fetchSource(locatorOf(content));
    expect([...(await source.read(length - 3, length + 300))]).toEqual([...content.slice(-3)]);
    expect(await source.read(length, length + 300)).toHaveLength(0);
  });

  it('cuts the range itself where the host answers with the whole file', async () => {
    answering(large, () => 200);
    const source = fetchSource(locatorOf(large));
    expect([...(await source.read(3, 5))]).toEqual([3, 4]);
    expect(await source.read(0, large.length)).toHaveLength(large.length);
  });

  it.each([
    ['small', small],
    ['large', large],
  ])('throws with the name of the %s file when refused', async (_, content) => {
    answering(content, () => 404);
    await expect(fetchSource(locatorOf(content)).read(0, 4)).rejects.toThrow('plan.shp');
  });
});
