import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './policy.ts';
import { findServedFile, listServedFiles } from './served-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-served-'));
mkdirSync(join(folder, 'window/assets'), { recursive: true });
for (const name of ['window/index.html', 'window/assets/index.js', 'window/assets/notes.pem', 'secret.js'])
  writeFileSync(join(folder, name), name);
symlinkSync(join(folder, 'secret.js'), join(folder, 'window/link.js'));
const files = listServedFiles(join(folder, 'window'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('served files', () => {
  it('are the built files of known types, links left out', () => {
    expect([...files.keys()].sort()).toEqual(['/assets/index.js', '/index.html']);
  });

  it('are found by their exact address', () => {
    expect(findServedFile(files, 'tomtevalg', 'app://tomtevalg/')?.type).toMatch(/^text\/html/);
    expect(findServedFile(files, 'tomtevalg', 'app://tomtevalg/assets/index.js?v=1')?.type).toMatch(/javascript/);
  });

  it.each([
    'app://tomtevalg/../secret.js',
    'app://tomtevalg/%2e%2e/secret.js',
    'app://tomtevalg/..%2fsecret.js',
    'app://tomtevalg/..\\secret.js',
    'app://tomtevalg//assets/index.js',
    'app://tomtevalg/ASSETS/index.js',
    'app://tomtevalg/assets/',
    'app://tomtevalg/assets/index.js/',
    'app://tomtevalg/link.js',
    'app://tomtevalg/index.html%00',
    'app://other/index.html',
    'app:///index.html',
    'not an address',
  ])('%s is not there', (address) => {
    expect(findServedFile(files, 'tomtevalg', address)).toBeUndefined();
  });

  it('come with a policy without holes', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:|\*| blob:(?!;)/);
    expect(policy.match(/script-src [^;]*/)?.[0]).toBe("script-src 'self' 'wasm-unsafe-eval'");
  });
});
