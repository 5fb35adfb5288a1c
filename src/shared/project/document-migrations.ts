import { type Issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { builtinProfile } from '../scoring/builtin/index.ts';
import type { Profile } from '../scoring/types.ts';
import { documentFormat } from './document-schema.ts';
import { documentOfStudy, sourceIssue } from './document-study.ts';
import type { LayerSource } from './document-types.ts';
import { parseProfileText } from './profile-schema.ts';
import { parseStudyDocument, type StudyDocument, studyDocumentFormat } from './study-document.ts';
import type { StudyProfile } from './study-types.ts';

/** Brings the JSON of one format to the next one; forward only, and none is ever removed. */
export interface DocumentMigration {
  readonly from: string;
  readonly to: string;
  run(json: unknown): Outcome<unknown, readonly Issue[]>;
}

/** Every step ever made, in order. */
export const documentMigrations: readonly DocumentMigration[] = [
  { from: studyDocumentFormat, to: documentFormat, run: fromStudyDocument },
];

/** The first projects held the text of a study beside the data: everything in it becomes a value of its own. */
function fromStudyDocument(json: unknown): Outcome<unknown, readonly Issue[]> {
  const read = parseStudyDocument(JSON.stringify(json));
  if (!read.ok) return read;
  const { study, files, layers, weights } = read.value;
  const texts = new Map(files);
  const profiles: Profile[] = [];
  for (const named of study.profiles) {
    const profile = profileOf(named, texts);
    if (!profile.ok) return profile;
    profiles.push(profile.value);
  }
  const document = documentOfStudy(study, {
    sources: new Map(layers.map((layer) => [layer.id, sourceOf(layer)])),
    profiles,
    texts,
    views: null,
    weights: new Map(weights.map(([profile, given]) => [profile, new Map(given)])),
    use: profiles[0]?.id ?? null,
  });
  return success({ format: documentFormat, document, history: { past: [], future: [] } });
}

function profileOf(named: StudyProfile, texts: ReadonlyMap<string, string>): Outcome<Profile, readonly Issue[]> {
  if (named.kind === 'inline') return success(named.profile);
  if (named.kind === 'builtin') {
    const profile = builtinProfile(named.id);
    return profile ? success(profile) : failure([problem('profile-unknown', { profile: named.id })]);
  }
  const text = texts.get(named.file);
  if (text === undefined) return failure([problem('study-file-missing', { layer: named.file, file: named.file })]);
  return parseProfileText(text);
}

function sourceOf({ data, source }: StudyDocument['layers'][number]): LayerSource {
  const { name, format, encoding, issues } = source;
  return {
    file: name,
    layer: null,
    title: name,
    format,
    encoding,
    sha256: null,
    data,
    issues: issues.map(sourceIssue),
  };
}
