import type { CriterionId, ProfileId } from '../lib/id.ts';
import type { Words } from '../lib/language.ts';
import type { NotAssessable } from '../measure/plan.ts';
import type { Measure, MeasureResult, MissingCause } from '../measure/types.ts';

export type Use = 'industry' | 'housing' | 'school';

/** How surely a figure is known. */
export type Grade = 'measured' | 'norm' | 'assumption' | 'user';

/** How good a measured value is, 0 to 1. */
export type Utility =
  | { readonly kind: 'piecewise'; readonly points: readonly (readonly [x: number, utility: number])[] }
  | {
      readonly kind: 'classes';
      readonly scores: readonly (readonly [value: string, utility: number])[];
      readonly otherwise?: number | undefined;
    }
  | {
      readonly kind: 'ranges';
      readonly ranges: readonly {
        readonly from?: number | undefined;
        readonly to?: number | undefined;
        readonly utility: number;
      }[];
    }
  | { readonly kind: 'raw'; readonly direction: 'up' | 'down' };

/** A strict threshold or a set of codes. */
export type Threshold =
  | { readonly above: number }
  | { readonly below: number }
  | { readonly in: readonly (string | number)[] };

export interface Criterion {
  readonly id: CriterionId;
  readonly group: string;
  readonly name: Words;
  readonly weight: number;
  readonly measure: Measure;
  readonly utility: Utility;
  readonly exclude?: Threshold | undefined;
  readonly condition?: Threshold | undefined;
  readonly missing: 'unknown' | 'exclude' | { readonly utility: number };
  readonly source: string;
  readonly grade: Grade;
}

export interface Profile {
  readonly id: ProfileId;
  readonly use: Use;
  readonly name: Words;
  readonly criteria: readonly Criterion[];
  readonly aggregation: { readonly method: 'weighted-sum' };
}

/** Status per plot; `excluded` wins over everything. */
export const statuses = ['pass', 'conditional', 'excluded', 'unknown'] as const;
export type Status = (typeof statuses)[number];

/** Why a plot is excluded, conditional or unknown: facts, not sentences. */
export interface Reason {
  readonly criterion: CriterionId;
  readonly kind: 'excluded' | 'condition' | 'missing' | 'undecided';
  /** The measured value as it stands; null when missing. */
  readonly value: number | string | null;
  readonly threshold: Threshold | null;
  /** Why the value is missing, where that is known. */
  readonly cause?: MissingCause | undefined;
  /** A layer behind the value does not say where it was mapped. */
  readonly mappingUnknown?: boolean | undefined;
}

/** One criterion over all plots. utility NaN: unknown. */
export interface CriterionScores {
  readonly criterion: CriterionId;
  /** Normalised so that the weights of the assessed criteria sum to 1. */
  readonly weight: number;
  readonly utility: Float64Array;
}

/** What the scores of some plots may be when their missing utilities take 0 or 1. */
export interface ScoreIntervals {
  /** Rows with a missing utility that has weight, ascending. */
  readonly rows: Uint32Array;
  /** 0..100, value n for `rows[n]`. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** One profile over all plots: row n for plot n. */
export interface ProfileScores {
  readonly profile: ProfileId;
  readonly criteria: readonly CriterionScores[];
  readonly notAssessed: readonly {
    readonly criterion: CriterionId;
    readonly weight: number;
    readonly why: NotAssessable;
  }[];
  /** 0..100; NaN when a scored value is missing. */
  readonly score: Float64Array;
  /** For the plots whose score is NaN. */
  readonly intervals: ScoreIntervals;
  /** Competition rank from 1; 0 is null (excluded or unknown). */
  readonly rank: Uint32Array;
  /** Index into `statuses`. */
  readonly status: Uint8Array;
  /** Plot rows in the order of the table: ranked by rank then id, then unknown by the middle of their interval, then excluded. */
  readonly order: Uint32Array;
}

/** Values per criterion of a profile; a criterion whose layer is not bound is absent and listed in `notAssessed`. */
export interface ProfileMeasures {
  readonly values: ReadonlyMap<CriterionId, MeasureResult>;
  readonly notAssessed: readonly { readonly criterion: CriterionId; readonly why: NotAssessable }[];
}
