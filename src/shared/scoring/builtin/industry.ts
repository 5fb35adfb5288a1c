import { asId } from '../../lib/id.ts';
import type { Criterion, Profile } from '../types.ts';
import {
  criterion,
  distanceTo,
  freePower,
  largestPiece,
  meanSlope,
  nearSubstation,
  planZoning,
  travelTo,
} from './common.ts';
import { landConflicts, naturalHazards, shoreBelt } from './screens.ts';

/** Group weight 0.28. */
const power: readonly Criterion[] = [
  distanceTo({
    id: 'grid',
    group: 'power',
    name: [
      'Distance to substation with 20 MW free',
      'Avstand til stasjon med 20 MW ledig',
      'Avstånd till station med 20 MW ledigt',
    ],
    weight: 0.14,
    theme: 'substation',
    where: ['>=', ['get', 'freeMw'], 20],
    points: [
      [500, 1],
      [3000, 0.8],
      [10_000, 0.4],
      [25_000, 0],
    ],
    exclude: { above: 30_000 },
    condition: { above: 10_000 },
    source: 'Break points of a large plant on 132-420 kV; 20 MW and 30 km: assumption',
    grade: 'assumption',
  }),
  freePower({
    name: ['Free power within 10 km', 'Ledig effekt innen 10 km', 'Ledig effekt inom 10 km'],
    weight: 0.09,
    within: 10_000,
    take: 'sum',
    points: [
      [0, 0],
      [100, 0.3],
      [310, 0.9],
      [450, 1],
    ],
    source: 'Morrow Arendal needs 315-320 MW; sum of all stations; 10 km and break points: assumption',
  }),
  nearSubstation(0.05),
];

/** Group weight 0.20. */
const land: readonly Criterion[] = [
  largestPiece({
    weight: 0.11,
    points: [
      [10_000, 0],
      [50_000, 0.5],
      [200_000, 1],
    ],
    exclude: { below: 2000 },
    source: 'General estate: 1, 5 and 20 ha in one piece; below 2 daa no industrial lot remains: assumption',
    grade: 'assumption',
  }),
  meanSlope({
    weight: 0.04,
    points: [
      [5, 1],
      [12, 0.5],
      [20, 0],
    ],
    source: 'General estate; earthwork grows with slope; break points: assumption',
  }),
  criterion({
    id: 'compactness',
    group: 'land',
    name: ['Compact shape', 'Kompakt form', 'Kompakt form'],
    weight: 0.02,
    measure: { kind: 'compactness', take: 'polsby-popper' },
    points: [
      [0.2, 0],
      [0.5, 0.6],
      [0.75, 1],
    ],
    source: 'Polsby-Popper: a square has 0.79, a strip of 1 to 10 has 0.26; break points: assumption',
    grade: 'assumption',
  }),
  criterion({
    id: 'area',
    group: 'land',
    name: ['Plot area', 'Tomteareal', 'Tomtarea'],
    weight: 0.03,
    measure: { kind: 'area' },
    points: [
      [10_000, 0],
      [50_000, 0.5],
      [200_000, 1],
    ],
    source: 'General estate: 1, 5 and 20 ha: assumption',
    grade: 'assumption',
  }),
];

/** Group weight 0.17. */
const transport: readonly Criterion[] = [
  distanceTo({
    id: 'main-road',
    group: 'transport',
    name: ['Distance to main road', 'Avstand til hovedvei', 'Avstånd till huvudväg'],
    weight: 0.05,
    theme: 'main-road',
    points: [
      [500, 1],
      [3000, 0.8],
      [10_000, 0.4],
      [20_000, 0.1],
    ],
    source: 'E or Rv road; Morrow Arendal lies on the E18; break points: assumption',
    grade: 'assumption',
  }),
  travelTo({
    id: 'port',
    name: ['Road to port', 'Vei til havn', 'Väg till hamn'],
    weight: 0.04,
    theme: 'port',
    by: 'metres',
    points: [
      [5000, 1],
      [40_000, 0.3],
    ],
    source: 'Deep-water quay by road, general estate: assumption',
    grade: 'assumption',
  }),
  distanceTo({
    id: 'rail',
    group: 'transport',
    name: ['Distance to railway', 'Avstand til jernbane', 'Avstånd till järnväg'],
    weight: 0.03,
    theme: 'rail',
    points: [
      [1000, 1],
      [20_000, 0.4],
    ],
    source: 'Railway siding, general estate; straight line: assumption',
    grade: 'assumption',
  }),
  travelTo({
    id: 'airport',
    name: ['Drive to airport', 'Kjøretid til lufthavn', 'Körtid till flygplats'],
    weight: 0.02,
    theme: 'airport',
    by: 'minutes',
    points: [
      [20, 1],
      [60, 0.6],
      [120, 0.2],
    ],
    source: '20, 60 and 120 min by car at the speed of the roads: assumption',
    grade: 'assumption',
  }),
  criterion({
    id: 'workforce',
    group: 'transport',
    name: ['Inhabitants within 35 km', 'Innbyggere innen 35 km', 'Invånare inom 35 km'],
    weight: 0.03,
    measure: { kind: 'population', of: { theme: 'population' }, field: 'population', within: 35_000 },
    points: [
      [5000, 0.2],
      [15_000, 0.6],
      [40_000, 1],
    ],
    source: 'Workforce within 45 min as a straight line at 60 km/h with a detour of 1.3: assumption',
    grade: 'assumption',
  }),
];

const homes = distanceTo({
  id: 'homes',
  group: 'hazard',
  name: ['Distance to homes', 'Avstand til boliger', 'Avstånd till bostäder'],
  weight: 0.04,
  theme: 'population',
  where: ['>', ['get', 'population'], 0],
  points: [
    [50, 0.2],
    [200, 0.7],
    [500, 1],
  ],
  source: 'Noise and hazard to neighbours, general estate; population points stand for homes: assumption',
  grade: 'assumption',
});

/** A general industrial estate that can take a large plant; group weights are those of a battery factory (assumption). */
export const industry: Profile = {
  id: asId<'profile'>('industry'),
  use: 'industry',
  name: { en: 'Industry', nb: 'Industri', sv: 'Industri' },
  criteria: [
    ...power,
    ...land,
    ...transport,
    planZoning('industry', 0.17),
    ...naturalHazards({ flood: 0.02, slide: 0.02, quickClay: 0.02 }, 0.5),
    homes,
    ...landConflicts({ farmland: 0.03, protected: 0.02, heritage: 0.01, drinkingWater: 0.01, reindeer: 0.01 }, false),
    shoreBelt('industry'),
  ],
  aggregation: { method: 'weighted-sum' },
};
