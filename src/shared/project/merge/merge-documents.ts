import type { ProjectDocument } from '../document-types.ts';
import { type Chooser, noChoice } from './choose-sides.ts';
import { withClosedReferences } from './close-references.ts';
import { correctionConflicts } from './corrections.ts';
import type { MergeConflict, MergeCopy, MergeShape, Taken } from './merge-types.ts';
import { type MergeLog, mergeValue } from './merge-values.ts';
import { separateAdditions } from './separate-additions.ts';

const value: MergeShape = { kind: 'value' };
const object = (keys: Readonly<Record<string, MergeShape>> = {}): MergeShape => ({
  kind: 'object',
  keys: new Map(Object.entries(keys)),
});
const list = (key: string, item: MergeShape): MergeShape => ({ kind: 'list', key, item });

/** What is one decision in a document, and what is several. */
export const documentShape: MergeShape = object({
  layers: list('id', object({ fields: list('meaning', value) })),
  drawing: { kind: 'order' },
  // A set of weights is one decision: a mix of two is a weighting that nobody chose.
  profiles: list('id', object({ weights: value })),
  scenarios: list('id', object()),
  portfolios: list('id', object()),
  bookmarks: list('id', object()),
  observations: list('id', object({ photos: { kind: 'set' }, checks: { kind: 'set' } })),
  settings: object(),
});

/** What became of several copies of one project. */
export interface MergedDocument {
  readonly document: ProjectDocument;
  /** Changes that were taken over without question. */
  readonly taken: readonly Taken[];
  /** What people must look at. The document holds one side of each, the list both. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges copies of one project, attribute by attribute, against what they began with. What one copy changed is taken; what
 * two changed differently is a conflict that holds both sides, and the office's stands. What one removed and another
 * changed stays. Of a conflict that people chose a side of, that side stands. The result is the same for any order of the field
 * copies.
 */
export function mergeDocuments(
  base: ProjectDocument,
  office: MergeCopy<ProjectDocument>,
  fields: readonly MergeCopy<ProjectDocument>[],
  chooser: Chooser = noChoice,
): MergedDocument {
  const log: MergeLog = { taken: [], conflicts: [], choose: chooser.side };
  const copies = separateAdditions(base, [office, ...fields], log);
  const sides = copies.map(({ name, root, touch }, index) => ({ name, isOffice: index === 0, touch, value: [root] }));
  const [merged] = mergeValue([base], sides, documentShape, [], log);
  const closed = withClosedReferences(merged as ProjectDocument, base, copies, log);
  const document = correctionConflicts(base, copies, closed, log, chooser);
  return { document, taken: log.taken, conflicts: log.conflicts };
}
