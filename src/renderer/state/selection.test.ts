import { describe, expect, it } from 'vitest';
import { carrySelection, nothingSelected, select, selectRun } from './selection.ts';

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

describe('carrySelection', () => {
  const named = (ids: readonly string[], idFrom: 'field' | 'row' = 'field') => ({
    count: ids.length,
    idFrom,
    id: (row: number) => ids[row],
  });
  const before = named(['a', 'b', 'c']);

  it('finds the same plots by name, in the order they were chosen', () => {
    const after = named(['c', 'new', 'a', 'b']);
    expect(carrySelection({ rows: [2, 0], primary: 0 }, before, after)).toEqual({ rows: [0, 2], primary: 2 });
  });

  it('lets go of plots that are gone, and makes the last one left primary', () => {
    const after = named(['b', 'c']);
    expect(carrySelection({ rows: [1, 2, 0], primary: 0 }, before, after)).toEqual({ rows: [0, 1], primary: 1 });
    expect(carrySelection({ rows: [0], primary: 0 }, before, after)).toEqual(nothingSelected);
  });

  it('takes no row number for a name', () => {
    const numbered = named(['1', '2'], 'row');
    expect(carrySelection({ rows: [1], primary: 1 }, numbered, numbered)).toEqual(nothingSelected);
  });
});
