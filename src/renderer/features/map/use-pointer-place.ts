import { useCallback } from 'react';
import { createTransform, type PointTransform } from '../../../shared/crs/transform.ts';
import type { Crs } from '../../../shared/crs/types.ts';
import { toLonLat } from '../../map/world.ts';
import { useCommands, useReadState } from '../use-app.ts';

const degrees: Crs = {
  kind: 'geographic',
  code: 'EPSG:4326',
  name: 'WGS 84',
  source: 'file',
  definition: '+proj=longlat +datum=WGS84 +no_defs',
  metresPerUnit: Number.NaN,
  areaOfUse: null,
};

let known: { readonly crs: Crs; readonly transform: PointTransform | null } | null = null;

function transformTo(crs: Crs): PointTransform | null {
  if (known?.crs !== crs) {
    const outcome = createTransform(degrees, crs);
    known = { crs, transform: outcome.ok ? outcome.value : null };
  }
  return known.transform;
}

/** Tells the window where the pointer is, in the study's working CRS. */
export function usePointerPlace(): (place: readonly [number, number] | null) => void {
  const readState = useReadState();
  const { setPointer } = useCommands();
  return useCallback(
    (place) => {
      const crs = readState().open?.loaded.workingCrs;
      const transform = place && crs ? transformTo(crs) : null;
      if (!place || !transform) {
        setPointer(null);
        return;
      }
      const out = new Float64Array(2);
      transform.apply(...toLonLat(...place), out, 0);
      setPointer(Number.isFinite(out[0] + out[1]) ? [out[0], out[1]] : null);
    },
    [readState, setPointer],
  );
}
