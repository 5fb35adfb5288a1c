import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '../../src/shared/formats/csv/parse-csv.ts';

/** Whether LibreOffice is there to recompute workbooks; tests that ask it skip, saying so, where it is not. */
export const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** All sheets of a workbook as LibreOffice computes them, by their names: cells as texts, numbers with all digits. */
export function recomputed(bytes: Uint8Array, seconds = 120): ReadonlyMap<string, readonly (readonly string[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-office-'));
  try {
    writeFileSync(join(folder, 'book.xlsx'), bytes);
    // Comma, quote, UTF-8, from row 1; numbers as stored, not as shown; every sheet to a file of its own.
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
    const { stderr } = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        folder,
        join(folder, 'book.xlsx'),
      ],
      { encoding: 'utf8', timeout: seconds * 1000 },
    );
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    if (files.length === 0) throw new Error(`LibreOffice wrote nothing: ${stderr}`);
    return new Map(
      files.map((name) => [
        name.replace(/^book-|\.csv$/g, ''),
        parseCsv(readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, ''), ','),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
