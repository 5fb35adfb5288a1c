import type { Words } from '../lib/language.ts';

/** What can be wrong with a study as a whole: its files, its plots, its CRS. */
export const analysisIssueWords: Readonly<Record<string, Words>> = {
  'study-join-without-file': {
    en: 'Only a layer with a file can have a table joined to it.',
    nb: 'Bare et lag med fil kan få en tabell koblet til seg.',
    sv: 'Bara ett lager med fil kan få en tabell kopplad till sig.',
  },
  'join-key-missing': {
    en: 'Layer "{layer}": the table {file} cannot be joined, because there is no field "{field}". The fields are: {known}.',
    nb: 'Laget «{layer}»: tabellen {file} kan ikke kobles til, fordi feltet «{field}» ikke finnes. Feltene er: {known}.',
    sv: 'Lagret ”{layer}”: tabellen {file} kan inte kopplas till, eftersom fältet ”{field}” inte finns. Fälten är: {known}.',
  },
  'join-made': {
    en: '{file} was joined by its field "{key}" to "{to}": {matched} of {rows} features have a row.',
    nb: '{file} ble koblet med feltet «{key}» til «{to}»: {matched} av {rows} objekter har en rad.',
    sv: '{file} kopplades med fältet ”{key}” till ”{to}”: {matched} av {rows} objekt har en rad.',
  },
  'join-by-code': {
    en: '{file}: what was compared is the code that a value begins with, as {code} in "{whole}" (field "{field}"). Compare whole values if that is not meant.',
    nb: '{file}: det som ble sammenlignet, er koden en verdi begynner med, som {code} i «{whole}» (feltet «{field}»). Sammenlign hele verdier hvis det ikke er ment.',
    sv: '{file}: det som jämfördes är koden som ett värde börjar med, som {code} i ”{whole}” (fältet ”{field}”). Jämför hela värden om det inte är avsett.',
  },
  'join-replaces': {
    en: '{file} takes the place of {former}: its {count} fields that were joined to the layer are replaced. Not in the newer table: {gone}.',
    nb: '{file} tar plassen til {former}: de {count} feltene derfra som var koblet til laget, er byttet ut. Ikke i den nyere tabellen: {gone}.',
    sv: '{file} tar platsen för {former}: dess {count} fält som var kopplade till lagret är utbytta. Inte i den nyare tabellen: {gone}.',
  },
  'join-unmatched': {
    en: '{count} of {rows} features have no row in {file}; their values are missing. Keys without a row: {some}.',
    nb: '{count} av {rows} objekter har ingen rad i {file}; verdiene mangler. Nøkler uten rad: {some}.',
    sv: '{count} av {rows} objekt har ingen rad i {file}; värdena saknas. Nycklar utan rad: {some}.',
  },
  'join-unused': {
    en: '{count} keys in {file} belong to no feature: {some}.',
    nb: '{count} nøkler i {file} hører ikke til noe objekt: {some}.',
    sv: '{count} nycklar i {file} hör inte till något objekt: {some}.',
  },
  'join-repeated': {
    en: '{count} rows of {file} repeat a key in "{key}" and were not used; the first row of each key was.',
    nb: '{count} rader i {file} gjentar en nøkkel i «{key}» og ble ikke brukt; den første raden for hver nøkkel ble det.',
    sv: '{count} rader i {file} upprepar en nyckel i ”{key}” och användes inte; den första raden för varje nyckel användes.',
  },
  'study-file-missing': {
    en: 'Layer "{layer}": the file {file} was not found beside the study. Put it there, or correct the name in the study.',
    nb: 'Laget «{layer}»: fant ikke filen {file} ved siden av studien. Legg den der, eller rett navnet i studien.',
    sv: 'Lagret ”{layer}”: filen {file} hittades inte bredvid studien. Lägg den där, eller rätta namnet i studien.',
  },
  'study-layer-empty': {
    en: 'Layer "{layer}": no layer was found in {file}. Check the file, or the name given as "layer" in the study.',
    nb: 'Laget «{layer}»: fant ikke noe lag i {file}. Kontroller filen, eller navnet som står som «layer» i studien.',
    sv: 'Lagret ”{layer}”: inget lager hittades i {file}. Kontrollera filen, eller namnet som anges som ”layer” i studien.',
  },
  'study-layer-not-named': {
    en: 'Layer "{layer}": {file} holds several layers ({names}). Say which one with "layer" in the study.',
    nb: 'Laget «{layer}»: {file} inneholder flere lag ({names}). Si hvilket med «layer» i studien.',
    sv: 'Lagret ”{layer}”: {file} innehåller flera lager ({names}). Ange vilket med ”layer” i studien.',
  },
  'study-no-plots': {
    en: 'The study "{study}" has no layer with the role "plots". Give one layer that role.',
    nb: 'Studien «{study}» har ikke noe lag med rollen «plots». Gi ett lag den rollen.',
    sv: 'Studien ”{study}” har inget lager med rollen ”plots”. Ge ett lager den rollen.',
  },
  'plots-not-polygons': {
    en: 'Layer "{layer}" ({file}) holds no polygons, so it cannot be the plots. Choose a layer of polygons.',
    nb: 'Laget «{layer}» ({file}) inneholder ingen flater og kan ikke være tomtene. Velg et lag med flater.',
    sv: 'Lagret ”{layer}” ({file}) innehåller inga ytor och kan inte vara tomterna. Välj ett lager med ytor.',
  },
  'plots-without-shapes': {
    en: 'Layer "{layer}" ({file}) has no plot with a shape. Check the export it came from.',
    nb: 'Laget «{layer}» ({file}) har ingen tomt med geometri. Kontroller eksporten det kom fra.',
    sv: 'Lagret ”{layer}” ({file}) har ingen tomt med geometri. Kontrollera exporten det kom från.',
  },
  'layer-crs-unknown': {
    en: 'Layer "{layer}" ({file}) does not say its coordinate system. Add its .prj file, or say "crs": "EPSG:…" for the layer.',
    nb: 'Laget «{layer}» ({file}) sier ikke hvilket koordinatsystem det har. Legg ved .prj-filen, eller oppgi "crs": "EPSG:…" for laget.',
    sv: 'Lagret ”{layer}” ({file}) anger inget koordinatsystem. Lägg till dess .prj-fil, eller ange "crs": "EPSG:…" för lagret.',
  },
  'layer-not-read': {
    en: 'Layer "{layer}" ({file}) is terrain in a format that is not read, so nothing is measured on it. Give a GeoTIFF (.tif).',
    nb: 'Laget «{layer}» ({file}) er terreng i et format som ikke leses, så ingenting måles på det. Oppgi en GeoTIFF (.tif).',
    sv: 'Lagret ”{layer}” ({file}) är terräng i ett format som inte läses, så inget mäts på den. Ange en GeoTIFF (.tif).',
  },
  'vertices-outside-crs': {
    en: 'Layer "{layer}" ({file}): {count} points have no place in the working coordinate system and were left out. Check the layer\'s coordinate system.',
    nb: 'Laget «{layer}» ({file}): {count} punkter har ingen plass i arbeidskoordinatsystemet og er utelatt. Kontroller lagets koordinatsystem.',
    sv: 'Lagret ”{layer}” ({file}): {count} punkter har ingen plats i arbetskoordinatsystemet och har utelämnats. Kontrollera lagrets koordinatsystem.',
  },
  'mapped-layer-missing': {
    en: 'Layer "{layer}" says it was mapped inside "{boundary}", but no layer of polygons has that name. Its extent of mapping counts as not known.',
    nb: 'Laget «{layer}» sier at det er kartlagt innenfor «{boundary}», men ingen lag med flater har det navnet. Hvor det er kartlagt, regnes som ukjent.',
    sv: 'Lagret ”{layer}” uppges vara kartlagt inom ”{boundary}”, men inget lager med ytor har det namnet. Var det är kartlagt räknas som okänt.',
  },
  'plot-field-missing': {
    en: 'Layer "{layer}" has no field "{field}" to name the plots by. Check the field name in the study.',
    nb: 'Laget «{layer}» har ikke noe felt «{field}» å navngi tomtene med. Kontroller feltnavnet i studien.',
    sv: 'Lagret ”{layer}” har inget fält ”{field}” att namnge tomterna med. Kontrollera fältnamnet i studien.',
  },
  'plot-ids-from-label': {
    en: 'The plots of "{layer}" are named by their label, since no id field is given.',
    nb: 'Tomtene i «{layer}» er navngitt etter etiketten, siden ikke noe id-felt er oppgitt.',
    sv: 'Tomterna i ”{layer}” är namngivna efter etiketten, eftersom inget id-fält är angivet.',
  },
  'plot-ids-from-row': {
    en: 'The plots of "{layer}" are named by their row number, since no field names each of them. Give an "id" field for lasting names.',
    nb: 'Tomtene i «{layer}» er navngitt etter radnummer, siden ikke noe felt navngir hver av dem. Oppgi et «id»-felt for varige navn.',
    sv: 'Tomterna i ”{layer}” är namngivna efter radnummer, eftersom inget fält namnger var och en. Ange ett ”id”-fält för varaktiga namn.',
  },
  'plot-ids-not-unique': {
    en: 'Field "{field}": {count} plots have no id or share one with an earlier plot; their row number was added so that each has a name of its own.',
    nb: 'Feltet «{field}»: {count} tomter mangler id eller deler den med en tidligere tomt; radnummeret er lagt til, så hver har sitt eget navn.',
    sv: 'Fältet ”{field}”: {count} tomter saknar id eller delar det med en tidigare tomt; radnumret har lagts till så att var och en har ett eget namn.',
  },
  'profile-unknown': {
    en: 'There is no built-in profile "{id}". Built in are industry, housing and school; your own is named by its file.',
    nb: 'Det finnes ingen innebygd profil «{id}». Innebygd er industry, housing og school; din egen navngis med filen.',
    sv: 'Det finns ingen inbyggd profil ”{id}”. Inbyggda är industry, housing och school; din egen anges med sin fil.',
  },
  'profile-file-missing': {
    en: 'The profile file {file} was not found beside the study. Put it there, or correct the name in the study.',
    nb: 'Fant ikke profilfilen {file} ved siden av studien. Legg den der, eller rett navnet i studien.',
    sv: 'Profilfilen {file} hittades inte bredvid studien. Lägg den där, eller rätta namnet i studien.',
  },
  'profile-not-in-study': {
    en: 'The study has no profile "{id}". It has: {known}.',
    nb: 'Studien har ingen profil «{id}». Den har: {known}.',
    sv: 'Studien har ingen profil ”{id}”. Den har: {known}.',
  },
  'profile-repeated': {
    en: 'Two profiles of the study are called "{id}". Give each its own id.',
    nb: 'To profiler i studien heter «{id}». Gi hver sin egen id.',
    sv: 'Två profiler i studien heter ”{id}”. Ge var och en ett eget id.',
  },
};
