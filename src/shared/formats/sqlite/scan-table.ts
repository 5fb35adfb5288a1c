import { DamagedDatabase, type Database } from './database.ts';
import { readVarint } from './record.ts';

const interior = 5;
const leaf = 13;
const deepest = 40;

/** Takes one row: its number and its record, whose bytes are only good until the next. */
export type TakeRow = (rowid: number, payload: Uint8Array) => void;

/** A page to visit, with how far it is from the root. */
interface Waiting {
  readonly page: number;
  readonly depth: number;
}

/** What a walk through a table could not read. */
export interface Skipped {
  readonly pages: number;
  readonly rows: number;
}

/**
 * Walks through the tree of a table from its first row to its last and hands over every record. No page is visited twice,
 * so that damage can neither turn the walk in circles nor make it longer than the file; what cannot be read is passed over.
 */
export async function scanTable(database: Database, root: number, take: TakeRow): Promise<Skipped> {
  const visited = new Set<number>();
  const waiting: Waiting[] = [{ page: root, depth: 0 }];
  const skipped = { pages: 0, rows: 0 };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { page, depth } = next;
    if (visited.has(page) || depth > deepest) {
      skipped.pages++;
      continue;
    }
    visited.add(page);
    const bytes = await pageOrNull(database, page);
    const head = page === 1 ? 100 : 0;
    const kind = bytes?.[head];
    if (bytes === null || (kind !== interior && kind !== leaf)) skipped.pages++;
    else if (kind === interior)
      for (const child of childrenOf(bytes, head, skipped).reverse()) waiting.push({ page: child, depth: depth + 1 });
    else await readLeaf(database, bytes, head, visited, take, skipped);
  }
  return skipped;
}

async function pageOrNull(database: Database, page: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await database.page(page);
  } catch (error) {
    if (error instanceof DamagedDatabase) return null;
    throw error;
  }
}

const short = (bytes: Uint8Array, at: number): number => bytes[at] * 256 + bytes[at + 1];
const long = (bytes: Uint8Array, at: number): number => short(bytes, at) * 65_536 + short(bytes, at + 2);

/** Where the cells of a page begin; none beyond the page. */
function cellsOf(bytes: Uint8Array, head: number, headBytes: number): number[] {
  const count = Math.min(short(bytes, head + 3), Math.floor((bytes.length - head - headBytes) / 2));
  return Array.from({ length: count }, (_, index) => short(bytes, head + headBytes + 2 * index));
}

function childrenOf(bytes: Uint8Array, head: number, skipped: { pages: number }): number[] {
  const children = cellsOf(bytes, head, 12).flatMap((at) => {
    if (at + 4 <= bytes.length) return [long(bytes, at)];
    skipped.pages++;
    return [];
  });
  return [...children, long(bytes, head + 8)];
}

async function readLeaf(
  database: Database,
  bytes: Uint8Array,
  head: number,
  visited: Set<number>,
  take: TakeRow,
  skipped: { rows: number },
): Promise<void> {
  for (const at of cellsOf(bytes, head, 8)) {
    try {
      const size = readVarint(bytes, at);
      const rowid = readVarint(bytes, size.end);
      const local = localBytes(database.usable, size.value);
      if (rowid.end + local > bytes.length) throw new DamagedDatabase('a row beyond its page');
      const here = bytes.subarray(rowid.end, rowid.end + local);
      const payload = local === size.value ? here : await withOverflow(database, here, size.value, visited, bytes);
      take(rowid.value, payload);
    } catch (error) {
      if (!(error instanceof DamagedDatabase || error instanceof RangeError)) throw error;
      skipped.rows++;
    }
  }
}

/** How many bytes of a record lie in the leaf; the rest in overflow pages. */
function localBytes(usable: number, size: number): number {
  if (size <= usable - 35) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((size - least) % (usable - 4));
  return wanted <= usable - 35 ? wanted : least;
}

async function withOverflow(
  database: Database,
  here: Uint8Array,
  size: number,
  visited: Set<number>,
  leafBytes: Uint8Array,
): Promise<Uint8Array> {
  const pages = Math.ceil((size - here.length) / (database.usable - 4));
  if (pages > database.pages) throw new DamagedDatabase(`a row of ${size} bytes`);
  const whole = new Uint8Array(size);
  whole.set(here);
  const pointer = here.byteOffset - leafBytes.byteOffset + here.length;
  if (pointer + 4 > leafBytes.length) throw new DamagedDatabase('a row beyond its page');
  let next = long(leafBytes, pointer);
  for (let filled = here.length; filled < size; ) {
    if (visited.has(next)) throw new DamagedDatabase(`page ${next} twice`);
    visited.add(next);
    const kept = database.page(next);
    const bytes = kept instanceof Promise ? await kept : kept;
    const count = Math.min(size - filled, database.usable - 4);
    whole.set(bytes.subarray(4, 4 + count), filled);
    filled += count;
    next = long(bytes, 0);
  }
  return whole;
}
