import { assertNever } from '../lib/assert-never.ts';
import type { Language } from '../lib/language.ts';
import type { Measure, MissingCause, Unit } from '../measure/types.ts';
import { unitOfField } from '../measure/units.ts';
import type { Criterion, Reason, Threshold } from '../scoring/types.ts';
import { catalogue } from './catalogue.ts';
import { fill } from './fill.ts';
import { formatValue } from './format.ts';

/** The unit a measure's values are in, where the measured column itself is not at hand. */
export function unitOfMeasure(measure: Measure): Unit {
  switch (measure.kind) {
    case 'area':
    case 'buildable':
      return 'm2';
    case 'distance':
      return 'm';
    case 'coverage':
      return 'share';
    case 'population':
    case 'reach':
      return 'count';
    case 'access':
      return 'number';
    case 'zoning':
      return measure.take === 'mean' ? 'share' : 'code';
    case 'travel':
      return measure.by === 'minutes' ? 'min' : 'm';
    case 'capacity':
      return unitOfField(measure.field);
    case 'compactness':
      return measure.take === 'polsby-popper' ? 'number' : 'm';
    case 'fits':
      return 'number';
    case 'slope':
      return measure.take === 'share-under' ? 'share' : 'percent';
    case 'attribute':
      return 'number';
    default:
      return assertNever(measure);
  }
}

/** One reason as a sentence: what, how much, and what it means for the plot. */
export function describeReason(
  reason: Reason,
  criterion: Criterion,
  language: Language,
  unit: Unit = unitOfMeasure(criterion.measure),
): string {
  const { threshold } = reason;
  let digits = 3;
  let value = amount(reason.value, unit, language, digits);
  let limit = threshold ? formatLimit(threshold, unit, language, digits) : '';
  // 30,010 m is above 30,000 m: more digits until the two can be told apart.
  while (value === limit && digits < 12) {
    digits++;
    value = amount(reason.value, unit, language, digits);
    limit = threshold ? formatLimit(threshold, unit, language, digits) : '';
  }
  const words = { name: criterion.name[language], value, limit };
  const sentence = fill(catalogue[sentenceKey(reason, criterion)][language], words);
  const more = [
    ...(reason.cause ? [catalogue[causeKeys[reason.cause]][language]] : []),
    ...(reason.mappingUnknown ? [catalogue.mappingUnknown[language]] : []),
  ];
  return [sentence, ...more].join(' ');
}

const causeKeys = {
  'value-missing': 'causeValueMissing',
  'no-road': 'causeNoRoad',
  unreachable: 'causeUnreachable',
  'terrain-missing': 'causeTerrainMissing',
  tangled: 'causeTangled',
} as const satisfies Record<MissingCause, keyof typeof catalogue>;

/** A positive share that would be printed as next to nothing is "< 0.1 %". */
function amount(value: Reason['value'], unit: Unit, language: Language, digits: number): string {
  const small = unit === 'share' && typeof value === 'number' && value > 0 && value < 0.001;
  return small ? `< ${formatValue(0.001, unit, language)}` : formatValue(value, unit, language, digits);
}

function sentenceKey({ kind, value, threshold }: Reason, criterion: Criterion): keyof typeof catalogue {
  switch (kind) {
    case 'excluded':
      if (threshold === null) return 'excludedMissing';
      return 'above' in threshold ? 'excludedAbove' : 'below' in threshold ? 'excludedBelow' : 'excludedIn';
    case 'condition':
      return conditionKey(threshold, criterion);
    case 'missing':
      return value === null ? 'missing' : 'missingUtility';
    case 'undecided':
      return criterion.exclude && threshold && sameThreshold(threshold, criterion.exclude)
        ? 'undecidedExclusion'
        : 'undecidedCondition';
    default:
      return assertNever(kind);
  }
}

function conditionKey(threshold: Threshold | null, criterion: Criterion): keyof typeof catalogue {
  if (threshold && 'above' in threshold) {
    const touched = criterion.measure.kind === 'coverage' && threshold.above === 0;
    return touched ? 'conditionTouched' : 'conditionAbove';
  }
  return threshold && 'below' in threshold ? 'conditionBelow' : 'conditionIn';
}

/** Equal by content: a reason may have travelled between workers. */
function sameThreshold(a: Threshold, b: Threshold): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function formatLimit(threshold: Threshold, unit: Unit, language: Language, digits: number): string {
  if ('in' in threshold) return threshold.in.map(String).join(', ');
  return formatValue('above' in threshold ? threshold.above : threshold.below, unit, language, digits);
}
