import type { Compute } from '../jobs/compute.ts';
import { sharedFloat64, sharedUint8 } from '../lib/buffers.ts';
import { selectionKey } from '../measure/bind.ts';
import type { Reading } from '../measure/plan.ts';
import { type RoadUse, roadSources, roadsKey } from '../measure/roads.ts';
import type { TakeTask } from '../measure/take.ts';
import { type MeasureNote, type MissingCause, missingCauses } from '../measure/types.ts';
import type { RoadPlaces } from '../network/places.ts';
import type { RoadGraph } from '../network/roads.ts';
import { travelCauses } from '../network/travel.ts';
import type { Selected } from './prepare.ts';

/** Readings that go by road. */
export type NetworkReading = Extract<Reading, { kind: 'travel' }>;

export function isNetworkReading(reading: Reading): reading is NetworkReading {
  return reading.kind === 'travel';
}

/** What a reading by road leaves besides its numbers. */
export interface NetworkResult {
  /** One of `travelCauses` per plot. */
  readonly causes: Uint8Array;
  /** From each plot to the road, units of the CRS; NaN where no road is near. */
  readonly gaps: Float64Array;
  readonly notes: readonly MeasureNote[];
}

/** Makes tasks for readings by road; each graph is built once. */
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
    const { roads } = reading;
    const graph = await this.graph(roads);
    const limit = roads.snap / this.metresPerUnit;
    const destinations = reading.sources.map((source) => ({
      geometry: source.layer.dataset.geometry,
      mask: this.selected.get(selectionKey(source))?.mask ?? null,
    }));
    const index = await this.compute.run('buildTravel', { graph, destinations, limit }, { signal: this.signal });
    const causes = sharedUint8(out.length);
    const gaps = sharedFloat64(out.length);
    const only = reading.sources.length === 1 ? reading.sources[0].layer.id : null;
    this.results.set(reading, { causes, gaps, notes: [...graphNotes(graph, roads), ...farNotes(index.places, only)] });
    return { kind: 'travel', index, columns: { out, causes, gaps } };
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

function farNotes({ far }: RoadPlaces, layer: MeasureNote['layer']): readonly MeasureNote[] {
  return far > 0 ? [{ code: 'places-off-road', layer, count: far }] : [];
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
