import type { Dataset } from '../dataset/types.ts';
import type { Corridors } from './corridors.ts';
import type { NatureAreas } from './fields.ts';
import { centimetres, counterClockwise } from './lattice.ts';
import type { Ring, Shape } from './shapes.ts';
import { polygonTable, texts } from './table.ts';

/** Sea, lake and rivers as areas, for the map. */
export function waterTable(corridors: Corridors, areas: NatureAreas): Dataset {
  const named: (readonly [string, Shape])[] = [
    ...areas.sea.map((shape) => ['Ørnfjorden', shape] as const),
    ...areas.lake.map((shape) => ['Svartvatnet', shape] as const),
    ['Langåga', [ribbon(corridors.river, 26)]],
    ['Svartåga', [ribbon(corridors.sideRiver, 8)]],
  ];
  return polygonTable(
    named.map(([, shape]) => shape),
    [
      texts(
        'navn',
        named.map(([name]) => name),
      ),
      texts(
        'objtype',
        named.map(([name]) => (name === 'Ørnfjorden' ? 'Havflate' : 'Innsjø/elv')),
      ),
    ],
  );
}

/** A line widened by `half` metres to both sides; bends must be wider than that. */
export function ribbon(line: Ring, half: number): Ring {
  const left: number[] = [];
  const right: number[] = [];
  const last = line.length - 2;
  for (let i = 0; i <= last; i += 2) {
    const a = Math.max(0, i - 2);
    const b = Math.min(last, i + 2);
    const length = Math.hypot(line[b] - line[a], line[b + 1] - line[a + 1]);
    const nx = (-(line[b + 1] - line[a + 1]) / length) * half;
    const ny = ((line[b] - line[a]) / length) * half;
    left.push(centimetres(line[i] + nx), centimetres(line[i + 1] + ny));
    right.unshift(centimetres(line[i] - nx), centimetres(line[i + 1] - ny));
  }
  return counterClockwise([...left, ...right]);
}
