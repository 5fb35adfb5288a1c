/** What a camera wrote beside the picture; null where it did not, or where it cannot be. */
export interface ExifFacts {
  /** 1 to 8, as in EXIF 2.32, 4.6.4; 1 is upright. */
  readonly orientation: number;
  /** WGS 84, degrees; accuracy in metres where it is told. */
  readonly position: { readonly longitude: number; readonly latitude: number; readonly accuracy: number | null } | null;
  /** When it was taken, by the camera's clock: YYYY-MM-DDTHH:MM:SS, with the offset from UTC where it is told. */
  readonly taken: string | null;
}

const tag = {
  orientation: 0x0112,
  changed: 0x0132,
  exif: 0x8769,
  gps: 0x8825,
  original: 0x9003,
  originalOffset: 0x9011,
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
  positioningError: 0x1f,
} as const;

/** Bytes of one value by TIFF type: byte, text, short, long, rational. */
const sizes: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
]);

/** No directory of a camera has more entries; what lies behind is not looked at. */
const mostEntries = 512;
/** Longest text that is read. */
const longestText = 64;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its values lie, in bytes from the start. */
  readonly at: number;
}

/** A TIFF structure as it lies in a photo: every read is checked against its end, and no directory leads on to another but by our asking. */
interface Tiff {
  readonly view: DataView;
  readonly little: boolean;
}

/**
 * Reads what EXIF says of orientation, place and time (CIPA DC-008, a TIFF structure). Bytes may be anything: what lies outside them or
 * is of another kind than it must be is not told.
 * @param bytes the EXIF segment after `Exif\0\0`
 */
export function readExif(bytes: Uint8Array): ExifFacts {
  const nothing: ExifFacts = { orientation: 1, position: null, taken: null };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8) return nothing;
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return nothing;
  const tiff = { view, little };
  const main = directory(tiff, view.getUint32(4, little));
  const exif = directory(tiff, numbers(tiff, main.get(tag.exif))[0]);
  const gps = directory(tiff, numbers(tiff, main.get(tag.gps))[0]);
  const [orientation = 1] = numbers(tiff, main.get(tag.orientation));
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    position: positionOf(tiff, gps),
    taken: takenOf(tiff, main, exif),
  };
}

function directory({ view, little }: Tiff, at: number | undefined): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  if (at === undefined || at < 8 || at + 2 > view.byteLength) return entries;
  const count = Math.min(view.getUint16(at, little), mostEntries);
  for (let index = 0; index < count; index++) {
    const place = at + 2 + 12 * index;
    if (place + 12 > view.byteLength) break;
    const type = view.getUint16(place + 2, little);
    const values = view.getUint32(place + 4, little);
    const size = (sizes.get(type) ?? Number.POSITIVE_INFINITY) * values;
    const start = size <= 4 ? place + 8 : view.getUint32(place + 8, little);
    if (start + size <= view.byteLength) entries.set(view.getUint16(place, little), { type, count: values, at: start });
  }
  return entries;
}

/** The first few numbers of an entry; none where it is missing or holds no numbers. */
function numbers({ view, little }: Tiff, entry: Entry | undefined): readonly number[] {
  if (entry === undefined || entry.type === 2) return [];
  const size = sizes.get(entry.type) ?? 0;
  return Array.from({ length: Math.min(entry.count, 4) }, (_, index) => {
    const at = entry.at + index * size;
    if (entry.type === 1) return view.getUint8(at);
    if (entry.type === 3) return view.getUint16(at, little);
    if (entry.type === 4) return view.getUint32(at, little);
    return view.getUint32(at, little) / view.getUint32(at + 4, little);
  });
}

/** An ASCII text up to its zero; empty where there is none. */
function text({ view }: Tiff, entry: Entry | undefined): string {
  if (entry?.type !== 2) return '';
  let found = '';
  for (let index = 0; index < Math.min(entry.count, longestText); index++) {
    const code = view.getUint8(entry.at + index);
    if (code === 0) break;
    found += String.fromCharCode(code);
  }
  return found;
}

function positionOf(tiff: Tiff, gps: ReadonlyMap<number, Entry>): ExifFacts['position'] {
  const latitude = degrees(tiff, gps.get(tag.latitude), text(tiff, gps.get(tag.latitudeRef)), 'NS', 90);
  const longitude = degrees(tiff, gps.get(tag.longitude), text(tiff, gps.get(tag.longitudeRef)), 'EW', 180);
  if (latitude === null || longitude === null) return null;
  // Cameras without a fix write zeros.
  if (latitude === 0 && longitude === 0) return null;
  const [error] = numbers(tiff, gps.get(tag.positioningError));
  return { longitude, latitude, accuracy: error !== undefined && Number.isFinite(error) ? error : null };
}

function degrees(tiff: Tiff, entry: Entry | undefined, side: string, sides: 'NS' | 'EW', limit: number): number | null {
  const [whole, minutes = 0, seconds = 0] = numbers(tiff, entry);
  const sign = side.charAt(0) === sides[0] ? 1 : side.charAt(0) === sides[1] ? -1 : 0;
  if (whole === undefined || sign === 0) return null;
  const value = sign * (whole + minutes / 60 + seconds / 3600);
  return Number.isFinite(value) && Math.abs(value) <= limit ? Math.round(value * 1e7) / 1e7 : null;
}

function takenOf(tiff: Tiff, main: ReadonlyMap<number, Entry>, exif: ReadonlyMap<number, Entry>): string | null {
  const original = exif.get(tag.original);
  const said = text(tiff, original ?? main.get(tag.changed));
  const [, date, year, month, day, time] = /^((\d{4}):(\d\d):(\d\d)) (\d\d:\d\d:\d\d)$/.exec(said) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(`${year}-${month}-${day}T${time}Z`))) return null;
  const offset = original ? text(tiff, exif.get(tag.originalOffset)) : '';
  return `${year}-${month}-${day}T${time}${/^[+-]\d\d:\d\d$/.test(offset) ? offset : ''}`;
}
