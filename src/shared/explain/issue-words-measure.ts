import type { Words } from '../lib/language.ts';

/** What a reader of measured values must know: the notes of measures, as issues with `measure-` before their code. */
export const measureIssueWords: Readonly<Record<string, Words>> = {
  'measure-filter-unknown': {
    en: '{criterion}: features of "{layer}" that lack the value the filter asks for were left out: {count}.',
    nb: '{criterion}: objekter i «{layer}» som mangler verdien filteret spør etter, er utelatt: {count}.',
    sv: '{criterion}: objekt i ”{layer}” som saknar värdet som filtret frågar efter har utelämnats: {count}.',
  },
  'measure-mapping-unknown': {
    en: 'Extent of mapping not known for: {layers}. Where these layers show nothing, nothing was assumed to be there. Say "mapped" for a layer in the study.',
    nb: 'Hvor det er kartlagt, er ikke kjent for: {layers}. Der disse lagene ikke viser noe, er det regnet med at det ikke er noe. Oppgi «mapped» for laget i studien.',
    sv: 'Var det är kartlagt är inte känt för: {layers}. Där dessa lager inte visar något antas inget finnas. Ange ”mapped” för lagret i studien.',
  },
  'measure-outside-mapped': {
    en: '{criterion}: plots not wholly inside the mapped area, whose value is not known: {count}.',
    nb: '{criterion}: tomter som ikke ligger helt innenfor det kartlagte området, så verdien er ukjent: {count}.',
    sv: '{criterion}: tomter som inte ligger helt inom det kartlagda området, så att värdet är okänt: {count}.',
  },
  'measure-value-missing': {
    en: '{criterion}: features of "{layer}" without a value to be summed: {count}.',
    nb: '{criterion}: objekter i «{layer}» uten verdi å summere: {count}.',
    sv: '{criterion}: objekt i ”{layer}” utan värde att summera: {count}.',
  },
  'measure-fallback': {
    en: '{criterion}: plots that the self-check sent the slow, exact way; their figures are as sure as the others: {count}.',
    nb: '{criterion}: tomter som egenkontrollen sendte den langsomme, eksakte veien; tallene er like sikre som de andre: {count}.',
    sv: '{criterion}: tomter som egenkontrollen skickade den långsamma, exakta vägen; siffrorna är lika säkra som de andra: {count}.',
  },
  'measure-tangled': {
    en: '{criterion}: plots whose outlines, or those of what lies on them, cross too often to be worked out; their value is not known: {count}.',
    nb: '{criterion}: tomter der omrisset, eller det som ligger på dem, krysser for mange ganger til å regnes ut; verdien er ukjent: {count}.',
    sv: '{criterion}: tomter vars kontur, eller det som ligger på dem, korsar för många gånger för att räknas ut; värdet är okänt: {count}.',
  },
  'measure-road-parts': {
    en: '{criterion}: the roads of "{layer}" fall into {count} parts without a way between them.',
    nb: '{criterion}: vegene i «{layer}» faller i {count} deler uten veg mellom seg.',
    sv: '{criterion}: vägarna i ”{layer}” faller i {count} delar utan väg mellan sig.',
  },
  'measure-speed-assumed': {
    en: '{criterion}: roads of "{layer}" without a speed, which was assumed from their class: {count}.',
    nb: '{criterion}: veger i «{layer}» uten fartsgrense; den er antatt ut fra vegklassen: {count}.',
    sv: '{criterion}: vägar i ”{layer}” utan hastighet; den har antagits utifrån vägklassen: {count}.',
  },
  'measure-oneway-unread': {
    en: '{criterion}: roads of "{layer}" whose one-way field was not understood; they count in both directions: {count}.',
    nb: '{criterion}: veger i «{layer}» der envegsfeltet ikke ble forstått; de regnes i begge retninger: {count}.',
    sv: '{criterion}: vägar i ”{layer}” vars enkelriktningsfält inte förstods; de räknas i båda riktningarna: {count}.',
  },
  'measure-places-off-road': {
    en: '{criterion}: features of "{layer}" with no road near enough, which were left out: {count}.',
    nb: '{criterion}: objekter i «{layer}» uten veg nær nok, som er utelatt: {count}.',
    sv: '{criterion}: objekt i ”{layer}” utan väg tillräckligt nära, som har utelämnats: {count}.',
  },
  'measure-supply-idle': {
    en: '{criterion}: features of "{layer}" that nobody reaches; what they offer goes to no one: {count}.',
    nb: '{criterion}: objekter i «{layer}» som ingen når; det de tilbyr, kommer ingen til gode: {count}.',
    sv: '{criterion}: objekt i ”{layer}” som ingen når; det de erbjuder kommer ingen till del: {count}.',
  },
  'measure-plots-off-road': {
    en: '{criterion}: plots that touch no road; the straight way to the nearest one counts, {metres} m at most: {count}.',
    nb: '{criterion}: tomter som ikke berører noen veg; den rette linjen til nærmeste regnes med, høyst {metres} m: {count}.',
    sv: '{criterion}: tomter som inte nuddar någon väg; den raka sträckan till närmaste räknas med, högst {metres} m: {count}.',
  },
  'measure-plots-no-road': {
    en: '{criterion}: plots with no road near enough; their value is not known: {count}.',
    nb: '{criterion}: tomter uten veg nær nok; verdien er ukjent: {count}.',
    sv: '{criterion}: tomter utan väg tillräckligt nära; värdet är okänt: {count}.',
  },
  'measure-plots-unreachable': {
    en: '{criterion}: plots whose roads lead to none of the places asked for; their value is not known: {count}.',
    nb: '{criterion}: tomter der vegene ikke fører til noe av stedene det spørres etter; verdien er ukjent: {count}.',
    sv: '{criterion}: tomter vars vägar inte leder till någon av de efterfrågade platserna; värdet är okänt: {count}.',
  },
};
