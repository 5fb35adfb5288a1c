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
  notKept: {
    en: 'The last change could not be kept.',
    nb: 'Den siste endringen kunne ikke tas vare på.',
    sv: 'Den senaste ändringen kunde inte bevaras.',
  },
  notKeptDetail: {
    en: 'The window says why. Stay to mend that and try again; else the change is lost.',
    nb: 'Vinduet sier hvorfor. Bli for å rette det og prøve igjen; ellers går endringen tapt.',
    sv: 'Fönstret säger varför. Stanna för att rätta till det och försöka igen; annars går ändringen förlorad.',
  },
  notKeptYet: {
    en: 'The last change is not kept yet.',
    nb: 'Den siste endringen er ikke tatt vare på ennå.',
    sv: 'Den senaste ändringen är inte bevarad än.',
  },
  notKeptYetDetail: {
    en: 'The disk is slow, or the window does not answer. What was kept before is safe.',
    nb: 'Disken er treg, eller vinduet svarer ikke. Det som ble tatt vare på før, er trygt.',
    sv: 'Disken är långsam, eller så svarar fönstret inte. Det som bevarades före är säkert.',
  },
  stay: { en: 'Stay', nb: 'Bli', sv: 'Stanna' },
  wait: { en: 'Wait', nb: 'Vent', sv: 'Vänta' },
  loseIt: { en: 'Go on and lose it', nb: 'Gå videre uten den', sv: 'Fortsätt utan den' },
  cancel: { en: 'Cancel', nb: 'Avbryt', sv: 'Avbryt' },
} as const satisfies Record<string, Words>;
