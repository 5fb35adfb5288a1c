import type { SaveKind } from '../../shared/ipc/desktop-api.ts';

/** True for characters that some file system refuses in a name, control characters among them. */
const isRefused = (character: string): boolean => '\\/:*?"<>|\u007f'.includes(character) || character < ' ';

/**
 * A name for the save dialog: one name without folder, allowed on every system, with the kind's extension. What the
 * person then chooses in the dialog is theirs.
 */
export function suggestFileName(name: string, kind: SaveKind): string {
  const clean = [...name]
    .map((character) => (isRefused(character) ? ' ' : character))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
  const extension = `.${kind}`;
  if (clean === '') return `tomtevalg${extension}`;
  return clean.toLowerCase().endsWith(extension) ? clean : `${clean}${extension}`;
}
