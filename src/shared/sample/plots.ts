import type { Dataset } from '../dataset/types.ts';
import type { PlotDraft, PlotUse } from './drafts.ts';
import { hash01 } from './noise.ts';
import { type Ring, type Shape, shapeArea } from './shapes.ts';
import { booleans, dates, numbers, polygonTable, texts } from './table.ts';

/** Municipality number of the sample; not in use in Norway. */
export const municipalityNumber = '1899';

/** A plot with its number in the land register. */
export interface Plot extends PlotDraft {
  readonly farmNumber: number;
  readonly holdingNumber: number;
  readonly owner: string;
}

/** Numbers the plots: one farm number (gårdsnummer) a district, holding numbers (bruksnummer) from 1. */
export function numberPlots(drafts: readonly PlotDraft[], seed: number): Plot[] {
  const farms = new Map<string, { number: number; last: number }>();
  return drafts.map((draft, index) => {
    const farm = farms.get(draft.district) ?? { number: 11 + farms.size, last: 0 };
    farm.last++;
    farms.set(draft.district, farm);
    const owner = ownerOf(draft.use, hash01(index, farm.number, seed));
    return { ...draft, farmNumber: farm.number, holdingNumber: farm.last, owner };
  });
}

function ownerOf(use: PlotUse, chance: number): string {
  switch (use) {
    case 'park':
    case 'school':
    case 'harbour':
      return 'Kommune';
    case 'airport':
      return 'Stat';
    case 'vacant':
      return chance < 0.4 ? 'Kommune' : chance < 0.6 ? 'Selskap' : chance < 0.8 ? 'Flere eiere' : 'Privat';
    case 'industry':
    case 'centre':
      return chance < 0.7 ? 'Selskap' : 'Privat';
    case 'forest':
      return chance < 0.2 ? 'Stat' : chance < 0.35 ? 'Flere eiere' : 'Privat';
    default:
      return chance < 0.04 ? 'Kommune' : chance < 0.1 ? 'Flere eiere' : 'Privat';
  }
}

/** What a real register has too: plots that cross themselves, one without geometry, some registered twice. */
const crossing = 9;
const doubled = 4;

/** The register as its owner would send it: names longer than ten characters, dirt included. */
export function plotTable(plots: readonly Plot[], seed: number): Dataset {
  const rows: { plot: Plot; shape: Shape | null }[] = plots.map((plot) => ({ plot, shape: [plot.ring] }));
  const farms = rows.flatMap(({ plot }, row) => (plot.use === 'farm' ? [row] : []));
  for (let k = 0; k < crossing; k++) {
    const row = farms[Math.floor(((k + 0.5) / crossing) * farms.length)];
    rows[row].shape = [crossed(rows[row].plot.ring)];
  }
  rows[farms[5]].shape = null;
  for (let k = 0; k < doubled; k++) {
    const row = farms[Math.floor(((k + 0.2) / doubled) * farms.length)];
    rows.push({ plot: rows[row].plot, shape: rows[row].shape });
  }
  return polygonTable(
    rows.map(({ shape }) => shape),
    [
      numbers(
        'teigid',
        rows.map((_, row) => 189_900_001 + row),
      ),
      texts(
        'matrikkelnummertekst',
        rows.map(({ plot }) => `${plot.farmNumber}/${plot.holdingNumber}`),
      ),
      texts(
        'kommunenummer',
        rows.map(() => municipalityNumber),
      ),
      numbers(
        'gardsnummer',
        rows.map(({ plot }) => plot.farmNumber),
      ),
      numbers(
        'bruksnummer',
        rows.map(({ plot }) => plot.holdingNumber),
      ),
      numbers(
        'lagretBeregnetAreal',
        rows.map(({ shape }) => (shape ? Math.round(shapeArea(shape) * 10) / 10 : null)),
      ),
      booleans(
        'hovedteig',
        rows.map(({ plot }) => plot.use !== 'forest'),
      ),
      texts(
        'eierform',
        rows.map(({ plot }) => plot.owner),
      ),
      texts(
        'omraade',
        rows.map(({ plot }) => plot.district),
      ),
      dates(
        'oppdateringsdato',
        rows.map((_, row) => 17_000 + Math.floor(3400 * hash01(row, 7, seed))),
      ),
    ],
  );
}

/** Four vertices about the first corner in the wrong order, as digitising by hand gives: the ring crosses itself. */
function crossed(ring: Ring): Ring {
  const count = ring.length / 2;
  const order = Array.from({ length: count }, (_, k) => k);
  [order[0], order[1], order[count - 2], order[count - 1]] = [count - 1, count - 2, 1, 0];
  return order.flatMap((k) => [ring[2 * k], ring[2 * k + 1]]);
}
