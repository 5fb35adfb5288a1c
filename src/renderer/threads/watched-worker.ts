import { type LifeSign, watchLife } from './life-sign.ts';

/** A worker of the page that tells how it ends, whatever ends it; see `life-sign.ts`. */
export interface WatchedWorker {
  post(message: unknown): void;
  terminate(): void;
}

/** What is heard of a worker; after `onEnd` nothing more is. */
export interface WorkerEars<Reply> {
  onReply(reply: Reply): void;
  onEnd(why: string): void;
}

/** Starts a worker under a name that only it has, and which it must give its life sign by. */
export function watchWorker<Reply extends object>(
  start: (name: string) => Worker,
  { onReply, onEnd }: WorkerEars<Reply>,
): WatchedWorker {
  const name = crypto.randomUUID();
  const worker = start(name);
  const watch = new AbortController();
  const isLifeSign = (data: Reply | LifeSign): data is LifeSign => 'type' in data && data.type === 'alive';
  worker.onmessage = ({ data }: MessageEvent<Reply | LifeSign>) => {
    if (isLifeSign(data)) watchLife(name, watch.signal, () => onEnd('its worker ended'));
    else onReply(data);
  };
  worker.onerror = (event) => onEnd(event.message);
  worker.onmessageerror = () => onEnd('a message could not be read');
  return {
    post: (message) => worker.postMessage(message),
    terminate: () => {
      watch.abort();
      worker.terminate();
    },
  };
}
