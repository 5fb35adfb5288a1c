import type { Words } from '../../shared/lib/language.ts';

/** Words of the questions that are asked before a file is taken over or saved over. */
export const questionWords = {
  readOnly: { en: 'Open for reading', nb: 'Åpne for lesing', sv: 'Öppna för läsning' },
  takeOver: { en: 'Take over', nb: 'Overta', sv: 'Ta över' },
  takeOverDetail: {
    en: 'Take over only when you know that nobody works in it, as after a machine broke down. If somebody does, their next save is refused and they have to save under another name.',
    nb: 'Overta bare når du vet at ingen arbeider i den, for eksempel etter at en maskin har stanset. Gjør noen det, blir neste lagring avvist hos dem, og de må lagre med et annet navn.',
    sv: 'Ta bara över när du vet att ingen arbetar i den, till exempel efter att en dator har stannat. Gör någon det avvisas deras nästa sparning, och de måste spara under ett annat namn.',
  },
  saveOver: { en: 'Save over it', nb: 'Lagre over', sv: 'Spara över' },
  saveElsewhere: { en: 'Save as …', nb: 'Lagre som …', sv: 'Spara som …' },
  cancel: { en: 'Cancel', nb: 'Avbryt', sv: 'Avbryt' },
} as const satisfies Record<string, Words>;
