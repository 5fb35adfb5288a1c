import type { Dataset } from '../../shared/dataset/types.ts';
import { keepColumnFiles } from './column-files.ts';

const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'>;

scope.onmessage = async ({ data }: MessageEvent<readonly Dataset[]>) => {
  await keepColumnFiles(() => navigator.storage.getDirectory(), data).catch(() => undefined);
  scope.postMessage('done');
};
