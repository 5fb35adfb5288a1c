import type { Words } from '../lib/language.ts';

/** Words of what is noticed about documents and in merging them. */
export const documentIssueWords: Readonly<Record<string, Words>> = {
  'document-newer': {
    en: 'The project was made with a newer version of the program (document format {version}; this one knows {known}). It can be looked at and not changed, and what this version does not know is not shown.',
    nb: 'Prosjektet er laget med en nyere versjon av programmet (dokumentformat {version}; denne kjenner {known}). Det kan vises, men ikke endres, og det denne versjonen ikke kjenner, vises ikke.',
    sv: 'Projektet är gjort med en nyare version av programmet (dokumentformat {version}; den här känner till {known}). Det kan visas men inte ändras, och det som den här versionen inte känner till visas inte.',
  },
  'document-too-new': {
    en: 'The project was made with a newer version of the program (document format {version}; this one knows {known}) and cannot be understood. Use that version.',
    nb: 'Prosjektet er laget med en nyere versjon av programmet (dokumentformat {version}; denne kjenner {known}) og kan ikke forstås. Bruk den versjonen.',
    sv: 'Projektet är gjort med en nyare version av programmet (dokumentformat {version}; den här känner till {known}) och går inte att förstå. Använd den versionen.',
  },
  'document-repeated': {
    en: '{path}: "{id}" stands here twice ({kind}). Each may stand once.',
    nb: '{path}: «{id}» står her to ganger ({kind}). Hver kan stå én gang.',
    sv: '{path}: ”{id}” står här två gånger ({kind}). Var och en får stå en gång.',
  },
  'merge-needs-copies': {
    en: '{file} belongs to another project than {base}: they have no layer in common. Choose copies of one project.',
    nb: '{file} hører til et annet prosjekt enn {base}: de har ingen lag felles. Velg kopier av samme prosjekt.',
    sv: '{file} hör till ett annat projekt än {base}: de har inget lager gemensamt. Välj kopior av samma projekt.',
  },
  'field-copy-onto-itself': {
    en: '{file} is the open project itself. Choose another name for the copy.',
    nb: '{file} er selve prosjektet som er åpent. Velg et annet navn på kopien.',
    sv: '{file} är själva projektet som är öppet. Välj ett annat namn på kopian.',
  },
  'merge-no-base': {
    en: '{file} does not say what it began with, as a copy saved for the field does. Use "tomtevalg merge" with the file that it was copied from.',
    nb: '{file} sier ikke hva den begynte med, slik en kopi lagret til felt gjør. Bruk «tomtevalg merge» med filen den er kopiert fra.',
    sv: '{file} säger inte vad den började med, som en kopia sparad för fält gör. Använd ”tomtevalg merge” med filen den är kopierad från.',
  },
  'photo-no-plot': {
    en: 'Choose the plot that the photos are of, then drop them again. Photos: {count}.',
    nb: 'Velg tomten som bildene er av, og slipp dem igjen. Bilder: {count}.',
    sv: 'Välj tomten som bilderna visar och släpp dem igen. Bilder: {count}.',
  },
  'photo-unreadable': {
    en: '{file} could not be read from the disk. Try again, or copy it to this machine first.',
    nb: '{file} kunne ikke leses fra disken. Prøv igjen, eller kopier det til denne maskinen først.',
    sv: '{file} kunde inte läsas från disken. Försök igen, eller kopiera den till den här datorn först.',
  },
  'observation-plot-gone': {
    en: '{plot}: what {author} noted is kept in the project and counts for nothing.',
    nb: '{plot}: det {author} noterte, er tatt vare på i prosjektet og teller ikke.',
    sv: '{plot}: det {author} antecknade finns kvar i projektet och räknas inte.',
  },
  'correction-plot-gone': {
    en: 'Plot {plot} is not among the plots any more: its corrected {column} (by {author}) counts for nothing.',
    nb: 'Tomt {plot} er ikke lenger blant tomtene: rettet {column} (av {author}) teller ikke.',
    sv: 'Tomt {plot} finns inte längre bland tomterna: rättat {column} (av {author}) räknas inte.',
  },
  'correction-criterion-gone': {
    en: 'Plot {plot}: no use asks for {column} any more, so the value corrected by {author} counts for nothing.',
    nb: 'Tomt {plot}: ingen bruk spør etter {column} lenger, så verdien som {author} rettet, teller ikke.',
    sv: 'Tomt {plot}: ingen användning frågar efter {column} längre, så värdet som {author} rättade räknas inte.',
  },
  'correction-not-assessed': {
    en: 'Plot {plot}: {column} is not assessed for want of data, so the value corrected by {author} counts for nothing.',
    nb: 'Tomt {plot}: {column} blir ikke vurdert fordi data mangler, så verdien som {author} rettet, teller ikke.',
    sv: 'Tomt {plot}: {column} bedöms inte eftersom data saknas, så värdet som {author} rättade räknas inte.',
  },
  'correction-other-kind': {
    en: 'Plot {plot}: {column} is measured as a number, and {author} gave a text. It counts for nothing.',
    nb: 'Tomt {plot}: {column} måles som et tall, og {author} oppga en tekst. Den teller ikke.',
    sv: 'Tomt {plot}: {column} mäts som ett tal, och {author} angav en text. Den räknas inte.',
  },
};
