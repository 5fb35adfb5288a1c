/**
 * Fills the {placeholders} of a sentence. Values are data and are not looked into again; a placeholder without a value
 * stays as it is, so that a mistake is seen. `{candidate? Perhaps it is {candidate}.}` stands only where there is a
 * candidate: a value that is not the empty text.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  const told = sentence.replace(/\{(\w+)\?((?:[^{}]|\{\w+\})*)\}/g, (_, key: string, part: string) =>
    Object.hasOwn(values, key) && values[key] !== '' ? part : '',
  );
  return told.replace(/\{(\w+)\}/g, (placeholder, key: string) =>
    Object.hasOwn(values, key) ? String(values[key]) : placeholder,
  );
}
