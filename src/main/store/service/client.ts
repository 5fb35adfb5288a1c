import { Worker } from 'node:worker_threads';
import type { StoreCallName, StoreCalls, StoreReply, StoreRequest, StoreWorkerData } from './messages.ts';

const names: readonly StoreCallName[] = [
  ...([
    'create',
    'open',
    'recoverable',
    'restore',
    'discard',
    'datasets',
    'incomingPath',
    'takeLayer',
    'takeAttachment',
    'layOut',
  ] as const),
  ...([
    'putDocument',
    'save',
    'saveAs',
    'revert',
    'saveFieldCopy',
    'readCopy',
    'takeCopy',
    'current',
    'exportLayers',
    'state',
    'keptLaidOut',
    'clearLaidOut',
    'close',
  ] as const),
];

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The store in its worker: every call is answered in its turn. A worker that ends fails what it had not answered. */
export interface StoreClient {
  readonly calls: StoreCalls;
  terminate(): Promise<void>;
}

/** Starts the store's worker. `program` is the path of its bundle. */
export function startStore(program: string, data: StoreWorkerData): StoreClient {
  const worker = new Worker(program, { workerData: data });
  const waiting = new Map<number, Waiting>();
  let serial = 0;
  worker.on('message', (reply: StoreReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('crashed' in reply) call?.reject(new Error(reply.crashed));
    else call?.resolve(reply.answer);
  });
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the store ended with exit code ${code}`)));
  const send = (name: StoreCallName, given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const request: StoreRequest = { id: ++serial, name, given };
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
  const entries = names.map((name) => [name, (...given: readonly unknown[]) => send(name, given)] as const);
  return {
    calls: Object.fromEntries(entries) as unknown as StoreCalls,
    terminate: async () => {
      await worker.terminate();
    },
  };
}
