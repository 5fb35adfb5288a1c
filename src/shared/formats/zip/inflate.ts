import { Inflate } from 'fflate';
import type { ByteSource } from '../../lib/byte-source.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';

/** Packed bytes are handed to the decoder in pieces of this size, so that a lie is noticed before much is unpacked. */
const pieceSize = 256 * 1024;

/** `size-lies`: more or fewer bytes than declared; `damaged`: not a deflate stream. */
export type InflateFailure = 'size-lies' | 'damaged';

interface NativeInflate {
  readonly readable: {
    getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> };
  };
  readonly writable: {
    getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> };
  };
}
type NativeConstructor = new (format: string) => NativeInflate;

/** The host's own decoder where it has one for raw deflate (Chromium, Node 20); else null. */
function nativeInflate(): NativeInflate | null {
  const Native = (globalThis as { DecompressionStream?: NativeConstructor }).DecompressionStream;
  if (!Native) return null;
  try {
    return new Native('deflate-raw');
  } catch {
    return null;
  }
}

/**
 * Unpacks packed bytes [start, end) of the archive into an array of exactly `size` bytes. The caller has checked `size`
 * against the limits. Stops as soon as more comes out than was declared.
 */
export async function inflateRange(
  source: ByteSource,
  start: number,
  end: number,
  size: number,
  progress: ReadProgress,
): Promise<Uint8Array<ArrayBuffer> | InflateFailure> {
  const target = new Target(size);
  const native = nativeInflate();
  const failure = native
    ? await runNative(native, source, start, end, target, progress)
    : await runPortable(source, start, end, target, progress);
  if (failure) return failure;
  return target.length === size ? target.bytes : 'size-lies';
}

class Target {
  readonly bytes: Uint8Array<ArrayBuffer>;
  length = 0;
  overflow = false;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  add(chunk: Uint8Array): void {
    if (this.length + chunk.length > this.bytes.length) this.overflow = true;
    else this.bytes.set(chunk, this.length);
    this.length += chunk.length;
  }
}

async function runNative(
  stream: NativeInflate,
  source: ByteSource,
  start: number,
  end: number,
  target: Target,
  progress: ReadProgress,
): Promise<InflateFailure | null> {
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let hostFailure: unknown = null;
  const feed = async () => {
    try {
      for (let at = start; at < end && !target.overflow; at += pieceSize) {
        await writer.write(await readBytes(source, at, Math.min(end, at + pieceSize), progress));
      }
      if (target.overflow) await writer.abort();
      else await writer.close();
    } catch (error) {
      hostFailure = error;
      await writer.abort().catch(() => undefined);
    }
  };
  const feeding = feed();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !value) break;
      target.add(value);
      if (target.overflow) break;
    }
  } catch {
    await feeding;
    return stopOr(hostFailure, 'damaged');
  }
  if (target.overflow) await reader.cancel().catch(() => undefined);
  await feeding;
  if (target.overflow) return 'size-lies';
  return hostFailure ? stopOr(hostFailure, 'damaged') : null;
}

/** A cancelled or failing read ends everything; a decoder's complaint is damage. */
function stopOr(error: unknown, failure: InflateFailure): InflateFailure {
  if (error instanceof Error && 'problem' in error) throw error;
  return failure;
}

async function runPortable(
  source: ByteSource,
  start: number,
  end: number,
  target: Target,
  progress: ReadProgress,
): Promise<InflateFailure | null> {
  const inflate = new Inflate();
  inflate.ondata = (chunk) => target.add(chunk);
  for (let at = start; at < end; at += pieceSize) {
    const piece = await readBytes(source, at, Math.min(end, at + pieceSize), progress);
    try {
      inflate.push(piece, at + pieceSize >= end);
    } catch {
      return 'damaged';
    }
    if (target.overflow) return 'size-lies';
  }
  return null;
}
