import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PainterOrder, PainterReply } from './painter-messages.ts';
import { startPainter } from './painter-port.ts';

/** A thread that does nothing by itself. */
class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly told: PainterOrder[] = [];
  ended = false;
  onmessage: ((event: { readonly data: PainterReply }) => void) | null = null;
  onerror: ((event: { readonly message: string }) => void) | null = null;

  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(order: PainterOrder): void {
    this.told.push(order);
  }
  terminate(): void {
    this.ended = true;
  }
}

const classes = (value: number): PainterOrder => ({ kind: 'classes', classes: Uint8Array.of(value) });
const content: PainterOrder = { kind: 'content', layers: [], plots: null, kept: [], typicalPlot: 0 };
const last = () => FakeWorker.all[FakeWorker.all.length - 1];
const fail = () => last().onerror?.({ message: 'ended by the test' });
const rest = (orders: number) => last().onmessage?.({ data: { kind: 'rest', orders } });

beforeEach(() => {
  FakeWorker.all.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the painter as the map sees it', () => {
  it('is followed by another when it ends, which is told what was ordered last', () => {
    const port = startPainter(
      () => {},
      () => {},
    );
    port.order(content);
    port.order(classes(1));
    port.order(classes(2));
    const [first] = FakeWorker.all;
    fail();
    expect(first.ended).toBe(true);
    expect(last()).not.toBe(first);
    expect(last().told).toEqual([content, classes(2)]);
  });

  it('is at rest when the last order is done, and not before', async () => {
    const port = startPainter(
      () => {},
      () => {},
    );
    await port.atRest();
    port.order(content);
    port.order(classes(1));
    let isAtRest = false;
    const resting = port.atRest().then(() => {
      isAtRest = true;
    });
    rest(1);
    await Promise.resolve();
    expect(isAtRest).toBe(false);
    rest(2);
    await resting;
  });

  it('says when it is given up, keeps nobody waiting, and begins anew with other content', async () => {
    const onGivenUp = vi.fn();
    const port = startPainter(() => {}, onGivenUp);
    port.order(content);
    const resting = port.atRest();
    while (FakeWorker.all.length < 5) fail();
    expect(onGivenUp).not.toHaveBeenCalled();
    fail();
    expect(onGivenUp).toHaveBeenCalledOnce();
    await resting;
    port.order(classes(1));
    expect(FakeWorker.all).toHaveLength(5);
    port.order(content);
    expect(FakeWorker.all).toHaveLength(6);
    expect(last().told).toEqual([content, classes(1)]);
    port.end();
    port.order(content);
    expect(FakeWorker.all).toHaveLength(6);
  });
});
