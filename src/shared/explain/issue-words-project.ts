import type { Words } from '../lib/language.ts';

/** Words of what can go wrong with a saved project: opening, keeping edits, saving, repairing. */
export const projectIssueWords: Readonly<Record<string, Words>> = {
  'project-not-found': {
    en: '{file} could not be found. It may have been moved or renamed, or its drive is not connected.',
    nb: 'Fant ikke {file}. Filen kan være flyttet eller ha fått nytt navn, eller stasjonen er ikke koblet til.',
    sv: '{file} hittades inte. Filen kan ha flyttats eller bytt namn, eller så är enheten inte ansluten.',
  },
  'project-not-a-database': {
    en: '{file} is not a GeoPackage: it does not begin as one. Is it the right file? If it was a project, its beginning is destroyed; take the save before it ("previous" beside it) or a backup.',
    nb: '{file} er ikke en GeoPackage: den begynner ikke som en. Er det riktig fil? Hvis den var et prosjekt, er begynnelsen ødelagt; bruk forrige lagring («previous» ved siden av) eller en sikkerhetskopi.',
    sv: '{file} är inte en GeoPackage: den börjar inte som en sådan. Är det rätt fil? Om den var ett projekt är början förstörd; använd föregående version (”previous” bredvid) eller en säkerhetskopia.',
  },
  'project-not-a-project': {
    en: '{file} is a GeoPackage but not a Tomtevalg project. Add it as layers instead.',
    nb: '{file} er en GeoPackage, men ikke et Tomtevalg-prosjekt. Legg den til som lag i stedet.',
    sv: '{file} är en GeoPackage men inget Tomtevalg-projekt. Lägg till den som lager i stället.',
  },
  'project-damaged': {
    en: '{file} is damaged and cannot be opened as it is. Run "tomtevalg check" on it to see what can be rescued, or open the save before it ("previous" beside it).',
    nb: '{file} er skadet og kan ikke åpnes slik den er. Kjør «tomtevalg check» på den for å se hva som kan reddes, eller åpne forrige lagring («previous» ved siden av).',
    sv: '{file} är skadad och kan inte öppnas som den är. Kör ”tomtevalg check” på den för att se vad som kan räddas, eller öppna föregående version (”previous” bredvid).',
  },
  'project-not-readable': {
    en: '{file} could not be read ({reason}). Check that you may open it and that its drive is connected.',
    nb: '{file} kunne ikke leses ({reason}). Se etter at du har lov til å åpne filen, og at stasjonen er koblet til.',
    sv: '{file} kunde inte läsas ({reason}). Kontrollera att du får öppna filen och att enheten är ansluten.',
  },
  'project-open-no-space': {
    en: '{file} could not be opened: the disk of this computer has no room for the working copy. Free some space and open it again.',
    nb: '{file} kunne ikke åpnes: disken på denne maskinen har ikke plass til arbeidskopien. Frigjør plass og åpne filen på nytt.',
    sv: '{file} kunde inte öppnas: datorns disk har inte plats för arbetskopian. Frigör utrymme och öppna filen igen.',
  },
  'project-newer': {
    en: '{file} was written by a newer program ({writtenBy}, format {version}). It is open for reading only; update Tomtevalg to change it.',
    nb: '{file} er skrevet av et nyere program ({writtenBy}, format {version}). Den er åpnet bare for lesing; oppdater Tomtevalg for å endre den.',
    sv: '{file} är skriven av ett nyare program ({writtenBy}, format {version}). Den är öppen endast för läsning; uppdatera Tomtevalg för att ändra den.',
  },
  'project-held': {
    en: '{name} has {file} open on {host}. You see it read-only; save under another name to work on a copy.',
    nb: '{name} har {file} åpen på {host}. Du ser den skrivebeskyttet; lagre med et annet navn for å arbeide i en kopi.',
    sv: '{name} har {file} öppen på {host}. Du ser den skrivskyddad; spara under ett annat namn för att arbeta i en kopia.',
  },
  'project-held-unknown': {
    en: '{file} carries a lock that cannot be read. You see it read-only; if nobody else has it open, remove the hidden file ending in .lock beside it.',
    nb: '{file} har en lås som ikke kan leses. Du ser den skrivebeskyttet; hvis ingen andre har den åpen, slett den skjulte filen som slutter på .lock ved siden av.',
    sv: '{file} har ett lås som inte kan läsas. Du ser den skrivskyddad; om ingen annan har den öppen, ta bort den dolda filen som slutar på .lock bredvid.',
  },
  'project-folder-not-writable': {
    en: 'Nothing can be written in the folder of {file} ({reason}). You see it read-only; save under another name to work on a copy.',
    nb: 'Det kan ikke skrives i mappen til {file} ({reason}). Du ser den skrivebeskyttet; lagre med et annet navn for å arbeide i en kopi.',
    sv: 'Det går inte att skriva i mappen för {file} ({reason}). Du ser den skrivskyddad; spara under ett annat namn för att arbeta i en kopia.',
  },
  'project-edit-no-space': {
    en: 'The disk of this computer is full: the last change is not kept yet. Nothing kept before is lost. Free some space; the change is then kept.',
    nb: 'Disken på denne maskinen er full: den siste endringen er ikke tatt vare på ennå. Ingenting fra før er tapt. Frigjør plass; da blir endringen tatt vare på.',
    sv: 'Datorns disk är full: den senaste ändringen är inte sparad än. Inget som sparats tidigare är förlorat. Frigör utrymme; då sparas ändringen.',
  },
  'project-edit-not-kept': {
    en: 'The last change could not be kept on this computer ({reason}). Nothing kept before is lost. Save under another name on another drive, and have the disk looked at.',
    nb: 'Den siste endringen kunne ikke tas vare på på denne maskinen ({reason}). Ingenting fra før er tapt. Lagre med et annet navn på en annen stasjon, og få disken sjekket.',
    sv: 'Den senaste ändringen kunde inte sparas på den här datorn ({reason}). Inget som sparats tidigare är förlorat. Spara under ett annat namn på en annan enhet och låt kontrollera disken.',
  },
  'project-working-copy-damaged': {
    en: 'The working copy on this computer is damaged. Save under another name now, close the project and run "tomtevalg check" on the new file; your last save is untouched.',
    nb: 'Arbeidskopien på denne maskinen er skadet. Lagre med et annet navn nå, lukk prosjektet og kjør «tomtevalg check» på den nye filen; din siste lagring er urørt.',
    sv: 'Arbetskopian på den här datorn är skadad. Spara under ett annat namn nu, stäng projektet och kör ”tomtevalg check” på den nya filen; din senast sparade version är orörd.',
  },
  'project-never-saved': {
    en: 'The project has never been saved. Choose where it shall lie with "Save as".',
    nb: 'Prosjektet er aldri lagret. Velg hvor det skal ligge med «Lagre som».',
    sv: 'Projektet har aldrig sparats. Välj var det ska ligga med ”Spara som”.',
  },
  'project-changed-on-disk': {
    en: 'Somebody else changed {file} since you opened it. Save under another name, or save over it: their version is then kept beside it as "previous".',
    nb: 'Noen andre har endret {file} etter at du åpnet den. Lagre med et annet navn, eller lagre over: da beholdes deres versjon ved siden av som «previous».',
    sv: 'Någon annan har ändrat {file} sedan du öppnade den. Spara under ett annat namn, eller spara över: då behålls deras version bredvid som ”previous”.',
  },
  'project-lock-lost': {
    en: 'Somebody else has taken over {file}. It was not saved; your work is safe on this computer. Save under another name.',
    nb: 'Noen andre har overtatt {file}. Den ble ikke lagret; arbeidet ditt er trygt på denne maskinen. Lagre med et annet navn.',
    sv: 'Någon annan har tagit över {file}. Den sparades inte; ditt arbete är tryggt på den här datorn. Spara under ett annat namn.',
  },
  'project-in-use': {
    en: '{file} is open in another program, such as QGIS, which has changes of its own waiting. It was not saved; close it there and save again, or save under another name.',
    nb: '{file} er åpen i et annet program, for eksempel QGIS, som har egne endringer på vent. Den ble ikke lagret; lukk den der og lagre på nytt, eller lagre med et annet navn.',
    sv: '{file} är öppen i ett annat program, till exempel QGIS, som har egna väntande ändringar. Den sparades inte; stäng den där och spara igen, eller spara under ett annat namn.',
  },
  'project-save-no-space': {
    en: '{file} could not be saved: the drive is full. The last save is untouched and your work is safe on this computer. Free some space there, or save to another drive.',
    nb: '{file} kunne ikke lagres: stasjonen er full. Forrige lagring er urørt, og arbeidet ditt er trygt på denne maskinen. Frigjør plass der, eller lagre på en annen stasjon.',
    sv: '{file} kunde inte sparas: enheten är full. Den senast sparade versionen är orörd och ditt arbete är tryggt på den här datorn. Frigör utrymme där, eller spara på en annan enhet.',
  },
  'project-save-not-allowed': {
    en: '{file} could not be saved: you may not write there ({reason}). The last save is untouched and your work is safe on this computer. Save under another name or in another folder.',
    nb: '{file} kunne ikke lagres: du har ikke lov til å skrive der ({reason}). Forrige lagring er urørt, og arbeidet ditt er trygt på denne maskinen. Lagre med et annet navn eller i en annen mappe.',
    sv: '{file} kunde inte sparas: du får inte skriva där ({reason}). Den senast sparade versionen är orörd och ditt arbete är tryggt på den här datorn. Spara under ett annat namn eller i en annan mapp.',
  },
  'project-save-busy': {
    en: '{file} could not be saved: another program holds it. The last save is untouched and your work is safe on this computer. Close it there and save again.',
    nb: '{file} kunne ikke lagres: et annet program holder den. Forrige lagring er urørt, og arbeidet ditt er trygt på denne maskinen. Lukk den der og lagre på nytt.',
    sv: '{file} kunde inte sparas: ett annat program håller den. Den senast sparade versionen är orörd och ditt arbete är tryggt på den här datorn. Stäng den där och spara igen.',
  },
  'project-save-failed': {
    en: '{file} could not be saved: the drive answered {reason}. The last save is untouched and your work is safe on this computer. Try again, or save to another drive.',
    nb: '{file} kunne ikke lagres: stasjonen svarte {reason}. Forrige lagring er urørt, og arbeidet ditt er trygt på denne maskinen. Prøv igjen, eller lagre på en annen stasjon.',
    sv: '{file} kunde inte sparas: enheten svarade {reason}. Den senast sparade versionen är orörd och ditt arbete är tryggt på den här datorn. Försök igen, eller spara på en annan enhet.',
  },
  'window-kept': {
    en: 'What was kept is shown: everything up to the moment before.',
    nb: 'Det som var tatt vare på, vises: alt frem til øyeblikket før.',
    sv: 'Det som var bevarat visas: allt fram till ögonblicket före.',
  },
  'window-hung': {
    en: 'It no longer answered and was ended.',
    nb: 'Det svarte ikke lenger og ble avsluttet.',
    sv: 'Det svarade inte längre och avslutades.',
  },
  'window-nothing-kept': {
    en: 'No project was open. A study that is in no project has to be opened again.',
    nb: 'Ikke noe prosjekt var åpent. En studie som ikke ligger i et prosjekt, må åpnes på nytt.',
    sv: 'Inget projekt var öppet. En studie som inte ligger i ett projekt måste öppnas på nytt.',
  },
  'window-careful': {
    en: 'It happened three times within five minutes, so the layers are not drawn yet: one of them may be the cause.',
    nb: 'Det skjedde tre ganger på fem minutter, så lagene er ikke tegnet ennå: et av dem kan være årsaken.',
    sv: 'Det hände tre gånger på fem minuter, så lagren är inte ritade än: något av dem kan vara orsaken.',
  },
  'project-recovery-gone': {
    en: 'The work that was offered is no longer there: it was restored or given up in another window.',
    nb: 'Arbeidet som ble tilbudt, finnes ikke lenger: det er gjenopprettet eller gitt opp i et annet vindu.',
    sv: 'Arbetet som erbjöds finns inte längre: det har återställts eller getts upp i ett annat fönster.',
  },
  'work-source-changed': {
    en: 'The file "{file}" is gone, or is not what it was when you worked with it, and the data were not kept yet. What you did is kept: put the file back as it was, then restore again.',
    nb: 'Filen «{file}» er borte, eller er ikke den samme som da du arbeidet med den, og dataene var ikke tatt vare på ennå. Det du gjorde, er tatt vare på: legg filen tilbake slik den var, og gjenopprett på nytt.',
    sv: 'Filen ”{file}” är borta, eller är inte densamma som när du arbetade med den, och data var inte sparade ännu. Det du gjorde finns kvar: lägg tillbaka filen som den var och återställ igen.',
  },
  'project-field-gone': {
    en: 'Layer "{layer}": the field "{field}" is no longer in the file. Another program took it out.',
    nb: 'Lag «{layer}»: feltet «{field}» finnes ikke lenger i filen. Et annet program har fjernet det.',
    sv: 'Lager ”{layer}”: fältet ”{field}” finns inte längre i filen. Ett annat program har tagit bort det.',
  },
  'project-shapes-damaged': {
    en: 'Layer "{layer}": {count} shapes could not be read and are left empty.',
    nb: 'Lag «{layer}»: {count} figurer kunne ikke leses og står tomme.',
    sv: 'Lager ”{layer}”: {count} figurer kunde inte läsas och lämnas tomma.',
  },
  'project-layer-changed': {
    en: 'Layer "{layer}" was changed in another program since it was saved here. It is read as it is now.',
    nb: 'Lag «{layer}» er endret i et annet program etter at det ble lagret her. Det leses slik det er nå.',
    sv: 'Lager ”{layer}” har ändrats i ett annat program sedan det sparades här. Det läses som det är nu.',
  },
  'project-attachment-too-large': {
    en: '{file} is {bytes} bytes long; a project takes files up to 900 MB. Make it smaller, as by cutting it to the municipality.',
    nb: '{file} er {bytes} byte lang; et prosjekt tar filer på inntil 900 MB. Gjør den mindre, for eksempel ved å klippe den til kommunen.',
    sv: '{file} är {bytes} byte lång; ett projekt tar filer på upp till 900 MB. Gör den mindre, till exempel genom att klippa den till kommunen.',
  },
  'project-window-cannot': {
    en: '{file} holds a document that this window cannot show ({reason}). "tomtevalg check" tells more.',
    nb: '{file} har et dokument som dette vinduet ikke kan vise ({reason}). «tomtevalg check» sier mer.',
    sv: '{file} har ett dokument som det här fönstret inte kan visa ({reason}). ”tomtevalg check” säger mer.',
  },
  'project-without-study': {
    en: 'The project holds no study that can be run:',
    nb: 'Prosjektet inneholder ingen studie som kan kjøres:',
    sv: 'Projektet innehåller ingen studie som kan köras:',
  },
  'project-study-faulty': {
    en: 'The study in the project is not valid:',
    nb: 'Studien i prosjektet er ikke gyldig:',
    sv: 'Studien i projektet är inte giltig:',
  },
  'project-check-damaged': {
    en: '{file} is damaged. "tomtevalg check {file} --repair NEW.gpkg" builds a new file of what can be read; compare it with the save before ("previous").',
    nb: '{file} er skadet. «tomtevalg check {file} --repair NY.gpkg» bygger en ny fil av det som kan leses; sammenlign den med forrige lagring («previous»).',
    sv: '{file} är skadad. ”tomtevalg check {file} --repair NY.gpkg” bygger en ny fil av det som kan läsas; jämför den med föregående version (”previous”).',
  },
  'project-check-failed': {
    en: 'The file could not be looked through: {reason}.',
    nb: 'Filen kunne ikke gjennomgås: {reason}.',
    sv: 'Filen kunde inte gås igenom: {reason}.',
  },
  'project-check-pages': {
    en: 'The database is damaged: {reason}. Repairing carries over what can be read.',
    nb: 'Databasen er skadet: {reason}. Reparasjon tar med det som kan leses.',
    sv: 'Databasen är skadad: {reason}. En reparation tar med det som kan läsas.',
  },
  'project-check-not-geopackage': {
    en: '{file} does not call itself a GeoPackage, so other programs may refuse it. Repairing mends that.',
    nb: '{file} kaller seg ikke en GeoPackage, så andre programmer kan avvise den. Reparasjon retter det.',
    sv: '{file} kallar sig inte GeoPackage, så andra program kan avvisa den. En reparation rättar det.',
  },
  'project-check-table-missing': {
    en: 'The table {table} is missing. Repairing makes it anew; what only it held is lost.',
    nb: 'Tabellen {table} mangler. Reparasjon lager den på nytt; det som bare den inneholdt, er tapt.',
    sv: 'Tabellen {table} saknas. En reparation skapar den på nytt; det som bara fanns i den är förlorat.',
  },
  'project-check-document': {
    en: 'The document (profiles, weights, scenarios) could not be read: {reason}. Repairing rescues the layers.',
    nb: 'Dokumentet (profiler, vekter, scenarioer) kunne ikke leses: {reason}. Reparasjon redder lagene.',
    sv: 'Dokumentet (profiler, vikter, scenarier) kunde inte läsas: {reason}. En reparation räddar lagren.',
  },
  'project-check-no-document': {
    en: '{file} holds no document (profiles, weights, scenarios). Repairing rescues the layers.',
    nb: '{file} har ikke noe dokument (profiler, vekter, scenarioer). Reparasjon redder lagene.',
    sv: '{file} har inget dokument (profiler, vikter, scenarier). En reparation räddar lagren.',
  },
  'project-check-document-text': {
    en: 'The document in {file} is not whole: its text is not JSON. The layers can be used; take the document from the save before ("previous").',
    nb: 'Dokumentet i {file} er ikke helt: teksten er ikke JSON. Lagene kan brukes; hent dokumentet fra forrige lagring («previous»).',
    sv: 'Dokumentet i {file} är inte helt: texten är inte JSON. Lagren kan användas; hämta dokumentet från föregående version (”previous”).',
  },
  'project-check-older': {
    en: 'The file has format {version}; this program writes {latest}. It is brought up to date when it is opened, on a copy.',
    nb: 'Filen har format {version}; dette programmet skriver {latest}. Den oppdateres når den åpnes, på en kopi.',
    sv: 'Filen har format {version}; det här programmet skriver {latest}. Den uppdateras när den öppnas, på en kopia.',
  },
  'project-check-layers': {
    en: 'The list of layers could not be read: {reason}.',
    nb: 'Listen over lag kunne ikke leses: {reason}.',
    sv: 'Listan över lager kunde inte läsas: {reason}.',
  },
  'project-check-results': {
    en: 'The stored results could not be read: {reason}. Repairing leaves them out; they can be worked out again.',
    nb: 'De lagrede resultatene kunne ikke leses: {reason}. Reparasjon utelater dem; de kan beregnes på nytt.',
    sv: 'De sparade resultaten kunde inte läsas: {reason}. En reparation utelämnar dem; de kan beräknas på nytt.',
  },
  'project-check-attachments': {
    en: 'The attached files could not all be read: {reason}. Repairing carries over those that can.',
    nb: 'Ikke alle vedleggene kunne leses: {reason}. Reparasjon tar med dem som kan leses.',
    sv: 'Alla bilagor kunde inte läsas: {reason}. En reparation tar med dem som kan läsas.',
  },
  'project-check-layer-damaged': {
    en: 'Layer "{layer}" cannot be read to its end ({reason}). Repairing carries over the features that can be read.',
    nb: 'Lag «{layer}» kan ikke leses til slutten ({reason}). Reparasjon tar med objektene som kan leses.',
    sv: 'Lager ”{layer}” kan inte läsas till slutet ({reason}). En reparation tar med de objekt som kan läsas.',
  },
  'project-repair-rows-lost': {
    en: 'Table {table}: some rows could not be read; {rows} were carried over.',
    nb: 'Tabell {table}: noen rader kunne ikke leses; {rows} ble tatt med.',
    sv: 'Tabell {table}: några rader kunde inte läsas; {rows} togs med.',
  },
  'project-repair-layer-lost': {
    en: 'Layer "{layer}" could not be rescued: its table is gone. Import it again from its source.',
    nb: 'Lag «{layer}» kunne ikke reddes: tabellen er borte. Importer det på nytt fra kilden.',
    sv: 'Lager ”{layer}” kunde inte räddas: tabellen är borta. Importera det på nytt från källan.',
  },
  'project-repair-no-schema': {
    en: 'The list of tables is destroyed; nothing could be carried over. Use the save before ("previous") or a backup.',
    nb: 'Listen over tabeller er ødelagt; ingenting kunne tas med. Bruk forrige lagring («previous») eller en sikkerhetskopi.',
    sv: 'Listan över tabeller är förstörd; inget kunde tas med. Använd föregående version (”previous”) eller en säkerhetskopia.',
  },
};
