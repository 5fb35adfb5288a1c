import { findColumn } from '../dataset/columns.ts';
import { numbersOf } from '../dataset/numbers.ts';
import { featureCount } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { assertNever } from '../lib/assert-never.ts';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../lib/buffers.ts';
import { type RowSelection, selectionKey } from '../measure/bind.ts';
import { ownFieldName, type Reading } from '../measure/plan.ts';
import { type RoadUse, roadSources, roadsKey } from '../measure/roads.ts';
import type { TakeTask } from '../measure/take.ts';
import { type MeasureNote, type MissingCause, missingCauses } from '../measure/types.ts';
import type { WeightedSources } from '../network/access.ts';
import type { PlaceSource } from '../network/places.ts';
import { type TravelColumns, travelCauses } from '../network/plot-snaps.ts';
import type { RoadGraph } from '../network/roads.ts';
import { countedPoints, joinColumns } from './points.ts';
import type { Selected } from './prepare.ts';

/** Readings that go by road, and float catchments, which may. */
export type NetworkReading = Extract<Reading, { kind: 'travel' | 'road-sum' | 'access' }>;

export function isNetworkReading(reading: Reading): reading is NetworkReading {
  return reading.kind === 'travel' || reading.kind === 'road-sum' || reading.kind === 'access';
}

/** What a reading by road leaves besides its numbers. */
export interface NetworkResult {
  /** One of `travelCauses` per plot. */
  readonly causes: Uint8Array;
  /** From each plot to the road, units of the CRS; NaN where no road is near. */
  readonly gaps: Float64Array;
  readonly notes: readonly MeasureNote[];
}

type AccessReading = Extract<Reading, { kind: 'access' }>;

interface BuiltTask {
  readonly task: TakeTask;
  readonly notes: readonly MeasureNote[];
}

/**
 * Makes tasks for readings by road; each graph is built once. Tasks carry the very graph they share, by which a worker sees
 * that their plots meet the road in the same places.
 */
export class NetworkTasks {
  readonly results = new Map<Reading, NetworkResult>();
  private readonly graphs = new Map<string, Promise<RoadGraph>>();

  constructor(
    private readonly compute: Compute,
    private readonly selected: ReadonlyMap<string, Selected>,
    private readonly metresPerUnit: number,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async task(reading: NetworkReading, out: Float64Array): Promise<TakeTask> {
    const columns = { out, causes: sharedUint8(out.length), gaps: sharedFloat64(out.length) };
    const { task, notes } = await this.build(reading, columns);
    this.results.set(reading, { causes: columns.causes, gaps: columns.gaps, notes });
    return task;
  }

  private build(reading: NetworkReading, columns: TravelColumns): Promise<BuiltTask> {
    switch (reading.kind) {
      case 'travel':
        return this.travel(reading, columns);
      case 'road-sum':
        return this.roadSum(reading, columns);
      case 'access':
        return reading.roads ? this.roadAccess(reading, reading.roads, columns) : this.access(reading, columns);
      default:
        return assertNever(reading);
    }
  }

  private async travel(
    { sources, roads }: Extract<Reading, { kind: 'travel' }>,
    columns: TravelColumns,
  ): Promise<BuiltTask> {
    const graph = await this.graph(roads);
    const input = { graph, destinations: this.placesOf(sources), limit: this.limit(roads) };
    const index = await this.compute.run('buildTravel', input, { signal: this.signal });
    const notes = [...graphNotes(graph, roads), ...farNotes(index.places.far, sources)];
    return { task: { kind: 'travel', index: { ...index, graph }, columns }, notes };
  }

  private async roadSum(
    { sources, field, within, roads }: Extract<Reading, { kind: 'road-sum' }>,
    columns: TravelColumns,
  ): Promise<BuiltTask> {
    const graph = await this.graph(roads);
    const counted = await this.counted(sources, field);
    const input = { graph, ...counted, decay: { kind: 'flat', within } as const, limit: this.limit(roads) };
    const index = await this.compute.run('buildSums', input, { signal: this.signal });
    const notes = [...graphNotes(graph, roads), ...farNotes(index.places.far, sources)];
    return { task: { kind: 'sums', index: { ...index, graph }, columns }, notes };
  }

  private async roadAccess(reading: AccessReading, roads: RoadUse, columns: TravelColumns): Promise<BuiltTask> {
    const { sources, demand, demandField, decay } = reading;
    const graph = await this.graph(roads);
    const supply = { sources: this.placesOf(sources), weights: this.offered(reading) };
    const people = await this.counted(demand, demandField);
    const input = { graph, supply, demand: people, decay, limit: this.limit(roads) };
    const built = await this.compute.run('buildRoadAccess', input, { signal: this.signal });
    const notes = [
      ...graphNotes(graph, roads),
      ...farNotes(built.farSupply, sources),
      ...farNotes(built.farDemand, demand),
      ...idleNotes(built.idle, sources),
    ];
    return { task: { kind: 'sums', index: { ...built.index, graph }, columns }, notes };
  }

  private async access(reading: AccessReading, { out }: TravelColumns): Promise<BuiltTask> {
    const { sources, demand, demandField, decay } = reading;
    const [places, people] = await Promise.all([
      countedPoints(this.compute, sources, null, this.signal),
      countedPoints(this.compute, demand, demandField, this.signal),
    ]);
    const supply = { xy: places.xy, weights: this.offered(reading) };
    const input = { supply, demand: people, decay: { ...decay, within: decay.within / this.metresPerUnit } };
    const index = await this.compute.run('buildAccess', input, { signal: this.signal });
    return { task: { kind: 'access', index, out }, notes: idleNotes(index.idle, sources) };
  }

  /** What each facility offers; NaN for those without a number and those the filter leaves out. */
  private offered({ sources, capacity }: AccessReading): Float64Array {
    return joinColumns(
      this.placesOf(sources).map(({ geometry, mask }, s) => {
        const { layer } = sources[s];
        const values = numbersOf(findColumn(layer.dataset, ownFieldName(layer, capacity)), featureCount(geometry));
        return mask ? values.map((value, row) => (mask[row] === 1 ? value : Number.NaN)) : values;
      }),
    );
  }

  /** Features as points with their weights, as places to bring to the road. */
  private async counted(sources: readonly RowSelection[], field: string | null): Promise<WeightedSources> {
    const { xy, weights } = await countedPoints(this.compute, sources, field, this.signal);
    const featureStart = sharedUint32(weights.length + 1);
    for (let row = 0; row < featureStart.length; row++) featureStart[row] = row;
    return { sources: [{ geometry: { kind: 'points', xy, featureStart }, mask: null }], weights };
  }

  private placesOf(sources: readonly RowSelection[]): readonly PlaceSource[] {
    return sources.map((source) => ({
      geometry: source.layer.dataset.geometry,
      mask: this.selected.get(selectionKey(source))?.mask ?? null,
    }));
  }

  private limit({ snap }: RoadUse): number {
    return snap / this.metresPerUnit;
  }

  private graph(roads: RoadUse): Promise<RoadGraph> {
    const key = roadsKey(roads);
    const known = this.graphs.get(key);
    if (known) return known;
    const input = { sources: roadSources(roads), cost: roads.cost, metresPerUnit: this.metresPerUnit };
    const building = this.compute.run('buildRoads', input, { signal: this.signal });
    this.graphs.set(key, building);
    return building;
  }
}

function graphNotes(graph: RoadGraph, { layers }: RoadUse): readonly MeasureNote[] {
  const layer = layers.length === 1 ? layers[0].id : null;
  const notes: MeasureNote[] = [];
  if (graph.components > 1) notes.push({ code: 'road-parts', layer, count: graph.components });
  if (graph.assumed > 0) notes.push({ code: 'speed-assumed', layer, count: graph.assumed });
  if (graph.unread > 0) notes.push({ code: 'oneway-unread', layer, count: graph.unread });
  return notes;
}

function farNotes(far: number, sources: readonly RowSelection[]): readonly MeasureNote[] {
  return far > 0 ? [{ code: 'places-off-road', layer: onlyLayer(sources), count: far }] : [];
}

function idleNotes(idle: number, sources: readonly RowSelection[]): readonly MeasureNote[] {
  return idle > 0 ? [{ code: 'supply-idle', layer: onlyLayer(sources), count: idle }] : [];
}

/** The layer a note is about; null where it is about several. */
function onlyLayer(sources: readonly RowSelection[]): MeasureNote['layer'] {
  return sources.length === 1 ? sources[0].layer.id : null;
}

/** The causes of a reading by road as numbers of `missingCauses`. */
export function networkCauses({ causes }: NetworkResult): Uint8Array {
  const numbers = new Map<number, number>([
    [travelCauses.noRoad, missingCauses.indexOf('no-road' satisfies MissingCause)],
    [travelCauses.unreachable, missingCauses.indexOf('unreachable' satisfies MissingCause)],
  ]);
  const out = sharedUint8(causes.length);
  for (let row = 0; row < out.length; row++) out[row] = numbers.get(causes[row]) ?? 0;
  return out;
}

/** What is to be told of the plots: how many are without a road or a way, and how far the farthest lies from its road. */
export function plotNotes({ causes, gaps }: NetworkResult, metresPerUnit: number): readonly MeasureNote[] {
  const counts = new Uint32Array(3);
  for (const cause of causes) counts[cause]++;
  let farthest = 0;
  let apart = 0;
  for (const gap of gaps) {
    if (!(gap > 0)) continue;
    apart++;
    if (gap > farthest) farthest = gap;
  }
  const notes: MeasureNote[] = [];
  if (apart > 0) notes.push({ code: 'plots-off-road', layer: null, count: apart, metres: farthest * metresPerUnit });
  if (counts[travelCauses.noRoad] > 0)
    notes.push({ code: 'plots-no-road', layer: null, count: counts[travelCauses.noRoad] });
  if (counts[travelCauses.unreachable] > 0)
    notes.push({ code: 'plots-unreachable', layer: null, count: counts[travelCauses.unreachable] });
  return notes;
}
