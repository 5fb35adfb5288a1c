import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from '../../../test/builders/project-store.ts';
import { nodeFiles } from './files/node-files.ts';
import { systemError } from './files/store-files.ts';
import { LaidOut } from './laid-out.ts';

let place: ReturnType<typeof testFolder>;
beforeEach(() => {
  place = testFolder();
  mkdirSync(place.work, { recursive: true });
});
afterEach(() => place.remove());

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
const facts = { size: 10, modifiedMs: 5 };
const target = (n: number) => join(place.folder, `${n}.gpkg`);

/** Datasets kept laid out of which each takes ten bytes. */
function keptLaidOut(limit?: number) {
  const laidOut = new LaidOut(nodeFiles, join(place.folder, 'laid-out'), limit);
  const put = (id: string) => {
    const path = join(place.work, id);
    writeFileSync(path, id.slice(0, 10));
    laidOut.keep(id, path);
  };
  return { laidOut, put };
}

describe('datasets that are kept laid out', () => {
  it('are lent again while the file is as it was, by size and time, and nothing lies half-done beside it', () => {
    const { laidOut, put } = keptLaidOut();
    put(a);
    laidOut.note(target(1), facts, new Set([a]), 1);
    expect([...laidOut.known(target(1), facts)]).toEqual([a]);
    expect([...laidOut.known(target(1), { ...facts, size: 11 })]).toEqual([]);
    expect([...laidOut.known(target(1), { ...facts, modifiedMs: 6 })]).toEqual([]);
    expect([...laidOut.known(target(2), facts)]).toEqual([]);
    const path = join(place.work, 'lent');
    expect(laidOut.lend(a, path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('a'.repeat(10));
    expect(laidOut.lend(b, join(place.work, 'other'))).toBe(false);
    writeFileSync(`${target(1)}-wal`, 'x');
    expect([...laidOut.known(target(1), facts)]).toEqual([]);
  });

  it('go when no file used lately holds them, or there is no room', () => {
    const { laidOut, put } = keptLaidOut(20);
    for (const id of [a, b]) put(id);
    laidOut.note(target(1), facts, new Set([a]), 1);
    expect(laidOut.status()).toEqual({ entries: 1, bytes: 10 });
    put(b);
    laidOut.note(target(2), facts, new Set([a, b]), 2);
    put(c);
    laidOut.note(target(3), facts, new Set([c]), 3);
    expect(laidOut.status()).toEqual({ entries: 2, bytes: 20 });
    expect([...laidOut.known(target(2), facts)], 'two datasets no longer fit').toEqual([]);
    expect([...laidOut.known(target(1), facts)]).toEqual([a]);
    for (let n = 10; n < 30; n++) laidOut.note(target(n), facts, new Set(), n);
    expect(laidOut.status().entries).toBe(0);
    expect(readdirSync(join(place.folder, 'laid-out'))).toHaveLength(12);
    laidOut.clear();
    expect(readdirSync(join(place.folder, 'laid-out'))).toEqual([]);
  });

  it('are none where a note makes no sense, and a disk that refuses costs nothing', () => {
    const { laidOut } = keptLaidOut();
    laidOut.note(target(1), facts, new Set([a]), 1);
    const folder = join(place.folder, 'laid-out');
    const [note] = readdirSync(folder);
    for (const text of ['half', '[]', '{"size":10,"modifiedMs":5,"usedMs":1,"ids":["../a"]}']) {
      writeFileSync(join(folder, note), text);
      expect([...laidOut.known(target(1), facts)]).toEqual([]);
    }
    const refusing = new LaidOut(
      {
        ...nodeFiles,
        list: () => {
          throw systemError('EIO', 'scandir');
        },
        link: () => {
          throw systemError('ENOSPC', 'link');
        },
      },
      folder,
    );
    refusing.keep(a, note);
    refusing.note(target(1), facts, new Set(), 1);
    refusing.clear();
    expect(refusing.lend(a, join(place.work, 'x'))).toBe(false);
    expect(refusing.status()).toEqual({ entries: 0, bytes: 0 });
    expect(existsSync(join(place.work, 'x'))).toBe(false);
  });
});
