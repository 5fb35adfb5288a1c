import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { type ExifFacts, readExif } from './read-exif.ts';

/** A photo as its head tells it. */
export interface PhotoFacts extends ExifFacts {
  /** Pixels as stored, before it is turned upright. */
  readonly width: number;
  readonly height: number;
}

/** Bytes of a photo's head that are looked at: EXIF is at most 64 kB, and little stands before it. */
export const photoHead = 1024 * 1024;
/** The largest file that is taken as a photo. */
export const largestPhoto = 64 * 1024 * 1024;
/** The most pixels: as many as the largest cameras have, so that drawing one needs at most 1 GB for a moment. */
const mostPixels = 250e6;

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, exif: 0xe1 } as const;
const exifName = [0x45, 0x78, 0x69, 0x66, 0, 0];

/**
 * Reads the head of a JPEG file (ITU-T T.81, annex B): its size in pixels and what EXIF says. Refuses what is no JPEG, or too large to
 * be drawn; damage behind the head shows when it is drawn.
 * @param bytes the first `photoHead` bytes of the file, or all of it
 * @param file its name, for the problem
 */
export function readPhoto(bytes: Uint8Array, file: string): Outcome<PhotoFacts, Problem> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== (0xff00 | marker.start))
    return failure(problem('photo-not-jpeg', { file }));
  let exif: ExifFacts = { orientation: 1, position: null, taken: null };
  let hasExif = false;
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
    const kind = view.getUint8(at + 1);
    // Fill bytes may stand before a marker.
    if (kind === 0xff) {
      at++;
      continue;
    }
    if (kind === marker.scan || kind === marker.end) break;
    const length = view.getUint16(at + 2);
    if (length < 2) break;
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (isFrame(kind)) {
      if (body.length < 5) break;
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      if (width * height > mostPixels) return failure(problem('photo-too-large', { file, width, height }));
      if (width * height === 0) break;
      return success({ ...exif, width, height });
    }
    if (kind === marker.exif && !hasExif && exifName.every((byte, index) => body[index] === byte)) {
      exif = readExif(body.subarray(exifName.length));
      hasExif = true;
    }
    at += 2 + length;
  }
  return failure(problem('photo-damaged', { file }));
}

/** Start of frame, which tells the size; three numbers between them mean other things. */
function isFrame(kind: number): boolean {
  return kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;
}
