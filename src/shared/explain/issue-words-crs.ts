import type { Words } from '../lib/language.ts';

/** Reading coordinate systems, projecting, choosing the working CRS, and layers in the wrong place. */
export const crsIssueWords: Readonly<Record<string, Words>> = {
  'crs-text-empty': {
    en: 'The coordinate system file (.prj) is empty. Choose the coordinate system for the layer; its coordinates are shown but not measured until then.',
    nb: 'Filen med koordinatsystemet (.prj) er tom. Velg koordinatsystem for laget; koordinatene vises, men måles ikke før det er gjort.',
    sv: 'Filen med koordinatsystemet (.prj) är tom. Välj koordinatsystem för lagret; koordinaterna visas men mäts inte innan dess.',
  },
  'crs-text-unreadable': {
    en: 'What should describe the coordinate system does not: it begins "{start}". Choose the coordinate system for the layer, or get the .prj file again.',
    nb: 'Det som skulle beskrive koordinatsystemet, gjør ikke det: det begynner med «{start}». Velg koordinatsystem for laget, eller hent .prj-filen på nytt.',
    sv: 'Det som skulle beskriva koordinatsystemet gör inte det: det börjar med ”{start}”. Välj koordinatsystem för lagret, eller hämta .prj-filen på nytt.',
  },
  'crs-definition-invalid': {
    en: 'The coordinate system cannot be read: "{part}" makes no sense. Choose the coordinate system for the layer.',
    nb: 'Koordinatsystemet kan ikke leses: «{part}» gir ikke mening. Velg koordinatsystem for laget.',
    sv: 'Koordinatsystemet kan inte läsas: ”{part}” går inte att tolka. Välj koordinatsystem för lagret.',
  },
  'crs-kind-unsupported': {
    en: 'The coordinate system "{name}" ({kind}) is not a map or latitude–longitude system. Choose the one that the x and y of the layer are in.',
    nb: 'Koordinatsystemet «{name}» ({kind}) er verken et kartplan eller lengde- og breddegrader. Velg det systemet lagets x og y er i.',
    sv: 'Koordinatsystemet ”{name}” ({kind}) är varken ett kartplan eller longitud och latitud. Välj det system som lagrets x och y är i.',
  },
  'crs-projection-unsupported': {
    en: 'The coordinate system "{name}" uses a projection that is not supported ({method}). Convert the layer to a UTM or national system first.',
    nb: 'Koordinatsystemet «{name}» bruker en kartprojeksjon som ikke støttes ({method}). Konverter laget til UTM eller et nasjonalt system først.',
    sv: 'Koordinatsystemet ”{name}” använder en kartprojektion som inte stöds ({method}). Konvertera lagret till UTM eller ett nationellt system först.',
  },
  'crs-unit-unsupported': {
    en: 'The coordinate system "{name}" counts angles in {unit}; only degrees are supported. Convert the layer to degrees or to a map projection first.',
    nb: 'Koordinatsystemet «{name}» regner vinkler i {unit}; bare grader støttes. Konverter laget til grader eller en kartprojeksjon først.',
    sv: 'Koordinatsystemet ”{name}” räknar vinklar i {unit}; endast grader stöds. Konvertera lagret till grader eller en kartprojektion först.',
  },
  'crs-code-unknown': {
    en: 'The coordinate system code {code} is not in the list. Check the number, or choose the coordinate system by name.',
    nb: 'Koordinatsystemkoden {code} finnes ikke i listen. Kontroller nummeret, eller velg koordinatsystem etter navn.',
    sv: 'Koordinatsystemkoden {code} finns inte i listan. Kontrollera numret, eller välj koordinatsystem efter namn.',
  },
  'crs-unknown': {
    en: 'The coordinate system is not known, so nothing can be measured or placed. Choose the coordinate system for the layer.',
    nb: 'Koordinatsystemet er ukjent, så ingenting kan måles eller plasseres. Velg koordinatsystem for laget.',
    sv: 'Koordinatsystemet är okänt, så inget kan mätas eller placeras. Välj koordinatsystem för lagret.',
  },
  'crs-found-by-code': {
    en: 'Coordinate system {code} ({name}), by its own code.',
    nb: 'Koordinatsystem {code} ({name}), etter sin egen kode.',
    sv: 'Koordinatsystem {code} ({name}), enligt sin egen kod.',
  },
  'crs-found-by-name': {
    en: 'Coordinate system {code} ({name}), found by the name "{text}"; the parameters agree.',
    nb: 'Koordinatsystem {code} ({name}), funnet ved navnet «{text}»; parametrene stemmer.',
    sv: 'Koordinatsystem {code} ({name}), hittat genom namnet ”{text}”; parametrarna stämmer.',
  },
  'crs-found-by-parameters': {
    en: 'Coordinate system {code} ({name}), found by its projection, ellipsoid, datum and parameters; its own name was "{text}".',
    nb: 'Koordinatsystem {code} ({name}), funnet ved projeksjon, ellipsoide, datum og parametre; det kalte seg «{text}».',
    sv: 'Koordinatsystem {code} ({name}), hittat genom projektion, ellipsoid, datum och parametrar; det kallade sig ”{text}”.',
  },
  'crs-not-registered': {
    en: 'The coordinate system "{name}" has no EPSG code. It is used as it describes itself.',
    nb: 'Koordinatsystemet «{name}» har ingen EPSG-kode. Det brukes slik det beskriver seg selv.',
    sv: 'Koordinatsystemet ”{name}” har ingen EPSG-kod. Det används så som det beskriver sig självt.',
  },
  'crs-code-contradicted': {
    en: 'The coordinate system "{name}" says it is {code}, but its own parameters are different. The parameters were used; check where the layer lies.',
    nb: 'Koordinatsystemet «{name}» sier at det er {code}, men parametrene er andre. Parametrene er brukt; kontroller hvor laget ligger.',
    sv: 'Koordinatsystemet ”{name}” säger sig vara {code}, men parametrarna är andra. Parametrarna har använts; kontrollera var lagret ligger.',
  },
  'crs-height-ignored': {
    en: 'The coordinate system "{name}" includes heights. Only the plane part is used.',
    nb: 'Koordinatsystemet «{name}» omfatter høyder. Bare den plane delen brukes.',
    sv: 'Koordinatsystemet ”{name}” omfattar höjder. Endast den plana delen används.',
  },
  'crs-grid-shift-ignored': {
    en: 'The coordinate system "{name}" refers to a datum shift grid, which is not used. Positions may be off by up to some hundred metres.',
    nb: 'Koordinatsystemet «{name}» viser til et rutenett for datumskifte, som ikke brukes. Posisjoner kan være feil med opptil noen hundre meter.',
    sv: 'Koordinatsystemet ”{name}” hänvisar till ett rutnät för datumskifte, som inte används. Lägen kan vara fel med upp till några hundra meter.',
  },
  'crs-datum-unknown': {
    en: 'How the datum of "{name}" lies relative to WGS 84 is not known. Beside layers in other coordinate systems it may be off by up to some hundred metres.',
    nb: 'Det er ukjent hvordan datumet til «{name}» ligger i forhold til WGS 84. Sammen med lag i andre koordinatsystemer kan det være feil med opptil noen hundre meter.',
    sv: 'Det är okänt hur datumet för ”{name}” förhåller sig till WGS 84. Tillsammans med lager i andra koordinatsystem kan det vara fel med upp till några hundra meter.',
  },
  'crs-datum-shift-unknown': {
    en: 'Between "{from}" and "{to}" the shift of datum is not known; none was applied. Positions may be off by up to some hundred metres.',
    nb: 'Datumskiftet mellom «{from}» og «{to}» er ukjent; ingen er brukt. Posisjoner kan være feil med opptil noen hundre meter.',
    sv: 'Datumskiftet mellan ”{from}” och ”{to}” är okänt; inget har använts. Lägen kan vara fel med upp till några hundra meter.',
  },
  'crs-metres-in-degrees': {
    en: 'Layer "{layer}" says its coordinates are degrees ({crs}), but they are far too large: they look like metres.{candidate? Perhaps it is {candidate}.} Choose its coordinate system.',
    nb: 'Laget «{layer}» sier at koordinatene er grader ({crs}), men de er altfor store: de ligner meter.{candidate? Kanskje er det {candidate}.} Velg koordinatsystem for laget.',
    sv: 'Lagret ”{layer}” säger att koordinaterna är grader ({crs}), men de är alldeles för stora: de liknar meter.{candidate? Kanske är det {candidate}.} Välj koordinatsystem för lagret.',
  },
  'crs-degrees-in-metres': {
    en: 'Layer "{layer}" says its coordinates are on a map plane ({crs}), but they look like degrees.{candidate? Perhaps it is {candidate}.} Choose its coordinate system.',
    nb: 'Laget «{layer}» sier at koordinatene ligger i et kartplan ({crs}), men de ligner grader.{candidate? Kanskje er det {candidate}.} Velg koordinatsystem for laget.',
    sv: 'Lagret ”{layer}” säger att koordinaterna ligger i ett kartplan ({crs}), men de liknar grader.{candidate? Kanske är det {candidate}.} Välj koordinatsystem för lagret.',
  },
  'crs-axes-swapped': {
    en: 'Layer "{layer}" ({crs}) seems to have latitude and longitude the wrong way round. Check its place, and exchange the axes if they are.',
    nb: 'Laget «{layer}» ({crs}) ser ut til å ha byttet om bredde- og lengdegrad. Kontroller hvor det ligger, og bytt aksene hvis det stemmer.',
    sv: 'Lagret ”{layer}” ({crs}) verkar ha förväxlat latitud och longitud. Kontrollera var det ligger, och byt axlarna om det stämmer.',
  },
  'crs-outside-earth': {
    en: 'Layer "{layer}" has coordinates that do not exist in {crs}.{candidate? Perhaps it is {candidate}.} Choose its coordinate system.',
    nb: 'Laget «{layer}» har koordinater som ikke finnes i {crs}.{candidate? Kanskje er det {candidate}.} Velg koordinatsystem for laget.',
    sv: 'Lagret ”{layer}” har koordinater som inte finns i {crs}.{candidate? Kanske är det {candidate}.} Välj koordinatsystem för lagret.',
  },
  'crs-outside-area': {
    en: 'Layer "{layer}" lies far outside the area that {crs} is meant for. Wrong coordinate system?{candidate? Perhaps it is {candidate}.}',
    nb: 'Laget «{layer}» ligger langt utenfor området {crs} er laget for. Feil koordinatsystem?{candidate? Kanskje er det {candidate}.}',
    sv: 'Lagret ”{layer}” ligger långt utanför det område som {crs} är avsett för. Fel koordinatsystem?{candidate? Kanske är det {candidate}.}',
  },
  'crs-far-away': {
    en: 'Layer "{layer}" lies {kilometres} km away from the plots. Wrong coordinate system? It says {crs}{candidate?; perhaps it is {candidate}}.',
    nb: 'Laget «{layer}» ligger {kilometres} km fra tomtene. Feil koordinatsystem? Det oppgir {crs}{candidate?; kanskje er det {candidate}}.',
    sv: 'Lagret ”{layer}” ligger {kilometres} km från tomterna. Fel koordinatsystem? Det anger {crs}{candidate?; kanske är det {candidate}}.',
  },
  'plots-outside-crs': {
    en: 'The plots have coordinates that do not exist in {crs}. Choose the coordinate system of the plots.',
    nb: 'Tomtene har koordinater som ikke finnes i {crs}. Velg koordinatsystem for tomtene.',
    sv: 'Tomterna har koordinater som inte finns i {crs}. Välj koordinatsystem för tomterna.',
  },
  'working-crs-plots': {
    en: "Measured in the plots' own coordinate system {crs} ({name}); lengths are at most {percent} % off.",
    nb: 'Målt i tomtenes eget koordinatsystem {crs} ({name}); lengder er høyst {percent} % feil.',
    sv: 'Mätt i tomternas eget koordinatsystem {crs} ({name}); längder är högst {percent} % fel.',
  },
  'working-crs-utm': {
    en: 'Measured in {crs} ({name}), the UTM zone of the plots, because their own coordinate system is in degrees or feet, is Mercator or lies outside its area of use; lengths are at most {percent} % off.',
    nb: 'Målt i {crs} ({name}), UTM-sonen til tomtene, fordi deres eget koordinatsystem er i grader eller fot, er Mercator eller ligger utenfor sitt bruksområde; lengder er høyst {percent} % feil.',
    sv: 'Mätt i {crs} ({name}), tomternas UTM-zon, eftersom deras eget koordinatsystem är i grader eller fot, är Mercator eller ligger utanför sitt användningsområde; längder är högst {percent} % fel.',
  },
  'working-crs-sweref': {
    en: 'Measured in {crs} ({name}), because the plots lie in Sweden and their own coordinate system is not fit for measuring here; lengths are at most {percent} % off.',
    nb: 'Målt i {crs} ({name}), fordi tomtene ligger i Sverige og deres eget koordinatsystem ikke egner seg til måling her; lengder er høyst {percent} % feil.',
    sv: 'Mätt i {crs} ({name}), eftersom tomterna ligger i Sverige och deras eget koordinatsystem inte lämpar sig för mätning här; längder är högst {percent} % fel.',
  },
  'working-crs-override': {
    en: 'Measured in {crs} ({name}), as asked for; lengths are at most {percent} % off.',
    nb: 'Målt i {crs} ({name}), slik det ble bedt om; lengder er høyst {percent} % feil.',
    sv: 'Mätt i {crs} ({name}), som begärt; längder är högst {percent} % fel.',
  },
  'working-crs-geographic': {
    en: '{crs} ({name}) counts in degrees, and degrees cannot be measured in. Choose a projected system, such as the UTM zone of the plots.',
    nb: '{crs} ({name}) regner i grader, og grader kan det ikke måles i. Velg et projisert system, for eksempel UTM-sonen til tomtene.',
    sv: '{crs} ({name}) räknar i grader, och i grader går det inte att mäta. Välj ett projicerat system, till exempel tomternas UTM-zon.',
  },
  'working-crs-mercator': {
    en: '{crs} ({name}) is a Mercator projection: in the north lengths come out more than twice too long. Choose another system, such as the UTM zone of the plots.',
    nb: '{crs} ({name}) er en mercatorprojeksjon: i nord blir lengder mer enn dobbelt så lange. Velg et annet system, for eksempel UTM-sonen til tomtene.',
    sv: '{crs} ({name}) är en mercatorprojektion: i norr blir längder mer än dubbelt för långa. Välj ett annat system, till exempel tomternas UTM-zon.',
  },
  'working-crs-unreadable': {
    en: 'The working coordinate system "{text}" is not known. Give it as "EPSG:25833".',
    nb: 'Arbeidskoordinatsystemet «{text}» er ukjent. Oppgi det som «EPSG:25833».',
    sv: 'Arbetskoordinatsystemet ”{text}” är okänt. Ange det som ”EPSG:25833”.',
  },
  'working-crs-polar': {
    en: 'The plots lie at latitude {latitude}, where there is no UTM zone. Give the working coordinate system yourself ("crs").',
    nb: 'Tomtene ligger på {latitude} grader bredde, der det ikke finnes noen UTM-sone. Oppgi arbeidskoordinatsystemet selv («crs»).',
    sv: 'Tomterna ligger på latitud {latitude}, där det inte finns någon UTM-zon. Ange arbetskoordinatsystemet själv (”crs”).',
  },
};
