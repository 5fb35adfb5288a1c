import { roles, themes } from '../dataset/themes.ts';
import { editCodes } from '../explain/edit-name.ts';
import { asId } from '../lib/id.ts';
import { problem } from '../lib/issue.ts';
import { assemblySchema, recipeSchema } from './candidate-schema.ts';
import { evidences } from './document-types.ts';
import { profileSchema } from './profile-schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { geometryModes } from './study-types.ts';
import { ownIssue, z } from './zod.ts';

/** The format this version writes. */
export const documentVersion = 1;
export const documentFormat = `tomtevalg-document/${documentVersion}` as const;

/** What a project may hold at most of each kind of thing; far above any real one, so that no file eats the memory. */
const most = 100_000;

const text = z.string().min(1);
const severity = z.union([z.literal('error'), z.literal('warning'), z.literal('info')]);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.string().regex(/^\d{4}-\d\d-\d\d/);
const degrees = (limit: number) => z.number().min(-limit).max(limit);
const profileId = text.transform((id) => asId<'profile'>(id));
const layerId = text.transform((id) => asId<'layer'>(id));

/** What is checked as its own file or part of a study is, and kept as it was written. */
function storedAs(schema: z.ZodType, description: string) {
  return z
    .unknown()
    .check((context) => {
      if (context.value === null) return;
      const parsed = schema.safeParse(context.value);
      if (parsed.success) return;
      for (const found of schemaProblems(context.value, parsed.error.issues)) context.issues.push(ownIssue(found));
    })
    .meta({ description });
}
const storedProfile = storedAs(profileSchema, 'as in profile.schema.json, or null for the built-in one of this id');

/** This version's own documents are checked to the last key; of a newer one's, keys that are not known are left out. */
function schemaOf<Known extends boolean>(known: Known) {
  const object = known ? z.strictObject : z.object;

  const issue = object({
    code: z.string(),
    severity,
    feature: z.number().nullable(),
    details: z.array(z.tuple([z.string(), z.union([z.string(), z.number()])])),
  });
  const source = object({
    file: z.string(),
    layer: z.string().nullable(),
    title: z.string(),
    format: z.string(),
    encoding: z.string(),
    sha256: hash.nullable(),
    data: object({ kind: z.enum(['dataset', 'attachment']), id: text }).nullable(),
    issues: z.array(issue).max(most),
  });
  const layer = object({
    id: layerId,
    name: text.nullable(),
    source,
    role: z.enum(roles),
    theme: z.enum(themes).nullable(),
    encoding: text.nullable(),
    crs: text.nullable(),
    idField: text.nullable(),
    labelField: text.nullable(),
    fields: z.array(object({ meaning: text, field: text })).max(most),
    mapped: layerId.nullable().meta({ description: 'a boundary layer, or "everywhere"' }),
    geometry: z.enum(geometryModes),
    from: storedAs(recipeSchema, 'as in study.schema.json, or null'),
    assemble: storedAs(assemblySchema, 'as in study.schema.json, or null'),
    visible: z.boolean(),
  });
  const profile = object({
    id: profileId,
    profile: storedProfile,
    weights: z.array(object({ criterion: text, weight: z.number().min(0) })).max(most),
  });
  const carried = object({ id: text, text: z.string() });
  const bookmark = object({
    id: text,
    name: z.string(),
    centre: z.tuple([z.number(), z.number()]),
    scale: z.number().positive(),
    use: profileId.nullable(),
  });
  const correction = object({
    column: text,
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    evidence: z.enum(evidences),
    date: moment,
    author: z.string(),
  });
  const observation = object({
    id: text,
    plot: text,
    note: z.string(),
    photos: z.array(hash).max(most),
    correction: correction.nullable(),
    checks: z.array(text).max(most),
    position: object({
      longitude: degrees(180),
      latitude: degrees(90),
      accuracy: z.number().min(0).nullable(),
    }).nullable(),
    author: z.string(),
    at: moment,
  });
  return object({
    name: text,
    layers: z.array(layer).max(most).check(each('id', 'layer')),
    drawing: z.array(text).max(most),
    profiles: z.array(profile).max(most).check(each('id', 'profile')),
    use: profileId.nullable(),
    scenarios: z.array(carried).max(most).check(each('id', 'scenario')),
    portfolios: z.array(carried).max(most).check(each('id', 'portfolio')),
    bookmarks: z.array(bookmark).max(most).check(each('id', 'bookmark')),
    observations: z.array(observation).max(most).check(each('id', 'observation')),
    settings: object({ crs: text.nullable() }),
  });
}

/** Every thing of a list stands in it once. */
function each(key: 'id', kind: string) {
  return (context: { readonly value: readonly { readonly id: string }[]; readonly issues: unknown[] }) => {
    const seen = new Set<string>();
    context.value.forEach((item, index) => {
      if (seen.has(item[key])) {
        context.issues.push(ownIssue(problem('document-repeated', { kind, id: item[key] }), [index, key]));
      }
      seen.add(item[key]);
    });
  };
}

const pathPart = z.union([z.string(), z.number()]);
const change = z.union([
  z.strictObject({
    path: z.array(pathPart),
    from: z.array(z.unknown()).max(1),
    to: z.array(z.unknown()).max(1),
  }),
  z.strictObject({
    path: z.array(pathPart),
    index: z.number().int().min(0),
    remove: z.array(z.unknown()),
    insert: z.array(z.unknown()),
  }),
]);
const words = z.strictObject({ en: z.string(), nb: z.string(), sv: z.string() });
const step = z.strictObject({
  edit: z.strictObject({ code: z.enum(editCodes), about: z.union([z.string(), words]) }),
  at: z.string(),
  by: z.string(),
  changes: z.array(change),
});

/** The history as it is stored: how to go back from the document, and how to go forward again. */
export const historySchema = z.strictObject({
  past: z.array(step).max(1000),
  future: z.array(step).max(1000),
});

/** The document as this version writes it. */
export const documentSchema = schemaOf(true);
/** What this version understands of a newer one. */
export const newerDocumentSchema = schemaOf(false);

/** The text of a document: what it is, what it holds, and how it came to be. */
export const documentFileSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(documentFormat),
  document: documentSchema,
  history: historySchema,
});
