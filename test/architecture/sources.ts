import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A source file, its text without comments, and what it imports. */
export interface SourceFile {
  /** Path from the repository's top, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Text with comments blanked out; strings stay. */
  readonly code: string;
  readonly imports: readonly string[];
  readonly isTest: boolean;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path);
    return /\.(ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}

/** Blanks comments out and keeps strings and line numbers as they are. */
export function withoutComments(text: string): string {
  const pattern = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return text.replace(pattern, (part) => (/^\/[/*]/.test(part) ? part.replace(/[^\n]/g, ' ') : part));
}

/** Every module named in an import, an export-from or a dynamic import. */
export function importsOf(code: string): readonly string[] {
  const pattern = /(?:\bfrom\s+|\bimport\s*\(\s*|^\s*import\s+)'([^']+)'/gm;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** Reads every source file under a folder of the repository. */
export function readSources(folder: string): readonly SourceFile[] {
  return listFiles(join(root, folder)).map((path) => {
    const text = readFileSync(path, 'utf8');
    const code = withoutComments(text);
    const name = relative(root, path).split(sep).join('/');
    return { path: name, text, code, imports: importsOf(code), isTest: /\.test\.tsx?$/.test(name) };
  });
}

/** Where a relative import leads, from the repository's top; null for a package. */
export function target(file: SourceFile, imported: string): string | null {
  if (!imported.startsWith('.')) return null;
  const plain = imported.split('?')[0] ?? '';
  return relative(root, resolve(root, dirname(file.path), plain))
    .split(sep)
    .join('/');
}
