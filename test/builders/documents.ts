import type { EditName } from '../../src/shared/explain/edit-name.ts';
import { asId, type ProfileId } from '../../src/shared/lib/id.ts';
import type { Random } from '../../src/shared/lib/random.ts';
import {
  type DocumentLayer,
  evidences,
  type Observation,
  type ProjectDocument,
} from '../../src/shared/project/document-types.ts';
import {
  withLayer,
  withLayerBefore,
  withLayerName,
  withName,
  withObservation,
  withObservationChanged,
  withoutLayer,
  withoutObservation,
  withUse,
  withWeights,
} from '../../src/shared/project/edits.ts';

/** A layer of a document, with what a test does not care about filled in. */
export function aLayer(id: string, over: Partial<DocumentLayer> = {}): DocumentLayer {
  return {
    id: asId<'layer'>(id),
    name: null,
    source: {
      file: `${id}.shp`,
      layer: null,
      title: id,
      format: 'shapefile',
      encoding: 'UTF-8',
      sha256: null,
      data: { kind: 'dataset', id: id.padEnd(32, '0') },
      issues: [],
    },
    role: 'context',
    theme: null,
    encoding: null,
    crs: null,
    idField: null,
    labelField: null,
    fields: [],
    mapped: null,
    geometry: 'keep',
    from: null,
    assemble: null,
    visible: true,
    ...over,
  };
}

/** A note on a plot. */
export function anObservation(id: string, over: Partial<Observation> = {}): Observation {
  return {
    id,
    plot: '1',
    note: '',
    photos: [],
    correction: null,
    checks: [],
    position: null,
    author: 'Kari',
    at: '2026-05-01T10:00:00Z',
    ...over,
  };
}

/** A project with plots, some layers and two of the built-in profiles. */
export function aDocument(over: Partial<ProjectDocument> = {}): ProjectDocument {
  const layers = [
    aLayer('plots', { role: 'plots', idField: 'id' }),
    aLayer('flood', { role: 'constraint', theme: 'flood', mapped: asId<'layer'>('border') }),
    aLayer('grid', { role: 'power', theme: 'substation', fields: [{ meaning: 'freeMw', field: 'ledig_mw' }] }),
    aLayer('border', { role: 'boundary', theme: 'boundary' }),
  ];
  return {
    name: 'Rana',
    layers,
    drawing: ['grid', 'plots', 'flood', 'border'],
    profiles: ['industry', 'housing'].map((id) => ({ id: asId<'profile'>(id), profile: null, weights: [] })),
    use: asId<'profile'>('industry'),
    scenarios: [],
    portfolios: [],
    bookmarks: [],
    observations: [anObservation('o1', { note: 'wet in spring' })],
    settings: { crs: null },
    ...over,
  };
}

/** A random edit of a person at work, with its name; the same random stream gives the same edit. */
export function randomEdit(
  document: ProjectDocument,
  random: Random,
  fresh: (kind: string) => string,
): { readonly document: ProjectDocument; readonly edit: EditName } {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  const layer = pick(document.layers).id;
  const observation = document.observations.length > 0 ? pick(document.observations).id : '';
  const profile = pick(['industry', 'housing']) as ProfileId;
  const number = random.below(4);
  const edits: readonly (() => [EditName['code'], ProjectDocument])[] = [
    () => [
      'set-weight',
      withWeights(
        document,
        profile,
        new Map([
          ['grid', number + 1],
          ['area', 2],
        ]),
      ),
    ],
    () => ['reset-weights', withWeights(document, profile, null)],
    () => ['choose-use', withUse(document, profile)],
    () => ['hide-layer', withLayer(document, layer, { visible: number > 1 })],
    () => ['move-layer', withLayerBefore(document, layer, number === 0 ? null : pick(document.drawing))],
    () => ['rename-layer', withLayerName(document, layer, `name ${number}`)],
    () => ['rename-project', withName(document, `Rana ${number}`)],
    () => [
      'change-layer',
      withLayer(document, layer, {
        fields: [
          { meaning: 'freeMw', field: `mw${number}` },
          { meaning: '__proto__', field: `p${number}` },
        ],
      }),
    ],
    () => ['remove-layer', document.layers.length > 2 ? withoutLayer(document, layer) : document],
    () => {
      const id = number === 0 ? 'new' : fresh('layer');
      if (document.layers.some((one) => one.id === id)) return ['add-layers', document];
      const source = { ...aLayer(id).source, data: { kind: 'dataset' as const, id: fresh('data').padEnd(32, '0') } };
      const added = aLayer(id, { source, mapped: number === 1 ? layer : null });
      return [
        'add-layers',
        { ...document, layers: [...document.layers, added], drawing: [added.id, ...document.drawing] },
      ];
    },
    () => [
      'add-observation',
      withObservation(
        document,
        anObservation(fresh('note'), {
          plot: String(number),
          note: `seen ${number}`,
          correction:
            random.below(2) === 0
              ? null
              : {
                  column: 'area',
                  value: random.below(3),
                  evidence: pick(evidences),
                  date: `2026-05-0${1 + random.below(5)}`,
                  author: 'Ola',
                },
        }),
      ),
    ],
    () => ['change-observation', withObservationChanged(document, observation, { note: `note ${number}` })],
    () => ['change-observation', withObservationChanged(document, observation, { checks: [`check ${number}`] })],
    () => ['remove-observation', withoutObservation(document, observation)],
  ];
  const [code, next] = pick(edits)();
  return { document: next, edit: { code, about: layer } };
}
