import { groupName } from '../../explain/plot.ts';
import { type Cell, formulaCell, numberCell, textCell } from '../../formats/xlsx/cells.ts';
import type { Sheet } from '../../formats/xlsx/workbook.ts';
import type { Language } from '../../lib/language.ts';
import type { PreparedCriterion } from '../../scoring/prepare.ts';
import type { Criterion, ProfileScores, Threshold } from '../../scoring/types.ts';
import type { ScoredProfile } from '../types.ts';
import { reportWord } from '../words.ts';
import { openEnd, rangeNames } from './formulas.ts';
import { type WorkbookWord, workbookWord } from './words.ts';

/** The sheet of criteria with the names that other sheets use for its cells. */
export interface CriteriaSheet {
  readonly sheet: Sheet;
  readonly names: readonly (readonly [name: string, range: string])[];
}

/** Columns of the upper table, from A on. */
const column = { weight: 'E', share: 'F', missing: 'I', exclude: 'K', condition: 'M' } as const;
const firstRow = 5;

/**
 * Weights (yellow, to be changed), their shares as formulas, rules, limits, source and grade of every criterion; below,
 * the break points, classes and ranges of their value functions, and the codes that exclude or set conditions.
 */
export function criteriaSheet(scored: ScoredProfile, name: string, language: Language): CriteriaSheet {
  const word = (key: WorkbookWord) => workbookWord(key, language);
  const rows: Cell[][] = [
    [textCell(reportWord('criteria', language), 'title')],
    [textCell(word('lead'), 'faint')],
    [],
    headings(language),
  ];
  const names: (readonly [string, string])[] = [];
  const { criteria } = scored.prepared;
  const last = firstRow + criteria.length - 1;
  const range = (letter: string, from: number, to = from) =>
    from === to ? `${name}!$${letter}$${from}` : `${name}!$${letter}$${from}:$${letter}$${to}`;
  criteria.forEach((prepared, index) => {
    const n = index + 1;
    const row = firstRow + index;
    names.push([rangeNames.weight(n), range(column.weight, row)], [rangeNames.share(n), range(column.share, row)]);
    const { criterion } = prepared;
    if (typeof criterion.missing === 'object') names.push([rangeNames.missing(n), range(column.missing, row)]);
    if (criterion.exclude && !('in' in criterion.exclude))
      names.push([rangeNames.exclude(n), range(column.exclude, row)]);
    if (criterion.condition && !('in' in criterion.condition))
      names.push([rangeNames.condition(n), range(column.condition, row)]);
    const share = `IF(SUM($E$${firstRow}:$E$${last})=0,0,E${row}/SUM($E$${firstRow}:$E$${last}))`;
    rows.push(
      criterionRow(prepared, n, weightOf(scored, index), share, scored.scores.criteria[index].weight, language),
    );
  });
  rows.push(
    ...notAssessedRows(scored, language),
    [],
    [textCell(word('breakPoints'), 'title')],
    pointHeadings(language),
  );
  criteria.forEach(({ criterion }, index) => {
    const blocks = pointBlocks(criterion, index + 1, language);
    for (const block of blocks) {
      const from = rows.length + 1;
      const to = from + block.rows.length - 1;
      for (const [own, letter] of block.names) names.push([own, range(letter, from, to)]);
      rows.push(...block.rows.map((make, at) => make(from + at)));
    }
  });
  const sheet: Sheet = {
    name,
    widths: [6, 18, 34, 22, 10, 10, 10, 16, 10, 18, 12, 18, 12, 60, 14],
    frozen: { rows: firstRow - 1, columns: 2 },
    rows: () => rows,
  };
  return { sheet, names };
}

function headings(language: Language): Cell[] {
  const word = (key: WorkbookWord) => workbookWord(key, language);
  const report = (key: Parameters<typeof reportWord>[0]) => reportWord(key, language);
  return [
    word('number'),
    'id',
    report('criterion'),
    word('group'),
    report('weight'),
    word('share'),
    word('unit'),
    word('whenMissing'),
    word('utility'),
    word('excludedIf'),
    word('limit'),
    word('conditionIf'),
    word('limit'),
    report('source'),
    report('grade'),
  ].map((text) => textCell(text, 'head'));
}

/**
 * The weight as the profile states it; where the weights were changed, the share in percent, which ranks the same.
 */
function weightOf({ profile, prepared, scores }: ScoredProfile, index: number): number {
  const own = prepared.criteria.map(({ criterion }) => criterion.weight);
  const sum = own.reduce((total, weight) => total + weight, 0);
  const asStated = own.every(
    (weight, at) => Math.abs((sum > 0 ? weight / sum : weight) - scores.criteria[at].weight) < 1e-12,
  );
  if (asStated && profile.criteria.length > 0) return own[index];
  return 100 * scores.criteria[index].weight;
}

function criterionRow(
  { criterion, result }: PreparedCriterion,
  n: number,
  weight: number,
  share: string,
  shareNow: number,
  language: Language,
): Cell[] {
  const { missing } = criterion;
  const rule = missing === 'unknown' ? 'unknownRule' : missing === 'exclude' ? 'excludeRule' : 'utility';
  return [
    numberCell(n),
    textCell(criterion.id),
    textCell(criterion.name[language]),
    textCell(groupName(criterion.group, language)),
    numberCell(weight, 'input'),
    formulaCell(share, shareNow, 'percent'),
    textCell(result.unit),
    textCell(workbookWord(rule, language)),
    typeof missing === 'object' ? numberCell(missing.utility, 'input') : null,
    ...thresholdCells(criterion.exclude, language),
    ...thresholdCells(criterion.condition, language),
    textCell(criterion.source),
    textCell(reportWord(criterion.grade, language)),
  ];
}

function thresholdCells(threshold: Threshold | undefined, language: Language): [Cell, Cell] {
  if (!threshold) return [null, null];
  if ('in' in threshold) return [textCell(workbookWord('oneOf', language)), null];
  return 'above' in threshold
    ? [textCell(workbookWord('above', language)), numberCell(threshold.above, 'input')]
    : [textCell(workbookWord('below', language)), numberCell(threshold.below, 'input')];
}

const reasons: Readonly<Record<ProfileScores['notAssessed'][number]['why'], 'noLayer' | 'noField' | 'noAreas'>> = {
  'no-layer': 'noLayer',
  'no-field': 'noField',
  'no-areas': 'noAreas',
};

function notAssessedRows({ profile, scores }: ScoredProfile, language: Language): Cell[][] {
  if (scores.notAssessed.length === 0) return [];
  const rows = scores.notAssessed.map(({ criterion, weight, why }): Cell[] => [
    null,
    textCell(criterion),
    textCell(profile.criteria.find(({ id }) => id === criterion)?.name[language] ?? ''),
    textCell(reportWord(reasons[why], language)),
    null,
    numberCell(weight, 'percent'),
  ]);
  return [[], [textCell(reportWord('notAssessed', language), 'head')], ...rows];
}

const pointHeadings = (language: Language): Cell[] => {
  const word = (key: WorkbookWord) => workbookWord(key, language);
  const heads = [word('number'), 'id', word('from'), word('to'), word('utility'), word('slope'), word('precedence')];
  return heads.map((text) => textCell(text, 'head'));
};

/** Rows under each other, and which columns of them have names. */
interface Block {
  readonly rows: readonly ((row: number) => Cell[])[];
  readonly names: readonly (readonly [name: string, letter: string])[];
}

function pointBlocks(criterion: Criterion, n: number, language: Language): Block[] {
  const start: Cell[] = [numberCell(n), textCell(criterion.id)];
  const blocks: Block[] = [];
  const { utility } = criterion;
  if (utility.kind === 'piecewise') blocks.push(piecewiseBlock(utility.points, start, n));
  else if (utility.kind === 'ranges') blocks.push(rangesBlock(utility.ranges, start, n));
  else if (utility.kind === 'classes') {
    const scores = [...new Map(utility.scores)];
    if (scores.length > 0)
      blocks.push({
        rows: scores.map(([code, score]) => () => [...start, textCell(code), null, numberCell(score, 'input')]),
        names: [
          [rangeNames.value(n), 'C'],
          [rangeNames.utility(n), 'E'],
        ],
      });
    const { otherwise } = utility;
    if (otherwise !== undefined)
      blocks.push({
        rows: [
          () => [
            ...start,
            textCell(workbookWord('otherwise', language), 'faint'),
            null,
            numberCell(otherwise, 'input'),
          ],
        ],
        names: [[rangeNames.otherwise(n), 'E']],
      });
  }
  for (const [threshold, name, label] of [
    [criterion.exclude, rangeNames.exclude(n), 'codesExcluded'],
    [criterion.condition, rangeNames.condition(n), 'codesCondition'],
  ] as const)
    if (threshold && 'in' in threshold)
      blocks.push({
        rows: threshold.in.map((code) => () => [
          ...start,
          textCell(String(code)),
          textCell(workbookWord(label, language), 'faint'),
        ]),
        names: [[name, 'C']],
      });
  return blocks;
}

/**
 * The slope to the next point is a formula; before the first point and after the last it is 0, so that the ends hold. A
 * row at the open end lets every value find a point below it.
 */
function piecewiseBlock(points: readonly (readonly [number, number])[], start: readonly Cell[], n: number): Block {
  const first = (row: number): Cell[] => [
    ...start,
    numberCell(-openEnd),
    null,
    formulaCell(`E${row + 1}`, points[0][1]),
    numberCell(0),
  ];
  const others = points.map(([x, utility], at) => (row: number): Cell[] => {
    const next = points[at + 1];
    const slope = next
      ? formulaCell(`(E${row + 1}-E${row})/(C${row + 1}-C${row})`, (next[1] - utility) / (next[0] - x))
      : numberCell(0);
    return [...start, numberCell(x, 'input'), null, numberCell(utility, 'input'), slope];
  });
  return {
    rows: [first, ...others],
    names: [
      [rangeNames.value(n), 'C'],
      [rangeNames.utility(n), 'E'],
      [rangeNames.slope(n), 'F'],
    ],
  };
}

type Ranges = Extract<Criterion['utility'], { kind: 'ranges' }>['ranges'];

/** Of ranges that overlap the first counts: it has the highest precedence. */
function rangesBlock(ranges: Ranges, start: readonly Cell[], n: number): Block {
  return {
    rows: ranges.map(({ from, to, utility }, at) => () => [
      ...start,
      numberCell(from ?? -openEnd, 'input'),
      numberCell(to ?? openEnd, 'input'),
      numberCell(utility, 'input'),
      null,
      numberCell(ranges.length - at),
    ]),
    names: [
      [rangeNames.value(n), 'C'],
      [rangeNames.upTo(n), 'D'],
      [rangeNames.utility(n), 'E'],
      [rangeNames.order(n), 'G'],
    ],
  };
}
