import type { Dataset } from '../dataset/types.ts';
import { centimetres } from './lattice.ts';
import { hash01 } from './noise.ts';
import { origin, type Place } from './place.ts';
import type { Plot } from './plots.ts';
import { type Ring, shapeCentre } from './shapes.ts';
import { lineTable, numbers, pointTable, polygonTable, texts } from './table.ts';

/** A named point in stations: kilometres from the river mouth, metres across. */
type Spot = readonly [name: string, km: number, across: number];

function spotPoint(place: Place, [, km, across]: Spot): readonly [number, number] {
  const [x, y] = place.bend(...place.main.at(place.head + km * 1000, across));
  return [centimetres(x), centimetres(y)];
}

const substations: readonly (readonly [...Spot, kv: number, freeMw: number | null, year: number, level: number])[] = [
  ['Ørnøra', 3.2, 640, 132, 18, 2026, 2],
  ['Langåmoen', 7.4, 1090, 132, 12, 2028, 2],
  ['Øvergard', 15.2, 1120, 420, 240, 2031, 1],
  ['Svartdalen', 6.9, -1500, 132, 60, 2027, 2],
  ['Havna', -0.5, 1250, 22, 6, 2026, 3],
  ['Nesjeberg', -4.3, 2380, 66, 25, 2029, 2],
  ['Åmoen', 10.8, 1050, 132, null, 2030, 2],
];

/** Substations with free power in MW and the year it is there; one owner has not said how much. */
export function substationTable(place: Place): Dataset {
  return pointTable(
    substations.map(([name, km, across]) => spotPoint(place, [name, km, across])),
    [
      texts(
        'navn',
        substations.map(([name]) => `${name} transformatorstasjon`),
      ),
      texts(
        'eier',
        substations.map((row) => (row[3] === 420 ? 'Statsnett Nord' : 'Ørnfjæra Nett')),
      ),
      numbers(
        'spenning_kV',
        substations.map((row) => row[3]),
      ),
      numbers(
        'ledig_mw',
        substations.map((row) => row[4]),
      ),
      numbers(
        'aar',
        substations.map((row) => row[5]),
      ),
      numbers(
        'nveNettnivaa',
        substations.map((row) => row[6]),
      ),
    ],
  );
}

/** Overhead lines between substations, and the main line over the northern hills. */
export function powerLineTable(place: Place): Dataset {
  const byName = (name: string) => substations.find((row) => row[0] === name)!;
  const at = (name: string) => spotPoint(place, [name, byName(name)[1], byName(name)[2]]);
  const spot = (km: number, across: number) => spotPoint(place, ['', km, across]);
  const lines: readonly (readonly [kv: number, points: readonly (readonly [number, number])[]])[] = [
    [
      420,
      [
        spot(19.2, 1700),
        spot(17.4, 1500),
        at('Øvergard'),
        spot(13.2, 2100),
        spot(9.0, 2500),
        spot(4.5, 2500),
        spot(0.2, 2750),
      ],
    ],
    [132, [at('Øvergard'), at('Åmoen'), at('Langåmoen'), spot(5.4, 1420), at('Ørnøra')]],
    [132, [at('Langåmoen'), spot(7.2, -300), at('Svartdalen')]],
    [66, [at('Ørnøra'), spot(1.5, 2050), spot(-1.5, 2450), at('Nesjeberg')]],
    [22, [at('Ørnøra'), spot(1.4, 1900), at('Havna')]],
  ];
  return lineTable(
    lines.map(([, points]) => points.flat()),
    [
      numbers(
        'spenning_kV',
        lines.map(([kv]) => kv),
      ),
      texts(
        'eier',
        lines.map(([kv]) => (kv === 420 ? 'Statsnett Nord' : 'Ørnfjæra Nett')),
      ),
      texts(
        'objType',
        lines.map(() => 'Luftlinje'),
      ),
    ],
  );
}

const schools: readonly (readonly [...Spot, capacity: number, pupils: number])[] = [
  ['Sentrum skole', 1.1, 480, 420, 431],
  ['Solbakken skole', 1.0, 1250, 350, 301],
  ['Åsen ungdomsskole', 2.2, 1000, 300, 262],
  ['Sørsida skole', 1.3, -720, 280, 287],
  ['Åmoen oppvekstsenter', 9.9, 520, 120, 74],
  ['Sæterbekk skole', 13.6, -720, 60, 31],
  ['Strandvåg skole', -5.2, -1960, 60, 44],
  ['Nesjeberg skole', -4.3, 1950, 90, 82],
];

/** Schools with places and pupils. */
export function schoolTable(place: Place): Dataset {
  return pointTable(
    schools.map(([name, km, across]) => spotPoint(place, [name, km, across])),
    [
      texts(
        'skolenavn',
        schools.map(([name]) => name),
      ),
      numbers(
        'kapasitet',
        schools.map((row) => row[3]),
      ),
      numbers(
        'antallElever',
        schools.map((row) => row[4]),
      ),
    ],
  );
}

const spots = {
  barnehager: [
    ['Bjørnehiet barnehage', 0.9, 700],
    ['Tyttebærtua barnehage', 1.2, 1350],
    ['Åsen barnehage', 2.5, 1180],
    ['Sørsida barnehage', 1.1, -600],
    ['Elvebyen barnehage', 2.2, 380],
    ['Åmoen barnehage', 9.8, 600],
    ['Nesjeberg barnehage', -4.4, 2000],
  ],
  butikker: [
    ['Torget mat', 0.8, 520],
    ['Åsen nærbutikk', 2.1, 900],
    ['Sørsida mat', 1.4, -600],
    ['Åmoen handel', 9.9, 470],
    ['Strandvåg landhandel', -5.3, -1910],
    ['Nesjeberg butikk', -4.3, 1900],
    ['Øvergard kiosk', 18.0, 470],
  ],
  stasjoner: [
    ['Ørnøra stasjon', 0.9, 560],
    ['Åmoen stasjon', 10.0, -630],
    ['Øvergard stasjon', 17.9, -630],
  ],
  havner: [
    ['Ørnøra havn', -0.35, 760],
    ['Strandvåg kai', -5.2, -1180],
  ],
  lufthavner: [['Ørnøra lufthavn', 4.5, 660]],
} as const satisfies Record<string, readonly Spot[]>;

/** Named points without more to say: kindergartens, shops, stations, ports, airports. */
export function spotTable(place: Place, kind: keyof typeof spots): Dataset {
  const list: readonly Spot[] = spots[kind];
  return pointTable(
    list.map((spot) => (kind === 'stasjoner' ? onRailway(place, spot) : spotPoint(place, spot))),
    [
      texts(
        'navn',
        list.map(([name]) => name),
      ),
    ],
  );
}

function onRailway(place: Place, [name, km]: Spot): readonly [number, number] {
  return spotPoint(place, [name, km, place.railway(place.head + km * 1000)]);
}

/** Listed monuments: small rings about farms, churches and burial mounds. */
export function heritageTable(place: Place): Dataset {
  const list: readonly Spot[] = [
    ['Ørnøra kirkested', 0.6, 640],
    ['Gravhaugfelt Neset', -2.6, 1760],
    ['Handelsstedet Strandvåg', -5.5, -1320],
    ['Åmoen bygdetun', 10.2, 330],
    ['Gravhaug Langåmoen', 6.6, 560],
    ['Kvernhusbekken', 13.4, -700],
    ['Tingsteinen', 4.1, 300],
    ['Elvesletta gravfelt', 9.0, -480],
    ['Naustrekka', -3.8, 1120],
    ['Øvergard tun', 18.2, 380],
  ];
  const shapes = list.map((spot, index): Ring[] => {
    const [x, y] = spotPoint(place, spot);
    const ring: number[] = [];
    for (let k = 0; k < 14; k++) {
      const radius = 22 + 30 * hash01(index, k, place.seed);
      ring.push(x + radius * Math.cos((k * Math.PI) / 7), y + radius * Math.sin((k * Math.PI) / 7));
    }
    return [ring];
  });
  return polygonTable(shapes, [
    texts(
      'navn',
      list.map(([name]) => name),
    ),
    texts(
      'vernetype',
      list.map((_, index) => (index % 3 === 0 ? 'Vedtaksfredet' : 'Automatisk fredet')),
    ),
  ]);
}

/** People in cells of 250 m, numbered as the statistics office numbers its grid; cells with fewer than 3 are left out. */
export function populationTable(plots: readonly Plot[], seed: number): Dataset {
  const cells = new Map<number, number>();
  plots.forEach((plot, index) => {
    const people = peopleOn(plot, hash01(index, 3, seed));
    if (people === 0) return;
    const [x, y] = shapeCentre([plot.ring]);
    const column = Math.floor((x + origin.east) / 250);
    const row = Math.floor((y + origin.north) / 250);
    cells.set(column * 100_000 + row, (cells.get(column * 100_000 + row) ?? 0) + people);
  });
  const kept = [...cells].filter(([, people]) => people >= 3).sort(([a], [b]) => a - b);
  const corner = ([key]: readonly [number, number]) =>
    [Math.floor(key / 100_000) * 250, (key % 100_000) * 250] as const;
  return pointTable(
    kept.map((cell) => [corner(cell)[0] + 125 - origin.east, corner(cell)[1] + 125 - origin.north]),
    [
      texts(
        'ru250m',
        kept.map((cell) => `${2_000_000 + corner(cell)[0]}${corner(cell)[1]}`),
      ),
      numbers(
        'pop_tot',
        kept.map(([, people]) => people),
      ),
    ],
  );
}

function peopleOn(plot: Plot, chance: number): number {
  switch (plot.use) {
    case 'house':
      return Math.floor(chance * 5.4);
    case 'flats':
      return 8 + Math.floor(chance * 22);
    case 'centre':
      return Math.floor(chance * 14);
    case 'farm':
      return chance < 0.3 ? Math.floor(1 + chance * 12) : 0;
    default:
      return 0;
  }
}
