import type { Dataset } from '../../shared/dataset/types.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import type { Cache } from './cache.ts';
import { engine } from './engine.ts';

/** What takes long of drawing a layer. */
export interface Drawing {
  /** Its vertices in Web Mercator world units. */
  readonly xy: Float64Array;
  /** Three vertex numbers a triangle; null for what is not cut. */
  readonly indices: Uint32Array | null;
}

interface DrawnLayer {
  readonly definition: { readonly id: LayerId };
  readonly dataset: Dataset;
}

/** Fewer vertices than this are worked out sooner than they are found. */
const fewest = 50_000;
/** Larger drawings would leave no room for others. */
const mostBytes = 256_000_000;

/** By content and coordinate system: the same numbers mean other places in another one. */
const nameOf = ({ id, crs }: Dataset): string => `drawing/${engine}/${id}/${crs.code ?? crs.definition}`;

const vertexCount = ({ geometry }: Dataset): number => (geometry.kind === 'none' ? 0 : geometry.xy.length / 2);

/** Drawings of these layers that an earlier session kept. */
export async function recallDrawings(
  cache: Cache,
  layers: readonly DrawnLayer[],
): Promise<ReadonlyMap<LayerId, Drawing>> {
  const large = layers.filter(({ dataset }) => vertexCount(dataset) >= fewest);
  if (large.length === 0) return new Map();
  const kept = await cache.recall(large.map(({ dataset }) => nameOf(dataset)));
  return new Map(
    large.flatMap(({ definition, dataset }): [LayerId, Drawing][] => {
      const drawing = drawingFrom(kept.get(nameOf(dataset)), dataset);
      return drawing ? [[definition.id, drawing]] : [];
    }),
  );
}

/** Keeps drawings for later sessions, one after the other: each is copied once while the window waits. */
export async function keepDrawings(
  cache: Cache,
  layers: readonly DrawnLayer[],
  drawings: ReadonlyMap<LayerId, Drawing>,
): Promise<void> {
  for (const { definition, dataset } of layers) {
    const drawing = drawings.get(definition.id);
    if (!drawing || vertexCount(dataset) < fewest) continue;
    const { xy, indices } = drawing;
    const bytes = xy.byteLength + (indices?.byteLength ?? 0);
    if (bytes <= mostBytes)
      await cache.keep(nameOf(dataset), { xy: xy.slice(), indices: indices?.slice() ?? null }, bytes);
  }
}

/** The drawing that was kept; null for anything else, since a store may hold what a damaged disk left there. */
function drawingFrom(value: unknown, dataset: Dataset): Drawing | null {
  if (typeof value !== 'object' || value === null) return null;
  const { xy, indices } = value as Partial<Record<keyof Drawing, unknown>>;
  const count = vertexCount(dataset);
  if (!(xy instanceof Float64Array) || xy.length !== 2 * count) return null;
  if (dataset.geometry.kind !== 'polygons') return { xy, indices: null };
  if (!(indices instanceof Uint32Array) || indices.length % 3 !== 0) return null;
  return indices.every((index) => index < count) ? { xy, indices } : null;
}
