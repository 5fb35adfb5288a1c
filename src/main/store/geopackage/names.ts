/** An identifier as SQL takes it, whatever it holds: names from data never stand in a statement otherwise. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const longest = 60;
const reserved = /^(gpkg|tomtevalg|sqlite|rtree|idx)_/i;

/**
 * A name of letters, digits and underscores that no name in `taken` equals, letter case aside; `taken` (lower case) grows
 * by it. GeoPackage and SQLite keep some prefixes for themselves.
 */
export function tableName(wanted: string, taken: Set<string>): string {
  const plain = wanted
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const start = plain === '' || /^\p{N}/u.test(plain) || reserved.test(`${plain}_`) ? `layer_${plain}` : plain;
  return unique(cut(start.replace(/_+$/, ''), longest), taken);
}

/**
 * A column name: the field's own name as far as SQLite can hold it, without characters that cannot be seen, unlike any in
 * `taken` (lower case), which grows by it.
 */
export function columnName(wanted: string, taken: Set<string>): string {
  const visible = wanted.replace(/\p{C}/gu, '').trim();
  return unique(visible === '' ? 'field' : cut(visible, longest), taken);
}

/** Cuts between characters, never inside one. */
function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, length).join('');
}

/** SQLite tells names apart by ASCII letters only, other programs by more: what either takes for equal is told apart. */
function unique(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${name}_${number}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}
