import { parentPort } from 'node:worker_threads';
import type { JobRequest } from '../../shared/jobs/compute.ts';
import { serveJobs } from '../../shared/jobs/serve.ts';
import { fileSource } from './files.ts';
import { gdalBeside } from './gdal.ts';

if (!parentPort) throw new Error('this file is a worker: it is started by the command line');
const port = parentPort;
serveJobs(
  {
    post: (reply) => port.postMessage(reply),
    onMessage: (listener) => port.on('message', (request: JobRequest) => listener(request)),
  },
  { open: fileSource, startGdal: gdalBeside(__dirname) },
);
