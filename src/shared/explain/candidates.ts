import type { CandidateSummary, UsedFigure } from '../candidates/summary.ts';
import type { Language, Words } from '../lib/language.ts';
import { fill } from './fill.ts';
import { formatNumber, formatValue } from './format.ts';

const rows = {
  zones: { en: 'zoning areas of the codes', nb: 'planområder med kodene', sv: 'planområden med koderna' },
  shared: { en: 'in two areas at once', nb: 'i to områder på én gang', sv: 'i två områden på en gång' },
  taken: { en: 'taken by {name}', nb: 'trukket fra for {name}', sv: 'avdraget för {name}' },
  small: { en: 'pieces too small', nb: 'stykker som er for små', sv: 'stycken som är för små' },
  narrow: { en: 'pieces too narrow', nb: 'stykker som er for smale', sv: 'stycken som är för smala' },
  tangled: {
    en: 'too tangled to be worked out',
    nb: 'for innviklet til å regnes ut',
    sv: 'för intrasslade för att räknas ut',
  },
  candidates: { en: 'candidate plots', nb: 'mulige tomter', sv: 'möjliga tomter' },
} as const satisfies Record<string, Words>;

/** One line of the account of where the ground went. */
export interface AccountRow {
  readonly label: string;
  /** Null: not counted. */
  readonly count: number | null;
  /** Square metres. */
  readonly area: number;
}

/** Where the ground of the zoning went, line by line: the first is the sum of the others. Lines of nothing are left out. */
export function candidateAccount(summary: CandidateSummary, language: Language): readonly AccountRow[] {
  const row = (label: string, count: number | null, area: number): AccountRow => ({ label, count, area });
  const { zones, shared, taken, small, narrow, tangled, candidates } = summary;
  const between = [
    row(rows.shared[language], null, shared),
    ...taken.map(({ name, area }) => row(fill(rows.taken[language], { name }), null, area)),
    row(rows.small[language], small.count, small.area),
    row(rows.narrow[language], narrow.count, narrow.area),
    row(rows.tangled[language], tangled.count, tangled.area),
  ].filter(({ area }) => area > 0);
  return [
    row(rows.zones[language], zones.count, zones.area),
    ...between,
    row(rows.candidates[language], candidates.count, candidates.area),
  ];
}

const figureWords = {
  'min-area': { en: 'smallest area', nb: 'minste areal', sv: 'minsta areal' },
  'min-width': { en: 'smallest width', nb: 'minste bredde', sv: 'minsta bredd' },
  distance: { en: 'distance from {layers}', nb: 'avstand fra {layers}', sv: 'avstånd från {layers}' },
  'distance-class': {
    en: 'distance from {layers}, class {ofClass}',
    nb: 'avstand fra {layers}, klasse {ofClass}',
    sv: 'avstånd från {layers}, klass {ofClass}',
  },
} as const satisfies Record<string, Words>;

const grades = {
  measured: { en: 'measured', nb: 'målt', sv: 'uppmätt' },
  norm: { en: 'norm', nb: 'norm', sv: 'norm' },
  assumption: { en: 'assumption', nb: 'antakelse', sv: 'antagande' },
  user: { en: "the user's", nb: 'brukerens', sv: 'användarens' },
} as const satisfies Record<string, Words>;

/** A figure that decided, with its source and grade: `smallest area 1,000 m² (assumption: ...)`. */
export function describeFigure(figure: UsedFigure, language: Language): string {
  const { what, layers, ofClass, value, source, grade } = figure;
  const words = figureWords[what === 'distance' && ofClass !== null ? 'distance-class' : what][language];
  const name = fill(words, { layers: layers ?? '', ofClass: ofClass ?? '' });
  const amount = what === 'min-area' ? `${formatNumber(value, language)}\u00a0m²` : formatValue(value, 'm', language);
  return `${name} ${amount} (${grades[grade][language]}: ${source})`;
}
