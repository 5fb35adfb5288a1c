import type { ByteSource } from '../../lib/byte-source.ts';
import { type Issue, issue, type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';
import { groupFiles } from '../group-files.ts';
import { StopReading } from '../stop-reading.ts';
import { crc32 } from './crc32.ts';
import { inflateRange } from './inflate.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { largestDeflateRatio, zipLimits } from './zip-limits.ts';

/** The members that belong to readable layers, or are grids of heights, as files; and what was left out and why. */
export interface OpenedZip {
  readonly files: readonly ByteSource[];
  readonly issues: readonly Issue[];
}

const localSignature = 0x04034b50;
const localSize = 30;
const stored = 0;
const deflated = 8;

/**
 * Opens an archive: reads its list of contents, leaves out names that climb out of it, checks what remains against the
 * limits, and gives the members as files that are unpacked (and checked) when first read.
 */
export async function openZip(
  source: ByteSource,
  progress: ReadProgress,
  wanted: 'layers' | 'grids' = 'layers',
): Promise<Outcome<OpenedZip, Problem>> {
  const listed = await readZipDirectory(source, progress);
  if (!listed.ok) return listed;
  const issues: Issue[] = [];
  const safe = listed.value.filter((entry) => !entry.name.endsWith('/') && nameIsSafe(entry, source, issues));
  const useful = wanted === 'grids' ? gridEntries(safe) : usefulEntries(safe);
  const refused = refusal(source, listed.value, useful);
  if (refused) return failure(refused);
  progress.total += useful.reduce((sum, entry) => sum + entry.size, 0) - source.size;
  return success({ files: useful.map((entry) => new ZipMember(source, entry, progress)), issues });
}

/** Absolute names, drive letters and `..` lead out of the archive; such members are not read under any name. */
function nameIsSafe(entry: ZipEntry, source: ByteSource, issues: Issue[]): boolean {
  const parts = entry.name.replaceAll('\\', '/').split('/');
  if (!parts.includes('..') && parts[0] !== '' && !/^[A-Za-z]:/.test(entry.name) && !entry.name.includes('\0'))
    return true;
  if (issues.length < 20) issues.push(issue('error', 'zip-unsafe-name', { file: source.name, member: entry.name }));
  return false;
}

/** Members of groups that can be read; a readme beside real layers is no table. */
function usefulEntries(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const groups = groupFiles(entries.map((entry) => entry.name));
  const isPlainText = (position: number) => /\.(txt|json)$/i.test(entries[position].name);
  const certain = groups.filter(
    (group) =>
      ['shapefile', 'dbf', 'csv', 'geojson', 'flatgeobuf', 'geopackage', 'kml', 'gpx'].includes(group.kind) &&
      !isPlainText(group.main),
  );
  const chosen = groups.filter((group) => {
    if (group.kind === 'unsupported' || group.kind === 'geotiff') return false;
    return certain.length === 0 || certain.includes(group) || group.kind === 'sidecar';
  });
  const keep = new Set(chosen.flatMap((group) => group.files));
  return entries.filter((_, position) => keep.has(position));
}

/** Members that are grids by their names. */
function gridEntries(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const groups = groupFiles(entries.map((entry) => entry.name));
  const mains = new Set(groups.filter(({ kind }) => kind === 'geotiff').map(({ main }) => main));
  return entries.filter((_, position) => mains.has(position));
}

function refusal(source: ByteSource, all: readonly ZipEntry[], useful: readonly ZipEntry[]): Problem | null {
  const file = source.name;
  const locked = useful.find((entry) => entry.encrypted);
  if (locked) return problem('zip-encrypted', { file, member: locked.name });
  const packed = useful.find((entry) => entry.method !== stored && entry.method !== deflated);
  if (packed) return problem('zip-method', { file, member: packed.name, method: packed.method });
  if (overlap(all)) return problem('zip-overlap', { file });
  let total = 0;
  for (const entry of useful) {
    const most = entry.method === stored ? entry.packedSize : entry.packedSize * largestDeflateRatio + 64;
    if (entry.size > most || entry.offset + localSize + entry.packedSize > source.size) {
      return problem('zip-size-lies', { file, member: entry.name });
    }
    total += entry.size;
    if (entry.size > zipLimits.memberBytes) return problem('zip-too-large', { file, member: entry.name });
  }
  const allowed = Math.max(zipLimits.freeBytes, source.size * zipLimits.ratio);
  if (total > Math.min(allowed, zipLimits.totalBytes)) {
    return problem('zip-bomb', { file, megabytes: Math.round(total / 1e6), packed: source.size });
  }
  return null;
}

/** Members that share packed bytes are how small archives unpack to terabytes (Fifield 2019). */
function overlap(entries: readonly ZipEntry[]): boolean {
  const order = [...entries].sort((a, b) => a.offset - b.offset);
  for (let at = 1; at < order.length; at++) {
    const before = order[at - 1];
    if (before.offset + localSize + before.packedSize > order[at].offset) return true;
  }
  return false;
}

/** A member as a file: unpacked on the first read and kept as long as the layer is being read. */
export class ZipMember implements ByteSource {
  readonly name: string;
  readonly size: number;
  private readonly archive: ByteSource;
  private readonly entry: ZipEntry;
  private readonly progress: ReadProgress;
  private content: Promise<Uint8Array<ArrayBuffer>> | null = null;

  constructor(archive: ByteSource, entry: ZipEntry, progress: ReadProgress) {
    this.name = entry.name;
    this.size = entry.size;
    this.archive = archive;
    this.entry = entry;
    this.progress = progress;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    this.content ??= this.unpack();
    return (await this.content).subarray(start, Math.min(end, this.size));
  }

  /** Lets go of the unpacked bytes. */
  release(): void {
    this.content = null;
  }

  private async unpack(): Promise<Uint8Array<ArrayBuffer>> {
    const { archive, entry, progress } = this;
    const stop = (code: string) => new StopReading(problem(code, { file: archive.name, member: entry.name }));
    const header = await readBytes(archive, entry.offset, entry.offset + localSize, progress);
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    if (header.length < localSize || view.getUint32(0, true) !== localSignature) throw stop('zip-damaged');
    const start = entry.offset + localSize + view.getUint16(26, true) + view.getUint16(28, true);
    const end = start + entry.packedSize;
    if (end > archive.size) throw stop('zip-truncated');
    if (entry.method === stored) {
      if (entry.size !== entry.packedSize) throw stop('zip-size-lies');
      return this.checked(await readBytes(archive, start, end, progress), stop);
    }
    const unpacked = await inflateRange(archive, start, end, entry.size, progress);
    if (unpacked === 'size-lies') throw stop('zip-size-lies');
    if (unpacked === 'damaged') throw stop('zip-damaged');
    return this.checked(unpacked, stop);
  }

  private checked(bytes: Uint8Array<ArrayBuffer>, stop: (code: string) => StopReading): Uint8Array<ArrayBuffer> {
    if (crc32(bytes) !== this.entry.crc) throw stop('zip-checksum');
    return bytes;
  }
}
