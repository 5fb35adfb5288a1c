import { open } from 'node:fs/promises';
import type { FileHandles } from '../files/file-handles.ts';
import type { Uploads } from '../project/uploads.ts';
import { parseByteRange } from './byte-range.ts';
import { streamFile } from './file-stream.ts';
import { appOrigin } from './policy.ts';

const headers = {
  'access-control-allow-origin': appOrigin,
  'access-control-allow-methods': 'GET, HEAD, PUT',
  'access-control-allow-headers': 'range, x-at',
  'access-control-expose-headers': 'content-length, content-range',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'accept-ranges': 'bytes',
  'cache-control': 'no-store',
  'content-type': 'application/octet-stream',
};

const refuse = (status: number, extra: Record<string, string> = {}): Response =>
  new Response(null, { status, headers: { ...headers, ...extra } });

/**
 * Answers `file-handle://<id>/` with the bytes of a file that the person opened: streamed, whole (200) or in part
 * (206). 404: no such handle; 405: not a reading method; 409: the file's size is no longer the one announced;
 * 416: the range lies outside the file. A PUT brings a piece of layer data for the project; see `Uploads`.
 */
export function fileProtocol(handles: FileHandles, uploads: Uploads): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === 'OPTIONS') return refuse(204);
    if (request.method === 'PUT') return refuse(await uploads.receive(request));
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const known = handles.find(request.url);
    if (known === undefined) return refuse(404);
    const range = parseByteRange(request.headers.get('range'), known.size);
    if (range === 'unsatisfiable') return refuse(416, { 'content-range': `bytes */${known.size}` });
    const file = await open(known.path, 'r').catch(() => null);
    if (file === null) return refuse(404);
    const unchanged = (await file.stat()).size === known.size;
    if (!unchanged || request.method === 'HEAD' || known.size === 0) {
      await file.close();
      return unchanged
        ? new Response(null, { headers: { ...headers, 'content-length': `${known.size}` } })
        : refuse(409);
    }
    const part = range === 'whole' ? { start: 0, end: known.size - 1 } : range;
    return new Response(streamFile(file, part.start, part.end), {
      status: range === 'whole' ? 200 : 206,
      headers: {
        ...headers,
        'content-length': `${part.end - part.start + 1}`,
        ...(range === 'whole' ? {} : { 'content-range': `bytes ${part.start}-${part.end}/${known.size}` }),
      },
    });
  };
}
