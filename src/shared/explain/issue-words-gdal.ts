import type { Words } from '../lib/language.ts';

/** What can be told of a file that GDAL reads for us. */
export const gdalIssueWords: Readonly<Record<string, Words>> = {
  'gdal-missing': {
    en: '{file}: {format} is read by GDAL, whose files are missing from this installation. Install the program again, or save the layer as a GeoPackage.',
    nb: '{file}: {format} leses av GDAL, og filene til GDAL mangler i denne installasjonen. Installer programmet på nytt, eller lagre laget som GeoPackage.',
    sv: '{file}: {format} läses av GDAL, vars filer saknas i denna installation. Installera programmet på nytt, eller spara lagret som GeoPackage.',
  },
  'gdal-not-started': {
    en: '{file}: {format} is read by GDAL, which did not start: {reason}. Try again, with other programs closed if memory is short, or save the layer as a GeoPackage.',
    nb: '{file}: {format} leses av GDAL, som ikke startet: {reason}. Prøv igjen, med andre programmer lukket hvis det er lite minne, eller lagre laget som GeoPackage.',
    sv: '{file}: {format} läses av GDAL, som inte startade: {reason}. Försök igen, med andra program stängda om minnet är knappt, eller spara lagret som GeoPackage.',
  },
  'crs-missing.gml': {
    en: 'The GML does not say the coordinate system of the layer (no srsName that is known). Choose it, or nothing can be measured.',
    nb: 'GML-filen sier ikke hvilket koordinatsystem laget har (ingen kjent srsName). Velg det, ellers kan ingenting måles.',
    sv: 'GML-filen anger inget koordinatsystem för lagret (ingen känd srsName). Välj det, annars kan inget mätas.',
  },
  'crs-missing.dxf': {
    en: 'A DXF drawing does not say its coordinate system. Choose it, or nothing can be measured.',
    nb: 'En DXF-tegning sier ikke hvilket koordinatsystem den har. Velg det, ellers kan ingenting måles.',
    sv: 'En DXF-ritning anger inget koordinatsystem. Välj det, annars kan inget mätas.',
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
