import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { suitsCard } from '../map/drawing-power.ts';
import { buildPicture } from '../map/picture.ts';
import { type Drawing, keepDrawings } from '../storage/drawings-cache.ts';
import { type CommandContext, type TaskHandle, update } from './context.ts';

type Drawings = ReadonlyMap<LoadedStudy['layers'][number]['definition']['id'], Drawing>;

/** Draws a study's layers, with what an earlier session kept of it, and keeps the rest for a later one. */
export async function draw(
  context: CommandContext,
  loaded: LoadedStudy,
  recalled: Promise<Drawings>,
  { signal }: Pick<TaskHandle, 'signal'>,
): Promise<void> {
  const { drawsLayers, cardDraws } = context.store.getState();
  if (!drawsLayers) return;
  const cuts = cardDraws && suitsCard(loaded.layers);
  const known = cuts ? await recalled : new Map();
  const picture = await buildPicture(context.compute, loaded, known, cuts, signal);
  update(context, ({ open }) => (open?.loaded === loaded ? { open: { ...open, picture } } : {}));
  if (!cuts) return;
  const made = [...(picture?.layers ?? [])].flatMap(([id, { geometry, triangles }]): [typeof id, Drawing][] =>
    known.has(id) || geometry.kind === 'none' ? [] : [[id, { xy: geometry.xy, indices: triangles?.indices ?? null }]],
  );
  void keepDrawings(context.cache, loaded.layers, new Map(made));
}
