import type { PageStart, Resumed } from '../../shared/ipc/desktop-api.ts';

/** Endings longer ago than this count no more, ms. */
const period = 5 * 60_000;
/** From so many endings on the project is shown without its layers. */
const carefulFrom = 3;
/** From so many on a person is asked before the page is loaded again. */
const askFrom = 6;

/** How often the window's page ended, and what follows from it. */
export interface PageEndings {
  /** Notes an ending; whether the page is to be loaded again at once, or a person asked first. */
  note(how: Exclude<PageStart, 'start'>): 'load' | 'ask';
  /** How the page that begins now came to be; told once, a later page of the same kind came by itself. */
  take(): Pick<Resumed, 'after' | 'careful'>;
}

/** Endings of one window's page, by a clock in ms. */
export function createPageEndings(now: () => number): PageEndings {
  let endings: readonly number[] = [];
  let after: PageStart = 'start';
  const lately = () => endings.filter((time) => now() - time < period);
  return {
    note(how) {
      endings = [...lately(), now()];
      after = how;
      return endings.length < askFrom ? 'load' : 'ask';
    },
    take() {
      const told = { after, careful: lately().length >= carefulFrom };
      after = 'start';
      return told;
    },
  };
}
