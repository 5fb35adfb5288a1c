import { createRandom, type Random } from '../lib/random.ts';

/** A wavy blob: radius about `radius` x (1 + the sum of its waves). */
export interface Blob {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly waves: Float64Array;
}

const harmonics = [2, 3, 5, 9, 17] as const;

/** How far the blob reaches at an angle, as a share of its radius; always above 0.2, so that rings stay simple. */
function reachAt(blob: Blob, angle: number): number {
  let sum = 1;
  for (let k = 0; k < harmonics.length; k++) {
    sum += blob.waves[2 * k] * Math.cos(harmonics[k] * angle + blob.waves[2 * k + 1]);
  }
  return Math.max(0.2, sum);
}

/**
 * Blobs over a rectangle, scaled so that together they cover `share` of it (overlaps counted once), measured on
 * 4,000 seeded points: a point is covered from the scale at which the first blob reaches it.
 */
export function coveringBlobs(width: number, height: number, share: number, seed: number): Blob[] {
  const random = createRandom(seed);
  const largest = Math.min(950, width / 7);
  const smallest = largest / 6;
  const blobs: Blob[] = [];
  // Boolean model: a share s is covered when blob areas sum to -ln(1 - s) of the ground, rim included.
  let area = -Math.log(1 - share) * (width + 2 * largest) * (height + 2 * largest);
  while (area > 0) {
    const radius = smallest * (largest / smallest) ** (random.next() ** 1.6);
    const waves = Float64Array.from({ length: 2 * harmonics.length }, (_, k) =>
      k % 2 === 1 ? random.between(0, 2 * Math.PI) : random.between(0.05, 0.42) / harmonics[k >> 1] ** 0.75,
    );
    blobs.push({
      x: random.between(-largest, width + largest),
      y: random.between(-largest, height + largest),
      radius,
      waves,
    });
    area -= Math.PI * radius * radius * 1.04;
  }
  const scale = scaleFor(blobs, width, height, share, random);
  return blobs.map((blob) => ({ ...blob, radius: blob.radius * scale }));
}

function scaleFor(blobs: readonly Blob[], width: number, height: number, share: number, random: Random): number {
  const points = 4000;
  const reached = new Float64Array(points);
  for (let point = 0; point < points; point++) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    let best = Infinity;
    for (const blob of blobs) {
      const dx = x - blob.x;
      const dy = y - blob.y;
      const far = Math.sqrt(dx * dx + dy * dy) / blob.radius;
      // No blob reaches beyond 2.2 radii, so the angle is only worked out where it can matter.
      if (far < 2.2 * best) best = Math.min(best, far / reachAt(blob, Math.atan2(dy, dx)));
    }
    reached[point] = best;
  }
  reached.sort();
  return reached[Math.floor(share * points)];
}

/** Pushes the ring of a blob with `count` vertices, counter-clockwise, whole millimetres, a little ragged. */
export function blobRing(blob: Blob, count: number, random: Random, into: number[]): void {
  for (let k = 0; k < count; k++) {
    const angle = (2 * Math.PI * k) / count;
    const reach = blob.radius * reachAt(blob, angle) + random.between(-0.4, 0.4);
    into.push(Math.round((blob.x + reach * Math.cos(angle)) * 1000) / 1000);
    into.push(Math.round((blob.y + reach * Math.sin(angle)) * 1000) / 1000);
  }
}
