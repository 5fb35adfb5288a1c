import { Zip, ZipDeflate } from 'fflate';
import type { OutputFile } from './output.ts';

/** The moment written for every member: the clock must not show in the bytes. In local time, as zip stores it. */
const fixedDate = new Date(2026, 0, 1);

/**
 * Files packed into one zip, deflated, a piece at a time: sizes stand behind the members, as streaming needs. Members
 * and the whole must stay below 4 GB.
 */
export function* zipPieces(files: Iterable<OutputFile>): Generator<Uint8Array<ArrayBuffer>> {
  const ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece as Uint8Array<ArrayBuffer>);
  });
  for (const file of files) {
    const member = new ZipDeflate(file.name, { level: 6 });
    member.mtime = fixedDate;
    zip.add(member);
    for (const piece of file.pieces()) {
      member.push(piece, false);
      yield* ready.splice(0);
    }
    member.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
