import type { Dataset } from '../dataset/types.ts';
import type { AppliedCorrection } from '../project/corrected-measures.ts';
import type { PreparedProfile } from '../scoring/prepare.ts';
import type { ScoreClasses } from '../scoring/score-classes.ts';
import type { Profile, ProfileScores } from '../scoring/types.ts';

/** The plots as reports name and draw them; the dataset is in the working CRS. */
export interface ReportPlots {
  readonly dataset: Dataset;
  readonly count: number;
  id(row: number): string;
  label(row: number): string;
}

/** One profile over the plots, scored. */
export interface ScoredProfile {
  readonly profile: Profile;
  readonly prepared: PreparedProfile;
  readonly scores: ProfileScores;
  /** Class limits as the window shows them; made from the scores where not given. */
  readonly classes?: ScoreClasses | undefined;
  /** Values that people corrected; none where left out. */
  readonly corrected?: readonly AppliedCorrection[] | undefined;
}
