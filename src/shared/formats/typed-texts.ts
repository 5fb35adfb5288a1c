import type { CellValue } from './value-column.ts';

const plain = /^[+-]?(?:0|[1-9]\d*|)(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const withComma = /^[+-]?(?:0|[1-9]\d*),\d+$/;
/** Thousands parted by blanks of any kind, as statistics offices write them. */
const grouped = /^[+-]?[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$/;
/** What stands for a number that there is not: confidential, not available, nothing. */
const missingSigns: ReadonlySet<string> = new Set([':', '.', '..', '...', '…', '-', '–', '—']);

/** Whether a text is a number written with a point, without leading zeros. */
export const isPlainNumber = (text: string): boolean => plain.test(text) && /\d/.test(text);

/** Cells of a column, and what was made of them. */
export interface TypedTexts {
  readonly values: CellValue[];
  /** Signs for missing numbers among them. */
  readonly missing: number;
  /** Numbers whose thousands are parted by blanks. */
  readonly grouped: number;
}

/**
 * Cells as numbers or logicals where all are; numbers with leading zeros are codes and stay text. '' is missing, and so are
 * the signs of statistics offices in a column that holds nothing else but numbers.
 */
export function typedTexts(texts: readonly string[], commaMayBeDecimal: boolean): TypedTexts {
  const unchanged = (values: CellValue[]): TypedTexts => ({ values, missing: 0, grouped: 0 });
  const present = texts.filter((text) => text !== '');
  if (present.length === 0) return unchanged(texts.map(() => null));
  return (
    numbersOf(texts, present, commaMayBeDecimal) ??
    unchanged(
      present.every((text) => /^(true|false)$/i.test(text))
        ? texts.map((text) => (text === '' ? null : text.toLowerCase() === 'true'))
        : texts.map((text) => text || null),
    )
  );
}

function numbersOf(
  texts: readonly string[],
  present: readonly string[],
  commaMayBeDecimal: boolean,
): TypedTexts | null {
  const isNumber = (text: string) =>
    text.length < 40 &&
    (isPlainNumber(text) ||
      (commaMayBeDecimal && withComma.test(text)) ||
      (grouped.test(text) && (commaMayBeDecimal || !text.includes(','))));
  let missing = 0;
  for (const text of present) {
    if (missingSigns.has(text)) missing++;
    // The sign U+2212 is a minus too.
    else if (!isNumber(text.replace('\u2212', '-'))) return null;
  }
  if (missing === present.length) return null;
  const values = texts.map((text) => (text === '' || missingSigns.has(text) ? null : numberOf(text)));
  if (!values.every((value) => value === null || Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return null;
  return { values, missing, grouped: present.filter((text) => grouped.test(text)).length };
}

const numberOf = (text: string): number =>
  Number(
    text
      .replace('\u2212', '-')
      .replace(',', '.')
      .replace(/[ \u00a0\u2009\u202f]/g, ''),
  );
