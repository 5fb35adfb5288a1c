import type { Language, Words } from '../lib/language.ts';

const catalogue = {
  score: { en: 'Score', nb: 'Poeng', sv: 'Poäng' },
  excluded: { en: 'Excluded', nb: 'Utelukket', sv: 'Utesluten' },
  unknown: { en: 'Unknown', nb: 'Ukjent', sv: 'Okänd' },
  conditional: { en: 'Conditional', nb: 'På vilkår', sv: 'På villkor' },
  pass: { en: 'Pass', nb: 'Godtatt', sv: 'Godkänd' },
  rank: { en: 'Rank', nb: 'Rang', sv: 'Rang' },
  plot: { en: 'Plot', nb: 'Tomt', sv: 'Tomt' },
  status: { en: 'Status', nb: 'Status', sv: 'Status' },
  area: { en: 'Area', nb: 'Areal', sv: 'Area' },
  lowest: { en: 'Lowest group', nb: 'Svakeste gruppe', sv: 'Svagaste gruppen' },
  reasons: { en: 'Why', nb: 'Hvorfor', sv: 'Varför' },
  plots: { en: 'plots', nb: 'tomter', sv: 'tomter' },
  weight: { en: 'Weight', nb: 'Vekt', sv: 'Vikt' },
  criterion: { en: 'Criterion', nb: 'Kriterium', sv: 'Kriterium' },
  source: { en: 'Source', nb: 'Kilde', sv: 'Källa' },
  grade: { en: 'Grade', nb: 'Grad', sv: 'Grad' },
  corrected: { en: 'Corrected values', nb: 'Rettede verdier', sv: 'Rättade värden' },
  value: { en: 'Value', nb: 'Verdi', sv: 'Värde' },
  known: { en: 'How it is known', nb: 'Hvordan det er kjent', sv: 'Hur det är känt' },
  notAssessed: { en: 'Not assessed', nb: 'Ikke vurdert', sv: 'Ej bedömt' },
  noLayer: { en: 'no such layer in the study', nb: 'laget mangler i studien', sv: 'lagret saknas i studien' },
  noAreas: { en: 'the layer holds no areas', nb: 'laget har ingen flater', sv: 'lagret har inga ytor' },
  noField: { en: 'the layer lacks the field', nb: 'laget mangler feltet', sv: 'lagret saknar fältet' },
  measured: { en: 'measured', nb: 'målt', sv: 'mätt' },
  norm: { en: 'norm', nb: 'norm', sv: 'norm' },
  assumption: { en: 'assumption', nb: 'antakelse', sv: 'antagande' },
  user: { en: 'user', nb: 'bruker', sv: 'användare' },
  ranking: { en: 'Ranking', nb: 'Rangering', sv: 'Rangordning' },
  criteria: { en: 'Criteria and weights', nb: 'Kriterier og vekter', sv: 'Kriterier och vikter' },
  data: { en: 'Data', nb: 'Data', sv: 'Data' },
  features: { en: 'features', nb: 'objekter', sv: 'objekt' },
  layer: { en: 'Layer', nb: 'Lag', sv: 'Lager' },
  file: { en: 'File', nb: 'Fil', sv: 'Fil' },
  notes: { en: 'Worth knowing', nb: 'Verdt å vite', sv: 'Värt att veta' },
  scaleError: {
    en: 'largest scale error over the plots',
    nb: 'største målestokksfeil over tomtene',
    sv: 'största skalfel över tomterna',
  },
  mapAlt: {
    en: 'Map of the plots coloured by score; the table below tells the same.',
    nb: 'Kart over tomtene farget etter poeng; tabellen under sier det samme.',
    sv: 'Karta över tomterna färgade efter poäng; tabellen nedan säger samma sak.',
  },
  basis: {
    en: 'A basis for choosing a location. It supports, and does not replace, the statutory assessments.',
    nb: 'Grunnlag for lokaliseringsvalg. Det støtter, men erstatter ikke, de lovpålagte utredningene.',
    sv: 'Underlag för lokaliseringsval. Det stöder, men ersätter inte, de lagstadgade utredningarna.',
  },
  workingCrs: { en: 'Measured in', nb: 'Målt i', sv: 'Mätt i' },
} satisfies Record<string, Words>;

/** A word of the reports in a language. */
export function reportWord(key: keyof typeof catalogue, language: Language): string {
  return catalogue[key][language];
}
