import { type CodeTally, tallyCodes } from '../candidates/tally-codes.ts';
import { transformForDrawing } from '../crs/drawing-grid.ts';
import { createTransform, toMercatorUnit, transformColumns } from '../crs/transform.ts';
import type { Crs } from '../crs/types.ts';
import { compareDeliveries, type DeliveryComparison } from '../dataset/compare-deliveries.ts';
import { evaluateFilter } from '../dataset/filter.ts';
import type { Filter } from '../dataset/filter-types.ts';
import { type JoinedTable, joinTable, type TableJoin } from '../dataset/join-table.ts';
import type { Raster } from '../dataset/raster.ts';
import { type JoinSuggestion, suggestJoin } from '../dataset/suggest-join.ts';
import type { Dataset } from '../dataset/types.ts';
import { readColumnsIn } from '../formats/columns/read-columns.ts';
import { hasTable } from '../formats/geopackage/catalogue.ts';
import { describeGrids, type FoundGrid, readGridOf } from '../formats/geotiff/grids-in-file.ts';
import type { RasterOptions, ReadRaster } from '../formats/geotiff/read.ts';
import { readFiles } from '../formats/read-files.ts';
import { type SecondOpinion, secondOpinion } from '../formats/second-opinion.ts';
import { StopReading } from '../formats/stop-reading.ts';
import type { ReadOptions, ReadOutcome } from '../formats/types.ts';
import type { BoxTree } from '../geometry/box-tree.ts';
import { carveUnits, joinOpenParts } from '../geometry/carve/carve.ts';
import { buildClaims, buildTakenGround, type TakingFeatures } from '../geometry/carve/taken-ground.ts';
import type { Carved, CarvedParts, CarveScene, CarveUnits } from '../geometry/carve/types.ts';
import { planUnits } from '../geometry/carve/units.ts';
import { measureCentroids } from '../geometry/centroid.ts';
import { buildFeatureIndex } from '../geometry/locate.ts';
import { buildNearestIndex, type NearestIndex, type NearestSource } from '../geometry/nearest-index.ts';
import { buildOverlayIndex, buildOverlayIndexPart, mergeOverlayParts } from '../geometry/overlay/build.ts';
import type { OverlayIndex, OverlayPart, OverlayQuery, OverlaySource } from '../geometry/overlay/types.ts';
import { buildReachIndex, type ReachIndex } from '../geometry/reach.ts';
import { buildPieces, type PieceIndex } from '../geometry/shape/pieces.ts';
import {
  type BorderIndex,
  buildBorderIndex,
  measureSharedBorders,
  type SharedBorders,
} from '../geometry/shared-borders.ts';
import { type Triangles, triangulatePolygons } from '../geometry/triangulate.ts';
import { type Extent, featureCount, type Geometry, type Polygons } from '../geometry/types.ts';
import { checkGeometry } from '../geometry/validity/check.ts';
import { type Mended, mendRows } from '../geometry/validity/mend.ts';
import type { Findings } from '../geometry/validity/problems.ts';
import { sharedFloat64, sharedUint8 } from '../lib/buffers.ts';
import type { DatasetId } from '../lib/id.ts';
import type { Problem } from '../lib/issue.ts';
import type { Outcome } from '../lib/outcome.ts';
import { type AccessIndex, buildAccessIndex, type WeightedPoints } from '../measure/access.ts';
import { buildCapacityIndex, type CapacityIndex, type CapacitySource } from '../measure/capacity.ts';
import { type TakeInput, takeMeasures } from '../measure/take.ts';
import { buildNetworkAccess, type NetworkAccess, type WeightedSources } from '../network/access.ts';
import type { Decay } from '../network/decay.ts';
import { buildPlaces, type PlaceSource } from '../network/places.ts';
import { buildRoadGraph, type RoadCost, type RoadGraph, type RoadSource } from '../network/roads.ts';
import type { SumIndex } from '../network/sums.ts';
import { buildTravelIndex, type TravelIndex } from '../network/travel.ts';
import { projectTable } from '../project/document-types.ts';
import { type Hillshade, shadeRaster } from '../report/hillshade.ts';
import type { FileLocator, JobContext } from './compute.ts';

/** Reads a layer file with its sidecars. */
function readLayers(
  { files, options }: { readonly files: readonly FileLocator[]; readonly options: ReadOptions },
  context: JobContext,
): Promise<ReadOutcome> {
  const { open, progress, startGdal } = context;
  return readFiles(files.map(open), options, { progress, cancelled: () => false, startGdal });
}

/** Whether a GeoPackage is a project of this program: a file that cannot be looked into is none. */
function isProject({ file }: { readonly file: FileLocator }, context: JobContext): Promise<boolean> {
  const reading = { progress: context.progress, cancelled: () => false };
  const progress = { context: reading, done: 0, total: file.size };
  return hasTable(context.open(file), projectTable, progress).catch((error: unknown) => {
    if (error instanceof StopReading) return false;
    throw error;
  });
}

/** What another reader makes of the same shapefile. */
function askSecondOpinion(
  { files, layer, ours }: { readonly files: readonly FileLocator[]; readonly layer: string; readonly ours: Dataset },
  context: JobContext,
): Promise<Outcome<SecondOpinion, Problem>> {
  return secondOpinion(files.map(context.open), layer, ours, { progress: context.progress, cancelled: () => false });
}

/** What is different between a layer and a newer delivery of it. */
function compareLayers(input: {
  readonly before: Dataset;
  readonly after: Dataset;
  readonly key: string | null;
}): DeliveryComparison {
  return compareDeliveries(input.before, input.after, input.key);
}

/** A layer with the fields of a table beside its own. */
function joinFields(input: TableJoin): JoinedTable {
  return joinTable(input);
}

/** The fields by which a table seems to belong to a layer. */
function suggestJoinKeys({ layer, table }: Pick<TableJoin, 'layer' | 'table'>): JoinSuggestion | null {
  return suggestJoin(layer, table);
}

/** What the grids of heights in a file are, without their cells. */
function describeRasters(
  { file, crs }: { readonly file: FileLocator; readonly crs: string | undefined },
  context: JobContext,
): Promise<Outcome<readonly FoundGrid[], Problem>> {
  return describeGrids(context.open(file), crs, { progress: context.progress, cancelled: () => false });
}

/** Reads a grid of heights, or the window of it around the plots. */
function readRaster(
  input: { readonly file: FileLocator; readonly layer: string | null; readonly options: RasterOptions },
  context: JobContext,
): Promise<Outcome<ReadRaster, Problem>> {
  const { file, layer, options } = input;
  return readGridOf(context.open(file), layer, options, { progress: context.progress, cancelled: () => false });
}

/** Projects vertices [start, end) into `out`; the answer is how many have no place in the target CRS. */
function projectVertices(input: {
  readonly xy: Float64Array;
  readonly from: Crs;
  readonly to: Crs;
  readonly start: number;
  readonly end: number;
  readonly out: Float64Array;
}): number {
  const transform = createTransform(input.from, input.to);
  if (!transform.ok) throw new Error(transform.reason.code);
  return transformColumns(input.xy, transform.value, input.start, input.end, input.out);
}

interface PlaceInput<Kind extends Geometry = Geometry> {
  readonly geometry: Kind;
  readonly crs: Crs;
  /** The dataset in which an earlier session may have kept what this gives. */
  readonly keptAs?: DatasetId | undefined;
}

/** Vertices in Web Mercator world units (x right, y down, 0..1), for drawing only. */
async function mercator(input: PlaceInput, { kept }: JobContext): Promise<{ readonly xy: Float64Array }> {
  const { geometry, crs, keptAs } = input;
  if (geometry.kind === 'none') return { xy: sharedFloat64(0) };
  const whole = keptAs === undefined ? null : await kept?.(keptAs);
  const known = whole && (await readColumnsIn(whole))?.dataset.geometry;
  if (known && known.kind === geometry.kind && known.xy.length === geometry.xy.length) return { xy: known.xy };
  const transform = toMercatorUnit(crs);
  if (!transform.ok) throw new Error(transform.reason.code);
  const out = sharedFloat64(geometry.xy.length);
  transformForDrawing(geometry.xy, transform.value, out);
  return { xy: out };
}

/** The relief of a grid of heights; see `shadeRaster`. */
function hillshade({ raster }: { readonly raster: Raster }): Hillshade | null {
  return shadeRaster(raster);
}

/** Which rows a filter selects (1), leaves out (0) or cannot decide (2); a missing field decides nothing. */
function selectRows(input: {
  readonly dataset: Dataset;
  readonly fields: ReadonlyMap<string, string>;
  readonly where: Filter;
}): { readonly mask: Uint8Array; readonly unknown: number } {
  const selected = evaluateFilter(input.where, input.dataset, input.fields);
  if (selected.ok) return selected.value;
  const count = featureCount(input.dataset.geometry);
  return { mask: sharedUint8(count).fill(2), unknown: count };
}

/** The codes of a field of a zoning layer, with their areas. */
function tallyZoning(input: { readonly zoning: Dataset; readonly field: string }): readonly CodeTally[] {
  return tallyCodes(input.zoning, input.field);
}

/** What is wrong with rows [from, to) and where. */
function checkRows(input: { readonly geometry: Geometry; readonly from: number; readonly to: number }): Findings {
  return checkGeometry(input.geometry, input.from, input.to);
}

/** Rows made valid. */
function mendPolygons(input: { readonly polygons: Polygons; readonly rows: Uint32Array }): Mended {
  return mendRows(input.polygons, input.rows);
}

function buildNearest(sources: readonly NearestSource[]): NearestIndex {
  return buildNearestIndex(sources);
}

/** Cuts the constraints of a question about buildable parts into pieces. */
function buildPieceIndex({ sources }: { readonly sources: readonly OverlaySource[] }): PieceIndex {
  return buildPieces(sources);
}

function buildReach(input: { readonly xy: Float64Array; readonly weights: Float64Array | null }): ReachIndex {
  return buildReachIndex(input.xy, input.weights);
}

/** The road graph that readings by road share. */
function buildRoads(input: {
  readonly sources: readonly RoadSource[];
  readonly cost: RoadCost;
  readonly metresPerUnit: number;
}): RoadGraph {
  return buildRoadGraph(input.sources, input.cost, input.metresPerUnit);
}

function buildTravel(input: {
  readonly graph: RoadGraph;
  readonly destinations: readonly PlaceSource[];
  readonly limit: number;
}): TravelIndex {
  return buildTravelIndex(input.graph, input.destinations, input.limit);
}

/** Features along the roads with their weights, to be summed around plots; people travel to the plot. */
function buildSums(input: {
  readonly graph: RoadGraph;
  readonly sources: readonly PlaceSource[];
  readonly weights: Float64Array;
  readonly decay: Decay;
  readonly limit: number;
}): SumIndex {
  const { graph, sources, weights, decay, limit } = input;
  return { graph, places: buildPlaces(graph, sources, limit), weights, decay, travels: 'features', limit };
}

function buildRoadAccess(input: {
  readonly graph: RoadGraph;
  readonly supply: WeightedSources;
  readonly demand: WeightedSources;
  readonly decay: Decay;
  readonly limit: number;
}): NetworkAccess {
  return buildNetworkAccess(input.graph, input.supply, input.demand, input.decay, input.limit);
}

function buildAccess(input: {
  readonly supply: WeightedPoints;
  readonly demand: WeightedPoints;
  readonly decay: Decay;
}): AccessIndex {
  return buildAccessIndex(input.supply, input.demand, input.decay);
}

function buildCapacity(sources: readonly CapacitySource[]): CapacityIndex {
  return buildCapacityIndex(sources);
}

/** What every worker that cuts a share of the overlay must know. */
interface OverlayScene {
  readonly queries: readonly OverlayQuery[];
  readonly extent: Extent;
}

function buildOverlay({ queries, extent }: OverlayScene): OverlayIndex {
  return buildOverlayIndex(queries, extent);
}

/** One worker's share of the cutting; merged in order by `mergeOverlay`. */
function cutOverlay(input: OverlayScene & { readonly part: number; readonly parts: number }): OverlayPart {
  return buildOverlayIndexPart(input.queries, input.extent, input.part, input.parts);
}

function mergeOverlay(input: OverlayScene & { readonly parts: readonly OverlayPart[] }): OverlayIndex {
  return mergeOverlayParts(input.queries, input.extent, input.parts);
}

/** The ground that rows [from, to) of a layer take from plots to be made. */
function takeGround(input: {
  readonly features: TakingFeatures;
  readonly from: number;
  readonly to: number;
}): PieceIndex {
  return buildTakenGround(input.features, input.from, input.to);
}

function claimGround({ zones }: { readonly zones: Polygons }): ReturnType<typeof buildClaims> {
  return buildClaims(zones);
}

/** Divides zones into what is carved in one go. */
function planCarving({ scene }: { readonly scene: CarveScene }): ReturnType<typeof planUnits> {
  return planUnits(scene);
}

function carve(input: {
  readonly scene: CarveScene;
  readonly units: CarveUnits;
  readonly from: number;
  readonly to: number;
}): Carved {
  return carveUnits(input.scene, input.units, input.from, input.to);
}

function joinCarved(input: {
  readonly scene: CarveScene;
  readonly open: CarvedParts;
}): Pick<Carved, 'parts' | 'tally'> {
  return joinOpenParts(input.scene, input.open);
}

function indexBorders(input: { readonly polygons: Polygons; readonly mask: Uint8Array }): BorderIndex {
  return buildBorderIndex(input.polygons, input.mask);
}

/** Which plots of [from, to) share border with plots after them. */
function shareBorders(input: {
  readonly index: BorderIndex;
  readonly gap: number;
  readonly least: number;
  readonly from: number;
  readonly to: number;
}): SharedBorders {
  return measureSharedBorders(input.index, input.gap, input.least, input.from, input.to);
}

/** Area centroids x, y of every polygon feature; NaN for a null geometry. */
function centroids({ polygons }: { readonly polygons: Polygons }): Float64Array {
  const out = sharedFloat64(featureCount(polygons) * 2);
  measureCentroids(polygons, 0, featureCount(polygons), out);
  return out;
}

/** Finds features by place; see `plotAt`. */
function indexFeatures({ geometry }: { readonly geometry: Geometry }): BoxTree {
  return buildFeatureIndex(geometry);
}

/** Plots in Web Mercator world units, and what finds them by place: one answer, as the window has much to do meanwhile. */
async function placePlots(
  input: PlaceInput<Polygons>,
  context: JobContext,
): Promise<{ readonly xy: Float64Array; readonly index: BoxTree }> {
  const { xy } = await mercator(input, context);
  return { xy, index: buildFeatureIndex({ ...input.geometry, xy }) };
}

/** Cuts polygons into triangles, for drawing. */
function triangulate({ polygons }: { readonly polygons: Polygons }): Triangles {
  return triangulatePolygons(polygons);
}

function measureRows(input: TakeInput): void {
  takeMeasures(input);
}

/** The registry of named pure jobs; every message type is derived from it. */
export const jobs = {
  readLayers,
  askSecondOpinion,
  isProject,
  compareLayers,
  joinFields,
  suggestJoinKeys,
  describeRasters,
  readRaster,
  projectVertices,
  mercator,
  hillshade,
  selectRows,
  tallyZoning,
  centroids,
  indexFeatures,
  placePlots,
  triangulate,
  buildNearest,
  buildReach,
  buildPieceIndex,
  checkRows,
  mendPolygons,
  buildCapacity,
  buildRoads,
  buildTravel,
  buildSums,
  buildRoadAccess,
  buildAccess,
  buildOverlay,
  cutOverlay,
  mergeOverlay,
  takeGround,
  claimGround,
  planCarving,
  carve,
  joinCarved,
  indexBorders,
  shareBorders,
  measureRows,
};
export type Jobs = typeof jobs;
