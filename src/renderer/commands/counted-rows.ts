import { sourcesOf } from '../../shared/analysis/prepare.ts';
import { type LoadedStudy, measurableLayers } from '../../shared/analysis/types.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import { type RowSelection, selectionKey } from '../../shared/measure/bind.ts';
import { planMeasure } from '../../shared/measure/plan.ts';
import type { Profile } from '../../shared/scoring/types.ts';
import type { CountedRows } from '../state/app-state.ts';

/**
 * Which rows of the layers a profile counts, by the same masks that its measures use. Only layers that a filter limits
 * are listed: one that some criterion takes as a whole counts as a whole, and one that no criterion looks at is no
 * business of the profile.
 */
export async function countedRows(
  compute: Compute,
  loaded: LoadedStudy,
  profile: Profile,
  signal?: AbortSignal,
): Promise<ReadonlyMap<LayerId, CountedRows>> {
  const counted = new Map<LayerId, CountedRows>();
  for (const [layer, selections] of limitedLayers(loaded, profile)) {
    const masks = await Promise.all(
      selections.map(async ({ layer: { dataset, fields }, where }) =>
        where === null
          ? null
          : (await compute.run('selectRows', { dataset, fields, where }, { signal, small: true })).mask,
      ),
    );
    counted.set(layer, anyOf(masks.flatMap((mask) => (mask ? [mask] : []))));
  }
  return counted;
}

/** Rows that are 1 in one of the masks. */
function anyOf(masks: readonly Uint8Array[]): CountedRows {
  const mask = new Uint8Array(masks[0]?.length ?? 0);
  let count = 0;
  for (const one of masks) {
    for (let row = 0; row < mask.length; row++) {
      if (one[row] !== 1 || mask[row] === 1) continue;
      mask[row] = 1;
      count++;
    }
  }
  return { mask, count };
}

/** Layers that every criterion looking at them takes through a filter, with their different filters. */
function limitedLayers(loaded: LoadedStudy, { criteria }: Profile): ReadonlyMap<LayerId, readonly RowSelection[]> {
  const layers = measurableLayers(loaded);
  const rasters = loaded.rasters.map(({ bound }) => bound);
  const asked = new Map<LayerId, Map<string, RowSelection>>();
  for (const { measure } of criteria) {
    const plan = planMeasure(measure, layers, loaded.plots.dataset, rasters);
    for (const source of plan.ok ? sourcesOf(plan.value) : []) {
      const known = asked.get(source.layer.id) ?? new Map<string, RowSelection>();
      asked.set(source.layer.id, known.set(selectionKey(source), source));
    }
  }
  const limited = [...asked].map(([id, selections]) => [id, [...selections.values()]] as const);
  return new Map(limited.filter(([, selections]) => selections.every(({ where }) => where !== null)));
}
