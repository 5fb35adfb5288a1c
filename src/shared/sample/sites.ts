import type { Layouts, PlotUse } from './drafts.ts';
import { bentLayout } from './ladder.ts';
import { latticeRing } from './lattice.ts';
import type { Place } from './place.ts';
import { built } from './quarters.ts';

/**
 * A large piece of ground the municipality has its eye on, given in stations: kilometres from the river mouth
 * (negative: along the fjord) and metres to the north (positive) or south.
 */
export interface Site {
  readonly name: string;
  readonly fromKm: number;
  readonly toKm: number;
  readonly from: number;
  readonly to: number;
  readonly code: number;
  readonly status: 1 | 2;
  readonly use: PlotUse;
  /** Plots along and across. */
  readonly split: readonly [number, number];
}

/**
 * Each site tells a story the ranking should bring out: good ground far from power, power on ground that floods,
 * clay that needs a survey, land nobody has surveyed, protected shore, farmland.
 */
export const sites: readonly Site[] = [
  site('Langåmoen', [6.0, 7.2], [450, 1020], 1340, 2, 'vacant', [3, 1]),
  site('Elvesletta', [8.1, 9.3], [-600, -450], 1340, 2, 'vacant', [2, 1]),
  site('Åmoen vest', [11.01, 12.09], [450, 930], 1300, 2, 'vacant', [2, 1]),
  site('Storøyra', [15.51, 16.83], [450, 1050], 1340, 2, 'vacant', [2, 1]),
  site('Tindsletta', [-6.51, -5.4], [1890, 2190], 5230, 2, 'vacant', [2, 1]),
  site('Ørnøra lufthavn', [3.6, 5.4], [480, 840], 2030, 1, 'airport', [1, 1]),
  site('Flyplassmoen', [5.49, 5.91], [450, 870], 1300, 2, 'vacant', [2, 1]),
  site('Sørmoen', [7.2, 8.1], [-1080, -660], 5230, 2, 'vacant', [2, 1]),
  site('Granmoen', [12.3, 12.9], [-1050, -660], 1340, 2, 'vacant', [1, 1]),
  site('Åkerøya', [16.5, 17.4], [-990, -660], 1300, 2, 'vacant', [2, 1]),
  site('Lia øst', [3.81, 4.8], [960, 1260], 1110, 2, 'vacant', [4, 1]),
  site('Neset', [-3.0, -2.31], [1890, 2160], 1110, 2, 'vacant', [3, 1]),
  site('Sørstranda', [-3.3, -2.4], [-2130, -1890], 1110, 2, 'vacant', [3, 1]),
  site('Elvebakken', [5.49, 5.97], [-1020, -690], 1110, 2, 'vacant', [2, 1]),
  site('Åmolia', [9.6, 10.29], [960, 1200], 1110, 2, 'vacant', [3, 1]),
  site('Skoletomta Åmoen', [10.5, 10.71], [450, 630], 1162, 2, 'vacant', [1, 1]),
  site('Skoletomta Lia', [4.89, 5.1], [960, 1140], 1162, 2, 'vacant', [1, 1]),
  site('Skoletomta Solbakken', [1.5, 1.68], [1560, 1710], 1162, 2, 'vacant', [1, 1]),
  site('Skoletomta Sørsida', [1.71, 1.89], [-990, -840], 1162, 2, 'vacant', [1, 1]),
  site('Skoletomta Elvebyen', [1.8, 1.98], [0, 120], 1162, 2, 'vacant', [1, 1]),
  site('Skoletomta Vestlia', [-1.5, -1.29], [1500, 1650], 1160, 2, 'vacant', [1, 1]),
];

function site(
  name: string,
  [fromKm, toKm]: readonly [number, number],
  [from, to]: readonly [number, number],
  code: number,
  status: 1 | 2,
  use: PlotUse,
  split: readonly [number, number],
): Site {
  return { name, fromKm, toKm, from, to, code, status, use, split };
}

/** Stations where sites begin and end, for the strips around them. */
export function siteStops(place: Place): number[] {
  return sites.flatMap((each) => [place.head + each.fromKm * 1000, place.head + each.toKm * 1000]).map(Math.round);
}

/** Lays out the sites before anything else: they were planned on open ground. */
export function layOutSites(layouts: Layouts): void {
  const { place, mask } = layouts;
  for (const each of sites) {
    const layout = bentLayout(place.main.at, place.bend, 1);
    const [u0, u1] = [each.fromKm, each.toKm].map((km) => Math.round(place.head + km * 1000));
    const cell = latticeRing(layout, [u0, each.from, u1, each.to], 30);
    mask.mark(cell, built);
    layouts.zones.push({ shape: [cell], code: each.code, status: each.status, name: each.name });
    const [pieces, rows] = each.split;
    const cut = (from: number, to: number, part: number, parts: number) =>
      part === parts ? to : from + Math.round(((to - from) * part) / parts / 30) * 30;
    for (let i = 0; i < pieces; i++) {
      for (let j = 0; j < rows; j++) {
        const box = [
          cut(u0, u1, i, pieces),
          cut(each.from, each.to, j, rows),
          cut(u0, u1, i + 1, pieces),
          cut(each.from, each.to, j + 1, rows),
        ] as const;
        layouts.plots.push({ ring: latticeRing(layout, box, 60), use: each.use, district: each.name });
      }
    }
  }
}
