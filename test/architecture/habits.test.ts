import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issueWordsOfRooms } from '../../src/shared/explain/issue-words.ts';
import { languages } from '../../src/shared/lib/language.ts';
import { readSources, root } from './sources.ts';

const sources = readSources('src');
const product = sources.filter((file) => !file.isTest);

/** Where untyped values come in and are checked; nowhere else may the compiler be silenced. */
const seams = ['src/main/ipc/serve.ts', 'src/main/preload.ts', 'src/renderer/compute/'];

describe('habits of the code', () => {
  it('has no any outside the seams, and silences no type error', () => {
    const untyped = /\bas any\b|[:<|&]\s*any\b(?!\s*[.(=])|\bany\[\]/;
    const found = sources
      .filter((file) => !seams.some((seam) => file.path.startsWith(seam)))
      .flatMap((file) => {
        const text = file.code.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, "''");
        const silenced = /@ts-(?:ignore|nocheck|expect-error)/.test(file.text) ? [`${file.path}: silenced`] : [];
        return [
          ...silenced,
          ...text
            .split('\n')
            .flatMap((line, at) => (untyped.test(line) ? [`${file.path}:${at + 1}: ${line.trim()}`] : [])),
        ];
      });
    expect(found).toEqual([]);
  });

  it('keeps files short: 300 lines are the aim, 500 the end', () => {
    const long = sources
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
      .filter(({ lines }) => lines > 300);
    for (const { path, lines } of long) console.warn(`longer than 300 lines: ${path} (${lines})`);
    expect(long.filter(({ lines }) => lines > 500)).toEqual([]);
  });

  it('exports by name', () => {
    expect(product.filter((file) => /^export default\b/m.test(file.code)).map((file) => file.path)).toEqual([]);
  });

  it('has tests beside the code in every room of shared that holds logic', () => {
    const rooms = new Set(product.flatMap((file) => file.path.match(/^src\/shared\/([^/]+)\//)?.[1] ?? []));
    const untested = [...rooms].filter((room) => {
      const inRoom = sources.filter((file) => file.path.startsWith(`src/shared/${room}/`));
      return (
        inRoom.some((file) => !file.isTest && /\bfunction\b|=>/.test(file.code)) && !inRoom.some((file) => file.isTest)
      );
    });
    expect(untested).toEqual([]);
  });
});

/** Codes that shared and main code hands to issue(), problem() or an issue log. */
function codesUsed(): ReadonlyMap<string, string> {
  const patterns = [/\bproblem\(\s*'([a-z0-9-]+)'/g, /'(?:error|warning|info)'\s*,\s*'([a-z0-9-]+)'/g];
  const used = new Map<string, string>();
  for (const file of product.filter(({ path }) => /^src\/(shared|main)\//.test(path)))
    for (const pattern of patterns)
      for (const match of file.code.matchAll(pattern)) used.set(match[1] ?? '', file.path);
  return used;
}

describe('words of issues', () => {
  const words = new Map(issueWordsOfRooms.flatMap((room) => Object.entries(room)));

  it('are there for every code in use', () => {
    const used = codesUsed();
    expect(used.size).toBeGreaterThan(50);
    const missing = [...used].filter(([code]) => !words.has(code)).map(([code, path]) => `${code} (${path})`);
    expect(missing).toEqual([]);
  });

  it('are whole sentences in three languages with the same facts', () => {
    const facts = (sentence: string): string =>
      [...sentence.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1])
        .sort()
        .join(' ');
    const broken = [...words].filter(([, entry]) => {
      const texts = languages.map((language) => entry[language]);
      const different = new Set(texts.map((text) => [...new Set(facts(text).split(' '))].join(' '))).size > 1;
      return different || texts.some((text) => text.trim().length < 10);
    });
    expect(broken.map(([code]) => code)).toEqual([]);
  });
});

describe('the repository speaks of the product alone', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);

  it('names no machine and no download host', () => {
    // Put together from parts, so that this file does not find itself.
    const forbidden = new RegExp(
      [
        ['/wo', 'rk/'],
        ['/ro', 'ot/'],
        ['registry', '\\.npmjs'],
        ['deb', '\\.debian'],
        ['/tmp/', 'studio'],
      ]
        .map((parts) => parts.join(''))
        .join('|'),
    );
    const found = tracked
      .filter((path) => /\.(ts|tsx|mjs|cjs|js|json|md|yml|html|css|svg)$|^\.ci\/run$/.test(path))
      .filter((path) => forbidden.test(readFileSync(join(root, path), 'utf8')));
    expect(found).toEqual([]);
  });

  it('locks packages without download addresses', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http');
  });
});
