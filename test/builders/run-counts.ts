/** Number of random runs: small in `npm test`, full in `npm run test:long`. */
export const runs = (few: number, full: number): number => (process.env.TOMTEVALG_LONG === '1' ? full : few);
