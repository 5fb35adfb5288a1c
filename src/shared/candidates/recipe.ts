import type { Filter } from '../dataset/filter-types.ts';
import type { LayerReference } from '../measure/types.ts';
import type { Grade } from '../scoring/types.ts';

/** A number that decides something, with where it comes from. */
export interface Figure {
  readonly value: number;
  readonly source: string;
  readonly grade: Grade;
}

/** A distance for every feature of a layer, metres: by the class in a field where the class is known, else one for all. */
export interface DistanceRule {
  /** Meaning or the file's own field name; null: one distance for all. */
  readonly field: string | null;
  readonly byClass: ReadonlyMap<string, Figure>;
  readonly otherwise: Figure;
}

/** Ground that cannot be part of a plot: features of layers, and what lies within a distance of them. */
export interface TakenOff {
  readonly layer: LayerReference;
  readonly where: Filter | null;
  readonly distance: DistanceRule;
}

/**
 * How candidate plots are made where no parcels exist: the zoning areas of some codes, cut by roads, less constraints
 * with their setbacks; what is then too small or too narrow is left out.
 */
export interface CandidateRecipe {
  readonly zoning: LayerReference;
  /** The field with the code, meaning or the file's own name. */
  readonly field: string;
  /** Which zoning areas take part; null: all of the codes. */
  readonly where: Filter | null;
  /** Codes as text; a `*` at the end stands for any ending. Where zoning areas lie over each other, the code named first has the place. */
  readonly codes: readonly string[];
  /** Roads and railways, with half their width. */
  readonly cutBy: readonly TakenOff[];
  /** Constraints, with their setback. */
  readonly minus: readonly TakenOff[];
  /** Square metres. */
  readonly minArea: Figure;
  /** Metres: the circle that must have room. */
  readonly minWidth: Figure;
}

/** Which adjoining plots are suggested together. */
export interface AssemblyRules {
  /** Square metres wanted; smaller plots are joined until they have it. */
  readonly minArea: Figure;
  /** Metres of border two plots must share to adjoin. */
  readonly minBorder: Figure;
  /** Metres two borders may lie apart and still be one: drawings seldom match exactly. */
  readonly gap: Figure;
  /** Most plots in an assembly. */
  readonly mostPlots: Figure;
}

/** A recipe names at most so many layers to take off: each is a bit of a number. */
export const mostTakenOff = 30;

const assumed = (value: number, source: string): Figure => ({ value, source, grade: 'assumption' });

/** What holds where a study does not say. */
export const candidateDefaults = {
  minArea: assumed(1000, 'room for a small building with access; no norm'),
  minWidth: assumed(15, 'room for a small building with 4 m to each border; no norm'),
  setback: assumed(0, 'no setback asked for'),
} as const;

export const assemblyDefaults: Omit<AssemblyRules, 'minArea'> = {
  minBorder: assumed(5, 'room for a way from one plot to the other; no norm'),
  gap: assumed(0.1, 'drawing accuracy of digital maps; no norm'),
  mostPlots: assumed(8, 'more owners and borders are seldom brought together; no norm'),
};

const halfWidths: readonly (readonly [metres: number, classes: string])[] = [
  [12, 'e r motorway trunk 0 1'],
  [8, 'f primary secondary motorway_link trunk_link 2 3 4'],
  [6, 'tertiary primary_link secondary_link tertiary_link unclassified 5 6'],
  [5, 'k residential 7'],
  [3, 'p s living_street service track 8 9'],
];
const roadSource = 'half of carriageway, shoulders and ditches of a usual road of its class; no norm';

/**
 * Half widths of roads in metres where a study gives none, by road class: Norwegian vegkategori (E, R, F, K, P, S),
 * Swedish functional class (0 to 9), highway tags of OpenStreetMap.
 */
export const assumedRoads: DistanceRule = {
  field: 'roadClass',
  byClass: new Map(
    halfWidths.flatMap(([metres, classes]) => classes.split(' ').map((name) => [name, assumed(metres, roadSource)])),
  ),
  otherwise: assumed(5, 'half of a municipal road with shoulders and ditches; no norm'),
};

/** Whether a pattern of the recipe means a code. */
export function matchesCode(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}
