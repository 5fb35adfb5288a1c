/**
 * A code as statistics offices write it before a name or behind a letter for its kind: `1804 Bodø`, `K-1804`, `0114A0010`.
 * At least two digits, and nothing of a date, a decimal number or a range.
 */
const pattern = /^(?:\p{L}{1,3}[-_])?(\d{2,}(?:\p{Lu}\d*)?)(?=$|[:.,;]?\s|:|\()/u;

/** The code that a text begins with, its leading zeros kept; null where it begins with none. */
export function leadingCode(text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}
