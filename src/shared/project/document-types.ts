import type { Role, Theme } from '../dataset/themes.ts';
import type { LayerId, ProfileId } from '../lib/id.ts';
import type { Severity } from '../lib/issue.ts';
import type { GeometryMode } from './study-types.ts';

/**
 * The whole of a project but its data: small, plain, immutable JSON. Every edit makes a new root that shares what did not
 * change; datasets and photos are named by the hash of their content. Names from files are values, never keys. Lists of
 * things with an `id` hold each id once.
 */
export interface ProjectDocument {
  readonly name: string;
  readonly layers: readonly DocumentLayer[];
  /** Ids of layers in drawing order, the first on top. One that is not named has its place and eye by its kind. */
  readonly drawing: readonly string[];
  readonly profiles: readonly DocumentProfile[];
  /** The profile on screen. */
  readonly use: ProfileId | null;
  readonly scenarios: readonly DocumentText[];
  readonly portfolios: readonly DocumentText[];
  readonly bookmarks: readonly Bookmark[];
  readonly observations: readonly Observation[];
  readonly settings: DocumentSettings;
}

/** The table of a project file that holds the document; a GeoPackage that has it is a project. */
export const projectTable = 'tomtevalg_document';

/** A layer: where its data came from, and what the person says that they mean. */
export interface DocumentLayer {
  readonly id: LayerId;
  /** What people call it; null: it is called by its id. */
  readonly name: string | null;
  readonly source: LayerSource;
  readonly role: Role;
  readonly theme: Theme | null;
  /** Given by the person; null: as the file says. */
  readonly encoding: string | null;
  readonly crs: string | null;
  readonly idField: string | null;
  readonly labelField: string | null;
  readonly fields: readonly { readonly meaning: string; readonly field: string }[];
  /** The boundary layer inside which the theme was mapped. */
  readonly mapped: LayerId | 'everywhere' | null;
  readonly geometry: GeometryMode;
  /** How the plots are made, as a study file says it (docs/candidates.md); null: they are read. */
  readonly from: unknown;
  /** Which adjoining plots are suggested together, as a study file says it; null: none. */
  readonly assemble: unknown;
  readonly visible: boolean;
}

/** A layer's data and the file they were read from. */
export interface LayerSource {
  /** File name as the study calls it; empty for plots that are made. */
  readonly file: string;
  /** Name inside a container. */
  readonly layer: string | null;
  /** The layer's own name in its file. */
  readonly title: string;
  readonly format: string;
  readonly encoding: string;
  /** SHA-256 of the file, 64 hexadecimal digits; null where it is not known. */
  readonly sha256: string | null;
  /** Features lie in a dataset of the project, a grid of heights in an attachment; null while it is in the file only. */
  readonly data: { readonly kind: 'dataset' | 'attachment'; readonly id: string } | null;
  /** What was noticed when it was read. */
  readonly issues: readonly SourceIssue[];
}

/** An `Issue` as it is stored: its facts as pairs. */
export interface SourceIssue {
  readonly code: string;
  readonly severity: Severity;
  readonly feature: number | null;
  readonly details: readonly (readonly [string, string | number])[];
}

/** A profile of the project and the weights a person gave it. */
export interface DocumentProfile {
  readonly id: ProfileId;
  /** The profile as a profile file has it (docs/profile.md); null: the program's own of this id. */
  readonly profile: unknown;
  /** On the profile's own scale; a criterion that is not named has the profile's weight. One decision, never mixed. */
  readonly weights: readonly { readonly criterion: string; readonly weight: number }[];
}

/** A text that the project carries along, as it was read; `id` is its file name. */
export interface DocumentText {
  readonly id: string;
  readonly text: string;
}

/** A place to come back to. */
export interface Bookmark {
  readonly id: string;
  readonly name: string;
  /** In the working CRS. */
  readonly centre: readonly [x: number, y: number];
  /** Denominator of the scale. */
  readonly scale: number;
  readonly use: ProfileId | null;
}

/** How a corrected value is known. */
export const evidences = ['measured', 'seen', 'document', 'told', 'estimated'] as const;
export type Evidence = (typeof evidences)[number];

/** What somebody noted about a plot. */
export interface Observation {
  readonly id: string;
  /** Name of the plot, as `plotIdentities` gives it. */
  readonly plot: string;
  readonly note: string;
  /** Attachments: SHA-256 of each photo. */
  readonly photos: readonly string[];
  readonly correction: Correction | null;
  /** Names of checks that were done. */
  readonly checks: readonly string[];
  /** Longitude and latitude in degrees (WGS 84), and how sure they are in metres. */
  readonly position: { readonly longitude: number; readonly latitude: number; readonly accuracy: number | null } | null;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A value that is otherwise than the data say. */
export interface Correction {
  /** `profile/criterion`, the id of a criterion, or a field of the plots; `correctMeasures` says what each means. */
  readonly column: string;
  /** In the unit of the measure; null: not known after all. */
  readonly value: string | number | boolean | null;
  readonly evidence: Evidence;
  /** When it was found out, ISO 8601. */
  readonly date: string;
  readonly author: string;
}

/** What holds for the project in every language. */
export interface DocumentSettings {
  /** Working CRS; null: chosen from the plots. */
  readonly crs: string | null;
}
