import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { appOrigin, noncePlaceholder, pageHeaders } from './policy.ts';
import { findServedFile, listServedFiles, type ServedFolders } from './served-files.ts';

const host = new URL(appOrigin).host;

/**
 * Answers requests under `app://tomtevalg/` from the built window, and under `/gdal/` from GDAL's files, which lie apart so
 * that they can be replaced. The page itself gets a fresh nonce on every load.
 * @param folders where the built window and GDAL's files lie
 */
export function appProtocol(folders: ServedFolders): (request: Request) => Promise<Response> {
  const files = new Map([...listServedFiles(folders.window), ...listServedFiles(folders.gdal, '/gdal/')]);
  return async (request) => {
    const nonce = randomBytes(16).toString('base64');
    const headers = pageHeaders(nonce);
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
    const file = findServedFile(files, host, request.url);
    if (file === undefined) return new Response('Not found', { status: 404, headers });
    const bytes = await readFile(file.path);
    const page = file.type.startsWith('text/html');
    const body = page ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce) : bytes;
    return new Response(request.method === 'HEAD' ? null : body, {
      headers: { ...headers, 'content-type': file.type },
    });
  };
}
