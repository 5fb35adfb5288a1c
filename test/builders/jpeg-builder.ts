/** What an EXIF block of a test says. */
export interface ExifGiven {
  readonly little?: boolean;
  readonly orientation?: number;
  /** Degrees, minutes, seconds and side. */
  readonly latitude?: readonly [number, number, number, string];
  readonly longitude?: readonly [number, number, number, string];
  /** Metres. */
  readonly accuracy?: number;
  /** As EXIF writes it: 2026:05:01 10:20:30. */
  readonly taken?: string;
  readonly offset?: string;
}

type Value =
  | { readonly type: 2; readonly text: string }
  | { readonly type: 3 | 4; readonly numbers: readonly number[] }
  | { readonly type: 5; readonly numbers: readonly number[] };

/** A segment with its marker and length. */
function segment(marker: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + body.length);
  new DataView(bytes.buffer).setUint16(0, 0xff00 | marker);
  new DataView(bytes.buffer).setUint16(2, 2 + body.length);
  bytes.set(body, 4);
  return bytes;
}

/** An APP1 segment with a TIFF structure of three directories, written after the standard and not after our reader. */
export function exifSegment(given: ExifGiven): Uint8Array {
  const { little = false } = given;
  const parts: number[] = [];
  const put = (value: number, size: number): void => {
    const bytes = Array.from(
      { length: size },
      (_, index) => (value >>> (8 * (little ? index : size - 1 - index))) & 255,
    );
    parts.push(...bytes);
  };
  const patch = (at: number, value: number): void => {
    const bytes = Array.from({ length: 4 }, (_, index) => (value >>> (8 * (little ? index : 3 - index))) & 255);
    parts.splice(at, 4, ...bytes);
  };
  const directory = (entries: readonly (readonly [tag: number, value: Value])[]): ReadonlyMap<number, number> => {
    const places = new Map<number, number>();
    const later: (readonly [at: number, write: () => void])[] = [];
    put(entries.length, 2);
    for (const [tag, value] of entries) {
      const count = value.type === 2 ? value.text.length + 1 : value.numbers.length;
      const size = count * ({ 2: 1, 3: 2, 4: 4, 5: 8 } as const)[value.type];
      put(tag, 2);
      put(value.type, 2);
      put(count, 4);
      places.set(tag, parts.length);
      const write = (): void => {
        if (value.type === 2) for (const byte of [...value.text, '\0']) put(byte.charCodeAt(0), 1);
        else if (value.type === 5)
          for (const number of value.numbers) {
            put(Math.round(number * 1000), 4);
            put(1000, 4);
          }
        else for (const number of value.numbers) put(number, value.type === 3 ? 2 : 4);
      };
      if (size <= 4) {
        const start = parts.length;
        write();
        while (parts.length < start + 4) parts.push(0);
      } else {
        later.push([parts.length, write]);
        put(0, 4);
      }
    }
    put(0, 4);
    for (const [at, write] of later) {
      patch(at, parts.length);
      write();
    }
    return places;
  };
  parts.push(...(little ? [0x49, 0x49] : [0x4d, 0x4d]));
  put(42, 2);
  put(8, 4);
  const places = directory([
    [0x0112, { type: 3, numbers: [given.orientation ?? 1] }],
    [0x8769, { type: 4, numbers: [0] }],
    [0x8825, { type: 4, numbers: [0] }],
  ]);
  patch(places.get(0x8769) ?? 0, parts.length);
  directory([
    ...(given.taken ? [[0x9003, { type: 2, text: given.taken }] as const] : []),
    ...(given.offset ? [[0x9011, { type: 2, text: given.offset }] as const] : []),
  ]);
  patch(places.get(0x8825) ?? 0, parts.length);
  const side = (at: number, angle: readonly [number, number, number, string] | undefined) =>
    angle === undefined
      ? []
      : [
          [at, { type: 2, text: angle[3] }] as const,
          [at + 1, { type: 5, numbers: [angle[0], angle[1], angle[2]] }] as const,
        ];
  directory([
    ...side(1, given.latitude),
    ...side(3, given.longitude),
    ...(given.accuracy === undefined ? [] : [[0x1f, { type: 5, numbers: [given.accuracy] }] as const]),
  ]);
  return segment(0xe1, Uint8Array.from([0x45, 0x78, 0x69, 0x66, 0, 0, ...parts]));
}

/** The head of a JPEG file of this size in pixels, with what EXIF says; no picture follows. */
export function jpegHead(width: number, height: number, exif: ExifGiven | null): Uint8Array {
  const frame = Uint8Array.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const app0 = segment(0xe0, Uint8Array.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]));
  const pieces = [
    Uint8Array.from([0xff, 0xd8]),
    app0,
    ...(exif === null ? [] : [exifSegment(exif)]),
    segment(0xc0, frame),
    Uint8Array.from([0xff, 0xda, 0, 2, 0xff, 0xd9]),
  ];
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}
