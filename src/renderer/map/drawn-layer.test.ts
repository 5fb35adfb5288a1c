import { describe, expect, it } from 'vitest';
import { createStills } from './drawn-layer.ts';

describe('pictures of layers, where drawing is slow', () => {
  function stills(moves = { now: false }) {
    const asked: number[] = [];
    return {
      ...createStills(
        () => moves.now,
        () => asked.push(1),
      ),
      asked,
      moves,
    };
  }

  it('are taken as many at a time as a frame has room for, the others in frames to come', () => {
    const { mayTake, frameEnds, asked } = stills();
    expect([mayTake(300_000), mayTake(50_000), mayTake(100_000)]).toEqual([true, true, false]);
    expect(asked).toHaveLength(1);
    frameEnds();
    expect(mayTake(100_000)).toBe(true);
  });

  it('are taken alone when they are larger than that', () => {
    const { mayTake, frameEnds } = stills();
    expect([mayTake(5_000_000), mayTake(1)]).toEqual([true, false]);
    frameEnds();
    expect([mayTake(1), mayTake(5_000_000)]).toEqual([true, false]);
  });

  it('stay as they are while the map moves, and no frame is asked for', () => {
    const { mayTake, asked, moves } = stills();
    moves.now = true;
    expect(mayTake(1)).toBe(false);
    expect(asked).toEqual([]);
    moves.now = false;
    expect(mayTake(1)).toBe(true);
  });
});
