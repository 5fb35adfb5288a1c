import type { Words } from '../lib/language.ts';

/** Words of what can go wrong between the person's disk and the window. */
export const desktopIssueWords: Readonly<Record<string, Words>> = {
  'file-not-found': {
    en: '{file} could not be found. It may have been moved or renamed; choose it again.',
    nb: 'Fant ikke {file}. Filen kan være flyttet eller ha fått nytt navn; velg den på nytt.',
    sv: '{file} hittades inte. Filen kan ha flyttats eller bytt namn; välj den igen.',
  },
  'file-not-readable': {
    en: '{file} could not be read. Check that you may open it and that no other program has locked it.',
    nb: '{file} kunne ikke leses. Se etter at du har lov til å åpne filen, og at ikke et annet program har låst den.',
    sv: '{file} kunde inte läsas. Kontrollera att du får öppna filen och att inget annat program har låst den.',
  },
  'out-of-memory': {
    en: 'There was not enough memory for this, so the work was stopped. Your data are untouched. Close other programs or windows, or take fewer or smaller layers, and try again.',
    nb: 'Det var ikke nok minne til dette, så arbeidet ble stoppet. Dataene dine er urørt. Lukk andre programmer eller vinduer, eller ta færre eller mindre lag, og prøv igjen.',
    sv: 'Det fanns inte tillräckligt med minne för detta, så arbetet stoppades. Dina data är orörda. Stäng andra program eller fönster, eller ta färre eller mindre lager, och försök igen.',
  },
  'file-kind-unknown': {
    en: '{file} is not a kind of file that can be read here. Shapefiles (.shp, or a .zip of them), GeoPackage, FlatGeobuf, GeoJSON, KML, GPX, CSV, DBF tables and studies (.study.json) can.',
    nb: '{file} er ikke en filtype som kan leses her. Shapefiler (.shp, eller en .zip med dem), GeoPackage, FlatGeobuf, GeoJSON, KML, GPX, CSV, DBF-tabeller og studier (.study.json) kan leses.',
    sv: '{file} är inte en filtyp som kan läsas här. Shapefiler (.shp, eller en .zip med dem), GeoPackage, FlatGeobuf, GeoJSON, KML, GPX, CSV, DBF-tabeller och studier (.study.json) kan läsas.',
  },
  'sidecar-alone': {
    en: '{file} belongs to a shapefile, but no .shp with the same name lies beside it. Choose the .shp, and keep its files in one folder.',
    nb: '{file} hører til en shapefil, men det ligger ingen .shp med samme navn ved siden av. Velg .shp-filen, og ha filene i samme mappe.',
    sv: '{file} hör till en shapefil, men det ligger ingen .shp med samma namn bredvid. Välj .shp-filen och ha filerna i samma mapp.',
  },
  'delivery-ranks': {
    en: '{use}: {moved} of {plots} plots have another rank, {status} another status.',
    nb: '{use}: {moved} av {plots} tomter har en annen plass, {status} en annen status.',
    sv: '{use}: {moved} av {plots} tomter har en annan plats, {status} en annan status.',
  },
  'delivery-plots': {
    en: '{added} plots are new, {removed} are gone.',
    nb: '{added} tomter er nye, {removed} er borte.',
    sv: '{added} tomter är nya, {removed} är borta.',
  },
  'delivery-first-same': {
    en: 'First is {plot}, as before.',
    nb: 'Først er {plot}, som før.',
    sv: 'Först är {plot}, som förut.',
  },
  'delivery-first-other': {
    en: 'First is {plot} now; before it was {before}.',
    nb: 'Først er nå {plot}; før var det {before}.',
    sv: 'Först är nu {plot}; förut var det {before}.',
  },
  'study-left-out': {
    en: '{file} was left out: one study or project is open at a time, and {opened} came first. Open it by itself.',
    nb: '{file} ble ikke tatt med: bare én studie eller ett prosjekt er åpent om gangen, og {opened} kom først. Åpne den for seg.',
    sv: '{file} togs inte med: bara en studie eller ett projekt är öppet åt gången, och {opened} kom först. Öppna den för sig.',
  },
  'folder-without-layers': {
    en: 'The folder {folder} holds nothing that can be read: no layer file, zip or study.',
    nb: 'Mappen {folder} inneholder ingenting som kan leses: ingen kartfil, zip eller studie.',
    sv: 'Mappen {folder} innehåller inget som kan läsas: ingen kartfil, zip eller studie.',
  },
  'folder-too-large': {
    en: 'The folder {folder} holds more than {count} files; only the first {count} were looked at. Choose a smaller folder or the files themselves.',
    nb: 'Mappen {folder} inneholder mer enn {count} filer; bare de første {count} ble sett på. Velg en mindre mappe eller filene selv.',
    sv: 'Mappen {folder} innehåller fler än {count} filer; bara de första {count} har lästs igenom. Välj en mindre mapp eller själva filerna.',
  },
  'study-too-large': {
    en: '{file} is {bytes} bytes long; a study names its data and is never that large. Is it the right file?',
    nb: '{file} er {bytes} byte lang; en studie navngir data og er aldri så stor. Er det riktig fil?',
    sv: '{file} är {bytes} byte lång; en studie namnger data och är aldrig så stor. Är det rätt fil?',
  },
  'study-not-json': {
    en: '{file} is not a valid study: the text is not JSON ({reason}). Open it in a text editor and correct that place.',
    nb: '{file} er ikke en gyldig studie: teksten er ikke JSON ({reason}). Åpne filen i et tekstprogram og rett stedet.',
    sv: '{file} är inte en giltig studie: texten är inte JSON ({reason}). Öppna filen i en textredigerare och rätta stället.',
  },
  'save-failed': {
    en: '{file} could not be saved ({reason}). What stood there before is untouched. Check the free space and that you may write there, or choose another folder.',
    nb: '{file} kunne ikke lagres ({reason}). Det som lå der fra før, er urørt. Se etter ledig plass og skrivetilgang, eller velg en annen mappe.',
    sv: '{file} kunde inte sparas ({reason}). Det som fanns där tidigare är orört. Kontrollera ledigt utrymme och skrivbehörighet, eller välj en annan mapp.',
  },
  'save-not-begun': {
    en: 'The saving had already ended. Nothing was written; save again.',
    nb: 'Lagringen var allerede avsluttet. Ingenting ble skrevet; lagre på nytt.',
    sv: 'Sparandet hade redan avslutats. Inget skrevs; spara igen.',
  },
};
