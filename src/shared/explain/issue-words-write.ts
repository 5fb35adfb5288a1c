import type { Words } from '../lib/language.ts';

/** What a file that is written cannot hold, or holds in another form. Placeholders are the details of the issue. */
export const writeIssueWords: Readonly<Record<string, Words>> = {
  'shapefile-too-large': {
    en: '{file} would be {megabytes} MB; a shapefile ends at 2048 MB. Write a GeoPackage (.gpkg) or FlatGeobuf (.fgb).',
    nb: '{file} ville blitt {megabytes} MB; en shapefil slutter ved 2048 MB. Skriv en GeoPackage (.gpkg) eller FlatGeobuf (.fgb).',
    sv: '{file} skulle bli {megabytes} MB; en shapefil slutar vid 2048 MB. Skriv en GeoPackage (.gpkg) eller FlatGeobuf (.fgb).',
  },
  'shapefile-too-wide': {
    en: '{file} would have {fields} fields and {bytes} bytes a row; a shapefile ends at 255 fields and 65,535 bytes. Write a GeoPackage (.gpkg).',
    nb: '{file} ville fått {fields} felt og {bytes} byte per rad; en shapefil slutter ved 255 felt og 65 535 byte. Skriv en GeoPackage (.gpkg).',
    sv: '{file} skulle få {fields} fält och {bytes} byte per rad; en shapefil slutar vid 255 fält och 65 535 byte. Skriv en GeoPackage (.gpkg).',
  },
  'shapefile-names-shortened': {
    en: '{count} field names are longer than a shapefile holds (10 bytes) or repeat, and were changed: {names}.',
    nb: '{count} feltnavn er lengre enn en shapefil rommer (10 byte) eller gjentas, og ble endret: {names}.',
    sv: '{count} fältnamn är längre än en shapefil rymmer (10 byte) eller upprepas, och ändrades: {names}.',
  },
  'shapefile-text-cut': {
    en: 'Field "{field}": {count} texts are longer than {limit} bytes, the most a shapefile holds, and were cut.',
    nb: 'Feltet «{field}»: {count} tekster er lengre enn {limit} byte, som er det meste en shapefil rommer, og ble kuttet.',
    sv: 'Fältet ”{field}”: {count} texter är längre än {limit} byte, det mesta en shapefil rymmer, och kortades.',
  },
  'shapefile-dates-left-out': {
    en: 'Field "{field}": {count} dates lie outside the years 0 to 9999 and were left out.',
    nb: 'Feltet «{field}»: {count} datoer ligger utenfor årene 0 til 9999 og ble utelatt.',
    sv: 'Fältet ”{field}”: {count} datum ligger utanför åren 0 till 9999 och utelämnades.',
  },
  'crs-not-written': {
    en: 'The coordinate system {crs} has no form that {file} can hold. Tell whoever gets the file which it is.',
    nb: 'Koordinatsystemet {crs} har ingen form som {file} kan romme. Si fra til den som får filen hvilket det er.',
    sv: 'Koordinatsystemet {crs} har ingen form som {file} rymmer. Tala om för den som får filen vilket det är.',
  },
  'vertices-left-out': {
    en: '{count} vertices have no place in {crs} and were left out; {features} features changed shape or lost theirs.',
    nb: '{count} punkter har ingen plass i {crs} og ble utelatt; {features} objekter endret eller mistet geometrien.',
    sv: '{count} brytpunkter har ingen plats i {crs} och utelämnades; {features} objekt ändrade eller miste geometrin.',
  },
  'crs-taken-as-given': {
    en: 'The file does not say its coordinate system; its coordinates are taken as {crs}, as asked for.',
    nb: 'Filen oppgir ikke koordinatsystemet; koordinatene tas som {crs}, slik du ba om.',
    sv: 'Filen anger inte koordinatsystemet; koordinaterna tas som {crs}, som begärt.',
  },
  'crs-needed': {
    en: '{layer}: the coordinate system is not known, and {format} needs it. Say which with --from-crs EPSG:n.',
    nb: '{layer}: koordinatsystemet er ukjent, og {format} trenger det. Oppgi det med --from-crs EPSG:n.',
    sv: '{layer}: koordinatsystemet är okänt, och {format} behöver det. Ange det med --from-crs EPSG:n.',
  },
  'antimeridian-crossed': {
    en: '{count} features cross the 180th meridian and are written uncut; some programs draw them across the whole map.',
    nb: '{count} objekter krysser 180-gradersmeridianen og er skrevet udelt; noen programmer tegner dem tvers over kartet.',
    sv: '{count} objekt korsar 180-gradersmeridianen och är skrivna odelade; en del program ritar dem tvärs över kartan.',
  },
  'names-made-unique': {
    en: '{count} field names repeat or are not allowed in {format}, and were changed: {names}.',
    nb: '{count} feltnavn gjentas eller er ikke tillatt i {format}, og ble endret: {names}.',
    sv: '{count} fältnamn upprepas eller är inte tillåtna i {format}, och ändrades: {names}.',
  },
  'xlsx-too-large': {
    en: '{file} would need {rows} rows and {columns} columns, more than a spreadsheet holds. Write CSV or a GeoPackage.',
    nb: '{file} ville trengt {rows} rader og {columns} kolonner, mer enn et regneark rommer. Skriv CSV eller en GeoPackage.',
    sv: '{file} skulle behöva {rows} rader och {columns} kolumner, mer än ett kalkylblad rymmer. Skriv CSV eller en GeoPackage.',
  },
  'geometry-not-in-table': {
    en: '{layer}: {format} holds no lines or areas; only the fields were written.',
    nb: '{layer}: {format} rommer ikke linjer eller flater; bare feltene ble skrevet.',
    sv: '{layer}: {format} rymmer inga linjer eller ytor; bara fälten skrevs.',
  },
};
