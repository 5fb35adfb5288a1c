import type { Compute } from '../jobs/compute.ts';
import { type Issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { type CorrectedDocument, correctMeasures, type LostCorrection } from '../project/corrected-measures.ts';
import { parseProfileText } from '../project/profile-schema.ts';
import type { Study, StudyProfile } from '../project/study-types.ts';
import type { ScoredProfile as ReportedProfile } from '../report/types.ts';
import { builtinProfile } from '../scoring/builtin/index.ts';
import { prepareScores } from '../scoring/prepare.ts';
import { scorePlots } from '../scoring/score.ts';
import type { Profile, ProfileMeasures } from '../scoring/types.ts';
import { type LoadOptions, loadStudy } from './load-study.ts';
import { measureProfiles } from './measure-profiles.ts';
import { plotIdentities } from './plot-identity.ts';
import type { FindFiles, LoadedStudy } from './types.ts';

/** One profile's way through the analysis. */
export interface ScoredProfile extends ReportedProfile {
  /** With corrected values in the place of measured ones. */
  readonly measures: ProfileMeasures;
  /** Corrected values that count for nothing here. */
  readonly lost: readonly LostCorrection[];
}

export interface ScoredStudy {
  readonly loaded: LoadedStudy;
  readonly profiles: readonly ScoredProfile[];
}

/** What the host lends: finding a study's data files and reading its profile files. */
export interface StudyHost {
  readonly findFiles: FindFiles;
  /** The text of a profile file named by the study; null when there is none. */
  readText(file: string): Promise<string | null>;
  /** Weights to use instead of the profiles' own, by profile and criterion, on the profile's own scale. */
  readonly weights?: readonly (readonly [string, readonly (readonly [string, number])[]])[];
  /** Where a project's people found values otherwise than the data say; none for a study. */
  readonly corrections?: CorrectedDocument | undefined;
  /** Called when a stage has ended, for timings; shared code reads no clock. */
  onStage?(stage: 'read' | 'measure' | 'score'): void;
}

/** Reads, measures and scores a study; the command line's `run` and the tests' oracle of the app. */
export async function runStudy(
  compute: Compute,
  study: Study,
  only: readonly string[],
  host: StudyHost,
  options: LoadOptions = {},
): Promise<Outcome<ScoredStudy, readonly Issue[]>> {
  const resolved = await resolveProfiles(study, only, host);
  if (!resolved.ok) return resolved;
  const profiles = success(resolved.value.map((profile) => reweighed(profile, host.weights ?? [])));
  const loaded = await loadStudy(compute, study, host.findFiles, options);
  if (!loaded.ok) return loaded;
  host.onStage?.('read');
  const { measures } = await measureProfiles(compute, loaded.value, profiles.value, options);
  host.onStage?.('measure');
  const scored = profiles.value.map((profile) => scoreProfile(profile, measures, loaded.value, host.corrections));
  host.onStage?.('score');
  return success({ loaded: loaded.value, profiles: scored });
}

function reweighed(profile: Profile, weights: NonNullable<StudyHost['weights']>): Profile {
  const own = weights.find(([id]) => id === profile.id)?.[1];
  if (own === undefined) return profile;
  const given = new Map(own);
  return { ...profile, criteria: profile.criteria.map((one) => ({ ...one, weight: given.get(one.id) ?? one.weight })) };
}

function scoreProfile(
  profile: Profile,
  measured: ReadonlyMap<Profile['id'], ProfileMeasures>,
  loaded: LoadedStudy,
  corrections: CorrectedDocument = { observations: [], profiles: [] },
): ScoredProfile {
  const own = measured.get(profile.id) as ProfileMeasures;
  const { measures, applied, lost } = correctMeasures(profile, own, corrections, plotIdentities(loaded));
  const prepared = prepareScores(profile, measures, loaded.plots);
  return { profile, measures, prepared, scores: scorePlots(prepared), corrected: applied, lost };
}

/** The study's profiles, built in, from a file or written in it; `only` keeps those of these ids (all when empty). */
export async function resolveProfiles(
  study: Study,
  only: readonly string[],
  host: Pick<StudyHost, 'readText'>,
): Promise<Outcome<readonly Profile[], readonly Issue[]>> {
  const outcomes = await Promise.all(study.profiles.map((profile) => resolveProfile(profile, host)));
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.reason));
  if (problems.length > 0) return failure(problems);
  const profiles = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const known = profiles.map(({ id }) => id).join(', ');
  const missing = only.filter((id) => !profiles.some((profile) => profile.id === id));
  if (missing.length > 0) return failure(missing.map((id) => problem('profile-not-in-study', { id, known })));
  const repeated = profiles.find(({ id }, index) => profiles.findIndex((other) => other.id === id) !== index);
  if (repeated) return failure([problem('profile-repeated', { id: repeated.id })]);
  return success(only.length === 0 ? profiles : profiles.filter(({ id }) => only.includes(id)));
}

async function resolveProfile(
  named: StudyProfile,
  host: Pick<StudyHost, 'readText'>,
): Promise<Outcome<Profile, readonly Issue[]>> {
  if (named.kind === 'inline') return success(named.profile);
  if (named.kind === 'builtin') {
    const profile = builtinProfile(named.id);
    return profile ? success(profile) : failure([problem('profile-unknown', { id: named.id })]);
  }
  const text = await host.readText(named.file);
  if (text === null) return failure([problem('profile-file-missing', { file: named.file })]);
  const parsed = parseProfileText(text);
  return parsed.ok ? parsed : failure([problem('profile-file-faulty', { file: named.file }), ...parsed.reason]);
}
