import type { Words } from '../lib/language.ts';
import { gdalIssueWords } from './issue-words-gdal.ts';
import { layersIssueWords } from './issue-words-layers.ts';
import { opinionIssueWords } from './issue-words-opinion.ts';

/** What can be wrong with a file that is read, or had to be assumed. Placeholders are the details of the issue. */
export const formatsIssueWords: Readonly<Record<string, Words>> = {
  ...gdalIssueWords,
  ...layersIssueWords,
  ...opinionIssueWords,
  'columns-damaged': {
    en: '{file}: the layer did not come over whole between the project and the window. Open the project again.',
    nb: '{file}: laget kom ikke helt over mellom prosjektet og vinduet. Åpne prosjektet på nytt.',
    sv: '{file}: lagret kom inte över helt mellan projektet och fönstret. Öppna projektet igen.',
  },
  'read-cancelled': {
    en: 'Reading {file} was cancelled.',
    nb: 'Lesingen av {file} ble avbrutt.',
    sv: 'Läsningen av {file} avbröts.',
  },
  'file-unreadable': {
    en: '{file} could not be read ({reason}). Check that the file is still there and that you may open it.',
    nb: '{file} kunne ikke leses ({reason}). Kontroller at filen fortsatt finnes, og at du har lov til å åpne den.',
    sv: '{file} kunde inte läsas ({reason}). Kontrollera att filen finns kvar och att du får öppna den.',
  },
  'file-empty': {
    en: '{file} is empty. Fetch it again from where it came.',
    nb: '{file} er tom. Hent den på nytt der den kom fra.',
    sv: '{file} är tom. Hämta den på nytt därifrån den kom.',
  },
  'file-too-large': {
    en: '{file} is larger than {limit} MB, the most that can be read in this format. Save it as a shapefile.',
    nb: '{file} er større enn {limit} MB, som er det meste som kan leses i dette formatet. Lagre den som shapefil.',
    sv: '{file} är större än {limit} MB, det mesta som kan läsas i detta format. Spara den som shapefil.',
  },
  'nothing-to-read': {
    en: 'There is no map layer in {files}.',
    nb: 'Det er ikke noe kartlag i {files}.',
    sv: 'Det finns inget kartlager i {files}.',
  },
  'layer-not-found': {
    en: 'There is no layer "{layer}". The layers are: {layers}.',
    nb: 'Det finnes ikke noe lag «{layer}». Lagene er: {layers}.',
    sv: 'Det finns inget lager ”{layer}”. Lagren är: {layers}.',
  },
  'format-unsupported': {
    en: '{file}: files of type "{extension}" are not read. Use a GeoPackage, a shapefile (also zipped), FlatGeobuf, GeoJSON, GML, FileGDB, MapInfo, DXF, KML, GPX, CSV or dbf.',
    nb: '{file}: filer av typen «{extension}» leses ikke. Bruk GeoPackage, shapefil (gjerne zippet), FlatGeobuf, GeoJSON, GML, FileGDB, MapInfo, DXF, KML, GPX, CSV eller dbf.',
    sv: '{file}: filer av typen ”{extension}” läses inte. Använd GeoPackage, shapefil (gärna zippad), FlatGeobuf, GeoJSON, GML, FileGDB, MapInfo, DXF, KML, GPX, CSV eller dbf.',
  },
  'shp-missing': {
    en: '{file}: the .shp file with the shapes is missing. Add it beside the other files of the same name.',
    nb: '{file}: .shp-filen med geometrien mangler. Legg den ved siden av de andre filene med samme navn.',
    sv: '{file}: .shp-filen med geometrin saknas. Lägg den bredvid de andra filerna med samma namn.',
  },
  'more-of-the-same': {
    en: '{count} more notes of the kind "{code}" are not listed.',
    nb: '{count} merknader til av typen «{code}» er ikke listet.',
    sv: 'Ytterligare {count} anmärkningar av typen ”{code}” listas inte.',
  },
  'shp-not-a-shapefile': {
    en: '{file} is not a shapefile, whatever its name says. It may be another format or a failed download.',
    nb: '{file} er ikke en shapefil, selv om navnet sier det. Det kan være et annet format eller en mislykket nedlasting.',
    sv: '{file} är ingen shapefil, vad namnet än säger. Det kan vara ett annat format eller en misslyckad nedladdning.',
  },
  'shp-header-damaged': {
    en: 'The header of {file} is damaged. The shapes were read without it; check them on the map.',
    nb: 'Hodet i {file} er skadet. Geometrien ble lest uten det; kontroller den i kartet.',
    sv: 'Huvudet i {file} är skadat. Geometrin lästes utan det; kontrollera den på kartan.',
  },
  'shp-header-length': {
    en: '{file} says it is {declared} bytes long and is {actual}. The real length was used.',
    nb: '{file} oppgir at den er {declared} byte lang, men er {actual}. Den virkelige lengden ble brukt.',
    sv: '{file} uppger att den är {declared} byte lång men är {actual}. Den verkliga längden användes.',
  },
  'shp-multipatch': {
    en: '{file} holds 3D bodies (MultiPatch), which are not read. Export their footprints as polygons.',
    nb: '{file} inneholder 3D-objekter (MultiPatch), som ikke leses. Eksporter omrissene deres som flater.',
    sv: '{file} innehåller 3D-kroppar (MultiPatch), som inte läses. Exportera deras fotavtryck som ytor.',
  },
  'shp-record-damaged': {
    en: 'Feature {feature}: its shape is damaged and was left out; its attributes were kept.',
    nb: 'Objekt {feature}: geometrien er skadet og ble utelatt; egenskapene er beholdt.',
    sv: 'Objekt {feature}: geometrin är skadad och utelämnades; attributen behölls.',
  },
  'shp-record-type': {
    en: 'Feature {feature}: its shape is of type {type}, which does not belong in this layer, and was left out; its attributes were kept.',
    nb: 'Objekt {feature}: geometrien er av type {type}, som ikke hører hjemme i dette laget, og ble utelatt; egenskapene er beholdt.',
    sv: 'Objekt {feature}: geometrin är av typ {type}, som inte hör hemma i detta lager, och utelämnades; attributen behölls.',
  },
  'shp-gap': {
    en: '{bytes} bytes between two shapes (at byte {offset}) belong to neither and were skipped. Check that no feature is missing.',
    nb: '{bytes} byte mellom to objekter (fra byte {offset}) hører ikke til noen av dem og ble hoppet over. Kontroller at ingen objekter mangler.',
    sv: '{bytes} byte mellan två objekt (från byte {offset}) hör inte till något av dem och hoppades över. Kontrollera att inget objekt saknas.',
  },
  'shp-trailing-bytes': {
    en: '{bytes} bytes after the last shape were ignored.',
    nb: '{bytes} byte etter det siste objektet ble oversett.',
    sv: '{bytes} byte efter det sista objektet ignorerades.',
  },
  'shp-truncated': {
    en: 'The file with the shapes ends in the middle, at feature {feature}: {read} shapes were read, the rest is missing. Fetch the file again.',
    nb: 'Filen med geometrien slutter midt i, ved objekt {feature}: {read} geometrier ble lest, resten mangler. Hent filen på nytt.',
    sv: 'Filen med geometrin slutar mitt i, vid objekt {feature}: {read} geometrier lästes, resten saknas. Hämta filen på nytt.',
  },
  'shx-missing': {
    en: 'There is no index file (.shx). The shapes were read in order without it.',
    nb: 'Indeksfilen (.shx) mangler. Geometrien ble lest i rekkefølge uten den.',
    sv: 'Indexfilen (.shx) saknas. Geometrin lästes i ordning utan den.',
  },
  'shx-damaged': {
    en: 'The index {file} lists {entries} shapes where there are {records}, or points to the wrong places. It was not used.',
    nb: 'Indeksen {file} fører opp {entries} geometrier der det er {records}, eller peker feil. Den ble ikke brukt.',
    sv: 'Indexet {file} upptar {entries} geometrier där det finns {records}, eller pekar fel. Det användes inte.',
  },
  'shx-reordered': {
    en: 'The shapes lie in another order than their index {file}; the index was followed.',
    nb: 'Geometrien ligger i en annen rekkefølge enn i indeksen {file}; indeksen ble fulgt.',
    sv: 'Geometrin ligger i en annan ordning än i indexet {file}; indexet följdes.',
  },
  'heights-dropped': {
    en: 'The heights (Z) in this layer are not used.',
    nb: 'Høydene (Z) i dette laget brukes ikke.',
    sv: 'Höjderna (Z) i detta lager används inte.',
  },
  'measures-dropped': {
    en: 'The measures (M) in this layer are not used.',
    nb: 'Måleverdiene (M) i dette laget brukes ikke.',
    sv: 'Mätvärdena (M) i detta lager används inte.',
  },
  'coordinates-invalid': {
    en: 'Feature {feature}: its coordinates are no numbers or impossible, so it has no place on the map. Its attributes were kept.',
    nb: 'Objekt {feature}: koordinatene er ikke tall eller er umulige, så objektet har ingen plass i kartet. Egenskapene er beholdt.',
    sv: 'Objekt {feature}: koordinaterna är inga tal eller omöjliga, så objektet har ingen plats på kartan. Attributen behölls.',
  },
  'coordinates-dropped': {
    en: 'Feature {feature}: {count} impossible coordinates were left out of its shape. Check it on the map.',
    nb: 'Objekt {feature}: {count} umulige koordinater ble utelatt fra geometrien. Kontroller det i kartet.',
    sv: 'Objekt {feature}: {count} omöjliga koordinater utelämnades ur geometrin. Kontrollera det på kartan.',
  },
  'parts-dropped': {
    en: 'Feature {feature}: {count} lines of a single point were left out.',
    nb: 'Objekt {feature}: {count} linjer med bare ett punkt ble utelatt.',
    sv: 'Objekt {feature}: {count} linjer med en enda punkt utelämnades.',
  },
  'rings-rewound': {
    en: '{count} polygons (first: feature {feature}) had outlines or holes drawn the wrong way round. Holes were recognised by where they lie.',
    nb: '{count} flater (den første er objekt {feature}) hadde omriss eller hull tegnet feil vei. Hull ble gjenkjent på hvor de ligger.',
    sv: '{count} ytor (den första är objekt {feature}) hade konturer eller hål ritade åt fel håll. Hål kändes igen på var de ligger.',
  },
  'rings-unclosed': {
    en: '{count} outlines (first: feature {feature}) do not end where they begin. They were closed with a straight line.',
    nb: '{count} omriss (det første i objekt {feature}) slutter ikke der de begynner. De ble lukket med en rett linje.',
    sv: '{count} konturer (den första i objekt {feature}) slutar inte där de börjar. De slöts med en rät linje.',
  },
  'rings-dropped': {
    en: '{count} outlines (first: feature {feature}) have fewer than three corners and were left out.',
    nb: '{count} omriss (det første i objekt {feature}) har færre enn tre hjørner og ble utelatt.',
    sv: '{count} konturer (den första i objekt {feature}) har färre än tre hörn och utelämnades.',
  },
  'rings-unchecked': {
    en: 'Feature {feature}: it has {count} outlines, too many to check which are holes; the order in the file was trusted. Check it on the map.',
    nb: 'Objekt {feature}: det har {count} omriss, for mange til å kontrollere hvilke som er hull; rekkefølgen i filen ble fulgt. Kontroller det i kartet.',
    sv: 'Objekt {feature}: det har {count} konturer, för många för att kontrollera vilka som är hål; ordningen i filen följdes. Kontrollera det på kartan.',
  },
  'layer-empty': {
    en: 'The layer has no features.',
    nb: 'Laget har ingen objekter.',
    sv: 'Lagret har inga objekt.',
  },
  'dbf-missing': {
    en: '{file} has no attribute table (.dbf) beside it. The shapes were read without attributes.',
    nb: '{file} har ingen egenskapstabell (.dbf) ved siden av seg. Geometrien ble lest uten egenskaper.',
    sv: '{file} har ingen attributtabell (.dbf) bredvid sig. Geometrin lästes utan attribut.',
  },
  'dbf-not-a-table': {
    en: '{file} is not a dbf table or is damaged beyond reading. Fetch it again.',
    nb: '{file} er ikke en dbf-tabell eller er for skadet til å leses. Hent den på nytt.',
    sv: '{file} är ingen dbf-tabell eller är för skadad för att läsas. Hämta den på nytt.',
  },
  'dbf-header-mended': {
    en: 'The header of {file} gives wrong lengths. They were worked out from the rows; check some values.',
    nb: 'Hodet i {file} oppgir feil lengder. De ble regnet ut fra radene; kontroller noen verdier.',
    sv: 'Huvudet i {file} anger fel längder. De räknades ut från raderna; kontrollera några värden.',
  },
  'dbf-truncated': {
    en: '{file} promises {declared} rows and holds {available}. The missing rows have no attributes. Fetch the file again.',
    nb: '{file} lover {declared} rader og inneholder {available}. Radene som mangler, har ingen egenskaper. Hent filen på nytt.',
    sv: '{file} utlovar {declared} rader och innehåller {available}. Raderna som saknas har inga attribut. Hämta filen på nytt.',
  },
  'dbf-row-count': {
    en: '{file} says it has {declared} rows; {used} were found and read.',
    nb: '{file} oppgir {declared} rader; {used} ble funnet og lest.',
    sv: '{file} uppger {declared} rader; {used} hittades och lästes.',
  },
  'dbf-fewer-rows': {
    en: 'There are {shapes} shapes and only {rows} rows of attributes. From feature {feature} on attributes are missing.',
    nb: 'Det er {shapes} geometrier og bare {rows} rader med egenskaper. Fra og med objekt {feature} mangler egenskaper.',
    sv: 'Det finns {shapes} geometrier men bara {rows} rader med attribut. Från och med objekt {feature} saknas attribut.',
  },
  'dbf-more-rows': {
    en: 'There are {rows} rows of attributes and only {shapes} shapes. The rows without a shape were left out.',
    nb: 'Det er {rows} rader med egenskaper og bare {shapes} geometrier. Radene uten geometri ble utelatt.',
    sv: 'Det finns {rows} rader med attribut men bara {shapes} geometrier. Raderna utan geometri utelämnades.',
  },
  'rows-deleted': {
    en: '{count} features are marked as deleted in the table and were left out.',
    nb: '{count} objekter er merket som slettet i tabellen og ble utelatt.',
    sv: '{count} objekt är markerade som raderade i tabellen och utelämnades.',
  },
  'memo-not-read': {
    en: 'The field "{field}" keeps its text in another file (memo), which is not read.',
    nb: 'Feltet «{field}» har teksten i en annen fil (memo), som ikke leses.',
    sv: 'Fältet ”{field}” har sin text i en annan fil (memo), som inte läses.',
  },
  'number-unreadable': {
    en: 'Field "{field}": {count} values are no numbers, first "{example}" in feature {feature}. They count as missing.',
    nb: 'Feltet «{field}»: {count} verdier er ikke tall, først «{example}» i objekt {feature}. De regnes som manglende.',
    sv: 'Fältet ”{field}”: {count} värden är inga tal, först ”{example}” i objekt {feature}. De räknas som saknade.',
  },
  'number-overflow': {
    en: 'Field "{field}": {count} values are written as asterisks (missing, or too wide for the field), first in feature {feature}. They count as missing.',
    nb: 'Feltet «{field}»: {count} verdier er skrevet som stjerner (mangler, eller for brede for feltet), først i objekt {feature}. De regnes som manglende.',
    sv: 'Fältet ”{field}”: {count} värden är skrivna som asterisker (saknas, eller för breda för fältet), först i objekt {feature}. De räknas som saknade.',
  },
  'date-unreadable': {
    en: 'Field "{field}": {count} values are no dates, first "{example}" in feature {feature}. They count as missing.',
    nb: 'Feltet «{field}»: {count} verdier er ikke datoer, først «{example}» i objekt {feature}. De regnes som manglende.',
    sv: 'Fältet ”{field}”: {count} värden är inga datum, först ”{example}” i objekt {feature}. De räknas som saknade.',
  },
  'logical-unreadable': {
    en: 'Field "{field}": {count} values are neither true nor false, first "{example}" in feature {feature}. They count as missing.',
    nb: 'Feltet «{field}»: {count} verdier er verken sanne eller usanne, først «{example}» i objekt {feature}. De regnes som manglende.',
    sv: 'Fältet ”{field}”: {count} värden är varken sanna eller falska, först ”{example}” i objekt {feature}. De räknas som saknade.',
  },
  'integers-as-text': {
    en: 'Field "{field}": {count} whole numbers are too long to calculate with exactly. The field was read as text.',
    nb: 'Feltet «{field}»: {count} heltall er for lange til å regne nøyaktig med. Feltet ble lest som tekst.',
    sv: 'Fältet ”{field}”: {count} heltal är för långa för att räkna exakt med. Fältet lästes som text.',
  },
  'encoding-unknown': {
    en: 'The encoding "{encoding}" is not known. Say for example UTF-8, ISO-8859-1, windows-1252 or CP865.',
    nb: 'Tegnsettet «{encoding}» er ukjent. Oppgi for eksempel UTF-8, ISO-8859-1, windows-1252 eller CP865.',
    sv: 'Teckenkodningen ”{encoding}” är okänd. Ange till exempel UTF-8, ISO-8859-1, windows-1252 eller CP865.',
  },
  'cpg-not-understood': {
    en: 'The .cpg file says "{text}", which is no known encoding. It was ignored.',
    nb: '.cpg-filen sier «{text}», som ikke er et kjent tegnsett. Den ble oversett.',
    sv: '.cpg-filen säger ”{text}”, som inte är någon känd teckenkodning. Den ignorerades.',
  },
  'encoding-guessed': {
    en: 'Nothing says how the text is encoded; {encoding} was assumed. If letters look wrong, choose another encoding.',
    nb: 'Ingenting sier hvilket tegnsett teksten har; {encoding} ble antatt. Ser bokstavene feil ut, velg et annet tegnsett.',
    sv: 'Inget säger vilken teckenkodning texten har; {encoding} antogs. Ser bokstäverna fel ut, välj en annan kodning.',
  },
  'encoding-not-utf8': {
    en: 'The text is said to be {declared}, but {cells} cells are not. They were read as {used}; check some names.',
    nb: 'Teksten skal være {declared}, men {cells} celler er det ikke. De ble lest som {used}; kontroller noen navn.',
    sv: 'Texten sägs vara {declared}, men {cells} celler är det inte. De lästes som {used}; kontrollera några namn.',
  },
  'encoding-is-utf8': {
    en: 'The text is said to be {declared}, but is UTF-8 and was read so.',
    nb: 'Teksten skal være {declared}, men er UTF-8 og ble lest slik.',
    sv: 'Texten sägs vara {declared} men är UTF-8 och lästes så.',
  },
  'crs-missing': {
    en: 'The layer does not say its coordinate system. Choose it, or nothing can be measured.',
    nb: 'Laget sier ikke hvilket koordinatsystem det har. Velg det, ellers kan ingenting måles.',
    sv: 'Lagret anger inget koordinatsystem. Välj det, annars kan inget mätas.',
  },
  'crs-missing.shapefile': {
    en: 'The layer does not say its coordinate system (no .prj). Choose it, or nothing can be measured.',
    nb: 'Laget sier ikke hvilket koordinatsystem det har (.prj mangler). Velg det, ellers kan ingenting måles.',
    sv: 'Lagret anger inget koordinatsystem (.prj saknas). Välj det, annars kan inget mätas.',
  },
  'crs-override-unknown': {
    en: 'The coordinate system "{crs}" is not known. Say for example EPSG:25833.',
    nb: 'Koordinatsystemet «{crs}» er ukjent. Oppgi for eksempel EPSG:25833.',
    sv: 'Koordinatsystemet ”{crs}” är okänt. Ange till exempel EPSG:3006.',
  },
  'geojson-invalid-json': {
    en: '{file} is not valid JSON at byte {byte} ({reason}). It may have been cut short; fetch it again.',
    nb: '{file} er ikke gyldig JSON ved byte {byte} ({reason}). Den kan være avkortet; hent den på nytt.',
    sv: '{file} är inte giltig JSON vid byte {byte} ({reason}). Den kan vara avkortad; hämta den på nytt.',
  },
  'geojson-not-geojson': {
    en: '{file} is JSON but not GeoJSON: it has no features.',
    nb: '{file} er JSON, men ikke GeoJSON: den har ingen objekter.',
    sv: '{file} är JSON men inte GeoJSON: den har inga objekt.',
  },
  'geojson-mixed': {
    en: 'The file holds several kinds of geometry ({kinds}) and was split into one layer each.',
    nb: 'Filen inneholder flere slags geometri ({kinds}) og ble delt i ett lag for hver.',
    sv: 'Filen innehåller flera slags geometri ({kinds}) och delades i ett lager för varje.',
  },
  'geojson-collection': {
    en: 'Feature {feature}: of its collection of geometries only the {kept} were kept.',
    nb: 'Objekt {feature}: av samlingen av geometrier ble bare {kept} beholdt.',
    sv: 'Objekt {feature}: av samlingen av geometrier behölls bara {kept}.',
  },
  'geometry-lost': {
    en: 'Feature {feature}: its geometry could not be used; its attributes were kept.',
    nb: 'Objekt {feature}: geometrien kunne ikke brukes; egenskapene er beholdt.',
    sv: 'Objekt {feature}: geometrin kunde inte användas; attributen behölls.',
  },
  'geometry-mended': {
    en: 'Feature {feature}: parts of its geometry could not be used and were left out. Check it on the map.',
    nb: 'Objekt {feature}: deler av geometrien kunne ikke brukes og ble utelatt. Kontroller det i kartet.',
    sv: 'Objekt {feature}: delar av geometrin kunde inte användas och utelämnades. Kontrollera det på kartan.',
  },
  'too-many-fields': {
    en: 'The features have too many different fields: {kept} were kept, {values} values were left out.',
    nb: 'Objektene har for mange ulike felt: {kept} ble beholdt, {values} verdier ble utelatt.',
    sv: 'Objekten har för många olika fält: {kept} behölls, {values} värden utelämnades.',
  },
  'csv-binary': {
    en: '{file} is not a text table.',
    nb: '{file} er ikke en teksttabell.',
    sv: '{file} är ingen texttabell.',
  },
  'csv-too-wide': {
    en: '{file} has too many columns and rows to be read as one table. Split it.',
    nb: '{file} har for mange kolonner og rader til å leses som én tabell. Del den opp.',
    sv: '{file} har för många kolumner och rader för att läsas som en tabell. Dela upp den.',
  },
  'csv-ragged': {
    en: '{count} rows (first: row {feature}) do not have {expected} cells as the header has, but for example {found}. Check the delimiter and quotes.',
    nb: '{count} rader (den første er rad {feature}) har ikke {expected} celler slik overskriften har, men for eksempel {found}. Kontroller skilletegn og anførselstegn.',
    sv: '{count} rader (den första är rad {feature}) har inte {expected} celler som rubriken, utan till exempel {found}. Kontrollera skiljetecken och citattecken.',
  },
  'csv-without-coordinates': {
    en: 'No columns are named as coordinates (such as lon and lat, x and y, east and north), so the table has no places. Columns: {fields}.',
    nb: 'Ingen kolonner er navngitt som koordinater (som lon og lat, x og y, øst og nord), så tabellen har ingen steder. Kolonner: {fields}.',
    sv: 'Inga kolumner är namngivna som koordinater (som lon och lat, x och y, öst och nord), så tabellen har inga platser. Kolumner: {fields}.',
  },
  'csv-row-without-point': {
    en: 'Row {feature}: its coordinates are missing or no numbers; it has no place on the map.',
    nb: 'Rad {feature}: koordinatene mangler eller er ikke tall; raden har ingen plass i kartet.',
    sv: 'Rad {feature}: koordinaterna saknas eller är inga tal; raden har ingen plats på kartan.',
  },
  'zip-not-a-zip': {
    en: '{file} is not a zip file, whatever its name says. It may be a failed download.',
    nb: '{file} er ikke en zip-fil, selv om navnet sier det. Det kan være en mislykket nedlasting.',
    sv: '{file} är ingen zip-fil, vad namnet än säger. Det kan vara en misslyckad nedladdning.',
  },
  'zip-truncated': {
    en: '{file} is cut short: the end with its list of contents is missing. Fetch it again.',
    nb: '{file} er avkortet: slutten med innholdslisten mangler. Hent den på nytt.',
    sv: '{file} är avkortad: slutet med innehållsförteckningen saknas. Hämta den på nytt.',
  },
  'zip-damaged': {
    en: '{file} is damaged and cannot be unpacked. Fetch it again.',
    nb: '{file} er skadet og kan ikke pakkes ut. Hent den på nytt.',
    sv: '{file} är skadad och kan inte packas upp. Hämta den på nytt.',
  },
  'zip-too-many-entries': {
    en: '{file} lists more files than any delivery of map layers has, and was not opened. Unpack it and choose the files.',
    nb: '{file} fører opp flere filer enn noen leveranse av kartlag har, og ble ikke åpnet. Pakk den ut og velg filene.',
    sv: '{file} upptar fler filer än någon leverans av kartlager har och öppnades inte. Packa upp den och välj filerna.',
  },
  'zip-unsafe-name': {
    en: '{file}: the member "{member}" has a name that leads out of the archive. It was not read. Do not trust this file.',
    nb: '{file}: medlemmet «{member}» har et navn som fører ut av arkivet. Det ble ikke lest. Ikke stol på denne filen.',
    sv: '{file}: medlemmen ”{member}” har ett namn som leder ut ur arkivet. Den lästes inte. Lita inte på denna fil.',
  },
  'zip-encrypted': {
    en: '{file} is protected by a password ("{member}"). Unpack it first and choose the files.',
    nb: '{file} er beskyttet med passord («{member}»). Pakk den ut først og velg filene.',
    sv: '{file} är skyddad med lösenord (”{member}”). Packa upp den först och välj filerna.',
  },
  'zip-method': {
    en: '{file}: "{member}" is packed by a method ({method}) that is not read. Pack it again as an ordinary zip.',
    nb: '{file}: «{member}» er pakket med en metode ({method}) som ikke leses. Pakk på nytt som vanlig zip.',
    sv: '{file}: ”{member}” är packad med en metod ({method}) som inte läses. Packa om som vanlig zip.',
  },
  'zip-overlap': {
    en: '{file}: members of the archive lie over each other, as in files made to fill a disk. It was not opened.',
    nb: '{file}: medlemmer i arkivet ligger oppå hverandre, slik som i filer laget for å fylle en disk. Den ble ikke åpnet.',
    sv: '{file}: medlemmar i arkivet ligger på varandra, som i filer gjorda för att fylla en disk. Den öppnades inte.',
  },
  'zip-size-lies': {
    en: '{file}: "{member}" does not have the size the archive says. It was not read. Fetch the file again.',
    nb: '{file}: «{member}» har ikke størrelsen arkivet oppgir. Det ble ikke lest. Hent filen på nytt.',
    sv: '{file}: ”{member}” har inte den storlek arkivet anger. Den lästes inte. Hämta filen på nytt.',
  },
  'zip-too-large': {
    en: '{file}: "{member}" is too large to be read from a zip. Unpack it and choose the files.',
    nb: '{file}: «{member}» er for stor til å leses fra en zip. Pakk ut og velg filene.',
    sv: '{file}: ”{member}” är för stor för att läsas ur en zip. Packa upp och välj filerna.',
  },
  'zip-bomb': {
    en: '{file} would unpack to {megabytes} MB, far more than it weighs. It was not opened; if you trust it, unpack it and choose the files.',
    nb: '{file} ville blitt {megabytes} MB utpakket, langt mer enn den veier. Den ble ikke åpnet; stoler du på den, pakk den ut og velg filene.',
    sv: '{file} skulle bli {megabytes} MB uppackad, långt mer än den väger. Den öppnades inte; litar du på den, packa upp den och välj filerna.',
  },
  'zip-nested': {
    en: '{file} holds only another zip. Unpack it and choose the inner one.',
    nb: '{file} inneholder bare en annen zip. Pakk den ut og velg den indre.',
    sv: '{file} innehåller bara en annan zip. Packa upp den och välj den inre.',
  },
  'zip-without-layers': {
    en: '{file} holds no map layer.',
    nb: '{file} inneholder ikke noe kartlag.',
    sv: '{file} innehåller inget kartlager.',
  },
  'zip-checksum': {
    en: '{file}: "{member}" is damaged (its checksum does not fit). It was not read. Fetch the file again.',
    nb: '{file}: «{member}» er skadet (kontrollsummen stemmer ikke). Det ble ikke lest. Hent filen på nytt.',
    sv: '{file}: ”{member}” är skadad (kontrollsumman stämmer inte). Den lästes inte. Hämta filen på nytt.',
  },
  'photo-not-jpeg': {
    en: '{file} is no JPEG photo. Photos can be added as JPEG (.jpg).',
    nb: '{file} er ikke et JPEG-bilde. Bilder kan legges til som JPEG (.jpg).',
    sv: '{file} är ingen JPEG-bild. Bilder kan läggas till som JPEG (.jpg).',
  },
  'photo-damaged': {
    en: '{file} cannot be read as a photo: its head is damaged or cut off. Copy it again from the camera.',
    nb: '{file} kan ikke leses som bilde: begynnelsen av filen er skadet eller avkortet. Kopier det på nytt fra kameraet.',
    sv: '{file} kan inte läsas som bild: filens början är skadad eller avkortad. Kopiera den på nytt från kameran.',
  },
  'photo-too-large': {
    en: '{file} is too large for a photo{width? ({width} × {height} pixels)}. Save it smaller.',
    nb: '{file} er for stort til et bilde{width? ({width} × {height} punkter)}. Lagre det mindre.',
    sv: '{file} är för stor för en bild{width? ({width} × {height} bildpunkter)}. Spara den mindre.',
  },
};
