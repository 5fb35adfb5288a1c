import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from './files/node-files.ts';
import { readRecents, rememberRecent } from './recents.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tomtevalg-recents-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const recent = (n: number) => ({ path: `/a/${n}.gpkg`, name: `Plan ${n}`, usedMs: n });

describe('the list of recent projects', () => {
  it('has the last used first, each once, twelve at most', () => {
    for (const n of [1, 2, 3, 1]) rememberRecent(nodeFiles, folder, recent(n));
    expect(readRecents(nodeFiles, folder).map(({ name }) => name)).toEqual(['Plan 1', 'Plan 3', 'Plan 2']);
    for (let n = 10; n < 40; n++) rememberRecent(nodeFiles, folder, recent(n));
    expect(readRecents(nodeFiles, folder)).toHaveLength(12);
    expect(readdirSync(folder)).toEqual(['recent-projects.json']);
  });

  it('is empty where its file is missing or makes no sense, and survives a disk that refuses', () => {
    expect(readRecents(nodeFiles, folder)).toEqual([]);
    writeFileSync(join(folder, 'recent-projects.json'), '[{"path":5},null,{"path":"/x.gpkg","usedMs":1}]');
    expect(readRecents(nodeFiles, folder)).toEqual([{ path: '/x.gpkg', name: 'x.gpkg', usedMs: 1 }]);
    writeFileSync(join(folder, 'recent-projects.json'), 'half');
    expect(readRecents(nodeFiles, folder)).toEqual([]);
    const refusing = {
      ...nodeFiles,
      open: (): number => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'open' });
      },
    };
    rememberRecent(refusing, folder, recent(1));
  });
});
