import { describe, expect, it } from 'vitest';
import { nothingSelected, select, selectRun } from './selection.ts';

describe('select', () => {
  it('replaces, adds and toggles', () => {
    const one = select(nothingSelected, 4, 'replace');
    expect(one).toEqual({ rows: [4], primary: 4 });
    const two = select(one, 9, 'add');
    expect(two).toEqual({ rows: [4, 9], primary: 9 });
    expect(select(two, 9, 'toggle')).toEqual({ rows: [4], primary: 4 });
    expect(select(two, 7, 'toggle')).toEqual({ rows: [4, 9, 7], primary: 7 });
    expect(select(two, 7, 'replace')).toEqual({ rows: [7], primary: 7 });
  });

  it('clears on empty ground, unless a key is held', () => {
    const some = { rows: [1, 2], primary: 2 };
    expect(select(some, null, 'replace')).toEqual(nothingSelected);
    expect(select(some, null, 'add')).toBe(some);
  });

  it('leaves nothing primary when the last one is toggled away', () => {
    expect(select({ rows: [3], primary: 3 }, 3, 'toggle')).toEqual(nothingSelected);
  });

  it('adds a run once', () => {
    expect(selectRun({ rows: [5, 1], primary: 1 }, [1, 2, 3])).toEqual({ rows: [5, 1, 2, 3], primary: 3 });
  });
});
