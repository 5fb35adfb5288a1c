import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import { polygonArea } from '../area.ts';
import { resolvePolygons } from '../shape/combine.ts';
import { featureCount, type Polygons } from '../types.ts';

/** Polygons made valid, to be put in the place of others. */
export interface Mended {
  /** Rows they replace, rising. */
  readonly rows: Uint32Array;
  /** Feature i replaces rows[i]; without parts where nothing has area. */
  readonly polygons: Polygons;
  /** Share of the larger area by which the area changed from what adding up outlines less holes gives, 0..1. */
  readonly change: Float64Array;
  /** 1 where there were too many crossings: the row stays as it is. */
  readonly failed: Uint8Array;
}

/**
 * Makes rows valid by the rules of OGC 06-103r4 without changing what is measured on them: the area is what their rings go
 * round an odd number of times, corners lie on a lattice of 1e-6. Coordinates that are not finite are left out.
 */
export function mendRows(polygons: Polygons, rows: Uint32Array): Mended {
  const { polygons: mended, tangled } = resolvePolygons(chosenRows(polygons, rows));
  const change = new Float64Array(rows.length);
  const failed = new Uint8Array(rows.length);
  for (const i of tangled) failed[i] = 1;
  for (let i = 0; i < rows.length; i++) {
    const before = Math.abs(polygonArea(polygons, rows[i]));
    const after = polygonArea(mended, i);
    const larger = Math.max(before, after);
    change[i] = failed[i] === 1 || !(larger > 0) ? 0 : Math.abs(after - before) / larger;
  }
  return { rows, polygons: mended, change, failed };
}

/** What stands in a row of the new geometry: feature `feature` of `from`; nothing where it is negative. */
interface RowSource {
  readonly from: Polygons;
  readonly feature: number;
}

function chosenRows(polygons: Polygons, rows: Uint32Array): Polygons {
  return gathered(Array.from(rows, (feature) => ({ from: polygons, feature })));
}

/** The polygons with mended rows in the place of the old ones; where mending failed the old one stays. */
export function withMended(polygons: Polygons, parts: readonly Mended[]): Polygons {
  const sources = rowsOf(polygons);
  for (const { rows, polygons: from, failed } of parts) {
    rows.forEach((row, feature) => {
      if (failed[feature] === 0) sources[row] = { from, feature };
    });
  }
  return gathered(sources);
}

/** The polygons with null geometry in these rows. */
export function withoutRows(polygons: Polygons, rows: Iterable<number>): Polygons {
  const sources = rowsOf(polygons);
  for (const row of rows) sources[row] = { from: polygons, feature: -1 };
  return gathered(sources);
}

function rowsOf(polygons: Polygons): RowSource[] {
  return Array.from({ length: featureCount(polygons) }, (_, feature) => ({ from: polygons, feature }));
}

function gathered(sources: readonly RowSource[]): Polygons {
  const size = { parts: 0, rings: 0, vertices: 0 };
  for (const { from, feature } of sources) {
    if (feature < 0) continue;
    const [firstPart, lastPart] = [from.featureStart[feature], from.featureStart[feature + 1]];
    const [firstRing, lastRing] = [from.partStart[firstPart], from.partStart[lastPart]];
    size.parts += lastPart - firstPart;
    size.rings += lastRing - firstRing;
    size.vertices += from.ringStart[lastRing] - from.ringStart[firstRing];
  }
  const out = {
    kind: 'polygons' as const,
    xy: sharedFloat64(2 * size.vertices),
    featureStart: sharedUint32(sources.length + 1),
    partStart: sharedUint32(size.parts + 1),
    ringStart: sharedUint32(size.rings + 1),
  };
  let [part, ring, vertex] = [0, 0, 0];
  sources.forEach(({ from, feature }, row) => {
    const lastPart = feature < 0 ? 0 : from.featureStart[feature + 1];
    for (let p = feature < 0 ? 0 : from.featureStart[feature]; p < lastPart; p++) {
      for (let r = from.partStart[p]; r < from.partStart[p + 1]; r++) {
        const [start, end] = [from.ringStart[r], from.ringStart[r + 1]];
        out.xy.set(from.xy.subarray(2 * start, 2 * end), 2 * vertex);
        vertex += end - start;
        out.ringStart[++ring] = vertex;
      }
      out.partStart[++part] = ring;
    }
    out.featureStart[row + 1] = part;
  });
  return out;
}
