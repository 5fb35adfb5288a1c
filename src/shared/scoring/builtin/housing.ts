import { asId } from '../../lib/id.ts';
import type { Criterion, Profile } from '../types.ts';
import {
  buildableArea,
  busStop,
  distanceTo,
  freePower,
  meanSlope,
  nearSubstation,
  planZoning,
  schoolPlaces,
  travelTo,
} from './common.ts';
import { landConflicts, majorHazards, naturalHazards, noiseZones, shoreBelt } from './screens.ts';

/** Group weight 0.30. */
const transport: readonly Criterion[] = [
  travelTo({
    id: 'school',
    name: ['Road to school', 'Vei til skole', 'Väg till skola'],
    weight: 0.08,
    theme: 'school',
    by: 'metres',
    points: [
      [800, 1],
      [1500, 0.8],
      [2000, 0.6],
      [4000, 0.2],
      [6000, 0],
    ],
    source: 'Opplæringslova: free transport from 2 km (year 1) and 4 km by road; break points: assumption',
    grade: 'norm',
  }),
  schoolPlaces({
    weight: 0.02,
    points: [
      [0.05, 0],
      [0.1, 0.6],
      [0.15, 1],
    ],
    source: 'E2SFCA within 4 km; 0.1 is a place for every primary pupil of the inhabitants; break points: assumption',
  }),
  distanceTo({
    id: 'kindergarten',
    group: 'transport',
    name: ['Distance to kindergarten', 'Avstand til barnehage', 'Avstånd till förskola'],
    weight: 0.05,
    theme: 'kindergarten',
    points: [
      [500, 1],
      [1000, 0.8],
      [2000, 0.4],
      [4000, 0],
    ],
    source: 'Straight line; break points: assumption',
    grade: 'assumption',
  }),
  distanceTo({
    id: 'shop',
    group: 'transport',
    name: ['Distance to grocery', 'Avstand til dagligvare', 'Avstånd till livsmedelsbutik'],
    weight: 0.05,
    theme: 'shop',
    points: [
      [500, 1],
      [1000, 0.8],
      [2500, 0.3],
      [5000, 0],
    ],
    source: 'Straight line; break points: assumption',
    grade: 'assumption',
  }),
  busStop(0.05),
  distanceTo({
    id: 'green',
    group: 'transport',
    name: ['Distance to green area', 'Avstand til grøntområde', 'Avstånd till grönområde'],
    weight: 0.05,
    theme: 'green',
    points: [
      [200, 1],
      [500, 0.6],
      [1000, 0.2],
    ],
    source: 'Straight line; break points: assumption',
    grade: 'assumption',
  }),
];

/** Homes; group weights of the criteria table (assumption). */
export const housing: Profile = {
  id: asId<'profile'>('housing'),
  use: 'housing',
  name: { en: 'Housing', nb: 'Bolig', sv: 'Bostäder' },
  criteria: [
    nearSubstation(0.02),
    freePower({
      name: [
        'Free power at a station within 5 km',
        'Ledig effekt i stasjon innen 5 km',
        'Ledig effekt i station inom 5 km',
      ],
      weight: 0.03,
      within: 5000,
      take: 'max',
      points: [
        [0.025, 0.2],
        [0.125, 0.6],
        [0.5, 1],
      ],
      source: '10, 50 and 200 dwellings at 2.5 kW; 5 km and break points: assumption',
    }),
    buildableArea({
      weight: 0.12,
      also: ['hazard-zone', 'farmland'],
      points: [
        [3000, 0.2],
        [14_000, 0.6],
        [57_000, 1],
      ],
      exclude: { below: 500 },
      source: '10, 50 and 200 dwellings at 3.5 dwellings per daa (row houses); below 500 m2 no lot remains: assumption',
      grade: 'assumption',
    }),
    meanSlope({
      weight: 0.03,
      points: [
        [5, 1],
        [12, 0.8],
        [20, 0.4],
        [30, 0],
      ],
      source: 'Detached houses; rows and blocks want 5 percent less; break points: assumption',
    }),
    ...transport,
    planZoning('housing', 0.15),
    ...naturalHazards({ flood: 0.04, slide: 0.04, quickClay: 0.03 }, 0.5),
    ...noiseZones(0.04, 0.5),
    majorHazards(0.1),
    ...landConflicts({ farmland: 0.1, protected: 0.04, heritage: 0.02, drinkingWater: 0.02, reindeer: 0.02 }, true),
    shoreBelt('housing'),
  ],
  aggregation: { method: 'weighted-sum' },
};
