import type { Words } from '../lib/language.ts';

/** What can be wrong with plots made from zoning, and with suggestions to join plots. */
export const candidateIssueWords: Readonly<Record<string, Words>> = {
  'study-layer-file-and-from': {
    en: '{path}: plots are either read from a file or made with "from". Leave one of the two out.',
    nb: '{path}: tomter leses enten fra en fil eller lages med «from». Ta bort ett av de to.',
    sv: '{path}: tomter läses antingen från en fil eller skapas med ”from”. Ta bort ett av de två.',
  },
  'candidate-nothing-open': {
    en: 'No layer with areas to make plots from is open. Open a study, or drop the zoning plan.',
    nb: 'Det er ikke åpnet noe lag med områder å lage tomter av. Åpne en studie, eller slipp planen i vinduet.',
    sv: 'Inget lager med områden att skapa tomter av är öppet. Öppna en studie, eller släpp planen i fönstret.',
  },
  'study-makes-no-plots': {
    en: 'The plots of the study are read from a file, and it asks for no assemblies. Give the plots "from" or "assemble" (docs/study.md).',
    nb: 'Tomtene i studien leses fra en fil, og den ber ikke om sammenslåinger. Gi tomtene «from» eller «assemble» (docs/study.md).',
    sv: 'Tomterna i studien läses från en fil, och den ber inte om sammanslagningar. Ge tomterna ”from” eller ”assemble” (docs/study.md).',
  },
  'study-assembles-no-plots': {
    en: 'The study does not ask for assemblies. Give the plots "assemble" with the area wanted (docs/study.md).',
    nb: 'Studien ber ikke om sammenslåinger. Gi tomtene «assemble» med arealet som ønskes (docs/study.md).',
    sv: 'Studien ber inte om sammanslagningar. Ge tomterna ”assemble” med arealet som önskas (docs/study.md).',
  },
  'study-only-plots-made': {
    en: '{path}: only the layer with the role "plots" can be made from others; this one has the role "{role}".',
    nb: '{path}: bare laget med rollen «plots» kan lages av andre; dette har rollen «{role}».',
    sv: '{path}: bara lagret med rollen ”plots” kan skapas av andra; detta har rollen ”{role}”.',
  },
  'study-only-plots-assembled': {
    en: '{path}: only plots can be suggested together; this layer has the role "{role}".',
    nb: '{path}: bare tomter kan foreslås sammen; dette laget har rollen «{role}».',
    sv: '{path}: bara tomter kan föreslås tillsammans; detta lager har rollen ”{role}”.',
  },
  'layer-reference-twice': {
    en: '{path}: give either the name of a layer, or a role and theme, not both.',
    nb: '{path}: oppgi enten navnet på et lag, eller rolle og tema, ikke begge deler.',
    sv: '{path}: ange antingen namnet på ett lager, eller roll och tema, inte båda.',
  },
  'candidate-widths-missing': {
    en: '{path}: a field "{field}" with road classes needs "halfWidths" that say how wide each class is.',
    nb: '{path}: et felt «{field}» med vegklasser trenger «halfWidths» som sier hvor bred hver klasse er.',
    sv: '{path}: ett fält ”{field}” med vägklasser behöver ”halfWidths” som anger hur bred varje klass är.',
  },
  'candidate-too-many-layers': {
    en: '{path}: {found} layers are taken off; at most {maximum} can be. Name several at once by role or theme.',
    nb: '{path}: {found} lag trekkes fra; det kan være høyst {maximum}. Nevn flere på én gang med rolle eller tema.',
    sv: '{path}: {found} lager dras av; högst {maximum} är möjligt. Ange flera på en gång med roll eller tema.',
  },
  'candidate-no-zoning': {
    en: 'Plots "{plots}" are made from zoning, but the layer they name is not there. Give the zoning layer, or correct "zoning" in the study.',
    nb: 'Tomtene «{plots}» lages av arealplanen, men laget de nevner finnes ikke. Legg til planlaget, eller rett «zoning» i studien.',
    sv: 'Tomterna ”{plots}” skapas av planen, men lagret de anger finns inte. Lägg till planlagret, eller rätta ”zoning” i studien.',
  },
  'candidate-many-zonings': {
    en: 'Plots "{plots}" can be made from one layer of zoning, but several match: {names}. Name one as "zoning".',
    nb: 'Tomtene «{plots}» kan lages av ett planlag, men flere passer: {names}. Oppgi ett som «zoning».',
    sv: 'Tomterna ”{plots}” kan skapas av ett planlager, men flera passar: {names}. Ange ett som ”zoning”.',
  },
  'candidate-zoning-not-areas': {
    en: 'Layer "{layer}" holds no areas, so plots cannot be made from it. Choose a layer of zoning areas.',
    nb: 'Laget «{layer}» inneholder ingen flater, så det kan ikke lages tomter av det. Velg et lag med planområder.',
    sv: 'Lagret ”{layer}” innehåller inga ytor, så tomter kan inte skapas av det. Välj ett lager med planområden.',
  },
  'candidate-field-missing': {
    en: 'Layer "{layer}" has no field "{field}" with the codes that plots "{plots}" are made from. Say which under "fields", or as "field".',
    nb: 'Laget «{layer}» har ikke noe felt «{field}» med kodene som tomtene «{plots}» lages av. Si hvilket under «fields», eller som «field».',
    sv: 'Lagret ”{layer}” har inget fält ”{field}” med koderna som tomterna ”{plots}” skapas av. Ange vilket under ”fields”, eller som ”field”.',
  },
  'candidate-code-unmatched': {
    en: 'No area of "{layer}" has the code "{code}". Check the code.',
    nb: 'Ingen flate i «{layer}» har koden «{code}». Kontroller koden.',
    sv: 'Ingen yta i ”{layer}” har koden ”{code}”. Kontrollera koden.',
  },
  'candidate-no-zones': {
    en: 'No area of "{layer}" has any of the codes {codes}, so no plots can be made. Check the codes and the filter.',
    nb: 'Ingen flate i «{layer}» har noen av kodene {codes}, så det kan ikke lages tomter. Kontroller kodene og filteret.',
    sv: 'Ingen yta i ”{layer}” har någon av koderna {codes}, så inga tomter kan skapas. Kontrollera koderna och filtret.',
  },
  'candidates-none': {
    en: 'Nothing is left of the zoning areas of "{layer}" that is large and wide enough. Ask for less, or take fewer layers off.',
    nb: 'Det er ikke noe igjen av planområdene i «{layer}» som er stort og bredt nok. Be om mindre, eller trekk fra færre lag.',
    sv: 'Inget återstår av planområdena i ”{layer}” som är tillräckligt stort och brett. Begär mindre, eller dra av färre lager.',
  },
  'candidate-tangled': {
    en: 'Plots "{layer}": {count} zoning areas have outlines that cross too often to be worked out; they give no plots. Repair them with "geometry": "repair".',
    nb: 'Tomtene «{layer}»: {count} planområder har omriss som krysser seg for ofte til å regnes ut; de gir ingen tomter. Reparer dem med "geometry": "repair".',
    sv: 'Tomterna ”{layer}”: {count} planområden har konturer som korsar sig för ofta för att räknas ut; de ger inga tomter. Reparera dem med "geometry": "repair".',
  },
  'candidate-layer-missing': {
    en: 'No layer "{layer}" is there to be taken off the zoning, so nothing was. Add it, or leave it out of the study.',
    nb: 'Det finnes ikke noe lag «{layer}» å trekke fra planen, så ingenting ble trukket fra. Legg det til, eller ta det ut av studien.',
    sv: 'Det finns inget lager ”{layer}” att dra av från planen, så inget drogs av. Lägg till det, eller ta bort det ur studien.',
  },
  'candidate-filter-unknown': {
    en: 'Layer "{layer}": for {count} features the filter cannot tell whether they take ground, for want of a value; they take none.',
    nb: 'Laget «{layer}»: for {count} objekter kan filteret ikke si om de tar areal, fordi en verdi mangler; de tar ikke noe.',
    sv: 'Lagret ”{layer}”: för {count} objekt kan filtret inte avgöra om de tar mark, eftersom ett värde saknas; de tar ingen.',
  },
  'candidate-class-assumed': {
    en: 'Layer "{layer}": {count} features are of no class whose width is known; they count as {metres} m from the middle to the edge.',
    nb: 'Laget «{layer}»: {count} objekter er av ingen klasse med kjent bredde; de regnes som {metres} m fra midten til kanten.',
    sv: 'Lagret ”{layer}”: {count} objekt tillhör ingen klass med känd bredd; de räknas som {metres} m från mitten till kanten.',
  },
  'candidate-needs-distance': {
    en: 'Layer "{layer}" holds lines or points, which take ground only with a setback or a width. Give one; nothing was taken.',
    nb: 'Laget «{layer}» inneholder linjer eller punkter, som bare tar areal med en avstand eller en bredde. Oppgi en; ingenting ble trukket fra.',
    sv: 'Lagret ”{layer}” innehåller linjer eller punkter, som bara tar mark med ett avstånd eller en bredd. Ange en; inget drogs av.',
  },
};
