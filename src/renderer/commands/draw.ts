import { smallLayer, smallStudy } from '../../shared/analysis/small.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { suitsCard } from '../map/drawing-power.ts';
import { buildPicture, buildPlotsPicture, type PlacedAhead, placeInput, type StudyPicture } from '../map/picture.ts';
import type { MapPlace } from '../map/study-map-types.ts';
import type { OpenStudy } from '../state/app-state.ts';
import { type Drawing, keepDrawings } from '../storage/drawings-cache.ts';
import { type CommandContext, type TaskHandle, update } from './context.ts';

type Drawings = ReadonlyMap<LoadedStudy['layers'][number]['definition']['id'], Drawing>;

/**
 * Has plots placed on the map as soon as they are read, where the map will want them and a worker can be spared; null where not. What
 * becomes of them on the way into the study may be something else, which is placed anew then.
 */
export function placeAhead(
  { store, compute }: CommandContext,
  dataset: Dataset,
  { signal }: Pick<TaskHandle, 'signal'>,
): PlacedAhead | null {
  const { geometry, crs } = dataset;
  const { drawsLayers, cardDraws } = store.getState();
  if (!drawsLayers || cardDraws || geometry.kind !== 'polygons' || smallLayer(geometry)) return null;
  const placed = compute.run('placePlots', placeInput({ ...dataset, geometry }), { signal, first: true });
  placed.catch(() => undefined);
  return { geometry, crs, placed };
}

/**
 * Draws the plots alone where the map needs no more for them, so that the ranking is seen on it before other layers are ready.
 * Nothing is drawn where plots are on the map already, or where all layers of a small study are ready as soon.
 */
export async function drawPlots(
  context: CommandContext,
  { loaded, picture: before }: Pick<OpenStudy, 'loaded' | 'picture'>,
  ahead: PlacedAhead | null,
  { signal }: Pick<TaskHandle, 'signal'>,
): Promise<StudyPicture | null> {
  const { drawsLayers, cardDraws } = context.store.getState();
  if (!drawsLayers || before !== null || smallStudy(loaded) || (cardDraws && suitsCard(loaded.layers))) return null;
  return buildPlotsPicture(context.compute, loaded, ahead, signal);
}

/**
 * Puts the picture of the plots alone on the map when it is there, where the study on screen has none; or behind the start screen while
 * the ranking of the study is on its way.
 */
export function showPlots(
  context: CommandContext,
  study: OpenStudy,
  place: MapPlace | null,
  plots: Promise<StudyPicture | null>,
  { signal }: Pick<TaskHandle, 'signal'>,
): void {
  const show = (picture: StudyPicture | null) =>
    update(context, ({ open }) => {
      if (picture === null || signal.aborted) return {};
      if (open === null) return { coming: { open: { ...study, picture }, place } };
      return open.loaded === study.loaded && open.picture === null ? { open: { ...open, picture } } : {};
    });
  // What became of the drawing is for those to hear who wait for it.
  plots.then(show, () => undefined);
}

/** Draws a study's layers, with what an earlier session kept of it, and keeps the rest for a later one. */
export async function draw(
  context: CommandContext,
  loaded: LoadedStudy,
  recalled: Promise<Drawings>,
  plots: Promise<StudyPicture | null>,
  { signal }: Pick<TaskHandle, 'signal'>,
): Promise<void> {
  const { drawsLayers, cardDraws } = context.store.getState();
  if (!drawsLayers) return;
  const cuts = cardDraws && suitsCard(loaded.layers);
  const known = cuts ? await recalled : new Map();
  const begun = await plots;
  const picture = await buildPicture(context.compute, loaded, { known, begun }, cuts, signal);
  update(context, ({ open }) => (open?.loaded === loaded ? { open: { ...open, picture } } : {}));
  if (!cuts) return;
  const made = [...(picture?.layers ?? [])].flatMap(([id, { geometry, triangles }]): [typeof id, Drawing][] =>
    known.has(id) || geometry.kind === 'none' ? [] : [[id, { xy: geometry.xy, indices: triangles?.indices ?? null }]],
  );
  void keepDrawings(context.cache, loaded.layers, new Map(made));
}
