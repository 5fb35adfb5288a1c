import type { Filter } from '../../dataset/filter-types.ts';
import type { Criterion, Use } from '../types.ts';
import { coverageBy } from './common.ts';

type Weights = Readonly<Record<'flood' | 'slide' | 'quickClay', number>>;

/** River and sea flood, slides and quick clay: a condition where any of the plot is touched, excluded where most is. */
export function naturalHazards(weights: Weights, most: number): readonly Criterion[] {
  const touched = { exclude: { above: most }, condition: { above: 0 }, group: 'hazard', grade: 'norm' } as const;
  const share = `; share of the plot that excludes (${most}): assumption`;
  return [
    coverageBy({
      ...touched,
      id: 'flood',
      name: ['Flood zone', 'Flomsone', 'Översvämningsområde'],
      weight: weights.flood,
      theme: 'flood',
      source: `TEK17 7-2 (dibk.no): F2 1/200; give the climate-adjusted 200-year zone${share}`,
    }),
    coverageBy({
      ...touched,
      id: 'slide',
      name: ['Slide and avalanche zone', 'Skredfaresone', 'Skred- och lavinområde'],
      weight: weights.slide,
      theme: 'slide',
      source: `TEK17 7-3 (dibk.no): S2 1/1000, S3 1/5000; give the zone of the class that applies${share}`,
    }),
    coverageBy({
      ...touched,
      id: 'quick-clay',
      name: ['Quick-clay hazard zone', 'Kvikkleiresone', 'Kvickleraområde'],
      weight: weights.quickClay,
      theme: 'quick-clay',
      source: `NVE guide 1/2019 (nve.no): mapped hazard zone needs a study and often a measure${share}`,
    }),
  ];
}

type Conflicts = Readonly<Record<'farmland' | 'protected' | 'heritage' | 'drinkingWater' | 'reindeer', number>>;

/** Nature, soil and heritage: touched is a condition, mostly covered is excluded (farmland only where `excludeFarmland`). */
export function landConflicts(weights: Conflicts, excludeFarmland: boolean): readonly Criterion[] {
  const touched = { exclude: { above: 0.5 }, condition: { above: 0 }, group: 'nature', grade: 'norm' } as const;
  const share = '; share of the plot that excludes (0.5): assumption';
  const { exclude, ...onlyCondition } = touched;
  return [
    coverageBy({
      ...onlyCondition,
      ...(excludeFarmland ? { exclude } : {}),
      id: 'farmland',
      name: ['Cultivated soil', 'Dyrka mark', 'Åkermark'],
      weight: weights.farmland,
      theme: 'farmland',
      points: [
        [0, 1],
        [0.1, 0.6],
        [0.5, 0.1],
        [1, 0],
      ],
      source: 'Jordlova 9 and the national soil goal; AR5 21 and 22 (register.geonorge.no); break points: assumption',
    }),
    coverageBy({
      ...touched,
      id: 'protected',
      name: ['Protected nature', 'Vernet natur', 'Skyddad natur'],
      weight: weights.protected,
      theme: 'protected',
      source: `Naturmangfoldloven chapter V; Miljöbalken 7${share}`,
    }),
    coverageBy({
      ...touched,
      id: 'heritage',
      name: ['Cultural heritage', 'Kulturminner', 'Kulturarv'],
      weight: weights.heritage,
      theme: 'heritage',
      source: `Kulturminneloven: the object and 5 m around it${share}`,
    }),
    coverageBy({
      ...touched,
      id: 'drinking-water',
      name: ['Drinking-water protection', 'Drikkevannssikring', 'Vattenskyddsområde'],
      weight: weights.drinkingWater,
      theme: 'drinking-water',
      source: `Drinking-water zones 1 and 2 are kept free of building${share}`,
    }),
    coverageBy({
      ...touched,
      id: 'reindeer',
      name: ['Reindeer husbandry', 'Reindrift', 'Rennäring'],
      weight: weights.reindeer,
      theme: 'reindeer',
      source: `Reindriftsloven 22: migration routes may not be closed${share}`,
    }),
  ];
}

/** The 100 m belt along the shore: a condition for industry (a quay may be exempted), excluded by default for the others. */
export function shoreBelt(use: Use): Criterion {
  return coverageBy({
    id: 'shore',
    group: 'nature',
    name: ['Shore belt', 'Strandsone', 'Strandskydd'],
    weight: 0,
    theme: 'shore',
    condition: { above: 0 },
    ...(use === 'industry' ? {} : { exclude: { above: 0.5 } }),
    source: 'Plan- og bygningsloven 1-8 (100 m); Miljöbalken 7:13; share of the plot that excludes (0.5): assumption',
    grade: 'norm',
  });
}

/** Zones around major-hazard plants: a screen without weight, since no distance makes up for lying inside. */
export function majorHazards(above: number): Criterion {
  return coverageBy({
    id: 'hazard-zone',
    group: 'hazard',
    name: ['Major-hazard consideration zone', 'Hensynssone storulykke', 'Zon kring farlig verksamhet'],
    weight: 0,
    theme: 'hazard-zone',
    exclude: { above },
    condition: { above: 0 },
    source: `DSB Tema 13, consideration zones; share of the plot that excludes (${above}): assumption`,
    grade: 'norm',
  });
}

/** Noise zones: yellow is a condition; red, where the class is known, excludes. */
export function noiseZones(weight: number, yellowUtility: number): readonly Criterion[] {
  const isRed: Filter = [
    'in',
    ['get', 'hazardClass'],
    ['literal', ['R', 'r', 'RØD', 'Rød', 'rød', 'RÖD', 'Röd', 'röd', 'red', '210']],
  ];
  return [
    coverageBy({
      id: 'noise',
      group: 'hazard',
      name: ['Noise zone', 'Støysone', 'Bullerzon'],
      weight,
      theme: 'noise',
      points: [
        [0, 1],
        [1, yellowUtility],
      ],
      condition: { above: 0 },
      source: 'T-1442/2021: yellow zone 55-65 dB Lden by roads needs assessment; utility of yellow: assumption',
      grade: 'norm',
    }),
    coverageBy({
      id: 'noise-red',
      group: 'hazard',
      name: ['Red noise zone', 'Rød støysone', 'Röd bullerzon'],
      weight: 0,
      theme: 'noise',
      where: isRed,
      exclude: { above: 0.5 },
      condition: { above: 0 },
      source: 'T-1442/2021: red zone (road Lden from 65 dB) is unsuitable; share that excludes (0.5): assumption',
      grade: 'norm',
    }),
  ];
}
