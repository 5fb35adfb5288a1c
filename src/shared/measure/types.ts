import type { Filter } from '../dataset/filter-types.ts';
import type { Raster } from '../dataset/raster.ts';
import type { Role, Theme } from '../dataset/themes.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Polygons } from '../geometry/types.ts';
import type { LayerId } from '../lib/id.ts';

/** A layer by name, or all layers of a role and/or theme. */
export type LayerReference = LayerId | { readonly role?: Role | undefined; readonly theme?: Theme | undefined };

/** What is read off the map for each plot; docs/profile.md lists values and units. */
export type Measure =
  | { readonly kind: 'area' }
  | {
      readonly kind: 'distance';
      readonly to: LayerReference;
      readonly where?: Filter | undefined;
      readonly from?: 'edge' | 'centroid' | undefined;
    }
  | { readonly kind: 'coverage'; readonly by: readonly LayerReference[]; readonly where?: Filter | undefined }
  | {
      readonly kind: 'buildable';
      readonly minus: readonly LayerReference[];
      readonly where?: Filter | undefined;
      readonly take?: 'area' | 'largest' | undefined;
      /** Metres from the plot's own border. */
      readonly setback?: number | undefined;
      /** Percent; steeper ground is taken off. */
      readonly maxSlope?: number | undefined;
      readonly terrain?: LayerReference | undefined;
    }
  | {
      readonly kind: 'zoning';
      readonly by: LayerReference;
      readonly field: string;
      readonly classes?: readonly (readonly [code: string, suitability: number])[] | undefined;
      readonly take?: 'dominant' | 'mean' | undefined;
    }
  | (ReachQuestion & { readonly kind: 'population' })
  | (ReachQuestion & { readonly kind: 'reach' })
  | (RoadQuestion & {
      readonly kind: 'access';
      /** The facilities, and the field that holds what each offers. */
      readonly to: LayerReference;
      readonly where?: Filter | undefined;
      readonly capacity: string;
      /** The demand, and the field that holds how much; without one each feature counts 1. */
      readonly of: LayerReference;
      readonly field?: string | undefined;
      /** Metres; with `over`, minutes or metres. */
      readonly within: number;
      readonly method: '2sfca' | 'e2sfca';
      /** How e2sfca weighs what is farther away; zones where left out. */
      readonly decay?: 'zones' | 'gaussian' | undefined;
    })
  | {
      readonly kind: 'capacity';
      readonly of: LayerReference;
      readonly field: string;
      /** Metres. */
      readonly within: number;
      readonly take: 'sum' | 'max';
      readonly where?: Filter | undefined;
      readonly from?: 'edge' | 'centroid' | undefined;
    }
  | { readonly kind: 'compactness'; readonly take?: 'inscribed-width' | 'polsby-popper' | undefined }
  | {
      readonly kind: 'travel';
      readonly to: LayerReference;
      readonly where?: Filter | undefined;
      /** The roads. */
      readonly over: LayerReference;
      readonly by: 'minutes' | 'metres';
      /** A field of the roads, or km/h for all of them. */
      readonly speed?: string | number | undefined;
      /** Metres. */
      readonly snap?: number | undefined;
    }
  | {
      readonly kind: 'fits';
      /** Metres. */
      readonly width: number;
      readonly length: number;
      readonly minus?: readonly LayerReference[] | undefined;
      readonly where?: Filter | undefined;
      /** Metres from the plot's own border. */
      readonly setback?: number | undefined;
    }
  | {
      readonly kind: 'slope';
      readonly terrain?: LayerReference | undefined;
      readonly take: 'mean' | 'p90' | 'share-under';
      /** Percent, for share-under. */
      readonly limit?: number | undefined;
    }
  | { readonly kind: 'attribute'; readonly field: string };

/** What a profile says about the roads of a measure. */
export interface RoadQuestion {
  readonly over?: LayerReference | undefined;
  /** Minutes where left out. */
  readonly by?: 'minutes' | 'metres' | undefined;
  readonly speed?: string | number | undefined;
  /** Metres. */
  readonly snap?: number | undefined;
}

/** How many, or how much of a field, lies within reach. */
export interface ReachQuestion extends RoadQuestion {
  readonly of: LayerReference;
  readonly field?: string | undefined;
  /** Metres; with `over`, minutes or metres. */
  readonly within: number;
}

/** A layer made ready to be measured against: in the working CRS, with its meaning of fields. */
export interface BoundLayer {
  readonly id: LayerId;
  readonly role: Role;
  readonly theme: Theme | null;
  readonly dataset: Dataset;
  /** meaning -> the file's own field name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Where the theme was mapped: outside it a coverage or a distance is unknown. null: extent of mapping not known. */
  readonly mapped: Polygons | 'everywhere' | null;
}

/** A grid of heights made ready to be measured against, in its own CRS. */
export interface BoundRaster {
  readonly id: LayerId;
  readonly role: Role;
  readonly theme: Theme | null;
  readonly raster: Raster;
}

/** SI units of measured values; minutes for travel, MW where a field holds them. */
export type Unit = 'm' | 'm2' | 'share' | 'count' | 'code' | 'text' | 'number' | 'MW' | 'min' | 'percent';

/**
 * One measure over all plots, row n for plot n. Numbers: NaN is missing. Codes: index into `labels`, 0 is missing
 * (labels[0] is ''). Shared memory, so that scoring can read it anywhere.
 */
export type MeasureResult =
  | {
      readonly kind: 'numbers';
      readonly unit: Unit;
      readonly values: Float64Array;
      /** Why a row's value is missing, as an index into `missingCauses`; left out where no row has a cause to tell. */
      readonly causes?: Uint8Array | undefined;
      /** Where what was asked for stands, for the map. */
      readonly placements?: Placements | undefined;
      readonly notes: readonly MeasureNote[];
    }
  | {
      readonly kind: 'codes';
      readonly unit: Unit;
      readonly codes: Uint32Array;
      readonly labels: readonly string[];
      readonly notes: readonly MeasureNote[];
    };

/** A rectangle on every plot that has room for it, in metres. */
export interface Placements {
  readonly width: number;
  readonly length: number;
  /** x, y of the centre in the working CRS and the direction of the length in degrees from the x axis, counter-clockwise; NaN where there is no room. */
  readonly places: Float64Array;
}

/** Why a value is missing, where more can be told than that it is; the first stands for nothing to tell. */
export const missingCauses = ['', 'value-missing', 'no-road', 'unreachable', 'terrain-missing', 'tangled'] as const;
export type MissingCause = Exclude<(typeof missingCauses)[number], ''>;

/** Something a reader of the numbers must know: rows left out by an undecided filter, extent of mapping not known, self-check fallbacks. */
export interface MeasureNote {
  readonly code:
    | 'filter-unknown'
    | 'mapping-unknown'
    | 'outside-mapped'
    | 'fallback'
    | 'no-features'
    | 'invalid-plot'
    /** Plots whose rings, or those of what lies on them, cross too often for what is left to be worked out. */
    | 'tangled'
    /** Rows of the layer that have no value to be summed. */
    | 'value-missing'
    /** Parts the roads fall into; rows of roads whose speed is assumed, and whose one-way field is not understood. */
    | 'road-parts'
    | 'speed-assumed'
    | 'oneway-unread'
    /** Features with no road within the snapping distance, which were left out. */
    | 'places-off-road'
    /** Facilities that no demand reaches: what they offer goes to nobody. */
    | 'supply-idle'
    /** Plots that no road touches, with the distance of the farthest; plots with no road near; plots with no way. */
    | 'plots-off-road'
    | 'plots-no-road'
    | 'plots-unreachable';
  readonly layer: LayerId | null;
  readonly count: number;
  readonly metres?: number | undefined;
}
