/**
 * Fills the {placeholders} of a sentence. Values are data and are not looked into again; a placeholder without a value
 * stays as it is, so that a mistake is seen.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (placeholder, key: string) =>
    Object.hasOwn(values, key) ? String(values[key]) : placeholder,
  );
}
