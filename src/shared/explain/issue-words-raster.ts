import type { Words } from '../lib/language.ts';

/** What can be wrong with a grid of heights. */
export const rasterIssueWords: Readonly<Record<string, Words>> = {
  'zip-without-grid': {
    en: '{file} holds no grid of heights (.tif). Name the file that does as the terrain.',
    nb: '{file} inneholder ikke noe rutenett av høyder (.tif). Oppgi filen som gjør det som terreng.',
    sv: '{file} innehåller inget rutnät av höjder (.tif). Ange filen som gör det som terräng.',
  },
  'zip-several-grids': {
    en: '{file} holds several grids of heights: {layers}. Say with "layer" which one is meant.',
    nb: '{file} inneholder flere rutenett av høyder: {layers}. Si med "layer" hvilket det gjelder.',
    sv: '{file} innehåller flera rutnät av höjder: {layers}. Säg med "layer" vilket som avses.',
  },
  'tiff-not': {
    en: '{file} is not a TIFF file, or its beginning is damaged. Fetch it again from where it came.',
    nb: '{file} er ikke en TIFF-fil, eller begynnelsen er skadet. Hent den på nytt der den kom fra.',
    sv: '{file} är ingen TIFF-fil, eller så är början skadad. Hämta den på nytt där den kom ifrån.',
  },
  'tiff-truncated': {
    en: '{file} ends too early: it has {bytes} bytes and refers to byte {needed}. The copy is cut off; fetch it again.',
    nb: '{file} slutter for tidlig: den har {bytes} byte og viser til byte {needed}. Kopien er avkuttet; hent den på nytt.',
    sv: '{file} slutar för tidigt: den har {bytes} byte och hänvisar till byte {needed}. Kopian är avklippt; hämta den på nytt.',
  },
  'tiff-damaged': {
    en: '{file}: block {block} of the grid cannot be unpacked. The file is damaged; fetch it again.',
    nb: '{file}: blokk {block} av rutenettet lar seg ikke pakke ut. Filen er skadet; hent den på nytt.',
    sv: '{file}: block {block} av rutnätet går inte att packa upp. Filen är skadad; hämta den på nytt.',
  },
  'tiff-blocks-missing': {
    en: '{file} lists {found} of the {count} blocks its size needs. The file is damaged; fetch it again.',
    nb: '{file} lister opp {found} av de {count} blokkene størrelsen krever. Filen er skadet; hent den på nytt.',
    sv: '{file} anger {found} av de {count} block som storleken kräver. Filen är skadad; hämta den på nytt.',
  },
  'tiff-bands': {
    en: '{file} has {bands} bands, so it is a picture or several grids in one. Give a grid of heights with one band.',
    nb: '{file} har {bands} bånd, så den er et bilde eller flere rutenett i ett. Oppgi et rutenett av høyder med ett bånd.',
    sv: '{file} har {bands} band, så den är en bild eller flera rutnät i ett. Ange ett rutnät av höjder med ett band.',
  },
  'tiff-samples': {
    en: '{file} writes its numbers in a way that is not read (format {format}, {bits} bits). Save it as 32-bit float.',
    nb: '{file} skriver tallene på en måte som ikke leses (format {format}, {bits} bit). Lagre den som 32-bits flyttall.',
    sv: '{file} skriver talen på ett sätt som inte läses (format {format}, {bits} bitar). Spara den som 32-bitars flyttal.',
  },
  'tiff-compression': {
    en: '{file} is packed in a way that is not read ({compression}). Save it with Deflate, LZW or without packing, in tiles or strips.',
    nb: '{file} er pakket på en måte som ikke leses ({compression}). Lagre den med Deflate, LZW eller upakket, i fliser eller striper.',
    sv: '{file} är packad på ett sätt som inte läses ({compression}). Spara den med Deflate, LZW eller opackad, i rutor eller remsor.',
  },
  'tiff-no-place': {
    en: '{file} does not say where on the map it lies. Save it as a GeoTIFF with its place and cell size.',
    nb: '{file} sier ikke hvor på kartet den ligger. Lagre den som GeoTIFF med plassering og rutestørrelse.',
    sv: '{file} säger inte var på kartan den ligger. Spara den som GeoTIFF med läge och rutstorlek.',
  },
  'tiff-height-unit': {
    en: '{file} gives heights in a unit that is not known (EPSG {unit}). Save it with heights in metres.',
    nb: '{file} oppgir høyder i en ukjent enhet (EPSG {unit}). Lagre den med høyder i meter.',
    sv: '{file} anger höjder i en okänd enhet (EPSG {unit}). Spara den med höjder i meter.',
  },
  'slope-limit': {
    en: '{path}: "share-under" needs a "limit" in percent, and "mean" and "p90" take none.',
    nb: '{path}: «share-under» trenger en «limit» i prosent, og «mean» og «p90» tar ingen.',
    sv: '{path}: ”share-under” behöver en ”limit” i procent, och ”mean” och ”p90” tar ingen.',
  },
  'raster-too-large': {
    en: '{file} has {cells} cells around the plots, more than the {most} that fit in memory. Give a coarser grid.',
    nb: '{file} har {cells} ruter rundt tomtene, flere enn de {most} det er minne til. Oppgi et grovere rutenett.',
    sv: '{file} har {cells} rutor kring tomterna, fler än de {most} som ryms i minnet. Ange ett grövre rutnät.',
  },
  'raster-outside-plots': {
    en: '{file} has no cells where the plots lie, so nothing is known from it. Check its coordinate system and its extent.',
    nb: '{file} har ingen ruter der tomtene ligger, så ingenting er kjent fra den. Kontroller koordinatsystem og utstrekning.',
    sv: '{file} har inga rutor där tomterna ligger, så inget är känt från den. Kontrollera koordinatsystem och utsträckning.',
  },
};
