import type { JobRequest } from '../../shared/jobs/compute.ts';
import { serveJobs } from '../../shared/jobs/serve.ts';
import { fetchSource } from './fetch-source.ts';

const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'>;

serveJobs(
  {
    post: (reply) => scope.postMessage(reply),
    onMessage: (listener) => {
      scope.onmessage = ({ data }: MessageEvent<JobRequest>) => listener(data);
    },
  },
  fetchSource,
);
