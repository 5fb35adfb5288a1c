import { formatValue } from '../explain/format.ts';
import { groupName } from '../explain/plot.ts';
import { describeReason } from '../explain/reason.ts';
import type { Language } from '../lib/language.ts';
import { groupScores } from '../scoring/groups.ts';
import { scoreInterval } from '../scoring/intervals.ts';
import { reasonsFor } from '../scoring/plot.ts';
import { statuses } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';
import { correctedByRow, correctedWords } from './corrected.ts';
import type { Drawing } from './drawing.ts';
import { drawingSvg, xmlText } from './svg.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';
import { reportWord } from './words.ts';

/** How many plots of each use the page lists. */
const rowsShown = 15;

/** One data layer as the page's source table tells it. */
export interface SummaryLayer {
  readonly name: string;
  readonly file: string;
  readonly features: number;
  readonly crs: string;
}

/** What the page says besides the ranking. */
export interface SummaryHead {
  readonly title: string;
  readonly engine: string;
  readonly workingCrs: string;
  /** Largest relative error of lengths, e.g. 0.0004. */
  readonly scaleError: number;
  readonly layers: readonly SummaryLayer[];
  /** Sentences in the page's language. */
  readonly notes: readonly string[];
}

/** One profile with its map. */
export interface SummaryPart {
  readonly scored: ScoredProfile;
  readonly map: Drawing;
}

const style = `body{font:15px/1.5 Inter,"Segoe UI",Arial,sans-serif;color:#1d2733;margin:2rem auto;max-width:62rem;padding:0 1rem}
h1{font-size:1.9rem;margin:0}h2{margin-top:2.5rem;border-bottom:2px solid #1d2733}h3{margin-top:1.6rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d8dde3;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}svg{width:100%;height:auto;border:1px solid #d8dde3}.small{color:#566270;font-size:.9rem}`;

/**
 * One page that opens without a network: per use the map, the first plots with status and reasons, criteria with
 * weight, source and grade, what was not assessed, and the data behind it. Yields pieces.
 */
export function* summaryHtml(
  head: SummaryHead,
  parts: readonly SummaryPart[],
  plots: ReportPlots,
  language: Language,
): Generator<string> {
  const word = (key: Parameters<typeof reportWord>[0]) => xmlText(reportWord(key, language));
  yield `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`;
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  yield `<title>${xmlText(head.title)}</title><style>${style}</style></head><body>\n<h1>${xmlText(head.title)}</h1>`;
  const error = `${(head.scaleError * 100).toFixed(3)} %`;
  yield `<p>${word('basis')}</p><p class="small">${word('workingCrs')} ${xmlText(head.workingCrs)}; ${word('scaleError')}: ${error}. ${plots.count} ${word('plots')}. ${xmlText(head.engine)}</p>\n`;
  for (const part of parts) yield* profilePart(part, plots, language);
  yield `<h2>${word('data')}</h2><table><tr><th>${word('layer')}</th><th>${word('file')}</th><th class="n">${word('features')}</th><th>CRS</th></tr>`;
  for (const { name, file, features, crs } of head.layers) {
    yield `<tr><td>${xmlText(name)}</td><td>${xmlText(file)}</td><td class="n">${features}</td><td>${xmlText(crs)}</td></tr>`;
  }
  yield '</table>';
  if (head.notes.length > 0) {
    yield `<h3>${word('notes')}</h3><ul>${head.notes.map((note) => `<li>${xmlText(note)}</li>`).join('')}</ul>`;
  }
  yield '</body></html>\n';
}

function* profilePart({ scored, map }: SummaryPart, plots: ReportPlots, language: Language): Generator<string> {
  const { profile, scores } = scored;
  yield `<section><h2>${xmlText(profile.name[language])}</h2>\n`;
  const counts = statuses.map((status, code) => {
    const count = scores.status.reduce((sum, own) => sum + (own === code ? 1 : 0), 0);
    return `${xmlText(reportWord(status, language))}: ${count}`;
  });
  yield `<p>${counts.join(' · ')}</p>\n`;
  yield* drawingSvg(map);
  yield* rankingRows(scored, plots, language);
  yield* correctedRows(scored, plots, language);
  yield* criteriaRows(scored, language);
  yield '</section>\n';
}

function* rankingRows(scored: ScoredProfile, plots: ReportPlots, language: Language): Generator<string> {
  const { profile, prepared, scores } = scored;
  const word = (key: Parameters<typeof reportWord>[0]) => xmlText(reportWord(key, language));
  const groups = groupScores(prepared, scores);
  const corrected = correctedByRow(scored);
  yield `<h3>${word('ranking')}</h3><table><tr><th class="n">${word('rank')}</th><th>${word('plot')}</th><th class="n">${word('score')}</th><th>${word('status')}</th><th>${word('lowest')}</th><th>${word('reasons')}</th></tr>\n`;
  for (const row of scores.order.subarray(0, rowsShown)) {
    const status = statuses[scores.status[row]];
    const reasons = reasonsFor(prepared, row).map((reason) => {
      const criterion = profile.criteria.find(({ id }) => id === reason.criterion);
      return criterion ? describeReason(reason, criterion, language) : '';
    });
    const known = corrected.get(row);
    if (known) reasons.push(`${reportWord('corrected', language)}: ${correctedWords(known, profile, language)}.`);
    const rank = scores.rank[row] === 0 ? '–' : String(scores.rank[row]);
    const { low, high } = scoreInterval(scores, row);
    const score = Number.isNaN(scores.score[row])
      ? `${low.toFixed(0)}–${high.toFixed(0)}`
      : scores.score[row].toFixed(1);
    const group = groups.groups[groups.lowest[row]];
    const lowest = group === undefined ? '–' : groupName(group, language);
    yield `<tr><td class="n">${rank}</td><td>${xmlText(plots.label(row))}</td><td class="n">${score}</td><td>${word(status)}</td><td>${xmlText(lowest)}</td><td>${xmlText(reasons.join(' '))}</td></tr>\n`;
  }
  yield '</table>';
}

/** Every value that people corrected, with what was measured. */
function* correctedRows(scored: ScoredProfile, plots: ReportPlots, language: Language): Generator<string> {
  const { profile, prepared } = scored;
  const rows = correctedByRow(scored);
  if (rows.size === 0) return;
  const word = (key: Parameters<typeof reportWord>[0]) => xmlText(reportWord(key, language));
  yield `<h3>${word('corrected')}</h3><table><tr><th>${word('plot')}</th><th class="n">${word('value')}</th><th class="n">${word('measured')}</th><th>${word('known')}</th></tr>`;
  for (const corrections of rows.values())
    for (const one of corrections) {
      const result = prepared.criteria.find(({ criterion }) => criterion.id === one.criterion)?.result;
      if (result === undefined) continue;
      const shown = (value: string | number | null) =>
        value === null ? word('unknown') : xmlText(formatValue(value, result.unit, language));
      yield `<tr><td>${xmlText(plots.label(one.row))}</td><td class="n">${shown(valueOfRow(result, one.row))}</td><td class="n">${shown(one.measured)}</td><td>${xmlText(correctedWords([one], profile, language))}</td></tr>\n`;
    }
  yield '</table>';
}

const whyWords = { 'no-layer': 'noLayer', 'no-field': 'noField', 'no-areas': 'noAreas' } as const;

function* criteriaRows({ profile, scores }: ScoredProfile, language: Language): Generator<string> {
  const word = (key: Parameters<typeof reportWord>[0]) => xmlText(reportWord(key, language));
  yield `<h3>${word('criteria')}</h3><table><tr><th>${word('criterion')}</th><th class="n">${word('weight')}</th><th>${word('source')}</th><th>${word('grade')}</th></tr>`;
  for (const criterion of profile.criteria) {
    const weight = scores.criteria.find((own) => own.criterion === criterion.id)?.weight;
    const missing = scores.notAssessed.find((own) => own.criterion === criterion.id);
    const told = missing
      ? `${word('notAssessed')}: ${word(whyWords[missing.why])}`
      : formatValue(weight ?? 0, 'share', language);
    yield `<tr><td>${xmlText(criterion.name[language])}</td><td class="n">${told}</td><td>${xmlText(criterion.source)}</td><td>${word(criterion.grade)}</td></tr>\n`;
  }
  yield '</table>';
}
