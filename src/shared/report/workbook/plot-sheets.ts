import { numberFromText } from '../../dataset/filter-coercion.ts';
import { type Cell, columnLetters, formulaCell, numberCell, textCell } from '../../formats/xlsx/cells.ts';
import type { Sheet } from '../../formats/xlsx/workbook.ts';
import type { Language } from '../../lib/language.ts';
import { scoreInterval } from '../../scoring/intervals.ts';
import { type PreparedCriterion, plotFlags } from '../../scoring/prepare.ts';
import { type Status, statuses } from '../../scoring/types.ts';
import { valueOfRow } from '../../scoring/values.ts';
import { correctedByRow, correctedWords } from '../corrected.ts';
import type { ReportPlots, ScoredProfile } from '../types.ts';
import { reportWord } from '../words.ts';
import { anyOf, judgements, plotNames, rangeNames, utilityFormula } from './formulas.ts';
import { type WorkbookWord, workbookWord } from './words.ts';

/** What the sheets with a row per plot are made of; the same plot has the same row on all of them. */
export interface PlotSheets {
  readonly scored: ScoredProfile;
  readonly plots: ReportPlots;
  readonly names: { readonly plots: string; readonly utilities: string };
  readonly language: Language;
}

/** Row of the first plot, below title, unit or weight, and headings. */
export const firstPlotRow = 5;
/** Column of the first criterion on the sheets of values and utilities; plot and name stand before it. */
const firstCriterion = 2;
/** After the last ranked score: beyond every score, so that the list still rises. */
const beyondScores = 1e300;

const criterionHead = ({ criterion }: PreparedCriterion, language: Language): Cell =>
  textCell(`${criterion.id}: ${criterion.name[language]}`, 'head');

/** What was measured, or corrected, which the last column says; codes as text, so that 0210 stays 0210. */
export function plotsSheet({ scored, plots, names, language }: PlotSheets): Sheet {
  const { prepared, scores, profile } = scored;
  const corrected = correctedByRow(scored);
  const isCorrected = corrected.size > 0;
  return {
    name: names.plots,
    widths: [16, 26, ...prepared.criteria.map(() => 16), ...(isCorrected ? [60] : [])],
    frozen: { rows: firstPlotRow - 1, columns: firstCriterion },
    *rows() {
      yield [textCell(workbookWord('sheetPlots', language), 'title')];
      yield [textCell(workbookWord('aboutPlots', language), 'faint')];
      yield [null, null, ...prepared.criteria.map(({ result }) => textCell(`[${result.unit}]`, 'faint'))];
      yield [
        ...identityHeads(language),
        ...prepared.criteria.map((criterion) => criterionHead(criterion, language)),
        ...(isCorrected ? [textCell(reportWord('corrected', language), 'head')] : []),
      ];
      for (const row of scores.order)
        yield [
          textCell(plots.id(row)),
          textCell(plots.label(row)),
          ...prepared.criteria.map((criterion) => measuredCell(criterion, row)),
          ...(isCorrected ? [textCell(correctedWords(corrected.get(row) ?? [], profile, language))] : []),
        ];
    },
  };
}

const identityHeads = (language: Language): Cell[] => [
  textCell(reportWord('plot', language), 'head'),
  textCell(workbookWord('label', language), 'head'),
];

const filterOf = (columns: number, plots: number): string =>
  `A${firstPlotRow - 1}:${columnLetters(columns - 1)}${Math.max(firstPlotRow - 1, firstPlotRow + plots - 1)}`;

function measuredCell({ criterion, result }: PreparedCriterion, row: number): Cell {
  const value = valueOfRow(result, row);
  if (value === null) return null;
  const isCode = criterion.utility.kind === 'classes';
  const limits = [criterion.exclude, criterion.condition].some((threshold) => threshold && !('in' in threshold));
  if (isCode && !limits) return textCell(String(value));
  if (typeof value === 'number') return numberCell(value);
  const number = numberFromText(value);
  return Number.isNaN(number) || (isCode && String(number) !== value) ? textCell(value) : numberCell(number);
}

const flags = ['isExcluded', 'isUndecided', 'isConditional'] as const;
const results = ['knownSum', 'openWeight', 'status', 'rankedScore', 'rising'] as const;

/** Letters of the columns behind the criteria on the sheet of utilities. */
function resultColumns(criteria: number) {
  const letter = (offset: number) => columnLetters(firstCriterion + criteria + offset);
  return {
    excluded: letter(0),
    undecided: letter(1),
    conditional: letter(2),
    sum: letter(3),
    open: letter(4),
    status: letter(5),
    ranked: letter(6),
    rising: letter(7),
  };
}

const lastRow = (plots: ReportPlots): number => Math.max(firstPlotRow, firstPlotRow + plots.count - 1);

/** The names by which the ranking finds a plot's results: columns of the sheet of utilities. */
export function plotRanges({ scored, plots, names }: PlotSheets): readonly (readonly [string, string])[] {
  const columns = resultColumns(scored.prepared.criteria.length);
  const range = (letter: string) => `${names.utilities}!$${letter}$${firstPlotRow}:$${letter}$${lastRow(plots)}`;
  return [
    [plotNames.id, range('A')],
    [plotNames.name, range('B')],
    [plotNames.sum, range(columns.sum)],
    [plotNames.open, range(columns.open)],
    [plotNames.status, range(columns.status)],
    [plotNames.ranked, range(columns.ranked)],
    [plotNames.rising, range(columns.rising)],
    [plotNames.count, `${names.utilities}!$${columns.rising}$3`],
  ];
}

/**
 * How good each value is, as formulas over the sheets of values and criteria; behind them what excludes and conditions, the
 * weighted sum and the status, and in the last column the ranked scores again, sorted: looking a score up there gives its
 * rank. (One array formula for that list, COUNTIF and RANK take LibreOffice two to fifteen times as long.)
 */
export function utilitiesSheet(sheets: PlotSheets): Sheet {
  const { scored, plots, names, language } = sheets;
  const { criteria } = scored.prepared;
  const { scores } = scored;
  const word = (key: WorkbookWord) => workbookWord(key, language);
  const columns = resultColumns(criteria.length);
  const rising = risingScores(scored);
  return {
    name: names.utilities,
    widths: [16, 26, ...criteria.map(() => 16), ...flags.map(() => 12), ...results.map(() => 14)],
    frozen: { rows: firstPlotRow - 1, columns: firstCriterion },
    *rows() {
      yield [textCell(word('sheetUtilities'), 'title')];
      yield [textCell(word('aboutUtilities'), 'faint')];
      const shares = criteria.map((_, index) =>
        formulaCell(rangeNames.share(index + 1), scores.criteria[index].weight, 'percent'),
      );
      const ranked = `COUNT(${columns.ranked}${firstPlotRow}:${columns.ranked}${lastRow(plots)})`;
      yield [
        null,
        textCell(word('share'), 'faint'),
        ...shares,
        ...Array.from({ length: 6 }, () => null),
        textCell(word('rankedCount'), 'faint'),
        formulaCell(ranked, rising.length, 'integer'),
      ];
      const heads = criteria.map((criterion) => criterionHead(criterion, language));
      const others = [...flags, ...results].map((key) =>
        textCell(key === 'status' ? reportWord('status', language) : word(key), 'head'),
      );
      yield [...identityHeads(language), ...heads, ...others];
      for (let at = 0; at < scores.order.length; at++) {
        const row = scores.order[at];
        const { cells, flagCells } = utilityCells(criteria, scored.prepared.flags[row], names.plots, at, row);
        yield [
          formulaCell(`${names.plots}!A${firstPlotRow + at}`, plots.id(row)),
          formulaCell(`${names.plots}!B${firstPlotRow + at}&""`, plots.label(row)),
          ...cells,
          ...flagCells,
          ...resultCells(sheets, at, rising),
        ];
      }
    },
  };
}

function utilityCells(
  criteria: readonly PreparedCriterion[],
  settled: number,
  plotsSheetName: string,
  place: number,
  row: number,
): { readonly cells: Cell[]; readonly flagCells: Cell[] } {
  const cells: Cell[] = [];
  const conditions: readonly string[][] = [[], [], []];
  criteria.forEach((criterion, index) => {
    const at = `${plotsSheetName}!${columnLetters(firstCriterion + index)}${firstPlotRow + place}`;
    const known = criterion.utility[row];
    cells.push(
      formulaCell(utilityFormula(criterion, index + 1, at), Number.isNaN(known) ? '' : known, 'four-decimals'),
    );
    const judged = judgements(criterion, index + 1, at);
    conditions[0].push(...judged.excluded);
    conditions[1].push(...judged.undecided);
    conditions[2].push(...judged.conditional);
  });
  const bits = [plotFlags.excluded, plotFlags.undecided, plotFlags.conditional];
  const flagCells = bits.map((bit, at) => formulaCell(anyOf(conditions[at]), settled & bit ? 1 : 0));
  return { cells, flagCells };
}

/** Sum, weight of the unknown, status, score where ranked, and the place-th of the ranked scores. */
function resultCells({ scored, plots, language }: PlotSheets, place: number, rising: Float64Array): Cell[] {
  const { scores, prepared } = scored;
  const row = scores.order[place];
  const r = firstPlotRow + place;
  const columns = resultColumns(prepared.criteria.length);
  const [from, to] = [columnLetters(firstCriterion), columnLetters(firstCriterion + prepared.criteria.length - 1)];
  const [utilities, shares] = [`${from}${r}:${to}${r}`, `$${from}$3:$${to}$3`];
  const word = (status: Status) => reportWord(status, language);
  const { sum, open } = sums(scored, row);
  const anything = prepared.criteria.length > 0;
  const known = anything ? `SUMPRODUCT(${utilities},${shares})` : '0';
  const unknown = anything ? `IF(SUM(${shares})=0,1,SUMPRODUCT((${utilities}="")*${shares}))` : '1';
  const isUnknown = `OR(${columns.undecided}${r}>0,${columns.open}${r}>0)`;
  const status = `IF(${columns.excluded}${r}>0,"${word('excluded')}",IF(${isUnknown},"${word('unknown')}",IF(${columns.conditional}${r}>0,"${word('conditional')}","${word('pass')}")))`;
  const isRanked = `OR(${columns.status}${r}="${word('pass')}",${columns.status}${r}="${word('conditional')}")`;
  const risingNow = place < rising.length ? rising[place] : beyondScores;
  const scoresRange = `$${columns.ranked}$${firstPlotRow}:$${columns.ranked}$${lastRow(plots)}`;
  const sorted = `IF(${place + 1}>$${columns.rising}$3,1E+300,SMALL(${scoresRange},${place + 1}))`;
  return [
    formulaCell(known, sum, 'four-decimals'),
    formulaCell(unknown, open, 'four-decimals'),
    formulaCell(status, word(statuses[scores.status[row]])),
    formulaCell(
      `IF(${isRanked},MAX(0,MIN(100,ROUND(100*${columns.sum}${r},9))),"")`,
      scores.rank[row] === 0 ? '' : scores.score[row],
      'two-decimals',
    ),
    formulaCell(sorted, risingNow, 'two-decimals'),
  ];
}

const heads = ['score', 'lowest', 'highest'] as const;

/**
 * Rank, score, interval and status, looked up by the number of the plot in the last column: rows may be sorted and filtered
 * as one likes, and each stays with its plot.
 */
export function rankingSheet({ scored, plots, language }: PlotSheets, name: string): Sheet {
  const { scores } = scored;
  const word = (key: WorkbookWord) => workbookWord(key, language);
  return {
    name,
    widths: [8, 16, 30, 10, 10, 10, 14, 8],
    frozen: { rows: firstPlotRow - 1, columns: 3 },
    filter: filterOf(8, plots.count),
    *rows() {
      yield [textCell(`${word('sheetRanking')}: ${scored.profile.name[language]}`, 'title')];
      yield [textCell(word('aboutRanking'), 'faint')];
      yield [];
      const first = [reportWord('rank', language), reportWord('plot', language), word('label')];
      const texts = [...first, ...heads.map(word), reportWord('status', language), word('number')];
      yield texts.map((text) => textCell(text, 'head'));
      for (let place = 0; place < scores.order.length; place++) {
        const row = scores.order[place];
        const now = {
          id: plots.id(row),
          name: plots.label(row),
          rank: scores.rank[row] || '',
          score: Number.isNaN(scores.score[row]) ? '' : scores.score[row],
          ...scoreInterval(scores, row),
          status: reportWord(statuses[scores.status[row]], language),
        };
        yield rankingRow(place, now);
      }
    },
  };
}

interface RankedNow {
  readonly id: string;
  readonly name: string;
  readonly rank: number | string;
  readonly score: number | string;
  readonly low: number;
  readonly high: number;
  readonly status: string;
}

function rankingRow(place: number, now: RankedNow): Cell[] {
  const r = firstPlotRow + place;
  const of = (list: string) => `INDEX(${list},H${r})`;
  const ranked = of(plotNames.ranked);
  const points = (sum: string) => `MAX(0,MIN(100,ROUND(100*${sum},9)))`;
  return [
    formulaCell(`IF(${ranked}="","",${plotNames.count}-MATCH(${ranked},${plotNames.rising},1)+1)`, now.rank, 'integer'),
    formulaCell(of(plotNames.id), now.id),
    formulaCell(of(plotNames.name), now.name),
    formulaCell(`IF(${of(plotNames.open)}>0,"",E${r})`, now.score, 'two-decimals'),
    formulaCell(points(of(plotNames.sum)), now.low, 'two-decimals'),
    formulaCell(points(`(${of(plotNames.sum)}+${of(plotNames.open)})`), now.high, 'two-decimals'),
    formulaCell(of(plotNames.status), now.status),
    numberCell(place + 1, 'faint'),
  ];
}

/** Sum of weight x utility over the known utilities, and the weight of the unknown ones, of one plot. */
function sums({ scores }: ScoredProfile, row: number): { readonly sum: number; readonly open: number } {
  let sum = 0;
  let open = 0;
  let all = 0;
  for (const { weight, utility } of scores.criteria) {
    all += weight;
    if (Number.isNaN(utility[row])) open += weight;
    else sum += weight * utility[row];
  }
  return { sum, open: all === 0 ? 1 : open };
}

/** Scores of the ranked plots, lowest first. */
function risingScores({ scores }: ScoredProfile): Float64Array {
  return scores.score.filter((_, row) => scores.rank[row] > 0).sort();
}
