import { assertNever } from '../../lib/assert-never.ts';
import type { PreparedCriterion } from '../../scoring/prepare.ts';
import type { Threshold } from '../../scoring/types.ts';

/** What an open end of a range stands as: beyond every measured value. */
export const openEnd = 1e300;

/** Ranges and cells of criterion n (counted from 1) have these names on the sheet of criteria. */
export const rangeNames = {
  weight: (n: number) => `weight_${n}`,
  share: (n: number) => `share_${n}`,
  value: (n: number) => `value_${n}`,
  upTo: (n: number) => `upto_${n}`,
  utility: (n: number) => `utility_${n}`,
  slope: (n: number) => `slope_${n}`,
  order: (n: number) => `order_${n}`,
  otherwise: (n: number) => `otherwise_${n}`,
  missing: (n: number) => `missing_${n}`,
  exclude: (n: number) => `exclude_${n}`,
  condition: (n: number) => `condition_${n}`,
} as const;

/** Columns of the sheet of utilities, a row per plot, that the ranking looks things up in. */
export const plotNames = {
  id: 'plot_id',
  name: 'plot_name',
  sum: 'known_sum',
  open: 'open_weight',
  status: 'plot_status',
  ranked: 'ranked_score',
  rising: 'rising_scores',
  count: 'ranked_count',
} as const;

/**
 * The utility of the value in cell `at`, to 1e-12 as the program keeps it; "" where it is unknown. Piecewise: the utility of
 * the break point below plus the way on to the next (before the first stands one at the open end); classes: codes compared letter by letter; ranges: the first that fits.
 */
export function utilityFormula({ criterion, result }: PreparedCriterion, n: number, at: string): string {
  const { utility } = criterion;
  const missing = typeof criterion.missing === 'object' ? rangeNames.missing(n) : '""';
  const [value, points, order] = [rangeNames.value(n), rangeNames.utility(n), rangeNames.order(n)];
  const ofNumber = (formula: string): string =>
    result.kind === 'numbers'
      ? `IF(ISNUMBER(${at}),${formula},${missing})`
      : `IF(${at}="",${missing},IF(ISNUMBER(${at}),${formula},""))`;
  switch (utility.kind) {
    case 'piecewise': {
      const below = `LOOKUP(${at},${value})`;
      const slope = `LOOKUP(${at},${value},${rangeNames.slope(n)})`;
      return ofNumber(`ROUND(LOOKUP(${at},${value},${points})+(${at}-${below})*${slope},12)`);
    }
    case 'ranges': {
      const fits = `(${at}>=${value})*(${at}<${rangeNames.upTo(n)})`;
      const first = `INDEX(${points},ROWS(${points})+1-SUMPRODUCT(MAX(${fits}*${order})))`;
      return ofNumber(`IF(SUMPRODUCT(${fits})=0,"",ROUND(${first},12))`);
    }
    case 'classes': {
      const otherwise = utility.otherwise === undefined ? '""' : rangeNames.otherwise(n);
      const same = `EXACT(${at},${value})`;
      const known = `IF(SUMPRODUCT(--${same})=0,${otherwise},ROUND(SUMPRODUCT(${same}*${points}),12))`;
      return `IF(${at}="",${missing},${utility.scores.length === 0 ? otherwise : known})`;
    }
    case 'raw':
      throw new Error(`criterion ${criterion.id}: a weighted sum takes no raw values`);
    default:
      return assertNever(utility);
  }
}

/** Tests whether the value in cell `at` excludes, leaves undecided or sets conditions, as conditions of a formula. */
export function judgements({ criterion }: PreparedCriterion, n: number, at: string) {
  const excluded: string[] = [];
  const undecided: string[] = [];
  const conditional: string[] = [];
  if (criterion.missing === 'exclude') excluded.push(`${at}=""`);
  if (criterion.exclude) {
    excluded.push(crossed(criterion.exclude, rangeNames.exclude(n), at));
    undecided.push('in' in criterion.exclude ? `${at}=""` : `NOT(ISNUMBER(${at}))`);
  }
  if (criterion.condition) conditional.push(crossed(criterion.condition, rangeNames.condition(n), at));
  return { excluded, undecided, conditional };
}

function crossed(threshold: Threshold, limit: string, at: string): string {
  if ('in' in threshold) return `AND(${at}<>"",SUMPRODUCT(--EXACT(${at},${limit}))>0)`;
  return `AND(ISNUMBER(${at}),${at}${'above' in threshold ? '>' : '<'}${limit})`;
}

/** 1 where one of the conditions holds, 0 otherwise. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '0' : `IF(OR(${conditions.join(',')}),1,0)`;
}
