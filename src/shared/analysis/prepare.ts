import { findColumn } from '../dataset/columns.ts';
import { numbersOf } from '../dataset/numbers.ts';
import { geometryExtent } from '../geometry/bounds.ts';
import { overlayResult } from '../geometry/overlay/build.ts';
import type { OverlayIndex, OverlayQuery, OverlayResult, OverlaySource } from '../geometry/overlay/types.ts';
import { type Extent, featureCount, type Polygons } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { sharedFloat64, sharedUint8 } from '../lib/buffers.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { type RowSelection, selectionKey } from '../measure/bind.ts';
import { codesOf } from '../measure/codes.ts';
import { mappedExtents, ownFieldName, type Reading } from '../measure/plan.ts';
import type { ShapeTask } from '../measure/shape.ts';
import type { TakeTask } from '../measure/take.ts';
import { isNetworkReading, type NetworkResult, NetworkTasks } from './network-tasks.ts';
import { countedPoints } from './points.ts';
import type { AnalysisOptions } from './progress.ts';
import type { LoadedStudy } from './types.ts';

/** A filter's verdict over one layer. */
export interface Selected {
  readonly mask: Uint8Array | null;
  /** Rows the filter cannot decide. */
  readonly unknown: number;
}

/** Everything the workers need to measure rows, and where each reading's numbers will stand. */
export interface PreparedReadings {
  /** Room for x, y of the area centroid of every plot, which the workers find as they go; empty where no reading asks for it. */
  readonly centroids: Float64Array;
  readonly tasks: readonly TakeTask[];
  /** reading -> the column that a task of its own fills. */
  readonly columns: ReadonlyMap<Reading, Float64Array>;
  /** reading -> where what it asks for stands on each plot. */
  readonly placesOf: ReadonlyMap<Reading, Float64Array>;
  /** reading of shape -> 1 for plots too tangled to be worked out. */
  readonly tangledOf: ReadonlyMap<Reading, Uint8Array>;
  readonly overlay: OverlayResult;
  /** reading -> number of its union or code query in the overlay. */
  readonly queryOf: ReadonlyMap<Reading, number>;
  /** Extent inside which a theme was mapped -> number of its union query. */
  readonly extentQuery: ReadonlyMap<Polygons, number>;
  /** Labels of a code query's codes. */
  readonly labelsOf: ReadonlyMap<Reading, readonly string[]>;
  readonly selected: ReadonlyMap<string, Selected>;
  /** What readings by road leave besides their numbers. */
  readonly network: ReadonlyMap<Reading, NetworkResult>;
}

/** Evaluates the filters, then builds all indexes at once, in the workers. */
export async function prepareReadings(
  compute: Compute,
  loaded: LoadedStudy,
  readings: readonly Reading[],
  { signal, onProgress }: AnalysisOptions,
): Promise<PreparedReadings> {
  const plots = loaded.plots.dataset.geometry as Polygons;
  const selected = await selectAll(compute, readings, signal);
  const { queries, queryOf, extentQuery, labelsOf } = overlayQueries(readings, selected);
  let done = 0;
  const running: Promise<unknown>[] = [];
  const watch = <T>(part: Promise<T>): Promise<T> => {
    running.push(part);
    const watched = part.then((value) => {
      onProgress?.('preparing', ++done, running.length);
      return value;
    });
    // Some are awaited only after others, which may fail or be cancelled first.
    watched.catch(() => {});
    return watched;
  };
  const extent = geometryExtent(plots) ?? [0, 0, 0, 0];
  const indexing = watch(overlayIndex(compute, queries, extent, signal));
  const count = featureCount(plots);
  const columns = new Map<Reading, Float64Array>();
  const { metresPerUnit } = loaded.workingCrs;
  const network = new NetworkTasks(compute, selected, metresPerUnit, signal);
  const columnTasks = await Promise.all(
    readings.flatMap((reading) => {
      if (!isColumnReading(reading) && !isNetworkReading(reading)) return [];
      const out = sharedFloat64(count);
      columns.set(reading, out);
      if (isNetworkReading(reading)) return [watch(network.task(reading, out))];
      return [watch(columnTask(compute, reading, out, selected, metresPerUnit, signal))];
    }),
  );
  const index = await indexing;
  const overlay = overlayResult(queries, count);
  const placesOf = new Map<Reading, Float64Array>();
  const tangledOf = new Map<Reading, Uint8Array>();
  const shapeTasks = await Promise.all(
    readings.flatMap((reading) => {
      if (reading.kind !== 'shape') return [];
      const out = sharedFloat64(count);
      columns.set(reading, out);
      const union = queryOf.get(reading);
      const covered = union === undefined ? null : overlay.unions[union];
      const places = reading.ask.kind === 'fits' ? sharedFloat64(3 * count) : null;
      if (places) placesOf.set(reading, places);
      const tangled = sharedUint8(count);
      tangledOf.set(reading, tangled);
      const given = { overlay, covered, crs: loaded.workingCrs, places, tangled, out };
      return [watch(shapeTask(compute, reading, given, selected, signal))];
    }),
  );
  // Shapes last: they build on the areas of the overlay.
  const tasks: TakeTask[] = [...columnTasks, { kind: 'overlay', index, result: overlay }, ...shapeTasks];
  return {
    centroids: sharedFloat64(readings.some(needsCentroids) ? 2 * count : 0),
    tasks,
    columns,
    placesOf,
    tangledOf,
    overlay,
    queryOf,
    extentQuery,
    labelsOf,
    selected,
    network: network.results,
  };
}

/** A question about shapes with its constraints cut into pieces. */
async function shapeTask(
  compute: Compute,
  { ask, sources, terrain }: Extract<Reading, { kind: 'shape' }>,
  given: Pick<ShapeTask, 'overlay' | 'covered' | 'crs' | 'places' | 'tangled' | 'out'>,
  selected: PreparedReadings['selected'],
  signal: AbortSignal | undefined,
): Promise<ShapeTask> {
  const polygons = sources.flatMap((source) => polygonSource(source, selected));
  const pieces = polygons.length === 0 ? null : await compute.run('buildPieceIndex', { sources: polygons }, { signal });
  return { kind: 'shape', ask, pieces, terrain: terrain.map(({ raster }) => raster), ...given };
}

/** Readings that fill one column of numbers each. */
type ColumnReading = Extract<Reading, { kind: 'nearest' | 'reach' | 'capacity' }>;

function isColumnReading(reading: Reading): reading is ColumnReading {
  return reading.kind === 'nearest' || reading.kind === 'reach' || reading.kind === 'capacity';
}

function needsCentroids(reading: Reading): boolean {
  if (reading.kind === 'access') return reading.roads === null;
  return reading.kind === 'reach' || ('from' in reading && reading.from === 'centroid');
}

/** Cuts the overlay in as many shares as there are workers, and merges them. */
async function overlayIndex(
  compute: Compute,
  queries: readonly OverlayQuery[],
  extent: Extent,
  signal: AbortSignal | undefined,
): Promise<OverlayIndex> {
  if (compute.size === 1) return compute.run('buildOverlay', { queries, extent }, { signal });
  const shares = Array.from({ length: compute.size }, (_, part) =>
    compute.run('cutOverlay', { queries, extent, part, parts: compute.size }, { signal }),
  );
  // All measuring waits for it: it must not stand behind the other indexes.
  return compute.run('mergeOverlay', { queries, extent, parts: await Promise.all(shares) }, { signal, first: true });
}

async function selectAll(
  compute: Compute,
  readings: readonly Reading[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Selected>> {
  const selections = new Map<string, RowSelection>();
  for (const reading of readings) for (const source of sourcesOf(reading)) selections.set(selectionKey(source), source);
  const entries = [...selections].map(async ([key, { layer, where }]): Promise<[string, Selected]> => {
    if (where === null) return [key, { mask: null, unknown: 0 }];
    const input = { dataset: layer.dataset, fields: layer.fields, where };
    return [key, await compute.run('selectRows', input, { signal })];
  });
  return new Map(await Promise.all(entries));
}

/** The layers a reading looks at. */
export function sourcesOf(reading: Reading): readonly RowSelection[] {
  return 'sources' in reading ? reading.sources : [];
}

async function columnTask(
  compute: Compute,
  reading: ColumnReading,
  out: Float64Array,
  selected: ReadonlyMap<string, Selected>,
  metresPerUnit: number,
  signal: AbortSignal | undefined,
): Promise<TakeTask> {
  if (reading.kind === 'nearest') {
    const sources = reading.sources.map((source) => ({
      geometry: source.layer.dataset.geometry,
      mask: selected.get(selectionKey(source))?.mask ?? null,
    }));
    const index = await compute.run('buildNearest', sources, { signal });
    return { kind: 'nearest', index, from: reading.from, out };
  }
  if (reading.kind === 'capacity') {
    const { take, from, within } = reading;
    const index = await compute.run('buildCapacity', capacitySources(reading, selected), { signal });
    return { kind: 'capacity', index, query: { take, from, within: within / metresPerUnit }, out };
  }
  const index = await compute.run('buildReach', await countedPoints(compute, reading.sources, reading.field, signal), {
    signal,
  });
  return { kind: 'reach', index, within: reading.within / metresPerUnit, out };
}

function capacitySources(
  { sources, field }: Extract<Reading, { kind: 'capacity' }>,
  selected: PreparedReadings['selected'],
) {
  return sources.map((source) => {
    const { dataset } = source.layer;
    const { geometry } = dataset;
    const values = numbersOf(findColumn(dataset, ownFieldName(source.layer, field)), featureCount(geometry));
    return { geometry, mask: selected.get(selectionKey(source))?.mask ?? null, values };
  });
}

/** All overlay queries of the readings in one index: equal unions once, and one union per extent of mapping. */
function overlayQueries(readings: readonly Reading[], selected: ReadonlyMap<string, Selected>) {
  const queries: OverlayQuery[] = [];
  const queryOf = new Map<Reading, number>();
  const extentQuery = new Map<Polygons, number>();
  const labelsOf = new Map<Reading, readonly string[]>();
  const unions = new Map<string, number>();
  const addUnion = (key: string, sources: readonly OverlaySource[]): number => {
    const known = unions.get(key);
    if (known !== undefined) return known;
    unions.set(key, queries.length);
    return queries.push({ kind: 'union', sources }) - 1;
  };
  for (const reading of readings) {
    if (reading.kind === 'covered' || (reading.kind === 'shape' && reading.sources.length > 0)) {
      const sources = reading.sources.flatMap((source) => polygonSource(source, selected));
      queryOf.set(reading, addUnion(canonicalJson(reading.sources.map(selectionKey).sort()), sources));
    }
    if (reading.kind === 'codes') {
      const { query, labels } = codeQuery(reading);
      labelsOf.set(reading, labels);
      queryOf.set(reading, queries.push(query) - 1);
    }
    for (const extent of mappedExtents(sourcesOf(reading)).extents) {
      if (!extentQuery.has(extent)) {
        extentQuery.set(extent, queries.push({ kind: 'union', sources: [{ polygons: extent, mask: null }] }) - 1);
      }
    }
  }
  return { queries, queryOf, extentQuery, labelsOf };
}

function polygonSource(source: RowSelection, selected: ReadonlyMap<string, Selected>): OverlaySource[] {
  const { geometry } = source.layer.dataset;
  if (geometry.kind !== 'polygons') return [];
  return [{ polygons: geometry, mask: selected.get(selectionKey(source))?.mask ?? null }];
}

function codeQuery(reading: Extract<Reading, { kind: 'codes' }>): {
  readonly query: OverlayQuery;
  readonly labels: readonly string[];
} {
  const polygons = reading.sources.filter(({ layer }) => layer.dataset.geometry.kind === 'polygons');
  const columns = polygons.map(({ layer }) => findColumn(layer.dataset, ownFieldName(layer, reading.field)));
  const counts = polygons.map(({ layer }) => featureCount(layer.dataset.geometry));
  const { codes, labels } = codesOf(columns, counts);
  const classes = new Map(reading.classes);
  const suitability = Float64Array.from(labels, (label) => classes.get(label) ?? Number.NaN);
  const sources = polygons.map(({ layer }, index) => ({
    polygons: layer.dataset.geometry as Polygons,
    mask: null,
    codeOfRow: codes[index],
  }));
  return {
    query: {
      kind: 'codes',
      sources,
      codeCount: labels.length,
      suitability: reading.take === 'mean' ? suitability : null,
    },
    labels,
  };
}
