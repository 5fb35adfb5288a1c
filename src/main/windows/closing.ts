/** How long the page may take to keep its last change before a person is asked, ms. */
export const patience = 5000;

/** What closing a window is done with. */
export interface ClosingSteps {
  /** Asks the page to keep what waits, to be answered by `answer`; false where no page can. */
  askPage(): boolean;
  /** Tells the person that the last change is not kept, or is `late`; true: the window is to close all the same. */
  askPerson(why: 'failed' | 'late'): Promise<boolean>;
  close(): void;
  /** The window stays open. */
  stay(): void;
}

/** A window that closes when its page has kept the last change, or a person said that it may be lost. */
export class WindowClosing {
  readonly #steps: ClosingSteps;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waits = false;

  constructor(steps: ClosingSteps) {
    this.#steps = steps;
  }

  /** Begins to close; asked again meanwhile it goes on waiting. */
  begin(): void {
    if (this.#waits) return;
    this.#waits = true;
    if (this.#steps.askPage()) this.#startTimer();
    else this.#end(true);
  }

  /** The page's answer: whether nothing is left to be kept. */
  async answer(kept: boolean): Promise<void> {
    if (!this.#waits) return;
    this.#stopTimer();
    const closes = kept || (await this.#steps.askPerson('failed'));
    if (this.#waits) this.#end(closes);
  }

  /** The page ended: what it had kept is all there is. */
  pageGone(): void {
    if (this.#waits) this.#end(true);
  }

  async #late(): Promise<void> {
    const closes = await this.#steps.askPerson('late');
    // The page may have answered while the person was asked.
    if (!this.#waits) return;
    if (closes) this.#end(true);
    else this.#startTimer();
  }

  #startTimer(): void {
    this.#timer = setTimeout(() => void this.#late(), patience);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #end(closes: boolean): void {
    this.#stopTimer();
    this.#waits = false;
    if (closes) this.#steps.close();
    else this.#steps.stay();
  }
}
