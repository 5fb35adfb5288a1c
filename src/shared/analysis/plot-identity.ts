import type { LoadedStudy } from './types.ts';

/** Plots by the names that notes about them are kept under. */
export interface PlotIdentities {
  readonly count: number;
  /** Name of the plot in this row. */
  key(row: number): string;
}

/** Hexadecimal digits of a dataset's id that stand in the name of a plot without one. */
const digits = 12;

/**
 * The names under which notes are kept. A plot with an id of its own has the same name in a newer delivery. A row number is
 * no name: there it stands with the data it was counted in (`381@0f3a9c12be44`), so that in other data the note is missing its
 * plot, and says so, rather than lying on a stranger.
 */
export function plotIdentities({ plots, layers }: Pick<LoadedStudy, 'plots' | 'layers'>): PlotIdentities {
  const { count, idFrom } = plots;
  if (idFrom !== 'row') return { count, key: (row) => plots.id(row) };
  const layer = layers.find(({ definition }) => definition.id === plots.layer);
  const data = (layer?.read.dataset ?? plots.dataset).id.slice(0, digits);
  return { count, key: (row) => `${plots.id(row)}@${data}` };
}
