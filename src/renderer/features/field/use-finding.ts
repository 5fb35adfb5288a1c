import { criterionOfColumn } from '../../../shared/project/corrected-measures.ts';
import type { Observation } from '../../../shared/project/document-types.ts';
import { currentDocument } from '../../state/document.ts';
import { useAppState, useWords } from '../use-app.ts';

/** What an observation says, in a line. */
export function useFinding(): (observation: Observation) => string {
  const { t, format } = useWords();
  const document = useAppState(currentDocument);
  return ({ correction, checks, note, photos }) => {
    const criterion = correction && document ? criterionOfColumn(correction.column, document) : null;
    const column = criterion?.name[format.language] ?? correction?.column ?? '';
    const parts = [
      ...(correction ? [`${column}, ${t.field.corrected}`] : []),
      ...checks.map((check) => t.field.checked(check)),
      ...(note === '' ? [] : [note]),
      ...(photos.length > 0 ? [`${t.field.photos}: ${format.whole(photos.length)}`] : []),
    ];
    return parts.join(' – ');
  };
}
