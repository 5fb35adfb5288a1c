import { type Issue, issue, type Severity } from '../lib/issue.ts';

/** So many issues of one code are kept one by one; a damaged file of a million features must not give a million. */
export const issuesPerCode = 20;

/** Collects what is noticed about one layer. Beyond `issuesPerCode` of one code only their number is kept. */
export class IssueLog {
  private readonly kept: Issue[] = [];
  private readonly counts = new Map<string, number>();

  add(
    severity: Severity,
    code: string,
    details: Readonly<Record<string, string | number>> = {},
    feature: number | null = null,
  ): void {
    this.take(issue(severity, code, details, feature));
  }

  take(noticed: Issue): void {
    const count = (this.counts.get(noticed.code) ?? 0) + 1;
    this.counts.set(noticed.code, count);
    if (count <= issuesPerCode) this.kept.push(noticed);
  }

  /** Everything kept, in order, and for each code that was cut short one `more-of-the-same` with its count. */
  list(): readonly Issue[] {
    const all = [...this.kept];
    for (const [code, count] of this.counts) {
      if (count <= issuesPerCode) continue;
      const severity = this.kept.find((one) => one.code === code)?.severity ?? 'warning';
      all.push(issue(severity, 'more-of-the-same', { code, count: count - issuesPerCode }));
    }
    return all;
  }
}
