import type { FileLocator, JobRequest } from '../../shared/jobs/compute.ts';
import { serveJobs } from '../../shared/jobs/serve.ts';
import type { ByteSource } from '../../shared/lib/byte-source.ts';
import { columnFileName, readColumnFile } from '../storage/column-files.ts';
import { giveLifeSign } from '../threads/life-sign.ts';
import { fetchSource } from './fetch-source.ts';
import { startServedGdal } from './gdal.ts';

const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'> & { readonly name: string };

const root = () => navigator.storage.getDirectory();
const open = (locator: FileLocator): ByteSource => ({
  ...fetchSource(locator),
  shared: () => readColumnFile(root, locator.name),
});

giveLifeSign(scope.name, (sign) => scope.postMessage(sign));

serveJobs(
  {
    post: (reply) => scope.postMessage(reply),
    onMessage: (listener) => {
      scope.onmessage = ({ data }: MessageEvent<JobRequest>) => listener(data);
    },
  },
  { open, kept: (id) => readColumnFile(root, columnFileName(id)), startGdal: startServedGdal },
);
