import { describe, expect, it } from 'vitest';
import { linesOf, type Position, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { PlotSnaps, snapsByRoads, travelCauses } from './plot-snaps.ts';
import { buildRoadGraph } from './roads.ts';

const unnamed = { speed: undefined, roadClass: undefined, oneway: undefined };
const path: readonly Position[] = [
  [0, 0],
  [100, 0],
];
const road = () => buildRoadGraph([{ lines: linesOf([[path]]), fields: unnamed }], { by: 'metres' }, 1);

describe('where plots meet the road', () => {
  // 30 m off the road, on the road, 405 m off.
  const plots = polygonsOf([[[square(10, 30, 10)]], [[square(50, 0, 10)]], [[square(0, 405, 10)]]]);

  it('is the nearest point, the stretch that is covered, or nothing', () => {
    const graph = road();
    const snaps = new PlotSnaps(plots, graph, 100, 0, 3);
    const columns = { out: new Float64Array(3), causes: new Uint8Array(3), gaps: new Float64Array(3) };
    expect([0, 1, 2].map((row) => snaps.begin(row, columns))).toEqual([true, true, false]);
    expect([...columns.causes]).toEqual([travelCauses.none, travelCauses.none, travelCauses.noRoad]);
    expect([...columns.gaps]).toEqual([30, 0, Number.NaN]);
    expect([snaps.start(2), snaps.end(2)]).toEqual([2, 2]);
  });

  it('is found once for a road and a limit, and anew for another of them', () => {
    const graph = road();
    const snapsOf = snapsByRoads(plots, 1, 3);
    expect(snapsOf(graph, 100)).toBe(snapsOf(graph, 100));
    expect(snapsOf(graph, 500)).not.toBe(snapsOf(graph, 100));
    expect(snapsOf(road(), 100)).not.toBe(snapsOf(graph, 100));
  });
});
