const decimalNumber = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/**
 * A text read as a number: decimal point or decimal comma, optional exponent, blanks around it ignored.
 * NaN when it is anything else (also '', hexadecimal and 'Infinity').
 */
export function numberFromText(text: string): number {
  const trimmed = text.trim();
  return decimalNumber.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
}

const isoPrefix = /^(\d{4})(-(\d{2}))?(-(\d{2}))?$/;

/** Days since 1970-01-01 of YYYY, YYYY-MM or YYYY-MM-DD (the first day of it); NaN for anything else. */
export function daysFromText(text: string): number {
  const match = isoPrefix.exec(text.trim());
  if (!match) return Number.NaN;
  const [year, month, day] = [Number(match[1]), Number(match[3] ?? 1), Number(match[5] ?? 1)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return valid ? date.getTime() / 86_400_000 : Number.NaN;
}
