import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** The application with its window, started to be measured and asked through Chromium's own protocol. */
export interface Measured {
  /** Milliseconds since 1970 at which the process was started. */
  readonly started: number;
  /** Has the page work an expression out; a promise is waited for. */
  evaluate<Value>(expression: string): Promise<Value>;
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
    const { result, error } = await answered;
    waiting.delete(id);
    if (error || !result) throw new Error(`${method}: ${error?.message ?? 'no answer'}`);
    return result;
  };
}

/**
 * Starts a program of Electron and waits for its page. Nothing but what is asked here goes through the protocol: Playwright
 * has every byte that the page fetches or sends copied to the test, which costs a large study seconds.
 */
export async function startMeasured(executable: string, args: readonly string[]): Promise<Measured> {
  const started = Date.now();
  const child: ChildProcess = spawn(executable, [...args, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let found: (target: string) => void = () => {};
  const page = new Promise<string>((resolve) => {
    found = resolve;
  });
  const send = converse(child.stdio[4] as Readable, child.stdio[3] as Writable, ({ params }) => {
    if (params?.targetInfo?.type === 'page') found(params.targetInfo.targetId);
  });
  await send('Target.setDiscoverTargets', { discover: true });
  const { sessionId } = await send('Target.attachToTarget', { targetId: await page, flatten: true });
  const ask = (expression: string) =>
    send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId as string);
  // Before its first document the page answers nothing.
  const hasDocument = `document.readyState !== 'loading' && location.protocol === 'app:'`;
  const answers = () =>
    ask(hasDocument).then(
      ({ result }) => (result as { value: boolean }).value,
      () => false,
    );
  while (!(await answers())) await new Promise((go) => setTimeout(go, 5));
  return {
    started,
    async evaluate<Value>(expression: string) {
      const { result, exceptionDetails } = (await ask(expression)) as {
        result: { value: Value };
        exceptionDetails?: { exception?: { description?: string } };
      };
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'the page failed');
      return result.value;
    },
    async end() {
      child.kill();
      await ended;
    },
  };
}
