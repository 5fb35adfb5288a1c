import type { Words } from '../lib/language.ts';

/** What is wrong with a geometry that is no area or line as it should be, by `geometryProblems`. */
const invalid: Readonly<Record<string, Words>> = {
  'not-finite': {
    en: 'Feature {feature} has a corner without coordinates.',
    nb: 'Objekt {feature} har et hjørne uten koordinater.',
    sv: 'Objekt {feature} har ett hörn utan koordinater.',
  },
  'zero-area': {
    en: 'Feature {feature} has an outline without area at {place}.',
    nb: 'Objekt {feature} har et omriss uten areal ved {place}.',
    sv: 'Objekt {feature} har en kontur utan area vid {place}.',
  },
  'zero-length': {
    en: 'Feature {feature} has a line without length at {place}.',
    nb: 'Objekt {feature} har en linje uten lengde ved {place}.',
    sv: 'Objekt {feature} har en linje utan längd vid {place}.',
  },
  spike: {
    en: 'Feature {feature} has a spike at {place}: its outline goes out and back along the same line.',
    nb: 'Objekt {feature} har en pigg ved {place}: omrisset går ut og tilbake langs samme linje.',
    sv: 'Objekt {feature} har en spets vid {place}: konturen går ut och tillbaka längs samma linje.',
  },
  'self-crossing': {
    en: 'Feature {feature} crosses itself at {place}.',
    nb: 'Objekt {feature} krysser seg selv ved {place}.',
    sv: 'Objekt {feature} korsar sig självt vid {place}.',
  },
  overlap: {
    en: 'The outline of feature {feature} runs along itself at {place}.',
    nb: 'Omrisset av objekt {feature} går langs seg selv ved {place}.',
    sv: 'Konturen av objekt {feature} löper längs sig själv vid {place}.',
  },
  'self-touch': {
    en: 'The outline of feature {feature} touches itself at {place}.',
    nb: 'Omrisset av objekt {feature} berører seg selv ved {place}.',
    sv: 'Konturen av objekt {feature} nuddar sig själv vid {place}.',
  },
  'ring-crossing': {
    en: 'Two outlines of feature {feature} cross at {place}.',
    nb: 'To omriss av objekt {feature} krysser hverandre ved {place}.',
    sv: 'Två konturer av objekt {feature} korsar varandra vid {place}.',
  },
  'hole-outside': {
    en: 'Feature {feature} has a hole outside its outline at {place}.',
    nb: 'Objekt {feature} har et hull utenfor omrisset sitt ved {place}.',
    sv: 'Objekt {feature} har ett hål utanför sin kontur vid {place}.',
  },
  'nested-holes': {
    en: 'Feature {feature} has a hole inside another hole at {place}.',
    nb: 'Objekt {feature} har et hull inni et annet hull ved {place}.',
    sv: 'Objekt {feature} har ett hål inuti ett annat hål vid {place}.',
  },
  'nested-parts': {
    en: 'Feature {feature} has a part inside another of its parts at {place}.',
    nb: 'Objekt {feature} har en del som ligger inni en annen av delene, ved {place}.',
    sv: 'Objekt {feature} har en del som ligger inuti en annan av delarna, vid {place}.',
  },
  disconnected: {
    en: 'The holes of feature {feature} touch at {place} so that they cut it in two.',
    nb: 'Hullene i objekt {feature} berører hverandre ved {place} slik at de deler det i to.',
    sv: 'Hålen i objekt {feature} nuddar varandra vid {place} så att de delar det i två.',
  },
  unchecked: {
    en: 'Feature {feature} crosses itself too often to be checked to the end.',
    nb: 'Objekt {feature} krysser seg selv for mange ganger til å kontrolleres ferdig.',
    sv: 'Objekt {feature} korsar sig självt för många gånger för att kontrolleras färdigt.',
  },
};

/** What was done about it, said after the above. */
const done: Readonly<Record<string, Words>> = {
  '': { en: '', nb: '', sv: '' },
  '-repaired': {
    en: ' Repaired; area changed by {percent} %.',
    nb: ' Reparert; arealet endret seg med {percent} %.',
    sv: ' Reparerat; arean ändrades med {percent} %.',
  },
  '-dropped': { en: ' Left out.', nb: ' Utelatt.', sv: ' Utelämnat.' },
  '-kept': {
    en: ' It could not be repaired and was kept as it is.',
    nb: ' Det kunne ikke repareres og er beholdt som det er.',
    sv: ' Det kunde inte repareras och har behållits som det är.',
  },
};

const joined = (one: Words, other: Words): Words => ({
  en: one.en + other.en,
  nb: one.nb + other.nb,
  sv: one.sv + other.sv,
});

/** What is wrong with geometries and what was done about it. {place} is the same in every language. */
export const geometryIssueWords: Readonly<Record<string, Words>> = {
  ...Object.fromEntries(
    Object.entries(invalid).flatMap(([problem, words]) =>
      Object.entries(done).map(([end, more]) => [`geometry-${problem}${end}`, joined(words, more)]),
    ),
  ),
  'geometry-invalid': {
    en: '{count} of {total} areas are wrongly drawn: they cross themselves or the like. They are measured as they would be after a repair.',
    nb: '{count} av {total} flater er feiltegnet: de krysser seg selv eller lignende. De måles slik de ville bli etter en reparasjon.',
    sv: '{count} av {total} ytor är felritade: de korsar sig själva eller liknande. De mäts som de skulle bli efter en reparation.',
  },
  'geometry-duplicate': {
    en: 'Feature {feature} repeats a corner at {place}. It does no harm.',
    nb: 'Objekt {feature} gjentar et hjørne ved {place}. Det gjør ikke noe.',
    sv: 'Objekt {feature} upprepar ett hörn vid {place}. Det gör inget.',
  },
  'geometry-winding': {
    en: 'An outline or hole of feature {feature} is drawn the wrong way round at {place}. It does no harm.',
    nb: 'Et omriss eller hull i objekt {feature} er tegnet feil vei ved {place}. Det gjør ikke noe.',
    sv: 'En kontur eller ett hål i objekt {feature} är ritat åt fel håll vid {place}. Det gör inget.',
  },
  'geometry-outlier': {
    en: 'Feature {feature} has one corner far away from all others, at {place}. Check whether it is a slip.',
    nb: 'Objekt {feature} har ett hjørne langt fra alle de andre, ved {place}. Kontroller om det er en feil.',
    sv: 'Objekt {feature} har ett hörn långt från alla andra, vid {place}. Kontrollera om det är ett misstag.',
  },
};
