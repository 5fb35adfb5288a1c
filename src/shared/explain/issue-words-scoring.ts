import type { Words } from '../lib/language.ts';

/** Words for the problems of studies, profiles and filters. */
export const scoringIssueWords: Readonly<Record<string, Words>> = {
  'json-syntax': {
    en: 'This is not JSON: line {line}, column {column} has "{found}". Look for a missing comma, quote or bracket just before it.',
    nb: 'Dette er ikke JSON: linje {line}, kolonne {column} har «{found}». Se etter et komma, anførselstegn eller en parentes som mangler rett foran.',
    sv: 'Det här är inte JSON: rad {line}, kolumn {column} har ”{found}”. Leta efter ett komma, citattecken eller en parentes som saknas strax före.',
  },
  'json-empty': {
    en: 'The file is empty. Choose another file, or write the study or profile in it.',
    nb: 'Filen er tom. Velg en annen fil, eller skriv studien eller profilen i den.',
    sv: 'Filen är tom. Välj en annan fil, eller skriv studien eller profilen i den.',
  },
  'json-too-large': {
    en: 'The file has {characters} characters; a study or profile has at most {longest}. Is it a data file?',
    nb: 'Filen har {characters} tegn; en studie eller profil har høyst {longest}. Er det en datafil?',
    sv: 'Filen har {characters} tecken; en studie eller profil har högst {longest}. Är det en datafil?',
  },
  'schema-missing': {
    en: '{path} is missing; it should be: {expected}.',
    nb: '{path} mangler; der skal det stå: {expected}.',
    sv: '{path} saknas; där ska det stå: {expected}.',
  },
  'schema-type': {
    en: '{path} is {found}; it should be of the kind {expected}.',
    nb: '{path} er {found}; det skal være av slaget {expected}.',
    sv: '{path} är {found}; det ska vara av slaget {expected}.',
  },
  'schema-unknown-key': {
    en: '{path}: {found} is not a known name here. Check the spelling, or take it away.',
    nb: '{path}: {found} er ikke et kjent navn her. Se over skrivemåten, eller ta det bort.',
    sv: '{path}: {found} är inte ett känt namn här. Kontrollera stavningen, eller ta bort det.',
  },
  'schema-value': {
    en: '{path} is {found}; allowed here: {allowed}.',
    nb: '{path} er {found}; tillatt her: {allowed}.',
    sv: '{path} är {found}; tillåtet här: {allowed}.',
  },
  'schema-later': {
    en: '{path}: {found} is not in this version yet. Take it away or choose another.',
    nb: '{path}: {found} finnes ikke i denne versjonen ennå. Ta det bort eller velg noe annet.',
    sv: '{path}: {found} finns inte i den här versionen än. Ta bort det eller välj något annat.',
  },
  'schema-too-small': {
    en: '{path} is {found}; it must be at least (for some: above) {minimum}.',
    nb: '{path} er {found}; det må være minst (for noen: over) {minimum}.',
    sv: '{path} är {found}; det måste vara minst (för vissa: över) {minimum}.',
  },
  'schema-too-big': {
    en: '{path} is {found}; it may be at most {maximum}.',
    nb: '{path} er {found}; det kan være høyst {maximum}.',
    sv: '{path} är {found}; det får vara högst {maximum}.',
  },
  'study-plots-missing': {
    en: 'No layer of the study has the role "plots". Give that role to the layer with the plots to be ranked.',
    nb: 'Ingen av studiens lag har rollen «plots». Gi den rollen til laget med tomtene som skal rangeres.',
    sv: 'Inget av studiens lager har rollen ”plots”. Ge den rollen åt lagret med tomterna som ska rangordnas.',
  },
  'study-many-plots': {
    en: 'Several layers have the role "plots": {layers}. Give it to one of them only.',
    nb: 'Flere lag har rollen «plots»: {layers}. Gi den til bare ett av dem.',
    sv: 'Flera lager har rollen ”plots”: {layers}. Ge den till bara ett av dem.',
  },
  'study-layer-unknown': {
    en: '{path}: the study has no layer "{found}". Its layers are: {known}.',
    nb: '{path}: studien har ikke noe lag «{found}». Lagene er: {known}.',
    sv: '{path}: studien har inget lager ”{found}”. Lagren är: {known}.',
  },
  'study-profile-unknown': {
    en: '{path}: there is no built-in profile "{found}". Built in: {known}. A profile file ends in .json.',
    nb: '{path}: det finnes ingen innebygd profil «{found}». Innebygde: {known}. En profilfil slutter på .json.',
    sv: '{path}: det finns ingen inbyggd profil ”{found}”. Inbyggda: {known}. En profilfil slutar på .json.',
  },
  'study-no-profiles': {
    en: 'The study names no profile, so there is nothing to rank by. Add one, such as "profiles": ["industry"].',
    nb: 'Studien nevner ingen profil, så det er ingenting å rangere etter. Legg til en, som "profiles": ["industry"].',
    sv: 'Studien nämner ingen profil, så det finns inget att rangordna efter. Lägg till en, som "profiles": ["industry"].',
  },
  'study-layer-crs-unknown': {
    en: '{path}: the coordinate system "{found}" is not known. Give it as "EPSG:25833".',
    nb: '{path}: koordinatsystemet «{found}» er ikke kjent. Oppgi det som "EPSG:25833".',
    sv: '{path}: koordinatsystemet ”{found}” är inte känt. Ange det som "EPSG:25833".',
  },
  'profile-file-faulty': {
    en: 'The profile file {file} cannot be used as it stands:',
    nb: 'Profilfilen {file} kan ikke brukes slik den er:',
    sv: 'Profilfilen {file} kan inte användas som den är:',
  },
  'layer-reference-empty': {
    en: '{path} names no layer. Give a role, a theme, or both.',
    nb: '{path} peker ikke på noe lag. Oppgi en rolle, et tema eller begge.',
    sv: '{path} pekar inte på något lager. Ange en roll, ett tema eller båda.',
  },
  'criterion-repeated': {
    en: '{path}: two criteria are called "{id}". Give each its own id.',
    nb: '{path}: to kriterier heter «{id}». Gi hvert sin egen id.',
    sv: '{path}: två kriterier heter ”{id}”. Ge vart och ett ett eget id.',
  },
  'profile-no-weight': {
    en: '{path}: no criterion has a weight above 0, so nothing can be ranked. Give at least one a weight.',
    nb: '{path}: ingen kriterier har vekt over 0, så ingenting kan rangeres. Gi minst ett kriterium en vekt.',
    sv: '{path}: inget kriterium har en vikt över 0, så inget kan rangordnas. Ge minst ett kriterium en vikt.',
  },
  'utility-points-order': {
    en: '{path}: break points must have rising values; {x} is not above the one before it.',
    nb: '{path}: knekkpunktene må ha stigende verdier; {x} er ikke over det foregående.',
    sv: '{path}: brytpunkterna måste ha stigande värden; {x} ligger inte över det föregående.',
  },
  'utility-range-order': {
    en: '{path}: the range from {from} to {to} is empty. "from" must be below "to".',
    nb: '{path}: intervallet fra {from} til {to} er tomt. «from» må være under «to».',
    sv: '{path}: intervallet från {from} till {to} är tomt. ”from” måste vara lägre än ”to”.',
  },
  'utility-raw-weighted-sum': {
    en: '{path}: the weighted sum needs utilities from 0 to 1, and "raw" gives measured values. Use piecewise, classes or ranges for "{id}".',
    nb: '{path}: den vektede summen trenger nytteverdier fra 0 til 1, og «raw» gir målte verdier. Bruk piecewise, classes eller ranges for «{id}».',
    sv: '{path}: den viktade summan behöver nyttovärden från 0 till 1, och ”raw” ger uppmätta värden. Använd piecewise, classes eller ranges för ”{id}”.',
  },
  'measure-without-over': {
    en: '{path}: "by", "speed" and "snap" speak of roads, but "over" does not say which. Name the roads with "over", or leave the three out for straight lines.',
    nb: '{path}: «by», «speed» og «snap» handler om veier, men «over» sier ikke hvilke. Oppgi veiene med «over», eller utelat de tre for rette linjer.',
    sv: '{path}: ”by”, ”speed” och ”snap” handlar om vägar, men ”over” säger inte vilka. Ange vägarna med ”over”, eller utelämna de tre för raka linjer.',
  },
  'threshold-one-of': {
    en: '{path}: a limit is exactly one of "above", "below" and "in".',
    nb: '{path}: en grense er nøyaktig én av «above», «below» og «in».',
    sv: '{path}: en gräns är exakt en av ”above”, ”below” och ”in”.',
  },
  'words-empty': {
    en: '{path}: give the name in at least one of en, nb and sv.',
    nb: '{path}: oppgi navnet på minst ett av språkene en, nb og sv.',
    sv: '{path}: ange namnet på minst ett av språken en, nb och sv.',
  },
  'filter-shape': {
    en: 'The filter at {at} is {found}. It should be an operator with its parts, such as [">=", ["get", "freeMw"], 20].',
    nb: 'Filteret ved {at} er {found}. Det skal være en operator med sine deler, som [">=", ["get", "freeMw"], 20].',
    sv: 'Filtret vid {at} är {found}. Det ska vara en operator med sina delar, som [">=", ["get", "freeMw"], 20].',
  },
  'filter-operator': {
    en: 'The filter at {at} uses "{operator}", which is not known. Known: == != < <= > >= in has !has ! all any.',
    nb: 'Filteret ved {at} bruker «{operator}», som ikke er kjent. Kjente: == != < <= > >= in has !has ! all any.',
    sv: 'Filtret vid {at} använder ”{operator}”, som inte är känd. Kända: == != < <= > >= in has !has ! all any.',
  },
  'filter-operand': {
    en: 'The filter at {at} compares {found}. It can compare ["get", "field"], numbers, texts, true and false.',
    nb: 'Filteret ved {at} sammenligner {found}. Det kan sammenligne ["get", "felt"], tall, tekster, true og false.',
    sv: 'Filtret vid {at} jämför {found}. Det kan jämföra ["get", "fält"], tal, texter, true och false.',
  },
  'filter-null': {
    en: 'The filter at {at} compares with null, which is never true. Ask ["has", "field"] or ["!has", "field"] instead.',
    nb: 'Filteret ved {at} sammenligner med null, og det er aldri sant. Spør ["has", "felt"] eller ["!has", "felt"] i stedet.',
    sv: 'Filtret vid {at} jämför med null, och det är aldrig sant. Fråga ["has", "fält"] eller ["!has", "fält"] i stället.',
  },
  'filter-no-field': {
    en: 'The filter at {at} reads no field: {found}. Write ["get", "field"] for the value of a field.',
    nb: 'Filteret ved {at} leser ikke noe felt: {found}. Skriv ["get", "felt"] for verdien av et felt.',
    sv: 'Filtret vid {at} läser inget fält: {found}. Skriv ["get", "fält"] för värdet av ett fält.',
  },
  'filter-in-list': {
    en: 'The filter at {at} needs a list, ["literal", [...]], of numbers and texts, not {found}.',
    nb: 'Filteret ved {at} trenger en liste, ["literal", [...]], av tall og tekster, ikke {found}.',
    sv: 'Filtret vid {at} behöver en lista, ["literal", [...]], av tal och texter, inte {found}.',
  },
  'filter-too-deep': {
    en: 'The filter is nested more than {deepest} levels deep. Write it flatter, with "all" and "any".',
    nb: 'Filteret er nøstet mer enn {deepest} nivåer dypt. Skriv det flatere, med «all» og «any».',
    sv: 'Filtret är nästlat mer än {deepest} nivåer djupt. Skriv det plattare, med ”all” och ”any”.',
  },
  'filter-field-missing': {
    en: 'The filter reads "{field}" (field "{own}"), which the layer does not have. Its fields are: {present}.',
    nb: 'Filteret leser «{field}» (felt «{own}»), som laget ikke har. Feltene er: {present}.',
    sv: 'Filtret läser ”{field}” (fält ”{own}”), som lagret inte har. Fälten är: {present}.',
  },
};
