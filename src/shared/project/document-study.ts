import type { ProfileId } from '../lib/id.ts';
import type { Issue } from '../lib/issue.ts';
import type { Profile } from '../scoring/types.ts';
import { assemblyJson, recipeJson } from './candidate-json.ts';
import { assemblySchema, recipeSchema } from './candidate-schema.ts';
import type {
  DocumentLayer,
  DocumentProfile,
  DocumentText,
  LayerSource,
  ProjectDocument,
  SourceIssue,
} from './document-types.ts';
import { profileJson } from './profile-json.ts';
import { parseProfile } from './profile-schema.ts';
import type { Study, StudyLayer, StudyProfile } from './study-types.ts';

/** What a study does not say about itself and a document keeps. */
export interface StudyFacts {
  /** Where each layer's data came from; a layer that is not named is known by its file only. */
  readonly sources: ReadonlyMap<string, LayerSource>;
  /** The study's profiles in its order, those from files included. */
  readonly profiles: readonly Profile[];
  /** Texts of scenarios by file name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Drawing order and what is shown; null: nobody has said yet. */
  readonly views: readonly { readonly id: string; readonly visible: boolean }[] | null;
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly use: ProfileId | null;
}

/** The document of a study: everything in it that a person can change, and nothing of its data. */
export function documentOfStudy(study: Study, facts: StudyFacts): ProjectDocument {
  const shown = new Map(facts.views?.map(({ id, visible }) => [id, visible]));
  const layers = study.layers.map((layer) => layerOf(layer, facts.sources.get(layer.id), shown.get(layer.id) ?? true));
  return {
    name: study.name,
    layers,
    drawing: facts.views?.map(({ id }) => id).filter((id) => layers.some((layer) => layer.id === id)) ?? [],
    profiles: facts.profiles.map((profile, index) =>
      profileOf(study.profiles[index], profile, facts.weights.get(profile.id)),
    ),
    use: facts.use,
    scenarios: study.scenarios.flatMap((id): DocumentText[] => {
      const text = facts.texts.get(id);
      return text === undefined ? [] : [{ id, text }];
    }),
    portfolios: [],
    bookmarks: [],
    observations: [],
    settings: { crs: study.crs },
  };
}

function layerOf(layer: StudyLayer, source: LayerSource | undefined, visible: boolean): DocumentLayer {
  const { id, file, layer: inner, role, theme, encoding, crs, idField, labelField, fields, mapped, geometry } = layer;
  const known = source ?? { ...unread, file, layer: inner };
  return {
    id,
    name: null,
    source: { ...known, file, layer: inner },
    role,
    theme,
    encoding,
    crs,
    idField,
    labelField,
    fields: [...fields].map(([meaning, field]) => ({ meaning, field })),
    mapped,
    geometry,
    from: layer.from === null ? null : recipeJson(layer.from),
    assemble: layer.assemble === null ? null : assemblyJson(layer.assemble),
    visible,
  };
}

const unread = { title: '', format: '', encoding: '', sha256: null, data: null, issues: [] };

function profileOf(
  named: StudyProfile | undefined,
  profile: Profile,
  weights: ReadonlyMap<string, number> | undefined,
): DocumentProfile {
  return {
    id: profile.id,
    profile: named?.kind === 'builtin' ? null : profileJson(profile),
    weights: [...(weights ?? [])].map(([criterion, weight]) => ({ criterion, weight })),
  };
}

/** The study that a document holds, with its layers in the document's order. Profiles are built in or written in it. */
export function studyOfDocument({ name, settings, layers, profiles, scenarios }: ProjectDocument): Study {
  return {
    name,
    crs: settings.crs,
    layers: layers.map(studyLayer),
    profiles: profiles.map(({ id, profile }): StudyProfile => {
      if (profile === null) return { kind: 'builtin', id };
      const parsed = parseProfile(profile);
      if (!parsed.ok) throw new Error(`profile ${id} was not checked`);
      return { kind: 'inline', profile: parsed.value };
    }),
    scenarios: scenarios.map(({ id }) => id),
  };
}

function studyLayer(layer: DocumentLayer): StudyLayer {
  const { id, source, role, theme, encoding, crs, idField, labelField, fields, mapped, geometry } = layer;
  return {
    id,
    file: source.file,
    layer: source.layer,
    role,
    theme,
    encoding,
    crs,
    idField,
    labelField,
    fields: new Map(fields.map(({ meaning, field }) => [meaning, field])),
    mapped,
    geometry,
    // What it has given lies in the dataset.
    join: null,
    from: layer.from === null ? null : recipeSchema.parse(layer.from),
    assemble: layer.assemble === null ? null : assemblySchema.parse(layer.assemble),
  };
}

/** The weights a person gave, by profile and criterion. */
export function weightsOfDocument({ profiles }: ProjectDocument): ReadonlyMap<ProfileId, ReadonlyMap<string, number>> {
  const given = profiles.filter(({ weights }) => weights.length > 0);
  return new Map(
    given.map(({ id, weights }) => [id, new Map(weights.map(({ criterion, weight }) => [criterion, weight]))]),
  );
}

/** An issue as it is stored. */
export function sourceIssue({ details, ...rest }: Issue): SourceIssue {
  return { ...rest, details: Object.entries(details) };
}

/** The issue again. */
export function issueOfSource({ details, ...rest }: SourceIssue): Issue {
  return { ...rest, details: Object.fromEntries(details) };
}
