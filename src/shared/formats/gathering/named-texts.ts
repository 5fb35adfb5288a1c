import type { Column } from '../../dataset/types.ts';
import type { IssueLog } from '../issue-log.ts';
import { typedTexts } from '../typed-texts.ts';
import { columnOf } from '../value-column.ts';

/** Fields x rows that are kept: hostile files name a new field in every feature. */
const largestTable = 60_000_000;
const mostFields = 5000;

/** Gathers texts by the names of their fields, in the order in which the names first come; rows ascend. */
export class NamedTexts {
  private readonly fields = new Map<string, string[]>();
  private left = 0;
  private cells = 0;

  set(row: number, name: string, text: string): void {
    let field = this.fields.get(name);
    if (field === undefined) {
      if (this.fields.size >= mostFields) {
        this.left++;
        return;
      }
      field = [];
      this.fields.set(name, field);
    }
    if (field.length > row) return;
    const cells = this.cells + row + 1 - field.length;
    if (cells > largestTable) {
      this.left++;
      return;
    }
    this.cells = cells;
    while (field.length < row) field.push('');
    field.push(text);
  }

  /** Columns of the narrowest type that holds every text. */
  finish(rows: number, log: IssueLog): Column[] {
    if (this.left > 0) log.add('error', 'too-many-fields', { kept: this.fields.size, values: this.left });
    return [...this.fields].map(([name, texts]) => columnOf(name, typedTexts(texts, false).values, rows));
  }
}
