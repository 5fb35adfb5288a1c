import type { LoadedLayer, LoadedRaster } from '../../shared/analysis/types.ts';
import type { Role, Theme } from '../../shared/dataset/themes.ts';
import type { LayerView } from '../state/app-state.ts';

/** Drawing order of a fresh study, top first: points, then lines, then the plots, then what lies under them. */
const rankOfTheme = new Map<Theme, number>([
  ['substation', 1],
  ['station', 1],
  ['port', 1],
  ['airport', 1],
  ['school', 1],
  ['line', 2],
  ['rail', 3],
  ['main-road', 3],
  ['road', 4],
  ['boundary', 90],
]);
const rankOfRole = new Map<Role, number>([
  ['service', 1],
  ['power', 2],
  ['transport', 4],
  ['constraint', 20],
  ['plots', 30],
  ['context', 40],
  ['zoning', 50],
  ['population', 60],
  ['boundary', 90],
]);
/** Relief lies on the land, under everything else. */
const rankOfTerrain = 80;
/** Shown at first; the others wait for their eye to be opened, so that the ranking is what is seen. */
const hiddenRoles: readonly Role[] = ['population', 'terrain', 'zoning'];

function drawingRank(layer: LoadedLayer | LoadedRaster): number {
  if ('raster' in layer) return rankOfTerrain;
  const { definition, dataset } = layer;
  if (definition.role === 'plots') return 30;
  if (dataset.geometry.kind === 'points') return definition.role === 'population' ? 6 : 1;
  const rank = rankOfTheme.get(definition.theme ?? 'other') ?? rankOfRole.get(definition.role) ?? 45;
  // Areas of the lower kinds, such as parks or a power plant's ground, lie under the plots.
  return dataset.geometry.kind === 'polygons' && rank < 20 ? 45 : rank;
}

/** How a study's layers are shown: views known before keep order and eye, new layers join where they belong. */
export function viewsOf(
  layers: readonly (LoadedLayer | LoadedRaster)[],
  before: readonly LayerView[] = [],
): readonly LayerView[] {
  const rank = new Map(layers.map((layer) => [layer.definition.id, drawingRank(layer)]));
  const kept = before.filter(({ id }) => rank.has(id));
  const fresh = layers
    .filter(({ definition }) => !kept.some(({ id }) => id === definition.id))
    .map(({ definition }) => ({ id: definition.id, visible: !hiddenRoles.includes(definition.role) }))
    .sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  const views = [...kept];
  for (const view of fresh) {
    const at = views.findIndex(({ id }) => (rank.get(id) ?? 0) > (rank.get(view.id) ?? 0));
    views.splice(at < 0 ? views.length : at, 0, view);
  }
  return views;
}
