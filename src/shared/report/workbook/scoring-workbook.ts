import type { OutputFile } from '../../formats/output.ts';
import { type Cell, numberCell, textCell } from '../../formats/xlsx/cells.ts';
import { type Sheet, sheetLimits, type Workbook, workbookPieces } from '../../formats/xlsx/workbook.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import type { Language } from '../../lib/language.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { SummaryHead } from '../summary-html.ts';
import type { ReportPlots, ScoredProfile } from '../types.ts';
import { reportWord } from '../words.ts';
import { criteriaSheet } from './criteria-sheet.ts';
import { firstPlotRow, plotRanges, plotsSheet, rankingSheet, utilitiesSheet } from './plot-sheets.ts';
import { type WorkbookWord, workbookWord } from './words.ts';

/** Bytes of a sheet that a zip without extensions holds. */
const largestSheet = 4e9;
/** Bytes a cell of the sheet of utilities takes, formula included, at most (measured: some 200). */
const bytesPerCell = 300;

/**
 * The scoring of one profile as an .xlsx file whose utilities, scores, status and ranks are formulas, so that an auditor
 * recomputes the ranking without this program and sees what other weights would do. `cached` false leaves out the values
 * the formulas have now. Fails with `xlsx-too-large` where the sheets cannot hold the plots.
 */
export function scoringWorkbook(
  name: string,
  head: SummaryHead,
  scored: ScoredProfile,
  plots: ReportPlots,
  language: Language,
  cached = true,
): Outcome<OutputFile, Problem> {
  const columns = scored.prepared.criteria.length + 10;
  const rows = plots.count + firstPlotRow - 1;
  if (rows > sheetLimits.rows || columns > sheetLimits.columns || rows * columns * bytesPerCell > largestSheet)
    return failure(problem('xlsx-too-large', { file: `${name}.xlsx`, rows, columns }));
  const workbook = workbookOf(head, scored, plots, language, cached);
  return success({ name: `${name}.xlsx`, pieces: () => workbookPieces(workbook) });
}

function workbookOf(
  head: SummaryHead,
  scored: ScoredProfile,
  plots: ReportPlots,
  language: Language,
  cached: boolean,
): Workbook {
  const word = (key: WorkbookWord) => workbookWord(key, language);
  const names = { plots: word('sheetPlots'), utilities: word('sheetUtilities') };
  const sheets = { scored, plots, names, language };
  const criteria = criteriaSheet(scored, word('sheetCriteria'), language);
  return {
    sheets: [
      readMeSheet(head, scored, plots, language),
      rankingSheet(sheets, word('sheetRanking')),
      criteria.sheet,
      utilitiesSheet(sheets),
      plotsSheet(sheets),
    ],
    names: [...criteria.names, ...plotRanges(sheets)],
    cached,
  };
}

function readMeSheet(head: SummaryHead, scored: ScoredProfile, plots: ReportPlots, language: Language): Sheet {
  const word = (key: WorkbookWord) => workbookWord(key, language);
  const report = (key: Parameters<typeof reportWord>[0]) => reportWord(key, language);
  const line = (text: string): Cell[] => [textCell(text, 'wrapped')];
  const fact = (name: string, value: Cell): Cell[] => [textCell(name, 'faint'), value];
  const rows: Cell[][] = [
    [textCell(`${head.title}: ${scored.profile.name[language]}`, 'title')],
    line(word('lead')),
    [],
    fact(report('plots'), numberCell(plots.count)),
    fact(report('workingCrs'), textCell(head.workingCrs)),
    fact(word('scaleError'), textCell(`${(head.scaleError * 100).toFixed(3)} %`)),
    fact(word('madeBy'), textCell(head.engine)),
    [],
    ...(['aboutRanking', 'aboutCriteria', 'aboutUtilities', 'aboutPlots', 'grades'] as const).map((key) =>
      line(word(key)),
    ),
    line(report('basis')),
    [],
    [report('layer'), report('file'), report('features'), 'CRS'].map((text) => textCell(text, 'head')),
    ...head.layers.map(({ name, file, features, crs }) => [
      textCell(name),
      textCell(file),
      numberCell(features),
      textCell(crs),
    ]),
    ...(head.notes.length === 0 ? [] : [[], [textCell(report('notes'), 'head')], ...head.notes.map(line)]),
  ];
  return { name: word('sheetReadMe'), widths: [90, 40, 12, 16], frozen: { rows: 0, columns: 0 }, rows: () => rows };
}
