import type { Words } from '../lib/language.ts';

/** What the readers of FlatGeobuf, GeoPackage, KML and GPX find. */
export const layersIssueWords: Readonly<Record<string, Words>> = {
  'fgb-not-flatgeobuf': {
    en: '{file} is not a FlatGeobuf of version 3, whatever its name says. It may be another format or a failed download.',
    nb: '{file} er ikke en FlatGeobuf av versjon 3, selv om navnet sier det. Det kan være et annet format eller en mislykket nedlasting.',
    sv: '{file} är ingen FlatGeobuf av version 3, vad namnet än säger. Det kan vara ett annat format eller en misslyckad nedladdning.',
  },
  'fgb-header-damaged': {
    en: '{file}: the beginning of the file is damaged or the file has been cut short. Fetch it again.',
    nb: '{file}: begynnelsen av filen er skadet, eller filen er avkortet. Hent den på nytt.',
    sv: '{file}: filens början är skadad eller filen avkortad. Hämta den på nytt.',
  },
  'fgb-truncated': {
    en: '{file} is damaged or has been cut short at feature {feature}: {read} features were read of {expected} (0: not said). Fetch it again.',
    nb: '{file} er skadet eller avkortet ved objekt {feature}: {read} objekter ble lest av {expected} (0: ikke oppgitt). Hent den på nytt.',
    sv: '{file} är skadad eller avkortad vid objekt {feature}: {read} objekt lästes av {expected} (0: inte angivet). Hämta den på nytt.',
  },
  'fgb-more-features': {
    en: '{file} says it holds {read} features, but goes on after them. What follows was not read.',
    nb: '{file} sier at den har {read} objekter, men fortsetter etter dem. Det som følger, ble ikke lest.',
    sv: '{file} säger att den har {read} objekt men fortsätter efter dem. Det som följer lästes inte.',
  },
  'fgb-feature-damaged': {
    en: 'Feature {feature}: some of its attributes are damaged and count as missing.',
    nb: 'Objekt {feature}: noen av egenskapene er skadet og regnes som manglende.',
    sv: 'Objekt {feature}: några av attributen är skadade och räknas som saknade.',
  },
  'fgb-own-columns': {
    en: 'Feature {feature}: it declares fields of its own, which are not read. Its attributes count as missing.',
    nb: 'Objekt {feature}: det har egne feltdefinisjoner, som ikke leses. Egenskapene regnes som manglende.',
    sv: 'Objekt {feature}: det har egna fältdefinitioner, som inte läses. Attributen räknas som saknade.',
  },
  'gpkg-not-a-database': {
    en: '{file} is no GeoPackage (SQLite database), whatever its name says. It may be a failed download.',
    nb: '{file} er ingen GeoPackage (SQLite-database), selv om navnet sier det. Det kan være en mislykket nedlasting.',
    sv: '{file} är ingen GeoPackage (SQLite-databas), vad namnet än säger. Det kan vara en misslyckad nedladdning.',
  },
  'gpkg-not-geopackage': {
    en: '{file} is a database, but no GeoPackage: it has no table gpkg_contents.',
    nb: '{file} er en database, men ingen GeoPackage: den har ingen tabell gpkg_contents.',
    sv: '{file} är en databas men ingen GeoPackage: den har ingen tabell gpkg_contents.',
  },
  'gpkg-without-layers': {
    en: '{file} holds no layer or table that can be read. Tiles and views are not read.',
    nb: '{file} har ikke noe lag eller noen tabell som kan leses. Kartfliser og visninger (views) leses ikke.',
    sv: '{file} har inget lager och ingen tabell som kan läsas. Kartrutor och vyer läses inte.',
  },
  'gpkg-too-many-tables': {
    en: 'The list of tables in the GeoPackage has more than {limit} entries. It is damaged.',
    nb: 'Tabellisten i GeoPackage-filen har mer enn {limit} oppføringer. Den er skadet.',
    sv: 'Tabellistan i GeoPackage-filen har mer än {limit} poster. Den är skadad.',
  },
  'gpkg-writes-ahead': {
    en: '{file} was last written with a write-ahead log. If another program still has it open, its latest changes are not read; close it there and read again.',
    nb: '{file} ble sist skrevet med endringslogg (WAL). Har et annet program den fortsatt åpen, blir de siste endringene ikke lest; lukk den der og les på nytt.',
    sv: '{file} skrevs senast med ändringslogg (WAL). Har ett annat program den fortfarande öppen läses inte de senaste ändringarna; stäng den där och läs igen.',
  },
  'gpkg-not-a-table': {
    en: '"{table}" is listed as a layer but is a view, a virtual table or missing. It was not read.',
    nb: '«{table}» står oppført som lag, men er en visning (view), en virtuell tabell eller mangler. Det ble ikke lest.',
    sv: '”{table}” står som lager men är en vy, en virtuell tabell eller saknas. Det lästes inte.',
  },
  'gpkg-catalogue-damaged': {
    en: '{file}: {count} entries in the list of layers could not be read. Layers may be missing; fetch the file again.',
    nb: '{file}: {count} oppføringer i listen over lag kunne ikke leses. Lag kan mangle; hent filen på nytt.',
    sv: '{file}: {count} poster i listan över lager kunde inte läsas. Lager kan saknas; hämta filen på nytt.',
  },
  'gpkg-geometry-missing': {
    en: 'The field "{field}" that should hold the geometry is not in the table. Its rows have no place on the map.',
    nb: 'Feltet «{field}», som skal ha geometrien, finnes ikke i tabellen. Radene har ingen plass i kartet.',
    sv: 'Fältet ”{field}”, som ska ha geometrin, finns inte i tabellen. Raderna har ingen plats på kartan.',
  },
  'gpkg-damaged': {
    en: 'The table "{table}" is damaged: {rows} rows and {pages} pages of the file could not be read. Fetch it again.',
    nb: 'Tabellen «{table}» er skadet: {rows} rader og {pages} sider i filen kunne ikke leses. Hent den på nytt.',
    sv: 'Tabellen ”{table}” är skadad: {rows} rader och {pages} sidor i filen kunde inte läsas. Hämta den på nytt.',
  },
  'gpkg-computed-field': {
    en: 'Field "{field}" is computed by the database when it is asked for, and was left out.',
    nb: 'Feltet «{field}» regnes ut av databasen når det spørres etter, og ble utelatt.',
    sv: 'Fältet ”{field}” räknas ut av databasen när det efterfrågas och utelämnades.',
  },
  'gpkg-binary-values': {
    en: 'Field "{field}": {count} values are binary data, which is not read. They count as missing.',
    nb: 'Feltet «{field}»: {count} verdier er binære data, som ikke leses. De regnes som manglende.',
    sv: 'Fältet ”{field}”: {count} värden är binära data, som inte läses. De räknas som saknade.',
  },
  'xml-wrong-root': {
    en: '{file} is not what its name says: it does not begin with the element "{root}". It may be a failed download.',
    nb: '{file} er ikke det navnet sier: den begynner ikke med elementet «{root}». Det kan være en mislykket nedlasting.',
    sv: '{file} är inte vad namnet säger: den börjar inte med elementet ”{root}”. Det kan vara en misslyckad nedladdning.',
  },
  'xml-broken': {
    en: '{file} is damaged or has been cut short at line {line}. The {read} features before it were read.',
    nb: '{file} er skadet eller avkortet ved linje {line}. De {read} objektene før den ble lest.',
    sv: '{file} är skadad eller avkortad vid rad {line}. De {read} objekten före den lästes.',
  },
  'kml-network-link': {
    en: 'The file refers to other files (NetworkLink). They are not fetched; save them in one file.',
    nb: 'Filen viser til andre filer (NetworkLink). De hentes ikke; lagre dem i én fil.',
    sv: 'Filen hänvisar till andra filer (NetworkLink). De hämtas inte; spara dem i en fil.',
  },
  'csv-lines-above': {
    en: '{count} lines above the header were taken for a title: "{text}".',
    nb: '{count} linjer over overskriften ble tatt for en tittel: «{text}».',
    sv: '{count} rader ovanför rubriken togs för en titel: ”{text}”.',
  },
  'csv-lines-below': {
    en: '{count} lines below the table have a single cell and were taken for remarks: "{text}". They are no rows.',
    nb: '{count} linjer under tabellen har bare én celle og ble tatt for merknader: «{text}». De er ikke rader.',
    sv: '{count} rader under tabellen har bara en cell och togs för anmärkningar: ”{text}”. De är inga tabellrader.',
  },
  'csv-missing-signs': {
    en: 'Field "{field}": {count} signs such as ":", ".." or "-" stand among numbers. They count as missing.',
    nb: 'Feltet «{field}»: {count} tegn som «:», «..» eller «-» står blant tall. De regnes som manglende.',
    sv: 'Fältet ”{field}”: {count} tecken som ”:”, ”..” eller ”-” står bland tal. De räknas som saknade.',
  },
  'csv-thousands': {
    en: 'Field "{field}": {count} numbers have blanks between thousands and were read as numbers.',
    nb: 'Feltet «{field}»: {count} tall har mellomrom mellom tusener og ble lest som tall.',
    sv: 'Fältet ”{field}”: {count} tal har mellanrum mellan tusental och lästes som tal.',
  },
  'field-type-not-read': {
    en: 'Field "{field}" holds binary data, which is not read. Its values count as missing.',
    nb: 'Feltet «{field}» har binære data, som ikke leses. Verdiene regnes som manglende.',
    sv: 'Fältet ”{field}” har binära data, som inte läses. Värdena räknas som saknade.',
  },
  'text-undecodable': {
    en: 'Field "{field}": {count} texts are no valid UTF-8. What cannot be read was replaced by "\uFFFD".',
    nb: 'Feltet «{field}»: {count} tekster er ikke gyldig UTF-8. Det som ikke kan leses, ble erstattet med «\uFFFD».',
    sv: 'Fältet ”{field}”: {count} texter är inte giltig UTF-8. Det som inte kan läsas ersattes med ”\uFFFD”.',
  },
  'fields-left-out': {
    en: 'The layer has too many fields for its size: {kept} were kept, {count} were left out.',
    nb: 'Laget har for mange felt for størrelsen sin: {kept} ble beholdt, {count} ble utelatt.',
    sv: 'Lagret har för många fält för sin storlek: {kept} behölls, {count} utelämnades.',
  },
};
