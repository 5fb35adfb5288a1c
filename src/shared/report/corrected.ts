import type { Language, Words } from '../lib/language.ts';
import type { AppliedCorrection } from '../project/corrected-measures.ts';
import type { Evidence } from '../project/document-types.ts';
import type { Profile } from '../scoring/types.ts';
import { printNumber } from './numbers.ts';
import type { ScoredProfile } from './types.ts';

/*
 * How exports mark values that people corrected (docs/command-line.md#corrected-values): flat formats in one field for machines,
 * pictures and pages in words. A ranking in which nothing is corrected has no such field.
 */

const evidenceWords: Readonly<Record<Evidence, Words>> = {
  measured: { en: 'measured on site', nb: 'målt på stedet', sv: 'mätt på plats' },
  seen: { en: 'seen on site', nb: 'sett på stedet', sv: 'sett på plats' },
  document: { en: 'from a document', nb: 'fra et dokument', sv: 'ur ett dokument' },
  told: { en: 'told by somebody', nb: 'fortalt av noen', sv: 'berättat av någon' },
  estimated: { en: 'estimated', nb: 'anslått', sv: 'uppskattat' },
};

/** How a corrected value is known, in words. */
export function describeEvidence(evidence: Evidence, language: Language): string {
  return evidenceWords[evidence][language];
}

/** Corrected values of each plot that has one, by row, in the order of the criteria. */
export function correctedByRow({
  corrected = [],
}: Pick<ScoredProfile, 'corrected'>): ReadonlyMap<number, readonly AppliedCorrection[]> {
  const rows = new Map<number, AppliedCorrection[]>();
  for (const one of corrected) rows.set(one.row, [...(rows.get(one.row) ?? []), one]);
  return rows;
}

/** A plot's corrected values in one text, in no language: `buildable: measured 2026-05-01; noise: told 2026-05-03`. */
export function correctedText(corrections: readonly AppliedCorrection[] = []): string {
  return corrections
    .map(({ criterion, correction: { evidence, date } }) => `${criterion}: ${evidence} ${date}`)
    .join('; ');
}

/** A plot's corrected values in words: which criterion, how it is known, since when and by whom. */
export function correctedWords(
  corrections: readonly AppliedCorrection[],
  profile: Profile,
  language: Language,
): string {
  return corrections
    .map(({ criterion, correction: { evidence, date, author } }) => {
      const name = profile.criteria.find(({ id }) => id === criterion)?.name[language] ?? criterion;
      const how = [describeEvidence(evidence, language), date, author].filter((part) => part !== '').join(', ');
      return `${name} (${how})`;
    })
    .join('; ');
}

/** A corrected value as JSON: what was measured, how the corrected one is known, since when and by whom. */
export function correctedJson({ measured, correction: { evidence, date, author } }: AppliedCorrection): string {
  const text = JSON.stringify;
  const before = typeof measured === 'number' ? printNumber(measured) : text(measured);
  return `{"measured":${before},"evidence":${text(evidence)},"date":${text(date)},"author":${text(author)}}`;
}
