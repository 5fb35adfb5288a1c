import { describe, expect, it } from 'vitest';
import { linesOf, type Position } from '../../../test/builders/geometry-columns.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Column } from '../dataset/types.ts';
import { mergeVertices } from './merge-vertices.ts';
import { assumedSpeed, readRoadRows } from './road-rows.ts';
import { buildRoadGraph, type RoadCost } from './roads.ts';

const noFields = { speed: undefined, roadClass: undefined, oneway: undefined };
const metres: RoadCost = { by: 'metres' };
const graphOf = (features: readonly (readonly (readonly Position[])[])[], cost = metres, metresPerUnit = 1) =>
  buildRoadGraph([{ lines: linesOf(features), fields: noFields }], cost, metresPerUnit);

describe('the road graph', () => {
  it('has junctions at shared ends and shared vertices, not where roads only cross', () => {
    // A long road with a vertex at 50; a side road from that vertex; a bridge over it at 75; a loose road.
    const graph = graphOf([
      [
        [
          [0, 0],
          [50, 0],
          [100, 0],
        ],
      ],
      [
        [
          [50, 0],
          [50, 40],
        ],
      ],
      [
        [
          [75, -20],
          [75, 20],
        ],
      ],
      [
        [
          [500, 0],
          [600, 0],
        ],
      ],
    ]);
    expect([...graph.length]).toEqual([50, 50, 40, 40, 100]);
    expect(graph.nodeCount).toBe(8);
    expect(graph.components).toBe(3);
  });

  it('joins ends that miss each other by a centimetre at most, in any CRS', () => {
    const pair = (gap: number, unit = 1) =>
      graphOf(
        [
          [
            [
              [7e6, 7e6],
              [7e6 + 10, 7e6],
            ],
          ],
          [
            [
              [7e6 + 10 + gap / unit, 7e6],
              [7e6 + 20, 7e6],
            ],
          ],
        ],
        metres,
        unit,
      ).components;
    expect(pair(0.009)).toBe(1);
    expect(pair(0.011)).toBe(2);
    expect(pair(0.009, 0.3048)).toBe(1);
    expect(pair(0.011, 0.3048)).toBe(2);
  });

  it('joins an end to a near vertex of another road, but leaves vertices merely near each other apart', () => {
    const through = [
      [0, 0],
      [50, 0.004],
      [100, 0],
    ] as const;
    expect(
      graphOf([
        [through],
        [
          [
            [50, 0],
            [50, 40],
          ],
        ],
      ]).components,
    ).toBe(1);
    expect(
      graphOf([
        [through],
        [
          [
            [50, -40],
            [50, 0],
            [50, 40],
          ],
        ],
      ]).components,
    ).toBe(2);
    const fine = Array.from({ length: 101 }, (_, k) => [k / 200, 0] as const);
    expect(Math.abs(graphOf([[fine]]).length[0] - 0.5)).toBeLessThan(0.011);
  });

  it('cuts a road where it meets itself and drops what has no length', () => {
    const loop = graphOf([
      [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [5, 10],
          [5, 0],
          [5, -5],
        ],
      ],
      [
        [
          [3, 3],
          [3, 3],
        ],
      ],
      [
        [
          [Number.NaN, 0],
          [9, 9],
        ],
      ],
    ]);
    expect([...loop.length]).toEqual([40]);
    const touching = graphOf([
      [
        [
          [0, 0],
          [5, 0],
          [10, 0],
          [10, 10],
          [5, 10],
          [5, 0],
          [5, -5],
        ],
      ],
    ]);
    expect([...touching.length]).toEqual([5, 30, 5]);
    expect(touching.nodeCount).toBe(3);
  });

  it('costs minutes by speed and nothing against the direction of a one-way road', () => {
    const fields = {
      speed: { type: 'number', name: 's', values: Float64Array.of(60, Number.NaN) } as Column,
      roadClass: textColumn('c', ['K', 'E']),
      oneway: textColumn('o', ['FT', null]),
    };
    const lines = linesOf([
      [
        [
          [0, 0],
          [1000, 0],
        ],
      ],
      [
        [
          [1000, 0],
          [3000, 0],
        ],
      ],
    ]);
    const graph = buildRoadGraph([{ lines, fields }], { by: 'minutes', speed: null }, 1);
    expect(graph.length[0] * graph.forward[0]).toBeCloseTo(1, 12);
    expect(graph.backward[0]).toBe(Infinity);
    expect(graph.length[1] * graph.backward[1]).toBeCloseTo(1.5, 12);
    expect(graph.assumed).toBe(1);
    const walking = buildRoadGraph([{ lines, fields }], { by: 'minutes', speed: 5 }, 1);
    expect(walking.length[1] * walking.forward[1]).toBeCloseTo(24, 12);
    expect(walking.assumed).toBe(0);
  });
});

describe('the rows of a road layer', () => {
  it('reads speeds, also as text, and assumes by class what is missing or absurd', () => {
    const speed = textColumn('maxspeed', ['50', 'none', null, '-3', '999', '30,5', null]);
    const roadClass = textColumn('class', ['E', 'motorway', 'K', ' e ', 'F', 'E', '__proto__']);
    const rows = readRoadRows({ speed, roadClass, oneway: undefined }, 7, null);
    expect([...rows.speed]).toEqual([50, 100, 40, 80, 70, 30.5, assumedSpeed]);
    expect(rows.assumed).toBe(5);
  });

  it('reads one-way fields of several makers and counts what it cannot read', () => {
    const oneway = textColumn('oneway', ['F', 'T', 'B', 'yes', '-1', 'no', 'FT', 'TF', null, 'Ja', 'sometimes']);
    const rows = readRoadRows({ speed: undefined, roadClass: undefined, oneway }, 11, 50);
    expect([...rows.direction]).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 3]);
    expect(rows.unread).toBe(1);
    const logical: Column = { type: 'boolean', name: 'o', values: Uint8Array.of(0, 1, 255) };
    expect([...readRoadRows({ speed: undefined, roadClass: undefined, oneway: logical }, 3, 50).direction]).toEqual([
      3, 1, 3,
    ]);
  });
});

it('merges by way of others, whatever the order', () => {
  const xy = Float64Array.of(0, 0, 0.008, 0, 0.016, 0, 5, 5, 0.16, 0, 0.1605, 0);
  const places = mergeVertices(xy, new Uint8Array(6).fill(1), 0.01);
  expect([...places]).toEqual([0, 0, 0, 3, 4, 4]);
  const reversed = mergeVertices(xy.slice().reverse(), new Uint8Array(6).fill(1), 0.01);
  expect(new Set(reversed).size).toBe(3);
});
