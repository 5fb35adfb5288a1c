import { type Issue, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { parseProfileText } from '../../shared/project/profile-schema.ts';
import type { StudyProfile } from '../../shared/project/study-types.ts';
import { builtinProfile } from '../../shared/scoring/builtin/index.ts';
import type { Profile } from '../../shared/scoring/types.ts';
import type { FileBook } from '../state/app-state.ts';

/** The profiles a study names: built in, written in the study, or in files of their own beside it. */
export async function resolveProfiles(
  named: readonly StudyProfile[],
  files: FileBook,
): Promise<Outcome<readonly Profile[], readonly Issue[]>> {
  const outcomes = await Promise.all(named.map((profile) => resolveProfile(profile, files)));
  const issues = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.reason));
  if (issues.length > 0) return failure(issues);
  return success(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
}

async function resolveProfile(named: StudyProfile, files: FileBook): Promise<Outcome<Profile, readonly Issue[]>> {
  switch (named.kind) {
    case 'inline':
      return success(named.profile);
    case 'builtin': {
      const profile = builtinProfile(named.id);
      return profile ? success(profile) : failure([problem('profile-unknown', { profile: named.id })]);
    }
    case 'file': {
      const [locator] = files.get(named.file) ?? [];
      if (!locator) return failure([problem('study-file-missing', { layer: named.file, file: named.file })]);
      const answer = await fetch(locator.address);
      return answer.ok
        ? parseProfileText(await answer.text())
        : failure([problem('study-file-missing', { layer: named.file, file: named.file })]);
    }
  }
}
