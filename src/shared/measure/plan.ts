import { findColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Polygons } from '../geometry/types.ts';
import { assertNever } from '../lib/assert-never.ts';
import type { Decay } from '../network/decay.ts';
import { matchAll, matchLayers, type RowSelection } from './bind.ts';
import { planRoads, type RoadUse } from './roads.ts';
import type { ShapeAsk } from './shape.ts';
import type { BoundLayer, BoundRaster, LayerReference, Measure, ReachQuestion } from './types.ts';

/** What one measure needs read off the map, in terms of the kernels. */
export type Reading =
  | { readonly kind: 'area' }
  | { readonly kind: 'attribute'; readonly field: string }
  | { readonly kind: 'nearest'; readonly sources: readonly RowSelection[]; readonly from: 'edge' | 'centroid' }
  | { readonly kind: 'covered'; readonly sources: readonly RowSelection[]; readonly as: 'share' | 'rest' }
  | {
      readonly kind: 'codes';
      readonly sources: readonly RowSelection[];
      readonly field: string;
      readonly classes: readonly (readonly [code: string, suitability: number])[];
      readonly take: 'dominant' | 'mean';
    }
  | {
      readonly kind: 'reach';
      readonly sources: readonly RowSelection[];
      readonly field: string | null;
      readonly within: number;
    }
  | {
      readonly kind: 'capacity';
      readonly sources: readonly RowSelection[];
      readonly field: string;
      /** Metres. */
      readonly within: number;
      readonly take: 'sum' | 'max';
      readonly from: 'edge' | 'centroid';
    }
  | {
      /** Reach by road. */
      readonly kind: 'road-sum';
      readonly sources: readonly RowSelection[];
      readonly field: string | null;
      /** Minutes or metres, as the roads are counted. */
      readonly within: number;
      readonly roads: RoadUse;
    }
  | {
      readonly kind: 'access';
      /** The facilities. */
      readonly sources: readonly RowSelection[];
      readonly capacity: string;
      readonly demand: readonly RowSelection[];
      readonly demandField: string | null;
      /** Metres, or as the roads are counted. */
      readonly decay: Decay;
      /** null: straight lines. */
      readonly roads: RoadUse | null;
    }
  | { readonly kind: 'travel'; readonly sources: readonly RowSelection[]; readonly roads: RoadUse }
  | {
      readonly kind: 'shape';
      readonly sources: readonly RowSelection[];
      readonly terrain: readonly BoundRaster[];
      readonly ask: ShapeAsk;
    };

/** Why a measure cannot be taken at all: its layer is not bound, no bound layer has the field, or none holds areas. */
export type NotAssessable = 'no-layer' | 'no-field' | 'no-areas';

export type PlannedMeasure =
  | { readonly ok: true; readonly value: Reading }
  | { readonly ok: false; readonly reason: NotAssessable };

/** Binds a measure to the layers at hand. */
export function planMeasure(
  measure: Measure,
  layers: readonly BoundLayer[],
  plots: Dataset,
  rasters: readonly BoundRaster[] = [],
): PlannedMeasure {
  switch (measure.kind) {
    case 'area':
      return { ok: true, value: { kind: 'area' } };
    case 'attribute':
      return findColumn(plots, measure.field)
        ? { ok: true, value: { kind: 'attribute', field: measure.field } }
        : { ok: false, reason: 'no-field' };
    case 'distance':
      return over([measure.to], measure.where, layers, (sources) => ({
        kind: 'nearest',
        sources,
        from: measure.from ?? 'edge',
      }));
    case 'coverage':
      return overAreas(measure.by, measure.where, layers, (sources) => ({ kind: 'covered', sources, as: 'share' }));
    case 'buildable':
      return planBuildable(measure, layers, rasters);
    case 'zoning':
      return planZoning(measure, layers);
    case 'population':
    case 'reach':
      return planReach(measure, layers);
    case 'access':
      return planAccess(measure, layers);
    case 'capacity':
      return planCapacity(measure, layers);
    case 'travel': {
      const planned = planRoads(measure, layers);
      if (!planned.ok) return planned;
      return over([measure.to], measure.where, layers, (sources) => ({
        kind: 'travel',
        sources,
        roads: planned.roads,
      }));
    }
    case 'compactness': {
      const ask = { kind: 'compactness', take: measure.take ?? 'inscribed-width' } as const;
      return { ok: true, value: { kind: 'shape', sources: [], terrain: [], ask } };
    }
    case 'fits':
      return planFits(measure, layers);
    case 'slope':
      return planSlope(measure, rasters);
    default:
      return assertNever(measure);
  }
}

/** The terrain a measure means: what it names, else every layer with that role. */
function terrainOf(reference: LayerReference | undefined, rasters: readonly BoundRaster[]): readonly BoundRaster[] {
  return matchLayers(reference ?? { role: 'terrain' }, rasters);
}

/** The whole area without setback and slope is the sweep's; anything else is cut out plot by plot. */
function planBuildable(
  measure: Extract<Measure, { kind: 'buildable' }>,
  layers: readonly BoundLayer[],
  rasters: readonly BoundRaster[],
): PlannedMeasure {
  const { minus, where, take = 'area', setback = 0, maxSlope = null } = measure;
  const terrain = maxSlope === null ? [] : terrainOf(measure.terrain, rasters);
  if (maxSlope !== null && terrain.length === 0) return { ok: false, reason: 'no-layer' };
  return overAreas(minus, where, layers, (sources) => {
    if (take === 'area' && setback === 0 && maxSlope === null) return { kind: 'covered', sources, as: 'rest' };
    return { kind: 'shape', sources, terrain, ask: { kind: 'buildable', take, setback, maxSlope } };
  });
}

function planFits(measure: Extract<Measure, { kind: 'fits' }>, layers: readonly BoundLayer[]): PlannedMeasure {
  const { width, length, minus = [], where, setback = 0 } = measure;
  const ask = { kind: 'fits', width, length, setback } as const;
  const reading = (sources: readonly RowSelection[]): Reading => ({ kind: 'shape', sources, terrain: [], ask });
  return minus.length === 0 ? { ok: true, value: reading([]) } : overAreas(minus, where, layers, reading);
}

function planSlope(measure: Extract<Measure, { kind: 'slope' }>, rasters: readonly BoundRaster[]): PlannedMeasure {
  const terrain = terrainOf(measure.terrain, rasters);
  if (terrain.length === 0) return { ok: false, reason: 'no-layer' };
  const { take, limit = 0 } = measure;
  const ask: ShapeAsk = take === 'share-under' ? { kind: 'slope', take, limit } : { kind: 'slope', take };
  return { ok: true, value: { kind: 'shape', sources: [], terrain, ask } };
}

function planCapacity(measure: Extract<Measure, { kind: 'capacity' }>, layers: readonly BoundLayer[]): PlannedMeasure {
  const { field, within, take, from = 'edge' } = measure;
  const reading = (sources: readonly RowSelection[]): Reading => ({
    kind: 'capacity',
    sources,
    field,
    within,
    take,
    from,
  });
  return over([measure.of], measure.where, layers, reading, [field]);
}

function over(
  references: readonly LayerReference[],
  where: Extract<Measure, { kind: 'distance' }>['where'],
  layers: readonly BoundLayer[],
  reading: (sources: readonly RowSelection[]) => Reading,
  needed: readonly string[] = [],
): PlannedMeasure {
  const bound = matchAll(references, layers);
  if (bound.length === 0) return { ok: false, reason: 'no-layer' };
  const fields = [...needed, ...(where ? fieldsOf(where) : [])];
  const able = bound.some((layer) => fields.every((field) => layerHasField(layer, field)));
  if (!able) return { ok: false, reason: 'no-field' };
  // A layer without the field stays: all its rows are undecided, which is counted and told.
  return { ok: true, value: reading(bound.map((layer) => ({ layer, where: where ?? null }))) };
}

const holdsAreas = ({ dataset }: BoundLayer): boolean => dataset.geometry.kind === 'polygons';

/** As `over`, by the layers that hold areas: nothing lies inside a point or a line. */
function overAreas(...[references, where, layers, reading]: Parameters<typeof over>): PlannedMeasure {
  const planned = over(references, where, layers.filter(holdsAreas), reading);
  const named = matchAll(references, layers).length > 0;
  return !planned.ok && planned.reason === 'no-layer' && named ? { ok: false, reason: 'no-areas' } : planned;
}

function planZoning(measure: Extract<Measure, { kind: 'zoning' }>, layers: readonly BoundLayer[]): PlannedMeasure {
  const named = matchLayers(measure.by, layers);
  if (named.length === 0) return { ok: false, reason: 'no-layer' };
  const bound = named.filter(holdsAreas);
  if (bound.length === 0) return { ok: false, reason: 'no-areas' };
  const able = bound.filter((layer) => layerHasField(layer, measure.field));
  if (able.length === 0) return { ok: false, reason: 'no-field' };
  return {
    ok: true,
    value: {
      kind: 'codes',
      sources: able.map((layer) => ({ layer, where: null })),
      field: measure.field,
      classes: measure.classes ?? [],
      take: measure.take ?? 'dominant',
    },
  };
}

function planReach(measure: ReachQuestion, layers: readonly BoundLayer[]): PlannedMeasure {
  const { within, over: roadLayers } = measure;
  const counted = planCounted(measure.of, measure.field ?? null, layers);
  if (!counted.ok) return counted;
  const { sources, field } = counted;
  if (roadLayers === undefined) return { ok: true, value: { kind: 'reach', sources, field, within } };
  const planned = planRoads({ ...measure, over: roadLayers }, layers);
  if (!planned.ok) return planned;
  return { ok: true, value: { kind: 'road-sum', sources, field, within, roads: planned.roads } };
}

/** The layers whose features are counted, each as one or by a field that it has. */
function planCounted(of: LayerReference, field: string | null, layers: readonly BoundLayer[]) {
  const bound = matchLayers(of, layers);
  if (bound.length === 0) return { ok: false, reason: 'no-layer' } as const;
  const able = field === null ? bound : bound.filter((layer) => layerHasField(layer, field));
  if (able.length === 0) return { ok: false, reason: 'no-field' } as const;
  return { ok: true, sources: able.map((layer) => ({ layer, where: null })), field } as const;
}

function planAccess(measure: Extract<Measure, { kind: 'access' }>, layers: readonly BoundLayer[]): PlannedMeasure {
  const { to, where, capacity, within, method, over: roadLayers } = measure;
  const demand = planCounted(measure.of, measure.field ?? null, layers);
  if (!demand.ok) return demand;
  const planned = roadLayers === undefined ? null : planRoads({ ...measure, over: roadLayers }, layers);
  if (planned && !planned.ok) return planned;
  const reading = (sources: readonly RowSelection[]): Reading => ({
    kind: 'access',
    sources,
    capacity,
    demand: demand.sources,
    demandField: demand.field,
    decay: { kind: method === '2sfca' ? 'flat' : (measure.decay ?? 'zones'), within },
    roads: planned?.roads ?? null,
  });
  return over([to], where, layers, reading, [capacity]);
}

/** The file's own name of a field that may be given as a meaning. */
export function ownFieldName(layer: BoundLayer, field: string): string {
  return layer.fields.get(field) ?? field;
}

function layerHasField(layer: BoundLayer, field: string): boolean {
  return findColumn(layer.dataset, ownFieldName(layer, field)) !== undefined;
}

/** Every field a filter asks for. */
export function fieldsOf(filter: unknown): readonly string[] {
  if (!Array.isArray(filter)) return [];
  const [operator, ...rest] = filter as readonly unknown[];
  if (operator === 'literal') return [];
  if ((operator === 'get' || operator === 'has' || operator === '!has') && typeof rest[0] === 'string')
    return [rest[0]];
  return rest.flatMap(fieldsOf);
}

/** The areas inside which every source of a reading was mapped, and the sources that do not say. */
export function mappedExtents(sources: readonly RowSelection[]): {
  readonly extents: readonly Polygons[];
  readonly unsaid: readonly BoundLayer[];
} {
  const extents = new Set<Polygons>();
  const unsaid: BoundLayer[] = [];
  for (const { layer } of sources) {
    if (layer.mapped === null) unsaid.push(layer);
    else if (layer.mapped !== 'everywhere') extents.add(layer.mapped);
  }
  return { extents: [...extents], unsaid };
}
