/** Whether two sides that are not neighbours cross properly: a plain check of every pair, for tests. */
export function crossesItself(ring: readonly number[]): boolean {
  const count = ring.length / 2;
  const point = (k: number) => [ring[2 * (k % count)], ring[2 * (k % count) + 1]] as const;
  const side = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const [a, b, c, d] = [point(i), point(i + 1), point(j), point(j + 1)];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}
