import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { nodeFiles } from '../files/node-files.ts';
import { SqliteEngine } from '../sqlite/connection.ts';
import type { StoreReply, StoreRequest, StoreWorkerData } from './messages.ts';
import { StoreService } from './service.ts';

if (!parentPort) throw new Error('this file is a worker: it is started by the program');
const port = parentPort;
const { workFolder, userName, writer, module } = workerData as StoreWorkerData;
const service = SqliteEngine.load(readFileSync(module), nodeFiles).then(
  (engine) => new StoreService({ engine, files: nodeFiles, workFolder, userName, writer }),
);

async function serve({ id, name, given }: StoreRequest): Promise<StoreReply> {
  try {
    const ready = await service;
    const call = ready[name].bind(ready) as (...received: readonly unknown[]) => Promise<unknown>;
    return { id, answer: await call(...given) };
  } catch (error) {
    return { id, crashed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on('message', (request: StoreRequest) => {
  void serve(request).then((reply) => port.postMessage(reply));
});
