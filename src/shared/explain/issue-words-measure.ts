import type { Words } from '../lib/language.ts';

/** What a reader of measured values must know: the notes of measures, as issues with `measure-` before their code. */
export const measureIssueWords: Readonly<Record<string, Words>> = {
  'measure-filter-unknown': {
    en: '{criterion}: {count} features of "{layer}" lack the value the filter asks for and were left out.',
    nb: '{criterion}: {count} objekter i «{layer}» mangler verdien filteret spør etter, og er utelatt.',
    sv: '{criterion}: {count} objekt i ”{layer}” saknar värdet som filtret frågar efter och har utelämnats.',
  },
  'measure-mapping-unknown': {
    en: 'Extent of mapping not known for: {layers}. Where these layers show nothing, nothing was assumed to be there. Say "mapped" for a layer in the study.',
    nb: 'Hvor det er kartlagt, er ikke kjent for: {layers}. Der disse lagene ikke viser noe, er det regnet med at det ikke er noe. Oppgi «mapped» for laget i studien.',
    sv: 'Var det är kartlagt är inte känt för: {layers}. Där dessa lager inte visar något antas inget finnas. Ange ”mapped” för lagret i studien.',
  },
  'measure-outside-mapped': {
    en: '{criterion}: {count} plots are not wholly inside the mapped area; their value is not known.',
    nb: '{criterion}: {count} tomter ligger ikke helt innenfor det kartlagte området; verdien deres er ikke kjent.',
    sv: '{criterion}: {count} tomter ligger inte helt inom det kartlagda området; deras värde är inte känt.',
  },
  'measure-value-missing': {
    en: '{criterion}: {count} features of "{layer}" have no value to be summed.',
    nb: '{criterion}: {count} objekter i «{layer}» har ingen verdi å summere.',
    sv: '{criterion}: {count} objekt i ”{layer}” har inget värde att summera.',
  },
  'measure-fallback': {
    en: '{criterion}: the self-check sent {count} plots the slow, exact way; their figures are as sure as the others.',
    nb: '{criterion}: egenkontrollen sendte {count} tomter den langsomme, eksakte veien; tallene er like sikre som de andre.',
    sv: '{criterion}: egenkontrollen skickade {count} tomter den långsamma, exakta vägen; siffrorna är lika säkra som de andra.',
  },
  'measure-tangled': {
    en: '{criterion}: the outlines of {count} plots, or of what lies on them, cross too often to be worked out; their value is not known.',
    nb: '{criterion}: omrissene av {count} tomter, eller av det som ligger på dem, krysser for mange ganger til å regnes ut; verdien deres er ikke kjent.',
    sv: '{criterion}: konturerna av {count} tomter, eller av det som ligger på dem, korsar för många gånger för att räknas ut; deras värde är inte känt.',
  },
  'measure-road-parts': {
    en: '{criterion}: the roads of "{layer}" fall into {count} parts without a way between them.',
    nb: '{criterion}: vegene i «{layer}» faller i {count} deler uten veg mellom seg.',
    sv: '{criterion}: vägarna i ”{layer}” faller i {count} delar utan väg mellan sig.',
  },
  'measure-speed-assumed': {
    en: '{criterion}: {count} roads of "{layer}" have no speed; one was assumed from their class.',
    nb: '{criterion}: {count} veger i «{layer}» har ingen fartsgrense; den er antatt ut fra vegklassen.',
    sv: '{criterion}: {count} vägar i ”{layer}” har ingen hastighet; den har antagits utifrån vägklassen.',
  },
  'measure-oneway-unread': {
    en: '{criterion}: the one-way field of {count} roads of "{layer}" was not understood; they count in both directions.',
    nb: '{criterion}: envegsfeltet for {count} veger i «{layer}» ble ikke forstått; de regnes i begge retninger.',
    sv: '{criterion}: enkelriktningsfältet för {count} vägar i ”{layer}” förstods inte; de räknas i båda riktningarna.',
  },
  'measure-places-off-road': {
    en: '{criterion}: {count} features of "{layer}" have no road near enough and were left out.',
    nb: '{criterion}: {count} objekter i «{layer}» har ingen veg nær nok og er utelatt.',
    sv: '{criterion}: {count} objekt i ”{layer}” har ingen väg tillräckligt nära och har utelämnats.',
  },
  'measure-supply-idle': {
    en: '{criterion}: nobody reaches {count} features of "{layer}"; what they offer goes to no one.',
    nb: '{criterion}: ingen når {count} objekter i «{layer}»; det de tilbyr, kommer ingen til gode.',
    sv: '{criterion}: ingen når {count} objekt i ”{layer}”; det de erbjuder kommer ingen till del.',
  },
  'measure-plots-off-road': {
    en: '{criterion}: {count} plots touch no road; the straight way to the nearest one counts, {metres} m at most.',
    nb: '{criterion}: {count} tomter berører ingen veg; den rette linjen til nærmeste regnes med, høyst {metres} m.',
    sv: '{criterion}: {count} tomter nuddar ingen väg; den raka sträckan till närmaste räknas med, högst {metres} m.',
  },
  'measure-plots-no-road': {
    en: '{criterion}: {count} plots have no road near enough; their value is not known.',
    nb: '{criterion}: {count} tomter har ingen veg nær nok; verdien deres er ikke kjent.',
    sv: '{criterion}: {count} tomter har ingen väg tillräckligt nära; deras värde är inte känt.',
  },
  'measure-plots-unreachable': {
    en: '{criterion}: the roads lead from {count} plots to none of the places asked for; their value is not known.',
    nb: '{criterion}: vegene fører ikke fra {count} tomter til noe av stedene det spørres etter; verdien deres er ikke kjent.',
    sv: '{criterion}: vägarna leder inte från {count} tomter till någon av de efterfrågade platserna; deras värde är inte känt.',
  },
};
