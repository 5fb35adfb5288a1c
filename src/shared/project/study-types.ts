import type { AssemblyRules, CandidateRecipe } from '../candidates/recipe.ts';
import type { Role, Theme } from '../dataset/themes.ts';
import type { LayerId } from '../lib/id.ts';
import type { Profile } from '../scoring/types.ts';

/**
 * What becomes of polygons that are not valid. keep: as drawn, measured even-odd; repair: made valid, which measures the
 * same; drop: left out, their rows stay with a null geometry.
 */
export const geometryModes = ['keep', 'repair', 'drop'] as const;
export type GeometryMode = (typeof geometryModes)[number];

/** A table and the fields that say which of its rows belongs to which feature. */
export interface LayerJoin {
  /** Relative to the study file. */
  readonly file: string;
  /** Name inside a container; null: the only one. */
  readonly layer: string | null;
  readonly encoding: string | null;
  /** Field of the table. */
  readonly key: string;
  /** Field of the layer. */
  readonly to: string;
}

/** One layer of a study: where its file lies and what it means. Optional things are null, so that nothing is half-said. */
export interface StudyLayer {
  readonly id: LayerId;
  /** Relative to the study file; empty where the plots are made (`from`). */
  readonly file: string;
  /** Name inside a container; null: the only one. */
  readonly layer: string | null;
  readonly role: Role;
  readonly theme: Theme | null;
  readonly encoding: string | null;
  readonly crs: string | null;
  /** Field that names a plot; null: label if unique, else row number + 1. */
  readonly idField: string | null;
  readonly labelField: string | null;
  /** meaning (see `meanings`; other names may be used in filters too) -> the file's own field name. */
  readonly fields: ReadonlyMap<string, string>;
  /** The boundary layer inside which the theme was mapped. */
  readonly mapped: LayerId | 'everywhere' | null;
  readonly geometry: GeometryMode;
  /** A table whose fields are put beside the layer's own; null: none. */
  readonly join: LayerJoin | null;
  /** How the plots are made where no parcels exist; null: they are read. */
  readonly from: CandidateRecipe | null;
  /** Which adjoining plots are suggested together; null: none. */
  readonly assemble: AssemblyRules | null;
}

/** A study names data and questions. Parsed by `parseStudy`, which checks every name. */
export interface Study {
  readonly name: string;
  /** Working CRS; null: chosen from the plots. */
  readonly crs: string | null;
  readonly layers: readonly StudyLayer[];
  /** Built-in id, a profile file relative to the study, or an inline profile. */
  readonly profiles: readonly StudyProfile[];
  readonly scenarios: readonly string[];
}

export type StudyProfile =
  | { readonly kind: 'builtin'; readonly id: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'inline'; readonly profile: Profile };
