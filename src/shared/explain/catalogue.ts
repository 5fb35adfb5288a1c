import type { Words } from '../lib/language.ts';

/** Every sentence of reasons and explanations, in every language: a missing one does not compile. */
export const catalogue = {
  excludedAbove: {
    en: '{name}: {value}, above the limit of {limit}. The plot is excluded.',
    nb: '{name}: {value}, over grensen på {limit}. Tomten er utelukket.',
    sv: '{name}: {value}, över gränsen på {limit}. Tomten är utesluten.',
  },
  excludedBelow: {
    en: '{name}: {value}, below the limit of {limit}. The plot is excluded.',
    nb: '{name}: {value}, under grensen på {limit}. Tomten er utelukket.',
    sv: '{name}: {value}, under gränsen på {limit}. Tomten är utesluten.',
  },
  excludedIn: {
    en: '{name}: {value} excludes the plot.',
    nb: '{name}: {value} utelukker tomten.',
    sv: '{name}: {value} utesluter tomten.',
  },
  excludedMissing: {
    en: '{name}: the value is missing, and the rule says that excludes the plot.',
    nb: '{name}: verdien mangler, og etter regelen utelukker det tomten.',
    sv: '{name}: värdet saknas, och enligt regeln utesluter det tomten.',
  },
  conditionAbove: {
    en: '{name}: {value}, above {limit}. Needs a measure, money or time.',
    nb: '{name}: {value}, over {limit}. Krever tiltak, penger eller tid.',
    sv: '{name}: {value}, över {limit}. Kräver åtgärd, pengar eller tid.',
  },
  conditionTouched: {
    en: '{name}: {value} of the plot is affected. Needs a measure, money or time.',
    nb: '{name}: {value} av tomten er berørt. Krever tiltak, penger eller tid.',
    sv: '{name}: {value} av tomten är berörd. Kräver åtgärd, pengar eller tid.',
  },
  conditionBelow: {
    en: '{name}: {value}, below {limit}. Needs a measure, money or time.',
    nb: '{name}: {value}, under {limit}. Krever tiltak, penger eller tid.',
    sv: '{name}: {value}, under {limit}. Kräver åtgärd, pengar eller tid.',
  },
  conditionIn: {
    en: '{name}: {value} needs a measure, money or time.',
    nb: '{name}: {value} krever tiltak, penger eller tid.',
    sv: '{name}: {value} kräver åtgärd, pengar eller tid.',
  },
  missing: {
    en: '{name}: not known for this plot.',
    nb: '{name}: ikke kjent for denne tomten.',
    sv: '{name}: inte känt för denna tomt.',
  },
  causeValueMissing: {
    en: 'What lies within reach has no value given in its layer.',
    nb: 'Det som ligger innenfor rekkevidde, har ingen verdi oppgitt i laget sitt.',
    sv: 'Det som ligger inom räckhåll har inget värde angivet i sitt lager.',
  },
  causeNoRoad: {
    en: 'No road lies near enough to the plot.',
    nb: 'Ingen vei ligger nær nok tomten.',
    sv: 'Ingen väg ligger nära nog tomten.',
  },
  causeUnreachable: {
    en: 'The roads at the plot do not lead there.',
    nb: 'Veiene ved tomten fører ikke dit.',
    sv: 'Vägarna vid tomten leder inte dit.',
  },
  causeTangled: {
    en: 'The outlines here cross each other too often for what is left to be worked out.',
    nb: 'Omrissene her krysser hverandre for mange ganger til at det som er igjen, kan regnes ut.',
    sv: 'Konturerna här korsar varandra för många gånger för att det som är kvar ska kunna räknas ut.',
  },
  causeTerrainMissing: {
    en: 'The terrain has no heights for most of the plot.',
    nb: 'Terrenget har ingen høyder for det meste av tomten.',
    sv: 'Terrängen saknar höjder för det mesta av tomten.',
  },
  mappingUnknown: {
    en: 'Extent of mapping not known.',
    nb: 'Hvor det er kartlagt, er ikke kjent.',
    sv: 'Var det är kartlagt är inte känt.',
  },
  missingUtility: {
    en: '{name}: nothing says how good {value} is.',
    nb: '{name}: ingenting sier hvor bra {value} er.',
    sv: '{name}: ingenting säger hur bra {value} är.',
  },
  undecidedExclusion: {
    en: '{name}: not known for this plot, so it cannot be said whether the plot is excluded.',
    nb: '{name}: ikke kjent for denne tomten, så det kan ikke sies om tomten er utelukket.',
    sv: '{name}: inte känt för denna tomt, så det går inte att säga om tomten är utesluten.',
  },
  undecidedCondition: {
    en: '{name}: not known for this plot, so it cannot be said whether a measure is needed.',
    nb: '{name}: ikke kjent for denne tomten, så det kan ikke sies om tiltak trengs.',
    sv: '{name}: inte känt för denna tomt, så det går inte att säga om åtgärder behövs.',
  },
  ranked: {
    en: '{label} scores {score} of 100 and is number {rank} of {count} ranked plots.',
    nb: '{label} får {score} av 100 poeng og er nummer {rank} av {count} rangerte tomter.',
    sv: '{label} får {score} av 100 poäng och är nummer {rank} av {count} rangordnade tomter.',
  },
  rankedShared: {
    en: '{label} scores {score} of 100 and shares place {rank} of {count} ranked plots with {others}.',
    nb: '{label} får {score} av 100 poeng og deler plass {rank} av {count} rangerte tomter med {others}.',
    sv: '{label} får {score} av 100 poäng och delar plats {rank} av {count} rangordnade tomter med {others}.',
  },
  oneOther: { en: '1 other', nb: '1 annen', sv: '1 annan' },
  manyOthers: { en: '{count} others', nb: '{count} andre', sv: '{count} andra' },
  excluded: {
    en: '{label} is excluded and has no rank.',
    nb: '{label} er utelukket og har ingen rang.',
    sv: '{label} är utesluten och har ingen rang.',
  },
  unknownInterval: {
    en: '{label} has no rank: its score lies between {low} and {high} of 100, depending on what is not known.',
    nb: '{label} har ingen rang: poengsummen ligger mellom {low} og {high} av 100, avhengig av det som ikke er kjent.',
    sv: '{label} har ingen rang: poängen ligger mellan {low} och {high} av 100, beroende på det som inte är känt.',
  },
  unknownExclusion: {
    en: '{label} has no rank: it would score {score} of 100, but it is not known whether it is excluded.',
    nb: '{label} har ingen rang: den ville fått {score} av 100 poeng, men det er ikke kjent om den er utelukket.',
    sv: '{label} har ingen rang: den skulle få {score} av 100 poäng, men det är inte känt om den är utesluten.',
  },
  strongestWeakest: {
    en: 'It is strongest on {strongest} ({strongestScore}) and weakest on {weakest} ({weakestScore}).',
    nb: 'Den er sterkest på {strongest} ({strongestScore}) og svakest på {weakest} ({weakestScore}).',
    sv: 'Den är starkast på {strongest} ({strongestScore}) och svagast på {weakest} ({weakestScore}).',
  },
  conditions: { en: 'Conditions: {list}.', nb: 'Vilkår: {list}.', sv: 'Villkor: {list}.' },
  notKnown: { en: 'Not known: {list}.', nb: 'Ikke kjent: {list}.', sv: 'Inte känt: {list}.' },
  notAssessed: {
    en: 'Not assessed for any plot, for want of data: {list} ({share} of the weight).',
    nb: 'Ikke vurdert for noen tomt, fordi data mangler: {list} ({share} av vekten).',
    sv: 'Inte bedömt för någon tomt, eftersom data saknas: {list} ({share} av vikten).',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Names of the groups that the built-in profiles use; other groups are called what their profile calls them. */
export const groupNames: ReadonlyMap<string, Words> = new Map([
  ['power', { en: 'power', nb: 'kraft', sv: 'el' }],
  ['land', { en: 'land', nb: 'areal', sv: 'mark' }],
  ['transport', { en: 'transport and access', nb: 'transport og tilgang', sv: 'transport och tillgänglighet' }],
  ['readiness', { en: 'readiness', nb: 'modenhet', sv: 'planmognad' }],
  ['hazard', { en: 'hazards and neighbours', nb: 'farer og naboer', sv: 'risker och grannar' }],
  ['nature', { en: 'nature and soil', nb: 'natur og jord', sv: 'natur och jord' }],
  ['other', { en: 'other', nb: 'annet', sv: 'övrigt' }],
]);
