import type { Geometry } from '../geometry/types.ts';
import type { LoadedStudy } from './types.ts';

/**
 * Below this many bytes a file is read sooner than a further worker is ready to help. Every worker loads and compiles the engine for
 * itself: the second one cost some three seconds of processor time until the sample was ranked (two cores, Electron 25, where
 * the whole took 13 s of it and 10 s without).
 */
export const smallFiles = 4e6;

/** Whether a layer is projected sooner than a further worker is ready to help. */
export function smallLayer(geometry: Geometry): boolean {
  return geometry.kind === 'none' || geometry.xy.length < 1e6;
}

/** Whether a study is measured by one worker about as soon as by two: few plots, and not much around them to be indexed. */
export function smallStudy({ plots, layers }: Pick<LoadedStudy, 'plots' | 'layers'>): boolean {
  return plots.count < 20_000 && layers.every(({ dataset }) => smallLayer(dataset.geometry));
}
