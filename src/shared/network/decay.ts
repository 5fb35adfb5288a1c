/**
 * How much what lies at a cost counts, up to `within` (minutes, metres or units of the CRS): all of it; by three equal
 * zones; or falling smoothly to nothing at the limit.
 */
export interface Decay {
  readonly kind: 'flat' | 'zones' | 'gaussian';
  readonly within: number;
}

/** Weights of the near, middle and far third. Luo W., Qi Y. (2009) Health & Place 15, 1100-1107: 10, 20 and 30 minutes. */
export const zoneWeights = [1, 0.68, 0.22] as const;

const end = Math.exp(-0.5);

/**
 * Weight 0..1 at a cost; the very limit of a zone belongs to it. Gaussian: (exp(-(d/d0)^2 / 2) - exp(-1/2)) /
 * (1 - exp(-1/2)), as in Dai D. (2010) Health & Place 16, 1038-1052.
 */
export function decayAt({ kind, within }: Decay, cost: number): number {
  // Costs are sums: what rounding adds to them does not put a place beyond the limit.
  const reached = cost * (1 - 1e-12);
  if (!(reached <= within)) return 0;
  switch (kind) {
    case 'flat':
      return 1;
    case 'zones':
      return zoneWeights[3 * reached <= within ? 0 : 3 * reached <= 2 * within ? 1 : 2];
    case 'gaussian':
      return Math.max(0, (Math.exp(-0.5 * (cost / within) ** 2) - end) / (1 - end));
  }
}
