import { asId, type DatasetId, type LayerId } from '../lib/id.ts';
import { type Issue, problem, type Severity } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { readJson } from './json-text.ts';
import { schemaProblems } from './schema-problems.ts';
import { parseStudy } from './study-schema.ts';
import type { Study } from './study-types.ts';
import { z } from './zod.ts';

/** The format of a project's document before documents held everything themselves; read, and written no more. */
export const studyDocumentFormat = 'tomtevalg-project-study/1';

/** Where a layer's data lie in the project, and what they were read from. */
export interface DocumentLayer {
  readonly id: LayerId;
  /** Features: a dataset of the project. A grid of heights: an attachment. */
  readonly data:
    | { readonly kind: 'dataset'; readonly id: DatasetId }
    | { readonly kind: 'attachment'; readonly id: string };
  /** The layer's own name, its file's format and text encoding, and what was noticed when it was read. */
  readonly source: {
    readonly name: string;
    readonly format: string;
    readonly encoding: string;
    readonly issues: readonly Issue[];
  };
}

/** A study as it lies in a project: with nothing outside the file. */
export interface StudyDocument {
  readonly study: Study;
  /** The study's own text, as it was read. */
  readonly studyText: string;
  readonly layers: readonly DocumentLayer[];
  /** Texts that the study names: profiles, scenarios. */
  readonly files: readonly (readonly [name: string, text: string])[];
  /** Weights that a person set, by profile and criterion, on the profile's own scale. */
  readonly weights: readonly (readonly [
    profile: string,
    weights: readonly (readonly [criterion: string, weight: number])[],
  ])[];
}

const severity: z.ZodType<Severity> = z.union([z.literal('error'), z.literal('warning'), z.literal('info')]);
const sourceIssue = z.strictObject({
  code: z.string(),
  severity,
  feature: z.number().nullable(),
  details: z.array(z.tuple([z.string(), z.union([z.string(), z.number()])])),
});
const source = z.strictObject({
  name: z.string(),
  format: z.string(),
  encoding: z.string(),
  issues: z.array(sourceIssue).max(100_000),
});
const layer = z.union([
  z.strictObject({ id: z.string(), dataset: z.string().regex(/^[0-9a-f]{32}$/), source }),
  z.strictObject({ id: z.string(), attachment: z.string().regex(/^[0-9a-f]{64}$/), source }),
]);
const schema = z.strictObject({
  format: z.literal(studyDocumentFormat),
  study: z.string(),
  layers: z.array(layer).max(10_000),
  files: z.array(z.tuple([z.string(), z.string()])).max(10_000),
  weights: z
    .array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.number().min(0)]))]))
    .max(1000)
    .default([]),
});

/** Reads a document's JSON text; fails with what is wrong in it and where. */
export function parseStudyDocument(text: string): Outcome<StudyDocument, readonly Issue[]> {
  const json = readJson(text);
  if (!json.ok) return failure([json.reason]);
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return failure(schemaProblems(json.value, parsed.error.issues));
  const study = parseStudy(parsed.data.study);
  if (!study.ok) return failure([problem('project-study-faulty'), ...study.reason]);
  const layers = parsed.data.layers.map((one): DocumentLayer => {
    const issues = one.source.issues.map((told) => ({ ...told, details: Object.fromEntries(told.details) }));
    return {
      id: asId<'layer'>(one.id),
      data:
        'dataset' in one
          ? { kind: 'dataset', id: asId<'dataset'>(one.dataset) }
          : { kind: 'attachment', id: one.attachment },
      source: { ...one.source, issues },
    };
  });
  const { study: studyText, files, weights } = parsed.data;
  return success({ study: study.value, studyText, layers, files, weights });
}
