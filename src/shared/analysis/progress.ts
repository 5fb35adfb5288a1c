/** What a long analysis is doing, for the status bar and for stderr. */
export type Stage = 'reading' | 'projecting' | 'making' | 'preparing' | 'measuring' | 'scoring';

/** How an analysis is watched and stopped. */
export interface AnalysisOptions {
  readonly signal?: AbortSignal | undefined;
  /** Parts done of parts in all, within the stage. */
  readonly onProgress?: ((stage: Stage, done: number, total: number) => void) | undefined;
}
