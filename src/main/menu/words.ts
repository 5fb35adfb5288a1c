import type { SaveKind } from '../../shared/ipc/desktop-api.ts';
import type { Words } from '../../shared/lib/language.ts';

/** Words of the menu. */
export const menuWords = {
  file: { en: '&File', nb: '&Fil', sv: '&Arkiv' },
  openSample: { en: 'Open the &sample', nb: 'Åpne &eksempelet', sv: 'Öppna &exemplet' },
  newProject: { en: '&New project', nb: '&Nytt prosjekt', sv: '&Nytt projekt' },
  openProject: { en: '&Open project…', nb: '&Åpne prosjekt…', sv: '&Öppna projekt…' },
  saveProject: { en: 'Sa&ve', nb: '&Lagre', sv: '&Spara' },
  saveProjectAs: { en: 'Save &as…', nb: 'Lagre &som…', sv: 'Spara so&m…' },
  revertProject: { en: '&Revert to saved', nb: '&Tilbake til lagret', sv: '&Återgå till sparat' },
  saveFieldCopy: { en: 'Save a copy for the &field…', nb: 'Lagre en kopi til &felt…', sv: 'Spara en kopia för &fält…' },
  mergeFieldCopies: { en: '&Merge field copies…', nb: 'Slå sa&mmen feltkopier…', sv: 'Slå sa&mman fältkopior…' },
  openStudy: { en: 'Open s&tudy…', nb: 'Åpne st&udie…', sv: 'Öppna st&udie…' },
  addLayers: { en: '&Add layers…', nb: '&Legg til kartlag…', sv: '&Lägg till kartlager…' },
  makePlots: { en: '&Make candidate plots…', nb: 'Lag &mulige tomter…', sv: 'Skapa &möjliga tomter…' },
  exportAs: { en: '&Export', nb: '&Eksporter', sv: 'E&xportera' },
  exportCsv: { en: 'Ranking as CSV…', nb: 'Rangering som CSV…', sv: 'Rangordning som CSV…' },
  exportGeojson: { en: 'Ranking as GeoJSON…', nb: 'Rangering som GeoJSON…', sv: 'Rangordning som GeoJSON…' },
  exportXlsx: {
    en: 'Scoring as Excel with formulas…',
    nb: 'Poengberegning som Excel med formler…',
    sv: 'Poängberäkning som Excel med formler…',
  },
  exportGpkg: {
    en: 'Ranking as GeoPackage…',
    nb: 'Rangering som GeoPackage…',
    sv: 'Rangordning som GeoPackage…',
  },
  exportFgb: {
    en: 'Ranking as FlatGeobuf…',
    nb: 'Rangering som FlatGeobuf…',
    sv: 'Rangordning som FlatGeobuf…',
  },
  exportZip: {
    en: 'Ranking as shapefile (zip)…',
    nb: 'Rangering som shapefil (zip)…',
    sv: 'Rangordning som shapefil (zip)…',
  },
  exportSvg: { en: 'Map as SVG…', nb: 'Kart som SVG…', sv: 'Karta som SVG…' },
  quit: { en: '&Quit', nb: '&Avslutt', sv: '&Avsluta' },
  edit: { en: '&Edit', nb: '&Rediger', sv: '&Redigera' },
  undo: { en: 'Undo', nb: 'Angre', sv: 'Ångra' },
  redo: { en: 'Redo', nb: 'Gjør om', sv: 'Gör om' },
  cut: { en: 'Cut', nb: 'Klipp ut', sv: 'Klipp ut' },
  copy: { en: 'Copy', nb: 'Kopier', sv: 'Kopiera' },
  paste: { en: 'Paste', nb: 'Lim inn', sv: 'Klistra in' },
  selectAll: { en: 'Select all', nb: 'Merk alt', sv: 'Markera allt' },
  view: { en: '&View', nb: '&Vis', sv: '&Visa' },
  zoomIn: { en: 'Larger text', nb: 'Større tekst', sv: 'Större text' },
  zoomOut: { en: 'Smaller text', nb: 'Mindre tekst', sv: 'Mindre text' },
  zoomReset: { en: 'Normal text', nb: 'Normal tekst', sv: 'Normal text' },
  fullScreen: { en: 'Full screen', nb: 'Fullskjerm', sv: 'Helskärm' },
  help: { en: '&Help', nb: '&Hjelp', sv: '&Hjälp' },
  about: { en: 'About Tomtevalg', nb: 'Om Tomtevalg', sv: 'Om Tomtevalg' },
} as const satisfies Record<string, Words>;

/** Words of the file dialogs. */
export const dialogWords = {
  openStudy: { en: 'Open study', nb: 'Åpne studie', sv: 'Öppna studie' },
  studies: { en: 'Studies', nb: 'Studier', sv: 'Studier' },
  addLayers: { en: 'Add layers', nb: 'Legg til kartlag', sv: 'Lägg till kartlager' },
  addPhotos: { en: 'Add photos', nb: 'Legg til bilder', sv: 'Lägg till bilder' },
  photos: { en: 'Photos (JPEG)', nb: 'Bilder (JPEG)', sv: 'Bilder (JPEG)' },
  layers: { en: 'Map layers and tables', nb: 'Kartlag og tabeller', sv: 'Kartlager och tabeller' },
  save: { en: 'Save', nb: 'Lagre', sv: 'Spara' },
  openProject: { en: 'Open project', nb: 'Åpne prosjekt', sv: 'Öppna projekt' },
  saveProject: { en: 'Save project', nb: 'Lagre prosjekt', sv: 'Spara projekt' },
  fieldCopy: { en: 'field', nb: 'felt', sv: 'fält' },
  mergeCopies: { en: 'Merge field copies', nb: 'Slå sammen feltkopier', sv: 'Slå samman fältkopior' },
  projects: { en: 'Tomtevalg projects', nb: 'Tomtevalg-prosjekter', sv: 'Tomtevalg-projekt' },
  stops: {
    en: 'The window stops again and again.',
    nb: 'Vinduet stanser gang på gang.',
    sv: 'Fönstret stannar gång på gång.',
  },
  stopsDetail: {
    en: 'Your work is kept. Try again, or quit and start the program anew: a project that was not saved is then offered.',
    nb: 'Arbeidet ditt er tatt vare på. Prøv igjen, eller avslutt og start programmet på nytt: da tilbys et prosjekt som ikke var lagret.',
    sv: 'Ditt arbete är bevarat. Försök igen, eller avsluta och starta programmet på nytt: då erbjuds ett projekt som inte var sparat.',
  },
  tryAgain: { en: 'Try again', nb: 'Prøv igjen', sv: 'Försök igen' },
  quit: { en: 'Quit', nb: 'Avslutt', sv: 'Avsluta' },
} as const satisfies Record<string, Words>;

/** What each kind of exported file is called in the save dialog. */
export const kindWords: Readonly<Record<SaveKind, Words>> = {
  csv: { en: 'Table (CSV)', nb: 'Tabell (CSV)', sv: 'Tabell (CSV)' },
  geojson: { en: 'Map layer (GeoJSON)', nb: 'Kartlag (GeoJSON)', sv: 'Kartlager (GeoJSON)' },
  xlsx: { en: 'Workbook (Excel)', nb: 'Arbeidsbok (Excel)', sv: 'Arbetsbok (Excel)' },
  gpkg: { en: 'Map layers (GeoPackage)', nb: 'Kartlag (GeoPackage)', sv: 'Kartlager (GeoPackage)' },
  fgb: { en: 'Map layer (FlatGeobuf)', nb: 'Kartlag (FlatGeobuf)', sv: 'Kartlager (FlatGeobuf)' },
  zip: { en: 'Zipped shapefile', nb: 'Zippet shapefil', sv: 'Zippad shapefil' },
  svg: { en: 'Drawing (SVG)', nb: 'Tegning (SVG)', sv: 'Ritning (SVG)' },
  html: { en: 'Report (HTML)', nb: 'Rapport (HTML)', sv: 'Rapport (HTML)' },
  json: { en: 'Study or profile (JSON)', nb: 'Studie eller profil (JSON)', sv: 'Studie eller profil (JSON)' },
};
