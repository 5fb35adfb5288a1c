/** Beyond this share of the two products their difference has the right sign (J. Shewchuk 1997, bound A of orient2d). */
const filter = (3 + 16 * 2 ** -53) * 2 ** -53;

/**
 * Positive when p lies left of the way from a to b, negative right of it, 0 exactly on the line: for any finite doubles. Where
 * rounding could decide, the sign comes from big integers.
 */
export function orientation(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  const left = (ax - px) * (by - py);
  const right = (ay - py) * (bx - px);
  const difference = left - right;
  if (left > 0 ? right <= 0 : left < 0 ? right >= 0 : true) return difference;
  if (Math.abs(difference) > filter * Math.abs(left + right)) return difference;
  return exactOrientation([ax, ay, bx, by, px, py]);
}

function exactOrientation(numbers: readonly number[]): number {
  let least = 0;
  for (const value of numbers) if (value !== 0) least = Math.min(least, exponentOf(value));
  const [ax, ay, bx, by, px, py] = numbers.map((value) => scaled(value, least));
  const difference = (ax - px) * (by - py) - (ay - py) * (bx - px);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** An e for which value / 2^e is whole. */
function exponentOf(value: number): number {
  return Math.max(-1074, Math.floor(Math.log2(Math.abs(value))) - 53);
}

/** value / 2^exponent as a big integer, exact. */
function scaled(value: number, exponent: number): bigint {
  if (value === 0) return 0n;
  const own = exponentOf(value);
  // In two steps, for 2^1074 is no double.
  const half = Math.floor(-own / 2);
  const mantissa = BigInt(value * 2 ** half * 2 ** (-own - half));
  return mantissa << BigInt(own - exponent);
}
