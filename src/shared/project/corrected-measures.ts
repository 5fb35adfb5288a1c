import { sharedFloat64, sharedUint8, sharedUint32 } from '../lib/buffers.ts';
import type { CriterionId } from '../lib/id.ts';
import type { MeasureResult } from '../measure/types.ts';
import { builtinProfile } from '../scoring/builtin/index.ts';
import type { Criterion, Profile, ProfileMeasures } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';
import type { Correction, DocumentProfile, Observation, ProjectDocument } from './document-types.ts';
import { correctionInForce } from './merge/corrections.ts';
import { equalJson } from './patch.ts';
import { parseProfile } from './profile-schema.ts';

/** The part of a document that says which measured values are otherwise. */
export type CorrectedDocument = Pick<ProjectDocument, 'observations' | 'profiles'>;

/** A measured value that a corrected one stands in for. */
export interface AppliedCorrection {
  readonly row: number;
  readonly criterion: CriterionId;
  readonly correction: Correction;
  /** What was measured; null: nothing. */
  readonly measured: number | string | null;
}

/** Why a corrected value counts for nothing: no such plot or criterion, no measure to stand in for, or another kind of value. */
export type LostWhy = 'plot-gone' | 'criterion-gone' | 'not-assessed' | 'other-kind';

/** An observation whose corrected value counts for nothing in a profile that it is about. */
export interface LostCorrection {
  readonly observation: Observation;
  readonly why: LostWhy;
}

/** What was measured, with corrected values in the place of what they correct. */
export interface CorrectedMeasures {
  readonly measures: ProfileMeasures;
  readonly applied: readonly AppliedCorrection[];
  readonly lost: readonly LostCorrection[];
}

/** Plots by the names that observations call them. */
interface KeyedPlots {
  readonly count: number;
  key(row: number): string;
}

/**
 * Puts corrected values in the place of measured ones; of several about one value the latest found out holds. A column named
 * `profile/criterion` means every criterion that asks exactly what that one asks, in any profile; a criterion's id alone means the
 * criteria of that id; a field of the plots means the criteria that read it. Values are in the unit of the measure; null makes a
 * value unknown. The same measures where nothing is corrected.
 */
export function correctMeasures(
  profile: Profile,
  measures: ProfileMeasures,
  document: CorrectedDocument,
  plots: KeyedPlots,
): CorrectedMeasures {
  const told = document.observations.filter(({ correction }) => correction !== null);
  if (told.length === 0) return { measures, applied: [], lost: [] };
  const rows = rowsOf(plots, new Set(told.map(({ plot }) => plot)));
  const lost: LostCorrection[] = [];
  const wanted = new Map<CriterionId, Map<number, Correction>>();
  for (const { observation, criterion } of inForce(profile, document, told)) {
    const { correction, plot } = observation;
    const result = measures.values.get(criterion.id);
    const row = rows.get(plot);
    const why = correction === null ? null : reasonLost(correction, result, row);
    if (why !== null) lost.push({ observation, why });
    else if (correction !== null && row !== undefined) {
      const values = wanted.get(criterion.id) ?? new Map<number, Correction>();
      wanted.set(criterion.id, values.set(row, correction));
    }
  }
  if (wanted.size === 0) return { measures, applied: [], lost };
  const values = new Map(measures.values);
  const applied: AppliedCorrection[] = [];
  for (const [criterion, corrections] of wanted) {
    const result = measures.values.get(criterion) as MeasureResult;
    values.set(criterion, withValues(result, corrections));
    for (const [row, correction] of corrections)
      applied.push({ row, criterion, correction, measured: valueOfRow(result, row) });
  }
  return { measures: { ...measures, values }, applied, lost };
}

/**
 * Observations whose corrected value no profile of the project can use: their plot is gone, as after a newer delivery, or no
 * profile asks for the value any more.
 */
export function orphanedObservations(document: CorrectedDocument, plots: KeyedPlots): readonly LostCorrection[] {
  const rows = rowsOf(plots, new Set(document.observations.map(({ plot }) => plot)));
  const profiles = document.profiles.flatMap((one) => profileOf(one) ?? []);
  return document.observations.flatMap((observation): readonly LostCorrection[] => {
    if (!rows.has(observation.plot)) return [{ observation, why: 'plot-gone' }];
    const { correction } = observation;
    if (correction === null) return [];
    const isAsked = profiles.some(({ id, criteria }) =>
      criteria.some((criterion) => means(correction.column, id, criterion, document)),
    );
    return isAsked ? [] : [{ observation, why: 'criterion-gone' }];
  });
}

/**
 * What a correction of this criterion is called: by the first profile that asks exactly the same, so that one fact has one name
 * whichever profile was on screen.
 */
export function correctionColumn(profile: Profile, criterion: Criterion, document: CorrectedDocument): string {
  for (const one of document.profiles) {
    const same = profileOf(one)?.criteria.find(({ measure }) => equalJson(measure, criterion.measure));
    if (same !== undefined) return `${one.id}/${same.id}`;
  }
  return `${profile.id}/${criterion.id}`;
}

/** The criterion that a column means, for its name; null: no profile of the project has it. */
export function criterionOfColumn(column: string, document: CorrectedDocument): Criterion | null {
  for (const one of document.profiles) {
    const profile = profileOf(one);
    const found = profile?.criteria.find((criterion) => means(column, one.id, criterion, document));
    if (found !== undefined) return found;
  }
  return null;
}

interface Standing {
  readonly observation: Observation;
  readonly criterion: Criterion;
}

/** For every criterion and plot that somebody corrected, the observation that holds. */
function inForce(profile: Profile, document: CorrectedDocument, told: readonly Observation[]): readonly Standing[] {
  const columns = [...new Set(told.map(({ correction }) => correction?.column ?? ''))];
  return profile.criteria.flatMap((criterion) => {
    const named = new Set(columns.filter((column) => means(column, profile.id, criterion, document)));
    const about = told.filter(({ correction }) => named.has(correction?.column ?? ''));
    return [...byPlot(about).values()].flatMap((observations): readonly Standing[] => {
      const holds = correctionInForce(observations);
      return holds === null ? [] : [{ observation: holds, criterion }];
    });
  });
}

function byPlot(observations: readonly Observation[]): ReadonlyMap<string, readonly Observation[]> {
  const plots = new Map<string, Observation[]>();
  for (const one of observations) {
    const known = plots.get(one.plot);
    if (known === undefined) plots.set(one.plot, [one]);
    else known.push(one);
  }
  return plots;
}

/** Whether a correction of a column is one of this criterion. */
function means(column: string, profile: string, criterion: Criterion, { profiles }: CorrectedDocument): boolean {
  if (column === criterion.id || column === `${profile}/${criterion.id}`) return true;
  const { measure } = criterion;
  if (measure.kind === 'attribute' && measure.field === column) return true;
  return profiles.some((one) => {
    if (!column.startsWith(`${one.id}/`)) return false;
    const named = profileOf(one)?.criteria.find(({ id }) => column === `${one.id}/${id}`);
    return named !== undefined && equalJson(named.measure, measure);
  });
}

const parsed = new WeakMap<object, Profile | null>();

/** The profile of a document; null where it is not known. */
function profileOf({ id, profile }: DocumentProfile): Profile | null {
  if (profile === null || typeof profile !== 'object') return builtinProfile(id) ?? null;
  const known = parsed.get(profile);
  if (known !== undefined) return known;
  const read = parseProfile(profile);
  parsed.set(profile, read.ok ? read.value : null);
  return read.ok ? read.value : null;
}

/** Rows of plots by name; a name that no plot has is not there. */
function rowsOf({ count, key }: KeyedPlots, names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  if (names.size === 0) return rows;
  for (let row = 0; row < count && rows.size < names.size; row++) {
    const name = key(row);
    if (names.has(name)) rows.set(name, row);
  }
  return rows;
}

function reasonLost({ value }: Correction, result: MeasureResult | undefined, row: number | undefined): LostWhy | null {
  if (row === undefined) return 'plot-gone';
  if (result === undefined) return 'not-assessed';
  if (value === null || result.kind === 'codes') return null;
  return Number.isFinite(asNumber(value)) ? null : 'other-kind';
}

/** Yes and no are 1 and 0, as `fits` measures them. */
function asNumber(value: string | number | boolean): number {
  return typeof value === 'string' ? Number.NaN : Number(value);
}

/** The result with other values in some rows; what it says of why others are missing stays. */
function withValues(result: MeasureResult, corrections: ReadonlyMap<number, Correction>): MeasureResult {
  if (result.kind === 'codes') return withCodes(result, corrections);
  const values = sharedFloat64(result.values.length);
  values.set(result.values);
  const causes = result.causes && sharedUint8(result.causes.length);
  if (causes) causes.set(result.causes ?? []);
  for (const [row, { value }] of corrections) {
    values[row] = value === null ? Number.NaN : asNumber(value);
    if (causes) causes[row] = 0;
  }
  return { ...result, values, ...(causes ? { causes } : {}) };
}

function withCodes(
  result: Extract<MeasureResult, { kind: 'codes' }>,
  corrections: ReadonlyMap<number, Correction>,
): MeasureResult {
  const codes = sharedUint32(result.codes.length);
  codes.set(result.codes);
  const labels = [...result.labels];
  for (const [row, { value }] of corrections) {
    const label = value === null ? '' : String(value);
    // The first label is the empty one, which is a missing value.
    const known = labels.indexOf(label);
    codes[row] = known >= 0 ? known : labels.push(label) - 1;
  }
  return { ...result, codes, labels };
}
