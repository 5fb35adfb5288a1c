import type { Random } from '../../src/shared/lib/random.ts';

/** Some bytes flipped, set to extremes or cut off, in one or more of the files. */
export function damage(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
  random: Random,
): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  const names = Object.keys(files);
  const copies = new Map(names.map((name) => [name, files[name].slice()]));
  for (let count = 1 + random.below(8); count > 0; count--) {
    const name = names[random.below(names.length)];
    const bytes = copies.get(name)!;
    const way = random.below(10);
    if (way === 0) copies.set(name, bytes.slice(0, random.below(bytes.length + 1)));
    else if (bytes.length > 0) {
      // Headers are where sizes stand: half of the damage goes there.
      const at = random.below(random.below(2) ? bytes.length : Math.min(bytes.length, 160));
      const extreme = [0, 1, 0x7f, 0x80, 0xff][random.below(5)];
      if (way < 5) bytes[at] ^= 1 << random.below(8);
      else bytes.fill(extreme, at, at + [1, 2, 4, 8][random.below(4)]);
    }
  }
  return Object.fromEntries(copies);
}
