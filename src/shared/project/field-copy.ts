import { matchLayers } from '../measure/bind.ts';
import { referencesOf } from '../measure/layer-references.ts';
import { builtinProfile } from '../scoring/builtin/index.ts';
import type { DocumentLayer, ProjectDocument } from './document-types.ts';
import { withoutLayer } from './edits.ts';
import { parseProfile } from './profile-schema.ts';

/** Media type of the attachment in which a copy for the field carries the document that it began with. */
export const baseMediaType = 'application/vnd.tomtevalg.base+json';

/**
 * Layers that a copy must take along so that its ranking is the whole one: the plots, what the criteria look at, and the areas
 * inside which these were mapped. All of them where plots are made or put together from other layers.
 */
export function neededLayers({ layers, profiles }: ProjectDocument): ReadonlySet<string> {
  const isMade = layers.some(({ from, assemble }) => from !== null || assemble !== null);
  if (isMade) return new Set<string>(layers.map(({ id }) => id));
  const measures = profiles.flatMap(({ id, profile }) => criteriaOf(id, profile).map(({ measure }) => measure));
  const asked = measures.flatMap(referencesOf).flatMap((reference) => matchLayers(reference, layers));
  const needed = new Set<DocumentLayer>([...layers.filter(({ role }) => role === 'plots'), ...asked]);
  for (const { mapped } of needed) for (const layer of layers) if (layer.id === mapped) needed.add(layer);
  return new Set<string>([...needed].map(({ id }) => id));
}

function criteriaOf(id: string, profile: unknown) {
  if (profile === null) return builtinProfile(id)?.criteria ?? [];
  const parsed = parseProfile(profile);
  return parsed.ok ? parsed.value.criteria : [];
}

/** The document of a copy for the field: without the layers that were not chosen and are not needed. */
export function fieldDocument(document: ProjectDocument, chosen: ReadonlySet<string>): ProjectDocument {
  const needed = neededLayers(document);
  return document.layers
    .filter(({ id }) => !chosen.has(id) && !needed.has(id))
    .reduce((copy, { id }) => withoutLayer(copy, id), document);
}

/** Datasets and attachments that a document names, by their hashes. */
export function dataOf({ layers, observations }: ProjectDocument): {
  readonly datasets: readonly string[];
  readonly attachments: readonly string[];
} {
  const data = layers.flatMap(({ source }) => source.data ?? []);
  const of = (kind: 'dataset' | 'attachment') => data.filter((one) => one.kind === kind).map(({ id }) => id);
  const photos = observations.flatMap((one) => one.photos);
  return { datasets: [...new Set(of('dataset'))], attachments: [...new Set([...of('attachment'), ...photos])] };
}

/** The document with datasets that another program changed named by what they hold now. */
export function withChangedData(document: ProjectDocument, changed: ReadonlyMap<string, string>): ProjectDocument {
  if (changed.size === 0) return document;
  const layers = document.layers.map((layer) => {
    const { data } = layer.source;
    const now = data === null ? undefined : changed.get(data.id);
    return data === null || now === undefined
      ? layer
      : { ...layer, source: { ...layer.source, data: { ...data, id: now } } };
  });
  return { ...document, layers };
}

/** Whether a document can be a copy of another: they have a layer in common, or the one it began with has none. */
export function belongsTogether(copy: ProjectDocument, base: ProjectDocument): boolean {
  const known = new Set<string>(base.layers.map(({ id }) => id));
  return known.size === 0 || copy.layers.some(({ id }) => known.has(id));
}
