import { addTally, emptyTally, joinParts } from '../geometry/carve/parts.ts';
import type { CarvedParts, CarveScene, CarveTally } from '../geometry/carve/types.ts';
import type { PieceIndex } from '../geometry/shape/pieces.ts';
import type { Polygons } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import type { AnalysisOptions } from './progress.ts';

/** Vertices a worker has to do with at a time. */
const verticesPerJob = 20_000;
/** The least precision of the inscribed circle's radius, in metres. */
const circlePrecision = 0.1;

/** Zones less what takes ground from them, carved by the workers in stretches that depend on the data alone. */
export async function carveZones(
  compute: Compute,
  zones: Polygons,
  takers: readonly PieceIndex[],
  limits: Pick<CarveScene, 'minArea' | 'minWidth'>,
  metresPerUnit: number,
  { signal, onProgress }: AnalysisOptions,
): Promise<{ readonly parts: CarvedParts; readonly tally: CarveTally }> {
  const claims = await compute.run('claimGround', { zones }, { signal });
  const scene: CarveScene = { zones, claims, takers, precision: circlePrecision / metresPerUnit, ...limits };
  const { units, weight } = await compute.run('planCarving', { scene }, { signal });
  let done = 0;
  const batches = batchesOf(weight);
  onProgress?.('making', 0, weight.length);
  const carved = await Promise.all(
    batches.map(async ([from, to]) => {
      const part = await compute.run('carve', { scene, units, from, to }, { signal });
      done += to - from;
      onProgress?.('making', done, weight.length);
      return part;
    }),
  );
  const open = byZone(joinParts(carved.map((part) => part.open)));
  const joined = await Promise.all(open.map((parts) => compute.run('joinCarved', { scene, open: parts }, { signal })));
  const tally = emptyTally(takers.length);
  for (const part of [...carved, ...joined]) addTally(tally, part.tally);
  return { parts: joinParts([...carved, ...joined].map(({ parts }) => parts)), tally };
}

function batchesOf(weight: Float64Array): readonly (readonly [number, number])[] {
  const batches: [number, number][] = [];
  let from = 0;
  let sum = 0;
  weight.forEach((own, unit) => {
    sum += own;
    if (sum < verticesPerJob && unit + 1 < weight.length) return;
    batches.push([from, unit + 1]);
    from = unit + 1;
    sum = 0;
  });
  return batches;
}

/** Open parts come in the order of their zones: one list a zone. */
function byZone(open: CarvedParts): readonly CarvedParts[] {
  const lists: CarvedParts[] = [];
  const count = open.zone.length;
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && open.zone[to] === open.zone[from]) to++;
    lists.push(sliceParts(open, from, to));
    from = to;
  }
  return lists;
}

function sliceParts({ polygons, zone, cuts, area, width }: CarvedParts, from: number, to: number): CarvedParts {
  const { xy, partStart, ringStart } = polygons;
  const firstRing = partStart[from];
  const firstVertex = ringStart[firstRing];
  const own = {
    kind: 'polygons' as const,
    xy: xy.slice(2 * firstVertex, 2 * ringStart[partStart[to]]),
    featureStart: Uint32Array.from({ length: to - from + 1 }, (_, n) => n),
    partStart: partStart.slice(from, to + 1).map((ring) => ring - firstRing),
    ringStart: ringStart.slice(firstRing, partStart[to] + 1).map((vertex) => vertex - firstVertex),
  };
  return {
    polygons: own,
    zone: zone.slice(from, to),
    cuts: cuts.slice(from, to),
    area: area.slice(from, to),
    width: width.slice(from, to),
  };
}
