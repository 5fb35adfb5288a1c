import type { Language } from '../lib/language.ts';
import { groupScoresOf } from '../scoring/groups.ts';
import { scoreInterval } from '../scoring/intervals.ts';
import { reasonsFor } from '../scoring/plot.ts';
import type { PreparedProfile } from '../scoring/prepare.ts';
import { type Criterion, type ProfileScores, type Reason, statuses } from '../scoring/types.ts';
import { catalogue, groupNames } from './catalogue.ts';
import { fill } from './fill.ts';
import { formatNumber, formatScore, formatValue } from './format.ts';
import { describeReason } from './reason.ts';

type Key = keyof typeof catalogue;

/**
 * One short paragraph on a plot, the same for the same numbers: score and rank (or why there is none), the strongest
 * and the weakest group, what excludes it, its conditions, what is not known, and what was not assessed at all.
 */
export function explainPlot(
  prepared: PreparedProfile,
  scores: ProfileScores,
  row: number,
  label: string,
  language: Language,
): string {
  const say = (key: Key, values: Readonly<Record<string, string | number>> = {}) =>
    fill(catalogue[key][language], values);
  const reasons = reasonsFor(prepared, row);
  const sentences = [
    headline(scores, row, label, language),
    ...reasons.filter(({ kind }) => kind === 'excluded').map((reason) => sentenceOf(prepared, reason, language)),
    ...groupSentence(prepared, scores, row, language),
  ];
  const conditions = namesOf(prepared, reasons, ['condition'], language);
  if (conditions.length > 0) sentences.push(say('conditions', { list: conditions.join('; ') }));
  const unknown = namesOf(prepared, reasons, ['missing', 'undecided'], language);
  if (unknown.length > 0) sentences.push(say('notKnown', { list: unknown.join(', ') }));
  const weighty = scores.notAssessed.filter(({ weight }) => weight > 0);
  if (weighty.length > 0) {
    const share = weighty.reduce((sum, { weight }) => sum + weight, 0);
    const list = weighty.map(({ criterion }) => nameOf(prepared, criterion, language)).join(', ');
    sentences.push(say('notAssessed', { list, share: formatValue(share, 'share', language) }));
  }
  return sentences.join(' ');
}

function headline(scores: ProfileScores, row: number, label: string, language: Language): string {
  const score = formatScore(scores.score[row], language);
  const status = statuses[scores.status[row]];
  if (status === 'excluded') return fill(catalogue.excluded[language], { label });
  if (status === 'unknown') {
    const known = !Number.isNaN(scores.score[row]);
    const { low, high } = scoreInterval(scores, row);
    const interval = { low: formatScore(low, language), high: formatScore(high, language) };
    return fill(catalogue[known ? 'unknownExclusion' : 'unknownInterval'][language], { label, score, ...interval });
  }
  const rank = scores.rank[row];
  let count = 0;
  let others = -1;
  for (const other of scores.rank) {
    if (other > 0) count++;
    if (other === rank) others++;
  }
  const whole = (value: number) => formatNumber(value, language, 0);
  const values = { label, score, rank: whole(rank), count: whole(count) };
  if (others === 0) return fill(catalogue.ranked[language], values);
  const shared = fill(catalogue[others === 1 ? 'oneOther' : 'manyOthers'][language], { count: whole(others) });
  return fill(catalogue.rankedShared[language], { ...values, others: shared });
}

function groupSentence(
  prepared: PreparedProfile,
  scores: ProfileScores,
  row: number,
  language: Language,
): readonly string[] {
  const known = groupScoresOf(prepared, scores, row).filter((group) => group.score !== null);
  if (known.length < 2) return [];
  const strongest = known.reduce((best, group) => ((group.score ?? 0) > (best.score ?? 0) ? group : best));
  const weakest = known.reduce((worst, group) => ((group.score ?? 0) < (worst.score ?? 0) ? group : worst));
  if (strongest.score === weakest.score) return [];
  return [
    fill(catalogue.strongestWeakest[language], {
      strongest: groupName(strongest.group, language),
      strongestScore: formatScore(strongest.score ?? 0, language),
      weakest: groupName(weakest.group, language),
      weakestScore: formatScore(weakest.score ?? 0, language),
    }),
  ];
}

/** What a group is called; the profile's own word where it is not one of the built-in groups. */
export function groupName(group: string, language: Language): string {
  return groupNames.get(group)?.[language] ?? group;
}

function namesOf(
  prepared: PreparedProfile,
  reasons: readonly Reason[],
  kinds: readonly Reason['kind'][],
  language: Language,
): readonly string[] {
  return reasons
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ criterion, kind, value }) => {
      const name = nameOf(prepared, criterion, language);
      const entry = prepared.criteria.find((each) => each.criterion.id === criterion);
      return kind === 'condition' && entry ? `${name} (${formatValue(value, entry.result.unit, language)})` : name;
    });
}

function nameOf(prepared: PreparedProfile, id: Criterion['id'], language: Language): string {
  return prepared.profile.criteria.find((criterion) => criterion.id === id)?.name[language] ?? id;
}

function sentenceOf(prepared: PreparedProfile, reason: Reason, language: Language): string {
  const entry = prepared.criteria.find(({ criterion }) => criterion.id === reason.criterion);
  return entry ? describeReason(reason, entry.criterion, language, entry.result.unit) : '';
}
