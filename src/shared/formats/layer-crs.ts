import { readCrsDefinition } from '../crs/read-definition.ts';
import { type Crs, type CrsSource, unknownCrs } from '../crs/types.ts';
import type { ByteSource } from '../lib/byte-source.ts';
import { type ReadProgress, readBytes } from './byte-window.ts';
import { utf8, windows1252 } from './encoding/encodings.ts';
import { examineUtf8 } from './encoding/utf8.ts';
import type { IssueLog } from './issue-log.ts';

/** A .prj or .cpg longer than this is not one. */
const sidecarLimit = 256 * 1024;

/**
 * The CRS of a layer: what the person said (`EPSG:25833` or a definition), else the definition found beside or in the
 * file, else unknown. What could not be understood is told; guessing candidates is done elsewhere.
 */
export function layerCrs(user: string | undefined, found: string | null, source: CrsSource, log: IssueLog): Crs {
  if (user) {
    const crs = crsFromText(user.trim(), 'user', log);
    if (crs.kind !== 'unknown') return crs;
    log.add('error', 'crs-override-unknown', { crs: user.slice(0, 60) });
  }
  if (found === null || found.trim() === '') {
    log.add('warning', 'crs-missing', source === 'prj' ? { format: 'shapefile' } : {});
    return unknownCrs;
  }
  return crsFromText(found, source, log);
}

function crsFromText(text: string, source: CrsSource, log: IssueLog): Crs {
  const { crs, issues } = readCrsDefinition(text, source);
  for (const one of issues) log.take(one);
  return crs;
}

/** The text of a small sidecar file (UTF-8 or UTF-16 with or without BOM, else windows-1252); null when there is none. */
export async function readSidecarText(source: ByteSource | undefined, progress: ReadProgress): Promise<string | null> {
  if (!source) return null;
  const bytes = await readBytes(source, 0, Math.min(source.size, sidecarLimit), progress);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const { kind } = examineUtf8(bytes, 0, bytes.length);
  const text = kind === 'invalid' || kind === 'cut' ? windows1252.decode(bytes) : utf8.decode(bytes);
  return text.replace(/^\uFEFF/, '');
}
