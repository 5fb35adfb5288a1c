import type { ProfileId } from '../lib/id.ts';
import type { DocumentLayer, DocumentProfile, Observation, ProjectDocument } from './document-types.ts';

/*
 * The pure cores of what a person does to a project: each takes a document and gives the next one, sharing what did not
 * change. An edit that changes nothing gives the same root, which is no step of the history.
 */

/** Weights on the profile's own scale for one profile; null: its own again. */
export function withWeights(
  document: ProjectDocument,
  profile: ProfileId,
  weights: ReadonlyMap<string, number> | null,
): ProjectDocument {
  const given = [...(weights ?? [])].map(([criterion, weight]) => ({ criterion, weight }));
  return withProfile(document, profile, (one) =>
    one.weights.length === 0 && given.length === 0 ? one : { ...one, weights: given },
  );
}

/** Another use on screen. */
export function withUse(document: ProjectDocument, use: ProfileId | null): ProjectDocument {
  return document.use === use ? document : { ...document, use };
}

/** Another name of the project; an empty one is none. */
export function withName(document: ProjectDocument, name: string): ProjectDocument {
  const wanted = name.trim();
  return wanted === '' || wanted === document.name ? document : { ...document, name: wanted };
}

/** One layer otherwise than it was. */
export function withLayer(
  document: ProjectDocument,
  id: string,
  change: Partial<Omit<DocumentLayer, 'id'>>,
): ProjectDocument {
  const layers = replaced(document.layers, id, (layer) => changedBy(layer, change));
  return layers === document.layers ? document : { ...document, layers };
}

/** A layer called otherwise; an empty name is none. */
export function withLayerName(document: ProjectDocument, id: string, name: string): ProjectDocument {
  const wanted = name.trim();
  return withLayer(document, id, { name: wanted === '' || wanted === id ? null : wanted });
}

/** A layer drawn just above another; null: below all. */
export function withLayerBefore(document: ProjectDocument, id: string, before: string | null): ProjectDocument {
  const { drawing } = document;
  if (id === before || !drawing.includes(id)) return document;
  const rest = drawing.filter((other) => other !== id);
  const at = before === null ? rest.length : rest.indexOf(before);
  if (at < 0 || at === drawing.indexOf(id)) return document;
  return { ...document, drawing: [...rest.slice(0, at), id, ...rest.slice(at)] };
}

/** Without a layer. Others that were mapped inside it no longer say where they were mapped. */
export function withoutLayer(document: ProjectDocument, id: string): ProjectDocument {
  if (!document.layers.some((layer) => layer.id === id)) return document;
  const layers = document.layers
    .filter((layer) => layer.id !== id)
    .map((layer) => (layer.mapped === id ? { ...layer, mapped: null } : layer));
  return { ...document, layers, drawing: document.drawing.filter((other) => other !== id) };
}

/** With one more note. */
export function withObservation(document: ProjectDocument, observation: Observation): ProjectDocument {
  return { ...document, observations: [...document.observations, observation] };
}

/** One note otherwise than it was. */
export function withObservationChanged(
  document: ProjectDocument,
  id: string,
  change: Partial<Omit<Observation, 'id' | 'plot'>>,
): ProjectDocument {
  const observations = replaced(document.observations, id, (one) => changedBy(one, change));
  return observations === document.observations ? document : { ...document, observations };
}

/** Without a note. */
export function withoutObservation(document: ProjectDocument, id: string): ProjectDocument {
  const observations = document.observations.filter((one) => one.id !== id);
  return observations.length === document.observations.length ? document : { ...document, observations };
}

function withProfile(
  document: ProjectDocument,
  id: ProfileId,
  change: (profile: DocumentProfile) => DocumentProfile,
): ProjectDocument {
  const profiles = replaced(document.profiles, id, change);
  return profiles === document.profiles ? document : { ...document, profiles };
}

/** The same list where nothing became different. */
function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  change: (item: T) => T,
): readonly T[] {
  const at = list.findIndex((item) => item.id === id);
  if (at < 0) return list;
  const next = change(list[at]);
  return next === list[at] ? list : list.map((item, index) => (index === at ? next : item));
}

function changedBy<T extends object, Change extends Partial<T>>(item: T, change: Change): T {
  const wanted: Partial<T> = change;
  const keys = Object.keys(change) as (keyof T & keyof Change)[];
  return keys.every((key) => item[key] === wanted[key]) ? item : { ...item, ...change };
}
