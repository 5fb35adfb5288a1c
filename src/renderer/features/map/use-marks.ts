import { useMemo } from 'react';
import { toMercatorUnit } from '../../../shared/crs/transform.ts';
import type { Crs } from '../../../shared/crs/types.ts';
import type { FlatRing } from '../../../shared/geometry/shape/clip-ring.ts';
import { polygonsOfParts } from '../../../shared/geometry/shape/polygon-writer.ts';
import type { Extent, Geometry } from '../../../shared/geometry/types.ts';
import type { CriterionId } from '../../../shared/lib/id.ts';
import { placedRing } from '../../../shared/measure/placements.ts';
import { featuresExtent } from '../../map/picture.ts';
import type { MapMarks } from '../../map/study-map-types.ts';
import { type AppState, activeEvaluation, type Evaluation, type MapRemark } from '../../state/app-state.ts';
import { useAppState } from '../use-app.ts';

/** A rectangle that has room on the plot whose card is shown. */
export interface PlacedRectangle {
  readonly criterion: CriterionId;
  /** Metres. */
  readonly width: number;
  readonly length: number;
  /** Its corners in Web Mercator world units. */
  readonly ring: FlatRing;
}

/** What is pointed out on the map besides the plots. */
export function useMarks(): MapMarks {
  const rectangles = useRectangles();
  const remark = useAppState((state) => state.remark);
  const picture = useAppState((state) => state.open?.picture ?? null);
  return useMemo(() => {
    const geometry = remark && picture?.layers.get(remark.layer)?.geometry;
    return {
      rectangles: rectangles.length === 0 ? null : polygonsOfParts(rectangles.map(({ ring }) => [[ring]])),
      remark: remark && geometry ? { geometry, row: remark.row, place: placeOf(remark, geometry) } : null,
    };
  }, [rectangles, remark, picture]);
}

/** The rectangles that the chosen use asks room for, where they stand on the plot whose card is shown. */
export function useRectangles(): readonly PlacedRectangle[] {
  const evaluation = useAppState(activeEvaluation);
  const crs = useAppState((state) => state.open?.loaded.workingCrs ?? null);
  const row = useAppState((state) => state.selection.primary);
  const measures = evaluation?.measures;
  return useMemo(() => (measures && crs && row !== null ? rectanglesOf(measures, row, crs) : []), [measures, row, crs]);
}

function rectanglesOf({ values }: Evaluation['measures'], row: number, crs: Crs): readonly PlacedRectangle[] {
  return [...values].flatMap(([criterion, result]): PlacedRectangle[] => {
    const placements = result.kind === 'numbers' ? result.placements : undefined;
    const ring = placements && placedRing(placements, row, crs.metresPerUnit);
    const transform = ring && toMercatorUnit(crs);
    if (!ring || !transform?.ok) return [];
    const world = Float64Array.from(ring);
    for (let at = 0; at < world.length; at += 2) transform.value.apply(world[at], world[at + 1], world, at);
    return [{ criterion, width: placements.width, length: placements.length, ring: [...world] }];
  });
}

/** The place told; of a point the point itself. */
function placeOf({ place, row }: MapRemark, geometry: Geometry): MapRemark['place'] {
  const extent = place === null && geometry.kind === 'points' ? featuresExtent(geometry, [row]) : null;
  return extent ? [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2] : place;
}

/** What to show of a remark: the whole feature, or the surroundings of the place where the feature has none. */
export function remarkExtent({ open, remark }: AppState): Extent | null {
  const geometry = remark && open?.picture?.layers.get(remark.layer)?.geometry;
  const extent = remark && geometry ? featuresExtent(geometry, [remark.row]) : null;
  if (extent || !remark?.place) return extent;
  const [x, y] = remark.place;
  return [x, y, x, y];
}
