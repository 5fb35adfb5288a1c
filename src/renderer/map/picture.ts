import { smallStudy } from '../../shared/analysis/small.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { type Crs, unknownCrs } from '../../shared/crs/types.ts';
import { derivedId } from '../../shared/dataset/hash.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { columnsId } from '../../shared/formats/columns/layout.ts';
import { joinExtents, writeBox } from '../../shared/geometry/bounds.ts';
import type { BoxTree } from '../../shared/geometry/box-tree.ts';
import { type Triangles, trianglesOf } from '../../shared/geometry/triangulate.ts';
import type { Extent, Geometry, Polygons } from '../../shared/geometry/types.ts';
import { vertexStart } from '../../shared/geometry/vertices.ts';
import { type Compute, type JobOutput, sparingly } from '../../shared/jobs/compute.ts';
import type { DatasetId, LayerId } from '../../shared/lib/id.ts';
import type { Hillshade } from '../../shared/report/hillshade.ts';

/** A layer ready to be drawn: geometry in Web Mercator world units (x right, y down, 0..1). */
export interface LayerPicture {
  readonly layer: LayerId;
  readonly geometry: Geometry;
  /** Triangles of polygon layers, where a graphics card draws. */
  readonly triangles: Triangles | null;
}

/** Everything the map draws of a study, made once when the data change. */
export interface StudyPicture {
  readonly layers: ReadonlyMap<LayerId, LayerPicture>;
  /** Reliefs of the grids of heights. */
  readonly reliefs: ReadonlyMap<LayerId, Hillshade>;
  readonly plots: Polygons;
  /** Finds the plot under a point; see `plotAt`. */
  readonly plotIndex: BoxTree;
  /** The plots' extent in world units. */
  readonly extent: Extent;
  /** World units are stored relative to this point as 32-bit floats: millimetres over a county. */
  readonly origin: readonly [number, number];
}

/** What is known already of drawing a layer: its vertices in world units, and the triangles of polygons. */
interface KnownDrawing {
  readonly xy: Float64Array;
  readonly indices: Uint32Array | null;
}

/** What is there already when a picture is made. */
interface Beginning {
  readonly known: ReadonlyMap<LayerId, KnownDrawing>;
  /** The picture of the plots alone. */
  readonly begun: StudyPicture | null;
}

/** Plots that are being placed, and what they are placed from. */
export interface PlacedAhead {
  readonly geometry: Polygons;
  readonly crs: Crs;
  readonly placed: Promise<JobOutput<'placePlots'>>;
}

/** Fewer vertices than this are placed sooner than they are found. */
const fewestKept = 50_000;

/** The id of a dataset as it is placed on the map. */
const placedId = ({ id, crs }: Dataset): DatasetId => derivedId(id, `placed 1 ${crs.code ?? crs.definition}`);

/** What places a dataset on the map; `keptAs` names what comes of a large one where it is kept laid out. */
export function placeInput<Kind extends Geometry>(dataset: Dataset & { readonly geometry: Kind }) {
  const { geometry, crs } = dataset;
  const isLarge = geometry.kind !== 'none' && geometry.xy.length >= 2 * fewestKept;
  return { geometry, crs, keptAs: isLarge ? columnsId({ id: placedId(dataset), crs: unknownCrs }) : undefined };
}

/** Layers as they are placed on a map that is painted, as datasets to be kept; a card's drawings are kept with their triangles. */
export function placedDatasets({ layers }: LoadedStudy, picture: StudyPicture): readonly Dataset[] {
  if ([...picture.layers.values()].some(({ triangles }) => triangles !== null)) return [];
  return layers.flatMap(({ definition, dataset }): Dataset[] => {
    const drawn = picture.layers.get(definition.id);
    if (!drawn || placeInput(dataset).keptAs === undefined) return [];
    return [{ id: placedId(dataset), crs: unknownCrs, geometry: drawn.geometry, columns: [] }];
  });
}

/** The picture of the plots alone, in the workers, unless they are there `ahead`: all that a ranked map needs. */
export async function buildPlotsPicture(
  compute: Compute,
  loaded: LoadedStudy,
  ahead: PlacedAhead | null,
  signal?: AbortSignal,
): Promise<StudyPicture | null> {
  const plots = loaded.layers.find(({ definition }) => definition.id === loaded.plots.layer)?.dataset;
  if (plots?.geometry.kind !== 'polygons') return null;
  const { geometry, crs } = plots;
  const isAhead = ahead?.geometry === geometry && ahead.crs === crs;
  const placed = isAhead ? ahead.placed : compute.run('placePlots', placeInput({ ...plots, geometry }), { signal });
  const { xy, index } = await placed;
  return plotsPicture(loaded.plots.layer, { ...geometry, xy }, index);
}

function plotsPicture(layer: LayerId, plots: Polygons, plotIndex: BoxTree): StudyPicture | null {
  const extent = rootBox(plotIndex);
  if (!extent) return null;
  const origin = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2] as const;
  const layers = new Map([[layer, { layer, geometry: plots, triangles: null }]]);
  return { layers, reliefs: new Map(), plots, plotIndex, extent, origin };
}

/**
 * Projects all layers to Web Mercator and, where `cuts`, cuts polygons into triangles, in the workers, but for what is
 * there already.
 */
export async function buildPicture(
  pool: Compute,
  loaded: LoadedStudy,
  { known, begun }: Beginning,
  cuts: boolean,
  signal?: AbortSignal,
): Promise<StudyPicture | null> {
  const compute = sparingly(pool, smallStudy(loaded));
  const cut = async (geometry: Geometry, indices: Uint32Array | null): Promise<Triangles | null> => {
    if (geometry.kind !== 'polygons' || !cuts) return null;
    return indices ? trianglesOf(geometry, indices) : compute.run('triangulate', { polygons: geometry }, { signal });
  };
  const pictures = await Promise.all(
    loaded.layers.map(async ({ definition, dataset }): Promise<LayerPicture> => {
      const { geometry } = dataset;
      const drawnPlots = definition.id === loaded.plots.layer ? begun?.layers.get(definition.id) : undefined;
      if (drawnPlots) return { ...drawnPlots, triangles: await cut(drawnPlots.geometry, null) };
      const { xy, indices } = known.get(definition.id) ?? {
        ...(await compute.run('mercator', placeInput(dataset), { signal })),
        indices: null,
      };
      const drawn = geometry.kind === 'none' ? geometry : { ...geometry, xy };
      return { layer: definition.id, geometry: drawn, triangles: await cut(drawn, indices) };
    }),
  );
  const reliefs = await Promise.all(
    loaded.rasters.map(async ({ definition, raster }) => {
      return [definition.id, await compute.run('hillshade', { raster }, { signal })] as const;
    }),
  );
  const layers = new Map(pictures.map((picture) => [picture.layer, picture]));
  const plots = layers.get(loaded.plots.layer)?.geometry;
  if (plots?.kind !== 'polygons') return null;
  const indexed = () => compute.run('indexFeatures', { geometry: plots }, { signal });
  const first = begun ?? plotsPicture(loaded.plots.layer, plots, await indexed());
  const shown = new Map(reliefs.flatMap(([id, relief]) => (relief ? [[id, relief] as const] : [])));
  return first && { ...first, layers, reliefs: shown };
}

function rootBox({ boxes, items }: BoxTree): Extent | null {
  if (items.length === 0) return null;
  const root = boxes.length - 4;
  return [boxes[root], boxes[root + 1], boxes[root + 2], boxes[root + 3]];
}

/** The extent of some plots in world units; null where none of them has a place. */
export function rowsExtent({ plots }: StudyPicture, rows: readonly number[]): Extent | null {
  return featuresExtent(plots, rows);
}

/** The extent of some features; null where none of them has a place. */
export function featuresExtent(geometry: Geometry, rows: readonly number[]): Extent | null {
  if (geometry.kind === 'none') return null;
  const box = new Float64Array(4);
  let extent: Extent | null = null;
  for (const row of rows) {
    writeBox(geometry.xy, vertexStart(geometry, row), vertexStart(geometry, row + 1), box, 0);
    if (!Number.isNaN(box[0])) extent = joinExtents(extent, [box[0], box[1], box[2], box[3]]);
  }
  return extent;
}

/** Side of an average plot's box, in world units: median width of a sample. Plots closer than that cannot be told apart. */
export function typicalPlotSize({ xy, featureStart, partStart, ringStart }: Polygons): number {
  const sides: number[] = [];
  const count = featureStart.length - 1;
  const step = Math.max(1, Math.floor(count / 500));
  for (let row = 0; row < count; row += step) {
    let [minX, maxX] = [Infinity, -Infinity];
    for (let v = ringStart[partStart[featureStart[row]]]; v < ringStart[partStart[featureStart[row + 1]]]; v++) {
      minX = Math.min(minX, xy[2 * v]);
      maxX = Math.max(maxX, xy[2 * v]);
    }
    if (maxX > minX) sides.push(maxX - minX);
  }
  sides.sort((a, b) => a - b);
  return sides[Math.floor(sides.length / 2)] ?? 0;
}
