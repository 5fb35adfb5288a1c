const ours = 'Reference job of the benchmark';

interface CriterionText {
  readonly id: string;
  readonly group: string;
  readonly weight: number;
  readonly measure: unknown;
  readonly points?: readonly (readonly [number, number])[];
  readonly scores?: Readonly<Record<string, number>>;
}

/** How well a zoning code suits industry, by the assumptions of the built-in profile. */
const zoningScores = {
  '1110': 0,
  '1111': 0,
  '1113': 0,
  '1130': 0.1,
  '1162': 0,
  '1300': 1,
  '1340': 1,
  '2010': 0.1,
  '3050': 0,
  '5100': 0.2,
} as const;

const constraints = [{ theme: 'flood' }, { theme: 'quick-clay' }, { theme: 'protected' }, { theme: 'farmland' }];

const criteria: readonly CriterionText[] = [
  {
    id: 'substation',
    group: 'power',
    weight: 3,
    measure: { kind: 'distance', to: { theme: 'substation' }, where: ['>=', ['get', 'freeMw'], 20] },
    points: [
      [500, 1],
      [3000, 0.8],
      [10_000, 0.4],
      [25_000, 0],
    ],
  },
  {
    id: 'main-road',
    group: 'transport',
    weight: 2,
    measure: { kind: 'distance', to: { theme: 'road' }, where: ['in', ['get', 'roadClass'], ['literal', ['E', 'R']]] },
    points: [
      [500, 1],
      [3000, 0.8],
      [10_000, 0.4],
    ],
  },
  {
    id: 'station-or-port',
    group: 'transport',
    weight: 1,
    measure: { kind: 'distance', to: { theme: 'station' } },
    points: [
      [500, 1],
      [5000, 0.6],
      [20_000, 0.2],
    ],
  },
  {
    id: 'constraints',
    group: 'hazard',
    weight: 3,
    measure: { kind: 'coverage', by: constraints },
    points: [
      [0, 1],
      [0.5, 0.3],
      [1, 0],
    ],
  },
  {
    id: 'buildable',
    group: 'land',
    weight: 3,
    measure: { kind: 'buildable', minus: constraints },
    points: [
      [500, 0],
      [2500, 0.6],
      [5000, 1],
    ],
  },
  {
    id: 'zoning',
    group: 'plan',
    weight: 2,
    measure: { kind: 'zoning', by: { role: 'zoning' }, field: 'code', take: 'dominant' },
    scores: zoningScores,
  },
  {
    id: 'population',
    group: 'people',
    weight: 1,
    measure: { kind: 'population', of: { theme: 'population' }, field: 'population', within: 1000 },
    points: [
      [0, 0],
      [2000, 0.5],
      [8000, 1],
    ],
  },
];

/** The study of the reference job: loose shapefiles beside it, one inline profile. */
export function benchStudy(name: string): string {
  const layer = (id: string, role: string, theme: string, more: Readonly<Record<string, unknown>> = {}) => [
    id,
    { file: `${id}.shp`, role, theme, ...more },
  ];
  const study = {
    format: 'tomtevalg-study/1',
    name,
    crs: 'EPSG:25833',
    layers: Object.fromEntries([
      layer('plots', 'plots', 'plots', { id: 'plotid', label: 'gnrbnr' }),
      ...['flood', 'quick_clay', 'protected', 'farmland'].map((id) =>
        layer(id, 'constraint', id.replace('_', '-'), { mapped: 'everywhere', fields: { hazardClass: 'klasse' } }),
      ),
      layer('zoning', 'zoning', 'zoning', { fields: { code: 'arealform' } }),
      layer('substations', 'power', 'substation', { fields: { freeMw: 'ledig_mw', availableYear: 'aar' } }),
      layer('roads', 'transport', 'road', { fields: { roadClass: 'vegkat', speed: 'fart' } }),
      layer('stations', 'transport', 'station'),
      // A quay counts as a station here, so that one criterion takes the nearer of the two.
      layer('ports', 'transport', 'station'),
      layer('population', 'population', 'population', { fields: { population: 'pop_tot' } }),
    ]),
    profiles: [profile()],
  };
  return `${JSON.stringify(study, null, 2)}\n`;
}

function profile(): unknown {
  return {
    format: 'tomtevalg-profile/1',
    id: 'reference',
    use: 'industry',
    name: { en: 'Reference job', nb: 'Referansejobb', sv: 'Referensjobb' },
    criteria: criteria.map(({ points, scores, ...rest }) => ({
      ...rest,
      utility: points ? { kind: 'piecewise', points } : { kind: 'classes', scores },
      missing: 'unknown',
      source: ours,
      grade: 'assumption',
    })),
    aggregation: { method: 'weighted-sum' },
  };
}
