import { describe, expect, it } from 'vitest';
import { createPageEndings } from './page-endings.ts';

describe('a page that ends', () => {
  it('is loaded again, after three times in five minutes without layers, after six only when a person says so', () => {
    let time = 0;
    const endings = createPageEndings(() => time);
    expect(endings.take()).toEqual({ after: 'start', careful: false });
    const seen = [1, 2, 3, 4, 5, 6].map(() => {
      time += 1000;
      return [endings.note('ended'), endings.take().careful];
    });
    expect(seen).toEqual([
      ['load', false],
      ['load', false],
      ['load', true],
      ['load', true],
      ['load', true],
      ['ask', true],
    ]);
  });

  it('counts only what happened within five minutes', () => {
    let time = 0;
    const endings = createPageEndings(() => time);
    for (let times = 0; times < 20; times++) {
      time += 160_000;
      expect(endings.note('hung')).toBe('load');
      expect(endings.take()).toEqual({ after: 'hung', careful: false });
    }
    endings.note('ended');
    expect(endings.take().careful).toBe(true);
    time += 300_000;
    expect(endings.take()).toEqual({ after: 'start', careful: false });
  });

  it('is told of once', () => {
    const endings = createPageEndings(() => 0);
    endings.note('ended');
    expect(endings.take().after).toBe('ended');
    expect(endings.take().after).toBe('start');
  });
});
