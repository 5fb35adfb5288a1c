import type { Filter } from '../../dataset/filter-types.ts';
import type { Theme } from '../../dataset/themes.ts';
import { asId } from '../../lib/id.ts';
import type { Words } from '../../lib/language.ts';
import type { Criterion, Use } from '../types.ts';
import { zoningScores } from './zoning-codes.ts';

type Points = readonly (readonly [x: number, utility: number])[];
/** What every built-in criterion is made of; the rest has defaults. */
interface Given extends Pick<Criterion, 'group' | 'weight' | 'measure' | 'source' | 'grade'> {
  readonly id: string;
  readonly name: readonly [en: string, nb: string, sv: string];
  readonly points: Points;
  readonly exclude?: Criterion['exclude'];
  readonly condition?: Criterion['condition'];
}

const words = ([en, nb, sv]: readonly [string, string, string]): Words => ({ en, nb, sv });

/** A criterion with a piecewise utility; a missing value is unknown. */
export function criterion({ id, name, points, ...rest }: Given): Criterion {
  return {
    ...rest,
    id: asId<'criterion'>(id),
    name: words(name),
    utility: { kind: 'piecewise', points },
    missing: 'unknown',
  };
}

interface DistanceGiven extends Omit<Given, 'measure'> {
  readonly theme: Theme;
  readonly where?: Filter;
}

/** Straight-line distance from the plot's edge to the nearest feature of a theme, m. */
export function distanceTo({ theme, where, ...rest }: DistanceGiven): Criterion {
  return criterion({ ...rest, measure: { kind: 'distance', to: { theme }, ...(where ? { where } : {}) } });
}

interface CoverageGiven extends Omit<Given, 'measure' | 'points'> {
  readonly theme: Theme;
  readonly where?: Filter;
  readonly points?: Points;
}

/** Less hazard or conflict is better; the break points are an assumption until a class of hazard is read from the data. */
const shareInZone: Points = [
  [0, 1],
  [0.1, 0.6],
  [0.5, 0.3],
  [1, 0],
];

/** Share of the plot inside the union of a theme. */
export function coverageBy({ theme, where, points = shareInZone, ...rest }: CoverageGiven): Criterion {
  return criterion({ ...rest, points, measure: { kind: 'coverage', by: [{ theme }], ...(where ? { where } : {}) } });
}

/** What building may not take; subtracted from the plot to give its net buildable area. */
export const notBuildable: readonly Theme[] = [
  'flood',
  'slide',
  'quick-clay',
  'protected',
  'heritage',
  'drinking-water',
  'reindeer',
  'water',
];

/** Mean slope of the ground on the plot, percent; not assessed where a study has no terrain. */
export function meanSlope(given: Pick<Given, 'weight' | 'points' | 'source'>): Criterion {
  return criterion({
    ...given,
    id: 'slope',
    group: 'land',
    name: ['Mean slope', 'Midlere helning', 'Medellutning'],
    measure: { kind: 'slope', terrain: { role: 'terrain' }, take: 'mean' },
    grade: 'assumption',
  });
}

interface BuildableGiven extends Pick<Given, 'weight' | 'points' | 'source' | 'grade'> {
  readonly also?: readonly Theme[];
  readonly exclude?: Criterion['exclude'];
}

/** Area of the plot minus the layers that building may not take, m2. */
export function buildableArea({ also = [], ...rest }: BuildableGiven): Criterion {
  return criterion({
    id: 'buildable',
    group: 'land',
    name: ['Net buildable area', 'Netto byggbart areal', 'Byggbar nettoarea'],
    measure: { kind: 'buildable', minus: [...notBuildable, ...also].map((theme) => ({ theme })) },
    ...rest,
  });
}

/** The largest part that hangs together of what building may take, m2: one large building needs one piece. */
export function largestPiece({ also = [], ...rest }: BuildableGiven): Criterion {
  const minus = [...notBuildable, ...also].map((theme) => ({ theme }));
  return criterion({
    id: 'buildable',
    group: 'land',
    name: ['Largest buildable piece', 'Største byggbare del', 'Största byggbara del'],
    measure: { kind: 'buildable', minus, take: 'largest' },
    ...rest,
  });
}

/** A plot this far from the road is thought to get a road of its own, m. */
export const roadLimit = 2000;

interface TravelGiven extends Omit<Given, 'measure' | 'group'> {
  readonly theme: Theme;
  readonly by: 'minutes' | 'metres';
}

/** The way by road to the nearest feature of a theme, m or minutes. */
export function travelTo({ theme, by, ...rest }: TravelGiven): Criterion {
  const measure = { kind: 'travel', to: { theme }, over: { theme: 'road' }, by, snap: roadLimit } as const;
  return criterion({ ...rest, group: 'transport', measure });
}

/** Places in existing schools per inhabitant, as they share them within 4 km: many are good for homes, few ask for a school. */
export function schoolPlaces(given: Pick<Given, 'weight' | 'points' | 'source'>): Criterion {
  return criterion({
    id: 'school-places',
    group: 'transport',
    name: ['School places per inhabitant', 'Skoleplasser per innbygger', 'Skolplatser per invånare'],
    measure: {
      kind: 'access',
      to: { theme: 'school' },
      capacity: 'capacity',
      of: { theme: 'population' },
      field: 'population',
      within: 4000,
      method: 'e2sfca',
    },
    grade: 'assumption',
    ...given,
  });
}

/** Free capacity of substations within a distance, MW. */
export function freePower({ within, take, ...rest }: FreePowerGiven): Criterion {
  return criterion({
    ...rest,
    id: 'free-power',
    group: 'power',
    measure: { kind: 'capacity', of: { theme: 'substation' }, field: 'freeMw', within, take },
    grade: 'assumption',
  });
}

interface FreePowerGiven extends Pick<Given, 'weight' | 'points' | 'source' | 'name'> {
  /** Metres. */
  readonly within: number;
  readonly take: 'sum' | 'max';
}

/** Dominant plan code against the table of suitability: 0 excludes, up to 0.5 needs a plan change. */
export function planZoning(use: Use, weight: number): Criterion {
  const scores = zoningScores(use);
  return {
    id: asId<'criterion'>('zoning'),
    group: 'readiness',
    name: words(['Planned land use', 'Planlagt arealformål', 'Planerad markanvändning']),
    weight,
    measure: { kind: 'zoning', by: { role: 'zoning' }, field: 'code', take: 'dominant' },
    utility: { kind: 'classes', scores },
    exclude: { in: scores.filter(([, suitability]) => suitability === 0).map(([code]) => code) },
    condition: { in: scores.filter(([, suitability]) => suitability > 0 && suitability <= 0.5).map(([code]) => code) },
    missing: 'unknown',
    source:
      'Codes: objektkatalog.geonorge.no (RpArealformål), SOSI KpArealformål, Boverket BFS 2020:5; suitability per code: assumption, to be edited by the municipality',
    grade: 'assumption',
  };
}

/** Distance to any substation, as for a general estate. */
export function nearSubstation(weight: number): Criterion {
  return distanceTo({
    id: 'substation',
    group: 'power',
    name: ['Distance to substation', 'Avstand til transformatorstasjon', 'Avstånd till transformatorstation'],
    weight,
    theme: 'substation',
    points: [
      [1000, 1],
      [5000, 0.6],
      [15_000, 0.1],
    ],
    source: 'Break points of a general estate: assumption',
    grade: 'assumption',
  });
}

/** Walk to the bus. */
export function busStop(weight: number): Criterion {
  return distanceTo({
    id: 'bus-stop',
    group: 'transport',
    name: ['Distance to bus stop', 'Avstand til bussholdeplass', 'Avstånd till busshållplats'],
    weight,
    theme: 'bus-stop',
    points: [
      [300, 1],
      [600, 0.7],
      [1000, 0.3],
      [1500, 0],
    ],
    source: 'Straight line; stops with at least two departures an hour are meant; break points: assumption',
    grade: 'assumption',
  });
}
