/** error: something was lost or refused; warning: something was assumed or mended; info: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * One thing noticed about an input. It carries facts, not sentences: `explain/issue-words` turns
 * code and details into words in the reader's language.
 */
export interface Issue {
  /** Stable kebab-case name, for scripts and for the catalogue of words. */
  readonly code: string;
  readonly severity: Severity;
  /** The feature it concerns, counted from 1 as people and QGIS's row numbers do; null for the whole layer. */
  readonly feature: number | null;
  /** The facts the sentence needs: file names, counts, offsets, text from the file. Keys are ours, values are data. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** Why an input could not be read at all; same shape as an issue, always an error. */
export type Problem = Issue & { readonly severity: 'error' };

export function issue(
  severity: Severity,
  code: string,
  details: Readonly<Record<string, string | number>> = {},
  feature: number | null = null,
): Issue {
  return { code, severity, feature, details };
}

export function problem(code: string, details: Readonly<Record<string, string | number>> = {}): Problem {
  return { code, severity: 'error', feature: null, details };
}
