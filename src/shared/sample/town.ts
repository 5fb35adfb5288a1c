import type { Random } from '../lib/random.ts';
import type { Layouts } from './drafts.ts';
import { bentLayout } from './ladder.ts';
import { centimetres, type Layout } from './lattice.ts';
import { fractalNoise, hash01 } from './noise.ts';
import type { Place } from './place.ts';
import { type BlockUse, layOutQuarter, type Quarter } from './quarters.ts';

/** Parts of the town: where their middle lies (km from the river mouth, metres north), how they are turned. */
interface TownPart {
  readonly name: string;
  readonly km: number;
  readonly across: number;
  readonly turn: number;
  readonly reach: number;
  readonly kind: 'centre' | 'homes' | 'works';
}

const townParts: readonly TownPart[] = [
  { name: 'Sentrum', km: 0.75, across: 520, turn: 0.1, reach: 560, kind: 'centre' },
  { name: 'Havna', km: -0.1, across: 1020, turn: -0.15, reach: 420, kind: 'works' },
  { name: 'Solbakken', km: 0.9, across: 1330, turn: 0.32, reach: 600, kind: 'homes' },
  { name: 'Åsen', km: 2.3, across: 1050, turn: 0.5, reach: 640, kind: 'homes' },
  { name: 'Elvebyen', km: 2.3, across: 330, turn: 0.28, reach: 540, kind: 'homes' },
  { name: 'Sørsida', km: 1.2, across: -700, turn: -0.05, reach: 600, kind: 'homes' },
  { name: 'Sørlia', km: 2.2, across: -1020, turn: 0.6, reach: 540, kind: 'homes' },
  { name: 'Øyra industriområde', km: 3.0, across: -330, turn: 0.42, reach: 620, kind: 'works' },
  { name: 'Vestlia', km: -0.9, across: 1560, turn: -0.22, reach: 480, kind: 'homes' },
  { name: 'Sørneset', km: 0.1, across: -1250, turn: 0.3, reach: 460, kind: 'homes' },
];

interface Village {
  readonly name: string;
  readonly fromKm: number;
  readonly toKm: number;
  readonly from: number;
  readonly to: number;
}

/** Villages along the valley and the fjord, in stations; they follow the road. */
const villages: readonly Village[] = [
  { name: 'Åmoen', fromKm: 9.3, toKm: 10.44, from: 450, to: 900 },
  { name: 'Sæterbekk', fromKm: 13.2, toKm: 14.1, from: -960, to: -660 },
  { name: 'Nesjeberg', fromKm: -4.8, toKm: -3.9, from: 1890, to: 2280 },
  { name: 'Strandvåg', fromKm: -5.7, toKm: -4.8, from: -2220, to: -1890 },
  { name: 'Øvergard', fromKm: 17.7, toKm: 18.3, from: 450, to: 720 },
];

/** Lays out the town and its villages. */
export function layOutTown(layouts: Layouts, random: Random): void {
  for (const part of townParts) layOutQuarter(layouts, townQuarter(layouts.place, part), random);
  for (const village of villages) layOutQuarter(layouts, villageQuarter(layouts.place, village), random);
}

/** Where a part of the town has its middle. */
function middleOf(place: Place, part: TownPart): readonly [number, number] {
  return place.main.at(place.head + part.km * 1000, part.across);
}

function townQuarter(place: Place, part: TownPart): Quarter {
  const middle = middleOf(place, part);
  const others = townParts.filter((other) => other !== part).map((other) => ({ at: middleOf(place, other), other }));
  const rim = fractalNoise(place.seed + 21, 3);
  const centre = middleOf(place, townParts[0]);
  const sizes =
    part.kind === 'works' ? { long: [216, 252, 288], deep: [156, 180] } : { long: [108, 132, 156], deep: [72, 78, 84] };
  return {
    name: part.name,
    layout: turnedLayout(place, middle, part.turn),
    box: [-960, -960, 960, 960],
    blockLengths: sizes.long,
    blockDepths: sizes.deep,
    maximumSlope: part.kind === 'homes' ? 0.2 : 0.09,
    blockAt(x, y) {
      const own = Math.hypot(x - middle[0], y - middle[1]) / part.reach;
      if (own > 1.4 || own > 0.92 + 0.3 * rim(x / 600, y / 600)) return null;
      for (const { at, other } of others) {
        if (Math.hypot(x - at[0], y - at[1]) / other.reach < own) return null;
      }
      return townUse(
        part,
        own,
        Math.hypot(x - centre[0], y - centre[1]),
        hash01(Math.floor(x), Math.floor(y), place.seed),
      );
    },
  };
}

function townUse(part: TownPart, own: number, toCentre: number, chance: number): BlockUse {
  if (part.kind === 'works') {
    if (part.name === 'Havna' && own < 0.45) return { use: 'harbour', code: 2040, status: 1 };
    if (chance < 0.16) return { use: 'vacant', code: 1340, status: 2 };
    return { use: 'industry', code: chance < 0.6 ? 1340 : 1300, status: 1 };
  }
  if (chance < 0.03) return { use: 'park', code: 3050, status: 1 };
  if (toCentre < 260) return { use: 'centre', code: 1130, status: 1 };
  if (toCentre < 420)
    return chance < 0.3 ? { use: 'centre', code: 1150, status: 1 } : { use: 'flats', code: 1113, status: 1 };
  if (chance > 0.985) return { use: 'school', code: 1162, status: 1 };
  if (chance > 0.975) return { use: 'vacant', code: 1160, status: 2 };
  if (part.kind === 'homes' && own > 0.78 && chance > 0.86) return { use: 'vacant', code: 1110, status: 2 };
  return chance > 0.93 ? { use: 'flats', code: 1112, status: 1 } : { use: 'house', code: 1111, status: 1 };
}

function turnedLayout(place: Place, middle: readonly [number, number], turn: number): Layout {
  const [ahead] = [place.main.locate(middle[0], middle[1]).along];
  const [ax, ay] = place.main.at(ahead, 0);
  const [bx, by] = place.main.at(ahead + 200, 0);
  const angle = Math.atan2(by - ay, bx - ax) + turn;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return (u, v) => {
    const [x, y] = place.bend(middle[0] + u * c - v * s, middle[1] + u * s + v * c);
    return [centimetres(x), centimetres(y)];
  };
}

function villageQuarter(place: Place, village: Village): Quarter {
  const round = (km: number) => Math.round((place.head + km * 1000) / 30) * 30;
  const rim = fractalNoise(place.seed + 22, 2);
  const [u0, u1] = [round(village.fromKm), round(village.toKm)];
  const heart = [(u0 + u1) / 2, Math.min(Math.abs(village.from), Math.abs(village.to))] as const;
  const sign = village.from < 0 ? -1 : 1;
  const outward = [Math.abs(village.from), Math.abs(village.to)].sort((a, b) => a - b);
  return {
    name: village.name,
    layout: bentLayout(place.main.at, place.bend, sign),
    box: [u0, outward[0], u1, outward[1]],
    blockLengths: [114, 132, 150],
    blockDepths: [72, 78, 90],
    maximumSlope: 0.22,
    blockAt(x, y, u, v) {
      const far = Math.hypot((u - heart[0]) / (u1 - u0), (v - heart[1]) / (outward[1] - outward[0]) / 1.6);
      if (far > 0.5 + 0.2 * rim(x / 300, y / 300)) return null;
      const chance = hash01(Math.floor(x), Math.floor(y), place.seed + 1);
      if (far < 0.16)
        return chance < 0.5 ? { use: 'centre', code: 1130, status: 1 } : { use: 'school', code: 1162, status: 1 };
      if (chance > 0.9) return { use: 'vacant', code: 1110, status: 2 };
      return { use: 'house', code: 1110, status: 1 };
    },
  };
}
