import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { keepThumbnail, recallThumbnails } from './thumbnails.ts';

const picture = 'data:image/jpeg;base64,AAAA';

describe('small pictures of maps', () => {
  it('come back for the projects that have one', async () => {
    const cache = memoryCache();
    await keepThumbnail(cache, 'r1', picture);
    await keepThumbnail(cache, 'r2', `${picture}${'A'.repeat(200_000)}`);
    expect(await recallThumbnails(cache, ['r1', 'r2', 'r3'])).toEqual(new Map([['r1', picture]]));
  });

  it.each([[7], [{ src: picture }], ['https://example.org/a.jpg'], ['data:text/html,<script>']])(
    'are pictures and nothing else: %j',
    async (kept) => {
      const cache = memoryCache();
      await cache.keep('thumbnail/r1', kept, 1);
      expect(await recallThumbnails(cache, ['r1'])).toEqual(new Map());
    },
  );
});
