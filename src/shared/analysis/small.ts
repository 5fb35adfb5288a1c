import type { Geometry } from '../geometry/types.ts';
import type { LoadedStudy } from './types.ts';

/**
 * Below this many bytes a file is read sooner than a further worker is ready to help. A worker loads and compiles the
 * engine for itself, about a second of a processor until it is warm (two cores, Electron 25).
 */
export const smallFiles = 4e6;

/** Whether a layer is projected sooner than a further worker is ready to help. */
export function smallLayer(geometry: Geometry): boolean {
  return geometry.kind === 'none' || geometry.xy.length < 1e6;
}

/** Whether a study is measured by one worker about as soon as by two: performance.md has the figures. */
export function smallStudy({ plots }: Pick<LoadedStudy, 'plots'>): boolean {
  return plots.count < 20_000;
}
