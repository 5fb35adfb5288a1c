import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patience, WindowClosing } from './closing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window whose page can be asked or not; `press` answers the question that the person is asked. */
function closingWindow(hasPage = true) {
  const log: string[] = [];
  let press = (_closes: boolean): void => {};
  const closing = new WindowClosing({
    askPage: () => {
      if (hasPage) log.push('page');
      return hasPage;
    },
    askPerson: (why) => {
      log.push(why);
      return new Promise((resolve) => {
        press = resolve;
      });
    },
    close: () => log.push('close'),
    stay: () => log.push('stay'),
  });
  const pressed = async (closes: boolean) => {
    press(closes);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { closing, log, pressed };
}

describe('a window that is to close', () => {
  it('waits until its page has kept the last change, however often it is asked', async () => {
    const { closing, log } = closingWindow();
    closing.begin();
    closing.begin();
    await vi.advanceTimersByTimeAsync(patience - 1);
    expect(log).toEqual(['page']);
    await closing.answer(true);
    await vi.advanceTimersByTimeAsync(10 * patience);
    expect(log).toEqual(['page', 'close']);
  });

  it('asks the person where the change could not be kept, and can be closed later', async () => {
    const { closing, log, pressed } = closingWindow();
    closing.begin();
    void closing.answer(false);
    await vi.advanceTimersByTimeAsync(10 * patience);
    await pressed(false);
    expect(log).toEqual(['page', 'failed', 'stay']);
    closing.begin();
    void closing.answer(false);
    await pressed(true);
    expect(log).toEqual(['page', 'failed', 'stay', 'page', 'failed', 'close']);
  });

  it('asks the person where the page does not answer, again and again', async () => {
    const { closing, log, pressed } = closingWindow();
    closing.begin();
    await vi.advanceTimersByTimeAsync(patience);
    await pressed(false);
    await vi.advanceTimersByTimeAsync(patience);
    expect(log).toEqual(['page', 'late', 'late']);
    await pressed(true);
    expect(log.at(-1)).toBe('close');
  });

  it('closes when the page answers while the person is asked', async () => {
    const { closing, log, pressed } = closingWindow();
    closing.begin();
    await vi.advanceTimersByTimeAsync(patience);
    await closing.answer(true);
    expect(log).toEqual(['page', 'late', 'close']);
    await pressed(false);
    await vi.advanceTimersByTimeAsync(10 * patience);
    expect(log).toEqual(['page', 'late', 'close']);
  });

  it('closes at once without a page, or when its page ends', async () => {
    const without = closingWindow(false);
    without.closing.begin();
    expect(without.log).toEqual(['close']);
    const { closing, log } = closingWindow();
    closing.pageGone();
    closing.begin();
    closing.pageGone();
    expect(log).toEqual(['page', 'close']);
  });
});
