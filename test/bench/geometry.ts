import { cpus, loadavg } from 'node:os';
import { resolvePolygons } from '../../src/shared/geometry/shape/combine.ts';
import { featureCount, type Polygons } from '../../src/shared/geometry/types.ts';
import { checkPolygons } from '../../src/shared/geometry/validity/check.ts';
import { invalidBits } from '../../src/shared/geometry/validity/problems.ts';
import { createRandom, type Random } from '../../src/shared/lib/random.ts';
import { type Position, polygonsOf, type Ring } from '../builders/geometry-columns.ts';
import { type Spread, spreadOf } from './statistics.ts';

/**
 * How long checking and mending geometry takes on one thread, on 100,000 seeded plots of 29 vertices of which 3 % cross
 * themselves and a third are bent so that not all of them is seen from the middle: `npm run bench:geometry`.
 */
const plotCount = 100_000;
const vertices = 29;
const repeats = 5;

function plot(random: Random, x: number, y: number): Ring {
  const isBent = random.below(3) === 0;
  const ring = Array.from({ length: vertices }, (_, i): Position => {
    const angle = (2 * Math.PI * (i + random.between(0, 0.8))) / vertices;
    const reach = 40 * random.between(0.7, 1);
    const [u, v] = [reach * Math.cos(angle), reach * Math.sin(angle)];
    // Bent around an arc, a plot is a boomerang.
    return isBent ? [x + (60 + u / 2) * Math.cos(v / 25), y + (60 + u / 2) * Math.sin(v / 25)] : [x + u, y + v];
  });
  if (random.next() >= 0.03) return ring;
  const at = random.below(vertices - 3);
  const crossed = [...ring];
  [crossed[at], crossed[at + 2]] = [crossed[at + 2], crossed[at]];
  return crossed;
}

function plots(): Polygons {
  const random = createRandom(29);
  const columns = Math.ceil(Math.sqrt(plotCount));
  return polygonsOf(
    Array.from({ length: plotCount }, (_, row) => [
      [plot(random, 400_000 + 120 * (row % columns), 7_300_000 + 120 * Math.floor(row / columns))],
    ]),
  );
}

function timed(work: () => unknown): Spread {
  work();
  return spreadOf(
    Array.from({ length: repeats }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

const polygons = plots();
const { flags } = checkPolygons(polygons, 0, plotCount);
const invalid = Array.from(flags.keys()).filter((row) => (flags[row] & invalidBits) !== 0);
const some = rowsOf(polygons, invalid);
console.log(`${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}, ${new Date().toISOString()}`);
console.log(
  `${plotCount} plots of ${vertices} vertices, ${invalid.length} of them invalid; median (least-most) of ${repeats}`,
);
print(
  'checking all',
  timed(() => checkPolygons(polygons, 0, plotCount)),
);
print(
  `mending the ${featureCount(some)} invalid`,
  timed(() => resolvePolygons(some)),
);

function print(what: string, { median, least, most }: Spread): void {
  console.log(`${what}: ${median.toFixed(0)} ms (${least.toFixed(0)}-${most.toFixed(0)})`);
}

function rowsOf({ xy }: Polygons, rows: readonly number[]): Polygons {
  const ring = (row: number): Ring =>
    Array.from({ length: vertices }, (_, i): Position => {
      const at = 2 * (row * vertices + i);
      return [xy[at], xy[at + 1]];
    });
  return polygonsOf(rows.map((row) => [[ring(row)]]));
}
