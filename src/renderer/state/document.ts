import type { LoadedLayer, LoadedStudy } from '../../shared/analysis/types.ts';
import type { EditName } from '../../shared/explain/edit-name.ts';
import { asId, type LayerId } from '../../shared/lib/id.ts';
import { assemblyJson, recipeJson } from '../../shared/project/candidate-json.ts';
import {
  documentOfStudy,
  sourceIssue,
  studyOfDocument,
  weightsOfDocument,
} from '../../shared/project/document-study.ts';
import type { DocumentLayer, LayerSource, ProjectDocument } from '../../shared/project/document-types.ts';
import type { History } from '../../shared/project/history.ts';
import { equalJson } from '../../shared/project/patch.ts';
import type { StudyLayer } from '../../shared/project/study-types.ts';
import type { AppState, LayerView, OpenStudy } from './app-state.ts';

/** The document as it stands; null while nothing is open. */
export function currentDocument({ history }: Pick<AppState, 'history'>): ProjectDocument | null {
  return history?.present.root ?? null;
}

/** The project's name as it stands; empty while nothing is open. */
export function projectName(state: Pick<AppState, 'history'>): string {
  return currentDocument(state)?.name ?? '';
}

/** Whether something is not in the person's file: undoing back to what was saved leaves nothing to save. */
export function isUnsaved({ history, saved }: Pick<AppState, 'history' | 'saved'>): boolean {
  return history !== null && history.present.root !== saved;
}

/** What undoing would take back; null where there is nothing. */
export function undoable({ history }: Pick<AppState, 'history'>): EditName | null {
  return history !== null && history.past.length > 0 ? history.present.edit : null;
}

/** What redoing would do again; null where there is nothing. */
export function redoable({ history }: Pick<AppState, 'history'>): EditName | null {
  return history?.future[0]?.edit ?? null;
}

/** Under which name the files of a project hold a layer's data; empty where it holds none. */
export function storedName({ data }: LayerSource): string {
  return data === null ? '' : `${data.id}${data.kind === 'attachment' ? '.tif' : '.tvcolumns'}`;
}

/** What the layers of a loaded study were read from, by layer. */
function sourcesOf({ layers, rasters }: LoadedStudy): ReadonlyMap<string, LayerSource> {
  const own = layers
    .filter(({ definition }) => definition.from === null)
    .map(({ definition, read }): [string, LayerSource] => {
      const { name, format, encoding, issues, dataset } = read;
      const known = { title: name, format, encoding: encoding.name, sha256: null };
      const data = { kind: 'dataset', id: dataset.id } as const;
      return [definition.id, { ...placeOf(definition), ...known, data, issues: issues.map(sourceIssue) }];
    });
  const grids = rasters.map(({ definition }): [string, LayerSource] => {
    const known = { title: definition.file, format: 'geotiff', encoding: '', sha256: null, data: null, issues: [] };
    return [definition.id, { ...placeOf(definition), ...known }];
  });
  return new Map([...own, ...grids]);
}

const placeOf = ({ file, layer }: StudyLayer) => ({ file, layer });

/** The document of a study that is shown for the first time. */
export function newDocument(
  { loaded, profiles, views }: OpenStudy,
  use: ProjectDocument['use'],
  texts: ReadonlyMap<string, string>,
): ProjectDocument {
  return documentOfStudy(loaded.study, {
    sources: sourcesOf(loaded),
    profiles,
    texts,
    views,
    weights: new Map(),
    use,
  });
}

/** The document after layers were added or read anew: those that stayed are the same, names and eyes included. */
export function grownDocument(before: ProjectDocument, open: OpenStudy): ProjectDocument {
  const fresh = newDocument(open, before.use, new Map());
  const known = new Map(studyOfDocument(before).layers.map((layer) => [layer.id, layer]));
  const layers = fresh.layers.map((layer, index): DocumentLayer => {
    const former = before.layers.find(({ id }) => id === layer.id);
    if (former === undefined) return layer;
    const isSame = sameLayer(known.get(layer.id), open.loaded.study.layers[index]) && sameData(former, layer);
    return isSame ? former : { ...layer, name: former.name, visible: former.visible };
  });
  return { ...before, layers, drawing: fresh.drawing };
}

function sameLayer(a: StudyLayer | undefined, b: StudyLayer): boolean {
  return a !== undefined && equalJson(plain(a), plain(b));
}

/** Joined fields make other data of the same file. */
function sameData({ source: { data: a } }: DocumentLayer, { source: { data: b } }: DocumentLayer): boolean {
  return a?.kind !== 'dataset' || b === null || a.id === b.id;
}

/** A document keeps what a join has given and not the join. */
const plain = ({ fields, from, assemble, join: _join, ...layer }: StudyLayer): unknown => ({
  ...layer,
  fields: [...fields],
  from: from && recipeJson(from),
  assemble: assemble && assemblyJson(assemble),
});

/** How the layers of a document are drawn; those it does not name yet are left to their kind. */
export function viewsOfDocument({ layers, drawing }: ProjectDocument): readonly LayerView[] {
  const visible = new Map<string, boolean>(layers.map(({ id, visible: shown }) => [id, shown]));
  return drawing.map((id) => ({ id: asId<'layer'>(id), visible: visible.get(id) ?? true }));
}

/** The document with every layer's place and eye said. */
export function withViews(document: ProjectDocument, views: readonly LayerView[]): ProjectDocument {
  const missing = views.filter(({ id }) => !document.drawing.includes(id));
  if (missing.length === 0) return document;
  const shown = new Map<LayerId, boolean>(missing.map(({ id, visible }) => [id, visible]));
  return {
    ...document,
    drawing: views.map(({ id }) => id),
    layers: document.layers.map((layer) => ({ ...layer, visible: shown.get(layer.id) ?? layer.visible })),
  };
}

/** The weights a person gave, as the window keeps them. */
export function givenWeights(document: ProjectDocument): OpenStudy['weights'] {
  return new Map(
    [...weightsOfDocument(document)].map(([profile, weights]) => [
      profile,
      new Map([...weights].map(([criterion, weight]) => [asId<'criterion'>(criterion), weight])),
    ]),
  );
}

/** Whether two documents ask for different data or questions, beyond how they are shown and weighed. */
export function asksAnew(a: ProjectDocument, b: ProjectDocument): boolean {
  const asked = ({ layers, profiles, settings }: ProjectDocument) => [
    settings,
    layers.map(({ name, visible, source: { data, file, layer }, ...rest }) => [rest, file, layer, data]),
    profiles.map(({ id, profile }) => [id, profile]),
  ];
  if (a.layers === b.layers && a.profiles === b.profiles && a.settings === b.settings) return false;
  return !equalJson(asked(a), asked(b));
}

/** Every root of a history changed alike, as when the program learns what it did not know when they were made. */
export function amended(
  history: History<ProjectDocument>,
  change: (document: ProjectDocument) => ProjectDocument,
): History<ProjectDocument> {
  const step = <S extends { readonly root: ProjectDocument }>(one: S): S => ({ ...one, root: change(one.root) });
  return { past: history.past.map(step), present: step(history.present), future: history.future.map(step) };
}

/** Layers that left the study and that an undone or redone step may want back. */
export function shelved(
  before: OpenStudy | null,
  now: LoadedStudy,
  history: History<ProjectDocument>,
): readonly LoadedLayer[] {
  const roots = [...history.past, history.present, ...history.future].map(({ root }) => root);
  const wanted = new Set(roots.flatMap(({ layers }) => layers.map(({ source }) => source.data?.id)));
  const reads = new Set(now.layers.map(({ read }) => read));
  const former = before ? [...before.shelf, ...before.loaded.layers] : [];
  return former.filter(({ read }, index) => {
    const isFirst = former.findIndex((other) => other.read === read) === index;
    return isFirst && wanted.has(read.dataset.id) && !reads.has(read);
  });
}
