import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../src/shared/formats/output.ts';
import { filesOf } from './layers-built.ts';

/** Whether GDAL's programs are there; tests that ask them skip, saying so, where they are not. */
export const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0;

/** What `ogrinfo -al` says about the first file of an output, and what it complains of. */
export function ogrinfo(output: Output, ...options: string[]): { readonly stdout: string; readonly stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-ogr-'));
  try {
    for (const { name, bytes } of filesOf(output)) writeFileSync(join(folder, name), bytes);
    const { stdout, stderr } = spawnSync('ogrinfo', ['-al', ...options, join(folder, output.files[0].name)], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    return { stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes of the file that `ogr2ogr` makes of the first file of an output. */
export function ogrConverted(output: Output, name: string, ...options: string[]): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-ogr-'));
  try {
    for (const file of filesOf(output)) writeFileSync(join(folder, file.name), file.bytes);
    const from = join(folder, output.files[0].name);
    const { status, stderr } = spawnSync('ogr2ogr', [...options, join(folder, name), from], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`ogr2ogr: ${stderr}`);
    return new Uint8Array(readFileSync(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of the folder that `ogr2ogr` makes of the first file of an output, by their names with the folder's. */
export function ogrConvertedFolder(
  output: Output,
  name: string,
  ...options: string[]
): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-ogr-'));
  try {
    for (const file of filesOf(output)) writeFileSync(join(folder, file.name), file.bytes);
    const from = join(folder, output.files[0].name);
    const { status, stderr } = spawnSync('ogr2ogr', [...options, join(folder, name), from], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`ogr2ogr: ${stderr}`);
    const files = readdirSync(join(folder, name));
    return Object.fromEntries(
      files.map((file) => [`${name}/${file}`, new Uint8Array(readFileSync(join(folder, name, file)))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
