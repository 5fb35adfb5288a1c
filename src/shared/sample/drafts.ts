import type { Mask } from './mask.ts';
import type { Place } from './place.ts';
import type { Ring, Shape } from './shapes.ts';
import type { Terrain } from './terrain.ts';

/** What a plot is used for; decides owners, population and value of land, not what the plan says. */
export type PlotUse =
  | 'house'
  | 'flats'
  | 'centre'
  | 'industry'
  | 'school'
  | 'park'
  | 'vacant'
  | 'shore'
  | 'farm'
  | 'forest'
  | 'harbour'
  | 'airport';

/** A plot before it gets its number. */
export interface PlotDraft {
  readonly ring: Ring;
  readonly use: PlotUse;
  /** Part of the municipality it belongs to; plots of one district share a farm number (gardsnummer). */
  readonly district: string;
}

/** A piece of the land-use plan: code and status of the Norwegian plan codes. */
export interface ZoneDraft {
  readonly shape: Shape;
  /** arealformål, e.g. 1110 housing, 1340 industry, 5100 LNFR. */
  readonly code: number;
  /** arealbruksstatus: 1 existing, 2 future. */
  readonly status: 1 | 2;
  readonly name: string;
}

/** Streets of a quarter: lines between its blocks, in metres from the lower left of the extent. */
export interface StreetDraft {
  readonly points: Ring;
  readonly name: string;
  /** Length of street side with houses; longer streets are collectors. */
  readonly collector: boolean;
}

/** Where everything laid out so far is kept. */
export interface Layouts {
  readonly place: Place;
  readonly terrain: Terrain;
  readonly mask: Mask;
  readonly plots: PlotDraft[];
  readonly zones: ZoneDraft[];
  readonly streets: StreetDraft[];
}

/** Whether every vertex lies on dry land, inside the extent, and the ring no steeper than the limit between vertices. */
export function buildableRing(terrain: Terrain, ring: Ring, maximumSlope: number): boolean {
  let lowest = Infinity;
  let highest = -Infinity;
  let reach = 0;
  for (let i = 0; i < ring.length; i += 2) {
    if (ring[i] < 60 || ring[i + 1] < 60 || ring[i] > 29_940 || ring[i + 1] > 24_940) return false;
    const height = terrain.height(ring[i], ring[i + 1]);
    lowest = Math.min(lowest, height);
    highest = Math.max(highest, height);
    reach = Math.max(reach, Math.hypot(ring[i] - ring[0], ring[i + 1] - ring[1]));
  }
  return lowest > 1.6 && (highest - lowest) / Math.max(1, reach) <= maximumSlope;
}
