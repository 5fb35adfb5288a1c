import type { Language, Words } from '../../lib/language.ts';

/** Words of the workbook. Names of sheets have no blanks, so that formulas need no quotes around them. */
const catalogue = {
  sheetReadMe: { en: 'Read me', nb: 'Les meg', sv: 'Läs mig' },
  sheetRanking: { en: 'Ranking', nb: 'Rangering', sv: 'Rangordning' },
  sheetCriteria: { en: 'Criteria', nb: 'Kriterier', sv: 'Kriterier' },
  sheetUtilities: { en: 'Utilities', nb: 'Nytte', sv: 'Nytta' },
  sheetPlots: { en: 'Plots', nb: 'Tomter', sv: 'Tomter' },
  lead: {
    en: 'The ranking as live formulas: change a yellow cell on the sheet Criteria, and utilities, scores, status and ranks follow.',
    nb: 'Rangeringen som levende formler: endre en gul celle på arket Kriterier, og nytte, poeng, status og rang følger med.',
    sv: 'Rangordningen som levande formler: ändra en gul cell på bladet Kriterier, så följer nytta, poäng, status och rang med.',
  },
  aboutPlots: {
    en: 'Plots: what was measured for every plot, in the unit given; an empty cell is unknown.',
    nb: 'Tomter: det som er målt for hver tomt, i enheten som er oppgitt; en tom celle er ukjent.',
    sv: 'Tomter: det som har mätts för varje tomt, i angiven enhet; en tom cell är okänd.',
  },
  aboutCriteria: {
    en: 'Criteria: weights, limits and break points, each with its source and how surely it is known.',
    nb: 'Kriterier: vekter, grenser og knekkpunkter, hver med kilde og hvor sikkert den er kjent.',
    sv: 'Kriterier: vikter, gränser och brytpunkter, var och en med källa och hur säkert den är känd.',
  },
  aboutUtilities: {
    en: 'Utilities: how good each value is, 0 to 1, by straight lines between break points, by classes or by ranges.',
    nb: 'Nytte: hvor god hver verdi er, 0 til 1, med rette linjer mellom knekkpunkter, etter klasser eller intervaller.',
    sv: 'Nytta: hur bra varje värde är, 0 till 1, med räta linjer mellan brytpunkter, efter klasser eller intervall.',
  },
  aboutRanking: {
    en: 'Ranking: 100 times the sum of weight and utility. Excluded plots have no rank. Where a value is unknown the score is an interval, and there is no rank. Rows keep their place when something changes; sort by rank again.',
    nb: 'Rangering: 100 ganger summen av vekt og nytte. Utelukkede tomter har ingen rang. Der en verdi er ukjent, er poengene et intervall uten rang. Radene blir stående når noe endres; sorter etter rang på nytt.',
    sv: 'Rangordning: 100 gånger summan av vikt och nytta. Uteslutna tomter har ingen rang. Där ett värde är okänt är poängen ett intervall utan rang. Raderna står kvar när något ändras; sortera efter rang på nytt.',
  },
  grades: {
    en: 'Grades: measured (a survey or register), norm (law, standard or guidance), assumption (our judgement), user (yours).',
    nb: 'Grader: målt (kartlegging eller register), norm (lov, standard eller veileder), antakelse (vårt skjønn), bruker (ditt).',
    sv: 'Grader: mätt (kartläggning eller register), norm (lag, standard eller vägledning), antagande (vår bedömning), användare (din).',
  },
  madeBy: { en: 'Made by', nb: 'Laget av', sv: 'Skapad av' },
  scaleError: { en: 'Largest error of lengths', nb: 'Største feil på lengder', sv: 'Största fel på längder' },
  score: { en: 'Score', nb: 'Poeng', sv: 'Poäng' },
  lowest: { en: 'At least', nb: 'Minst', sv: 'Minst' },
  highest: { en: 'At most', nb: 'Høyst', sv: 'Högst' },
  label: { en: 'Name', nb: 'Navn', sv: 'Namn' },
  knownSum: { en: 'Sum of weight x utility', nb: 'Sum av vekt x nytte', sv: 'Summa av vikt x nytta' },
  openWeight: { en: 'Weight of the unknown', nb: 'Vekt av det ukjente', sv: 'Vikt av det okända' },
  rankedScore: { en: 'Score if ranked', nb: 'Poeng hvis rangert', sv: 'Poäng om rangordnad' },
  rising: { en: 'Ranked scores, rising', nb: 'Rangerte poeng, stigende', sv: 'Rangordnade poäng, stigande' },
  rankedCount: { en: 'Ranked plots', nb: 'Rangerte tomter', sv: 'Rangordnade tomter' },
  isExcluded: { en: 'Excluded (1)', nb: 'Utelukket (1)', sv: 'Utesluten (1)' },
  isUndecided: { en: 'Undecided (1)', nb: 'Uavgjort (1)', sv: 'Oavgjord (1)' },
  isConditional: { en: 'On conditions (1)', nb: 'På vilkår (1)', sv: 'På villkor (1)' },
  share: { en: 'Share of weight', nb: 'Andel av vekten', sv: 'Andel av vikten' },
  sum: { en: 'Sum', nb: 'Sum', sv: 'Summa' },
  number: { en: 'No.', nb: 'Nr.', sv: 'Nr' },
  group: { en: 'Group', nb: 'Gruppe', sv: 'Grupp' },
  unit: { en: 'Unit', nb: 'Enhet', sv: 'Enhet' },
  whenMissing: { en: 'Where missing', nb: 'Når den mangler', sv: 'När det saknas' },
  excludedIf: { en: 'Excluded if', nb: 'Utelukket hvis', sv: 'Utesluten om' },
  conditionIf: { en: 'Condition if', nb: 'Vilkår hvis', sv: 'Villkor om' },
  limit: { en: 'Limit', nb: 'Grense', sv: 'Gräns' },
  above: { en: 'above', nb: 'over', sv: 'över' },
  below: { en: 'below', nb: 'under', sv: 'under' },
  oneOf: { en: 'one of the codes below', nb: 'en av kodene nedenfor', sv: 'en av koderna nedan' },
  unknownRule: { en: 'unknown', nb: 'ukjent', sv: 'okänd' },
  excludeRule: { en: 'excluded', nb: 'utelukket', sv: 'utesluten' },
  utility: { en: 'Utility', nb: 'Nytte', sv: 'Nytta' },
  breakPoints: {
    en: 'Break points, classes and ranges',
    nb: 'Knekkpunkter, klasser og intervaller',
    sv: 'Brytpunkter, klasser och intervall',
  },
  from: { en: 'Value (from)', nb: 'Verdi (fra)', sv: 'Värde (från)' },
  to: { en: 'To, not included', nb: 'Til, ikke med', sv: 'Till, ej med' },
  slope: { en: 'Utility per unit', nb: 'Nytte per enhet', sv: 'Nytta per enhet' },
  precedence: { en: 'Precedence', nb: 'Forrang', sv: 'Företräde' },
  otherwise: { en: 'any other code', nb: 'alle andre koder', sv: 'alla andra koder' },
  codesExcluded: { en: 'codes that exclude', nb: 'koder som utelukker', sv: 'koder som utesluter' },
  codesCondition: { en: 'codes that set conditions', nb: 'koder som gir vilkår', sv: 'koder som ger villkor' },
} satisfies Record<string, Words>;

export type WorkbookWord = keyof typeof catalogue;

/** A word of the workbook in a language. */
export function workbookWord(key: WorkbookWord, language: Language): string {
  return catalogue[key][language];
}
