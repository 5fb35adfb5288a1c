import { describeIssue } from '../explain/issue-words.ts';
import { featureCount } from '../geometry/types.ts';
import type { Language } from '../lib/language.ts';
import { measureNotes } from '../report/notes.ts';
import type { SummaryHead } from '../report/summary-html.ts';
import type { ScoredProfile } from '../report/types.ts';
import type { LoadedStudy } from './types.ts';

/** What a report of a study says besides the ranking: who made it, from which data, and what a reader must know. */
export function reportHead(
  loaded: LoadedStudy,
  profiles: readonly ScoredProfile[],
  engine: string,
  language: Language,
): SummaryHead {
  const notes = [...loaded.issues, ...loaded.layers.flatMap(({ issues }) => issues), ...measureNotes(profiles)];
  return {
    title: loaded.study.name,
    engine,
    workingCrs: loaded.workingCrs.code ?? loaded.workingCrs.name,
    scaleError: loaded.scaleError,
    layers: loaded.layers.map(({ definition, read }) => ({
      name: definition.id,
      file: definition.file,
      features: featureCount(read.dataset.geometry),
      crs: read.dataset.crs.code ?? read.dataset.crs.name,
    })),
    notes: notes.map((note) => describeIssue(note, language)),
  };
}
