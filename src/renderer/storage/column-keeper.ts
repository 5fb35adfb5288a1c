import type { ColumnKeeper } from './cache.ts';
import { clearColumnFiles, columnFilesStatus } from './column-files.ts';

/** Ms until the window, which has just shown a study, has time for what nobody waits for. */
const after = 2000;

/** In the page: keeps datasets in a worker of its own, the latest ones that it is given. */
export function createColumnKeeper(): ColumnKeeper {
  const root = () => navigator.storage.getDirectory();
  let stop = () => {};
  return {
    keep(datasets) {
      stop();
      let worker: Worker | null = null;
      const end = () => worker?.terminate();
      const timer = setTimeout(() => {
        worker = new Worker(new URL('./column-keeper-worker.ts', import.meta.url), { type: 'module' });
        // Done or failed: what could not be kept costs time at the next start and nothing else.
        worker.onmessage = end;
        worker.onerror = end;
        worker.postMessage(datasets);
      }, after);
      stop = () => {
        clearTimeout(timer);
        end();
      };
    },
    clear: async () => {
      stop();
      await clearColumnFiles(root);
    },
    status: () => columnFilesStatus(root),
  };
}
