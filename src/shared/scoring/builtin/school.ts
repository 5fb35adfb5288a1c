import { asId } from '../../lib/id.ts';
import type { Profile } from '../types.ts';
import {
  busStop,
  criterion,
  distanceTo,
  largestPiece,
  meanSlope,
  nearSubstation,
  planZoning,
  roadLimit,
  schoolPlaces,
} from './common.ts';
import { landConflicts, majorHazards, naturalHazards, noiseZones, shoreBelt } from './screens.ts';

const pupils = criterion({
  id: 'reach',
  group: 'transport',
  name: ['Inhabitants within 2 km by road', 'Innbyggere innen 2 km vei', 'Invånare inom 2 km väg'],
  weight: 0.15,
  measure: {
    kind: 'population',
    of: { theme: 'population' },
    field: 'population',
    over: { theme: 'road' },
    by: 'metres',
    within: 2000,
    snap: roadLimit,
  },
  points: [
    [0, 0],
    [1000, 0.5],
    [2500, 0.9],
    [4000, 1],
  ],
  source: 'Walking limit 2 km for year 1 (opplæringslova); about 0.1 primary pupils per inhabitant: assumption',
  grade: 'assumption',
});

const green = distanceTo({
  id: 'green',
  group: 'transport',
  name: [
    'Distance to park or sports ground',
    'Avstand til park eller idrettsanlegg',
    'Avstånd till park eller idrottsplats',
  ],
  weight: 0.07,
  theme: 'green',
  points: [
    [200, 1],
    [600, 0.6],
    [1500, 0.1],
  ],
  source: 'Shared use of outdoor areas; straight line; break points: assumption',
  grade: 'assumption',
});

const powerLine = distanceTo({
  id: 'power-line',
  group: 'hazard',
  name: ['Distance to high-voltage line', 'Avstand til høyspentlinje', 'Avstånd till högspänningsledning'],
  weight: 0.05,
  theme: 'line',
  where: ['>=', ['get', 'kv'], 132],
  points: [
    [30, 0],
    [60, 0.6],
    [120, 1],
  ],
  condition: { below: 50 },
  source: 'Investigation level 0.4 microtesla (dsa.no); lines of 132 kV and more; distances: assumption',
  grade: 'assumption',
});

/** A primary school for about 420 pupils; group weights of the criteria table (assumption). */
export const school: Profile = {
  id: asId<'profile'>('school'),
  use: 'school',
  name: { en: 'School', nb: 'Skole', sv: 'Skola' },
  criteria: [
    nearSubstation(0.02),
    largestPiece({
      weight: 0.14,
      also: ['hazard-zone'],
      points: [
        [10_800, 0],
        [14_400, 0.4],
        [18_000, 0.9],
        [23_400, 1],
      ],
      exclude: { below: 5000 },
      source: 'Need 18.0 daa: 420 pupils at 30 m2 outdoors (NMBU 2019, Boverket 2015:8); ratios and 5 daa: assumption',
      grade: 'norm',
    }),
    meanSlope({
      weight: 0.04,
      points: [
        [3, 1],
        [8, 0.7],
        [15, 0.2],
        [20, 0],
      ],
      source: 'Universal design of ways and playground; break points: assumption',
    }),
    pupils,
    schoolPlaces({
      weight: 0.03,
      points: [
        [0.05, 1],
        [0.1, 0.6],
        [0.15, 0],
      ],
      source:
        'E2SFCA within 4 km: few places per inhabitant ask for a new school; 0.1 is a place for every pupil: assumption',
    }),
    busStop(0.07),
    green,
    planZoning('school', 0.1),
    ...naturalHazards({ flood: 0.05, slide: 0.05, quickClay: 0.05 }, 0.25),
    ...noiseZones(0.05, 0.4),
    powerLine,
    majorHazards(0),
    ...landConflicts({ farmland: 0.05, protected: 0.03, heritage: 0.02, drinkingWater: 0.02, reindeer: 0.01 }, false),
    shoreBelt('school'),
  ],
  aggregation: { method: 'weighted-sum' },
};
