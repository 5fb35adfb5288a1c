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
};
