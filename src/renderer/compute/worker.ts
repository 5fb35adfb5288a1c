import type { JobRequest } from '../../shared/jobs/compute.ts';
import { serveJobs } from '../../shared/jobs/serve.ts';
import type { DatasetId } from '../../shared/lib/id.ts';
import { columnFileName, readColumnFile } from '../storage/column-files.ts';
import { giveLifeSign } from '../threads/life-sign.ts';
import { startServedGdal } from './gdal.ts';
import { openSource } from './open-source.ts';

const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'> & { readonly name: string };

const kept = (id: DatasetId) => readColumnFile(() => navigator.storage.getDirectory(), columnFileName(id));

giveLifeSign(scope.name, (sign) => scope.postMessage(sign));

serveJobs(
  {
    post: (reply) => scope.postMessage(reply),
    onMessage: (listener) => {
      scope.onmessage = ({ data }: MessageEvent<JobRequest>) => listener(data);
    },
  },
  { open: (locator) => openSource(locator, kept), kept, startGdal: startServedGdal },
);
