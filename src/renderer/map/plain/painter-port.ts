import { type WatchedWorker, watchWorker } from '../../threads/watched-worker.ts';
import type { PainterOrder, PainterReply } from './painter-messages.ts';

type Picture = Extract<PainterReply, { kind: 'picture' }>;

/** How often a painter that ended is followed by another: what ends one may end them all. */
const mostPainters = 5;

/** The painter at work in its own thread, as the map sees it. */
export interface PainterPort {
  order(order: PainterOrder): void;
  /** Resolves when all that was ordered is painted, or will never be. */
  atRest(): Promise<void>;
  end(): void;
}

/**
 * Starts a painter; one that ends is followed by another, which is told the last order of each kind. When so many have ended it
 * calls `onGivenUp`, and begins anew with the next content.
 */
export function startPainter(onPicture: (picture: Picture) => void, onGivenUp: () => void): PainterPort {
  const last = new Map<PainterOrder['kind'], PainterOrder>();
  let waiting: (() => void)[] = [];
  let started = 0;
  let orders = 0;
  let done = 0;
  let ended = false;
  let painter: WatchedWorker | null = null;

  function rest(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  function hear(reply: PainterReply): void {
    if (reply.kind === 'picture') onPicture(reply);
    else {
      done = reply.orders;
      if (done === orders) rest();
    }
  }

  function start(): void {
    painter?.terminate();
    painter = null;
    if (started === mostPainters) {
      rest();
      onGivenUp();
      return;
    }
    started++;
    const spawn = (name: string) =>
      new Worker(new URL('./painter-worker.ts', import.meta.url), { type: 'module', name });
    painter = watchWorker<PainterReply>(spawn, { onReply: hear, onEnd: start });
    [orders, done] = [last.size, 0];
    for (const order of last.values()) painter.post(order);
  }

  start();
  return {
    order(order) {
      last.set(order.kind, order);
      if (order.kind === 'content') started = Math.min(started, 1);
      if (painter) {
        orders++;
        painter.post(order);
      } else if (order.kind === 'content' && !ended) start();
    },
    atRest: () => (painter && done < orders ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    end() {
      ended = true;
      painter?.terminate();
      painter = null;
      rest();
    },
  };
}
