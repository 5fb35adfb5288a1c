import type { Assembly } from '../candidates/assemble.ts';
import type { CandidateSummary } from '../candidates/summary.ts';
import type { Crs } from '../crs/types.ts';
import type { Raster } from '../dataset/raster.ts';
import type { Dataset } from '../dataset/types.ts';
import type { ReadLayer } from '../formats/types.ts';
import type { FileLocator } from '../jobs/compute.ts';
import type { LayerId } from '../lib/id.ts';
import type { Issue } from '../lib/issue.ts';
import type { BoundLayer, BoundRaster } from '../measure/types.ts';
import type { Study, StudyLayer } from '../project/study-types.ts';

/** Finds the files a study's layer names: the file itself and its sidecars. */
export type FindFiles = (file: string) => Promise<readonly FileLocator[]>;

/** A layer of the study after reading and projecting. */
export interface LoadedLayer {
  readonly definition: StudyLayer;
  /** As read: the file's own CRS, encoding and issues. */
  readonly read: ReadLayer;
  /** Geometry in the working CRS, same rows and columns. */
  readonly dataset: Dataset;
  readonly bound: BoundLayer;
  /** Its coordinates cannot be in the CRS that its files state (an issue says why): nothing is measured against it. */
  readonly misplaced: boolean;
  readonly issues: readonly Issue[];
}

/** A grid of heights of the study: the window around the plots, in the grid's own CRS. */
export interface LoadedRaster {
  readonly definition: StudyLayer;
  readonly raster: Raster;
  readonly bound: BoundRaster;
  readonly issues: readonly Issue[];
}

/** The plots with their names. */
export interface PlotTable {
  readonly layer: LayerId;
  readonly dataset: Dataset;
  readonly count: number;
  /** Unique name of a plot, by the rule of docs/study.md; never empty. */
  id(row: number): string;
  /** What people call the plot; the id where no label field is given. */
  label(row: number): string;
  /** Which rule gave the ids. */
  readonly idFrom: 'field' | 'label' | 'row';
}

/** A study with all its data read and projected, ready to be measured. */
export interface LoadedStudy {
  readonly study: Study;
  readonly workingCrs: Crs;
  /** Largest relative error of lengths over the plots' extent in the working CRS, e.g. 0.0004. */
  readonly scaleError: number;
  readonly plots: PlotTable;
  readonly layers: readonly LoadedLayer[];
  /** Layers with the role terrain. */
  readonly rasters: readonly LoadedRaster[];
  /** Where the ground of the zoning went, where the plots were made from it; null: they were read. */
  readonly made: { readonly summary: CandidateSummary; readonly key: string } | null;
  /** Adjoining plots suggested together; null: the study does not ask. */
  readonly assemblies: readonly Assembly[] | null;
  readonly issues: readonly Issue[];
}

/** The layers that measures may look at. */
export function measurableLayers({ layers }: Pick<LoadedStudy, 'layers'>): readonly BoundLayer[] {
  return layers.filter(({ misplaced }) => !misplaced).map(({ bound }) => bound);
}
