import { readFileSync } from 'node:fs';

/** A ranking read from CSV: columns by name without their unit, rows by plot. */
export interface Ranking {
  /** Plots in the order of the file. */
  readonly plots: readonly string[];
  readonly rowOf: ReadonlyMap<string, number>;
  column(name: string): readonly string[];
}

/** Reads a ranking as any of the engines writes it (RFC 4180). */
export function readRanking(path: string): Ranking {
  const [heading, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const names = cells(heading).map((name) => name.replace(/ \[.*\]$/, ''));
  const rows = lines.map(cells);
  const column = (name: string) => {
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`${path} has no column ${name}`);
    return rows.map((row) => row[at]);
  };
  const plots = column('plot');
  return { plots, rowOf: new Map(plots.map((plot, row) => [plot, row])), column };
}

/** Cells of a line; quoted cells do not span lines in these files. */
function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const found: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  }
  return found;
}
