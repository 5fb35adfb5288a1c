import { BrokenJson, type JsonBytes } from './json-bytes.ts';

/** What is kept of an object at the top of a file beside its features. */
export type RootMembers = ReadonlyMap<string, unknown>;

/** What a reader does with what comes along. */
export interface RootHandler {
  /** Text of bytes in the encoding of the file. */
  decode(bytes: Uint8Array): string;
  /** An element of a list called `features`. */
  feature(value: unknown): void;
  /** An object at the top has ended. */
  root(members: RootMembers): void;
}

const keptMembers: ReadonlySet<string> = new Set([
  'type',
  'crs',
  'geometry',
  'properties',
  'coordinates',
  'geometries',
]);

/**
 * Reads the one object of a GeoJSON text, or all objects of a text that has one a line (RFC 8142 and what is like it). Members
 * may come in any order. Throws `BrokenJson`. False where the text begins with something else than an object.
 */
export async function readRoots(json: JsonBytes, handler: RootHandler): Promise<boolean> {
  await json.begin();
  if ((await json.peek()) !== 0x7b) {
    await parsed(json, handler);
    return false;
  }
  while ((await json.peek()) >= 0) handler.root(await readRoot(json, handler));
  return true;
}

async function readRoot(json: JsonBytes, handler: RootHandler): Promise<RootMembers> {
  const members = new Map<string, unknown>();
  await json.expect('{');
  let isFirst = true;
  while (!(await json.passes('}'))) {
    if (!isFirst) await json.expect(',');
    isFirst = false;
    const at = json.at;
    const key = await parsed(json, handler);
    if (typeof key !== 'string') throw new BrokenJson(at, 'a name is missing');
    await json.expect(':');
    if (key === 'features' && (await json.peek()) === 0x5b) {
      await readList(json, handler);
      members.set(key, true);
    } else {
      const value = await parsed(json, handler);
      if (keptMembers.has(key)) members.set(key, value);
    }
  }
  return members;
}

async function readList(json: JsonBytes, handler: RootHandler): Promise<void> {
  await json.expect('[');
  if (await json.passes(']')) return;
  do handler.feature(await parsed(json, handler));
  while (await json.passes(','));
  await json.expect(']');
}

async function parsed(json: JsonBytes, { decode }: RootHandler): Promise<unknown> {
  const bytes = await json.value();
  try {
    return JSON.parse(decode(bytes));
  } catch (error) {
    throw new BrokenJson(json.at - bytes.length, error instanceof Error ? error.message.slice(0, 200) : '');
  }
}
