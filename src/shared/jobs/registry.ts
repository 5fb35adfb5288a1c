/** The registry of named pure jobs; every message type is derived from it. */
export const jobs = {};
export type Jobs = typeof jobs;
