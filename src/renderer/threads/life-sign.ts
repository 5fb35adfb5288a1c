/** What a worker says once, when its end can be noticed. */
export interface LifeSign {
  readonly type: 'alive';
}

/**
 * In a worker: holds the lock of its name for as long as it lives. No event tells that a worker ended without an error, but the
 * browser gives up its locks, however busy it was.
 */
export function giveLifeSign(name: string, post: (sign: LifeSign) => void): void {
  void navigator.locks.request(name, () => {
    post({ type: 'alive' });
    return new Promise(() => {});
  });
}

/** In the page: calls back when the worker that holds the lock of this name has ended, unless the signal comes before. */
export function watchLife(name: string, signal: AbortSignal, onEnd: () => void): void {
  // Given up by the signal the request rejects, which is no news.
  navigator.locks.request(name, { signal }, onEnd).catch(() => undefined);
}
