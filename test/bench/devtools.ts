import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** The application with its window, started to be measured and asked through Chromium's own protocol. */
export interface Measured {
  /** Milliseconds since 1970 at which the process was started. */
  readonly started: number;
  /** Has the page work an expression out; a promise is waited for. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Gives the window an event of the keyboard, as `Input.dispatchKeyEvent` of the protocol names them. */
  press(event: { readonly type: string; readonly key: string; readonly code: string }): Promise<void>;
  /** Ends the process and waits until it has gone. */
  end(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly targetInfo?: { readonly targetId: string; readonly type: string } };
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Longer than any answer of a measured window takes, ms: a bench must not wait for ever for one that stands still. */
const longestAnswer = 120_000;
/** Longer than any window takes to answer at all, ms. */
const longestStart = 30_000;

class Late extends Error {}

async function inTime<Value>(what: string, awaited: Promise<Value>, ms = longestAnswer): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`${what}: nothing for ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([awaited, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** A conversation in Chromium's protocol over a pair of pipes: JSON texts with a zero byte after each. */
function converse(from: Readable, to: Writable, heard: (answer: Answer) => void) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  let rest = '';
  from.setEncoding('utf8');
  from.on('data', (text: string) => {
    const whole = (rest + text).split('\0');
    rest = whole.pop() ?? '';
    for (const part of whole) {
      const answer = JSON.parse(part) as Answer;
      if (answer.id === undefined) heard(answer);
      else waiting.get(answer.id)?.(answer);
    }
  });
  return async (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> => {
    const id = ++last;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await inTime(method, answered);
    waiting.delete(id);
    if (error || !result) throw new Error(`${method}: ${error?.message ?? 'no answer'}`);
    return result;
  };
}

/**
 * Starts a program of Electron and waits for its page. Nothing but what is asked here goes through the protocol: Playwright
 * has every byte that the page fetches or sends copied to the test, which costs a large study seconds.
 * A window that is attached to in the midst of its first navigation sometimes never answers, here as with Playwright: it is ended
 * and started again.
 */
export async function startMeasured(executable: string, args: readonly string[], attempt = 1): Promise<Measured> {
  const started = Date.now();
  const child: ChildProcess = spawn(executable, [...args, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  async function end(): Promise<void> {
    child.kill();
    await inTime('the end of the program', ended);
  }
  try {
    const { ask, press } = await inTime('the first page', attach(child), longestStart);
    return { started, evaluate: (expression) => resultOf(ask(expression)), press, end };
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    if (!(error instanceof Late) || attempt === 3) throw error;
    console.log(`${error.message}, attempt ${attempt}`);
    return startMeasured(executable, args, attempt + 1);
  }
}

/** Waits for the page of a program and for its first document. */
async function attach(child: ChildProcess) {
  let found: (target: string) => void = () => {};
  const page = new Promise<string>((resolve) => {
    found = resolve;
  });
  const send = converse(child.stdio[4] as Readable, child.stdio[3] as Writable, ({ params }) => {
    if (params?.targetInfo?.type === 'page') found(params.targetInfo.targetId);
  });
  await send('Target.setDiscoverTargets', { discover: true });
  const attached = await send('Target.attachToTarget', { targetId: await page, flatten: true });
  const sessionId = attached.sessionId as string;
  const ask = (expression: string) =>
    send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
  // Before its first document the page answers nothing.
  const hasDocument = `document.readyState !== 'loading' && location.protocol === 'app:'`;
  const answers = () =>
    ask(hasDocument).then(
      ({ result }) => (result as { value: boolean }).value,
      (error: unknown) => {
        if (error instanceof Late) throw error;
        return false;
      },
    );
  while (!(await answers())) await new Promise((go) => setTimeout(go, 5));
  const press: Measured['press'] = async (event) => {
    await send('Input.dispatchKeyEvent', event, sessionId);
  };
  return { ask, press };
}

async function resultOf<Value>(asked: Promise<Record<string, unknown>>): Promise<Value> {
  const { result, exceptionDetails } = (await asked) as {
    result: { value: Value };
    exceptionDetails?: { exception?: { description?: string } };
  };
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'the page failed');
  return result.value;
}
