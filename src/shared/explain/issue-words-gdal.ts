import type { Words } from '../lib/language.ts';

/** What can be told of a file that GDAL reads for us. */
export const gdalIssueWords: Readonly<Record<string, Words>> = {
  'gdal-missing': {
    en: '{file}: {format} is read by GDAL, whose files are missing from this installation. Install the program again, or save the layer as a GeoPackage.',
    nb: '{file}: {format} leses av GDAL, og filene til GDAL mangler i denne installasjonen. Installer programmet på nytt, eller lagre laget som GeoPackage.',
    sv: '{file}: {format} läses av GDAL, vars filer saknas i denna installation. Installera programmet på nytt, eller spara lagret som GeoPackage.',
  },
  'gdal-refused': {
    en: '{file} could not be read as {format}. It may be damaged or another format. GDAL says: {reason}',
    nb: '{file} kunne ikke leses som {format}. Den kan være skadet eller et annet format. GDAL sier: {reason}',
    sv: '{file} kunde inte läsas som {format}. Den kan vara skadad eller ett annat format. GDAL säger: {reason}',
  },
  'gdal-stopped': {
    en: '{file}: reading it as {format} stopped. The file may be damaged, or need more memory than there is. GDAL says: {reason}',
    nb: '{file}: lesingen som {format} stoppet. Filen kan være skadet, eller trenge mer minne enn det er. GDAL sier: {reason}',
    sv: '{file}: läsningen som {format} stannade. Filen kan vara skadad, eller behöva mer minne än det finns. GDAL säger: {reason}',
  },
  'gdal-without-layers': {
    en: '{file}: there is no layer in this {format}.',
    nb: '{file}: det er ikke noe lag i denne {format}.',
    sv: '{file}: det finns inget lager i denna {format}.',
  },
  'gdal-says': {
    en: 'GDAL, which read this file, says: {text}',
    nb: 'GDAL, som leste filen, sier: {text}',
    sv: 'GDAL, som läste filen, säger: {text}',
  },
};
