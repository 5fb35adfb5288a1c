import { readCrsDefinition } from '../crs/read-definition.ts';
import { roles, themes } from '../dataset/themes.ts';
import { asId } from '../lib/id.ts';
import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { builtinProfile, builtinProfiles } from '../scoring/builtin/index.ts';
import { assemblySchema, namedLayers, recipeSchema } from './candidate-schema.ts';
import { readJson } from './json-text.ts';
import { profileSchema } from './profile-schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { geometryModes, type Study, type StudyLayer, type StudyProfile } from './study-types.ts';
import { namedEntries, ownIssue, z } from './zod.ts';

/** The format this version writes and reads. */
export const studyFormat = 'tomtevalg-study/1';

const text = z.string().min(1);

const join = z
  .strictObject({
    file: text.meta({ description: 'relative to the study file' }),
    layer: text.optional(),
    encoding: text.optional(),
    key: text.meta({ description: 'field of the table' }),
    to: text.meta({ description: 'field of the layer that must be equal' }),
  })
  .transform((given) => ({ ...given, layer: given.layer ?? null, encoding: given.encoding ?? null }));

const layer = z
  .strictObject({
    file: text
      .optional()
      .meta({ description: 'relative to the study file; every layer has one but plots made with "from"' }),
    layer: text.optional(),
    role: z.enum(roles),
    theme: z.enum(themes).optional(),
    encoding: text.optional(),
    crs: text.optional(),
    id: text.optional(),
    label: text.optional(),
    fields: namedEntries(text, "meaning -> the file's own field name").default([]),
    mapped: text
      .optional()
      .meta({ description: 'the boundary layer inside which the theme was mapped, or "everywhere"' }),
    geometry: z
      .enum(geometryModes)
      .default('keep')
      .meta({ description: 'what becomes of polygons that are not valid' }),
    join: join.optional().meta({ description: "a table whose fields are put beside the layer's own" }),
    from: recipeSchema.optional().meta({ description: 'plots made from zoning, instead of a file' }),
    assemble: assemblySchema.optional().meta({ description: 'adjoining small plots to suggest together' }),
  })
  .meta({ anyOf: [{ required: ['file'] }, { required: ['from'] }] });

const studyProfile = z.union([
  text.transform((name, context): StudyProfile => {
    if (/\.json$/i.test(name)) return { kind: 'file', file: name };
    if (!builtinProfile(name)) {
      const known = builtinProfiles.map(({ id }) => id).join(', ');
      context.issues.push(ownIssue(problem('study-profile-unknown', { found: name, known })));
    }
    return { kind: 'builtin', id: name };
  }),
  profileSchema.transform((profile): StudyProfile => ({ kind: 'inline', profile })),
]);

/** The schema of a study: what a file may hold, and what it becomes. */
export const studySchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(studyFormat),
    name: text,
    crs: text.optional(),
    layers: namedEntries(layer, 'the layers by name'),
    profiles: z.array(studyProfile).max(100).default([]),
    scenarios: z.array(text).max(100).default([]),
  })
  .transform((study, context): Study => {
    const layers = study.layers.map(([name, given]): StudyLayer => studyLayer(name, given));
    for (const found of [...layerIssues(layers), ...madeIssues(layers)]) context.issues.push(found);
    return {
      name: study.name,
      crs: study.crs ?? null,
      layers,
      profiles: study.profiles,
      scenarios: study.scenarios,
    };
  });

function studyLayer(name: string, given: z.output<typeof layer>): StudyLayer {
  const { mapped } = given;
  return {
    id: asId<'layer'>(name),
    file: given.file ?? '',
    layer: given.layer ?? null,
    role: given.role,
    theme: given.theme ?? null,
    encoding: given.encoding ?? null,
    crs: given.crs ?? null,
    idField: given.id ?? null,
    labelField: given.label ?? null,
    fields: new Map(given.fields),
    mapped: mapped === undefined ? null : mapped === 'everywhere' ? mapped : asId<'layer'>(mapped),
    geometry: given.geometry,
    join: given.join ?? null,
    from: given.from ?? null,
    assemble: given.assemble ?? null,
  };
}

function layerIssues(layers: readonly StudyLayer[]) {
  const names = layers.map(({ id }) => id);
  const plots = layers.filter(({ role }) => role === 'plots');
  const issues = layers.flatMap(({ id, mapped }) =>
    mapped === null || mapped === 'everywhere' || names.includes(mapped)
      ? []
      : [
          ownIssue(problem('study-layer-unknown', { found: mapped, known: names.join(', ') }), [
            'layers',
            id,
            'mapped',
          ]),
        ],
  );
  for (const { id, crs } of layers) {
    if (crs === null || isKnownCrs(crs)) continue;
    issues.push(ownIssue(problem('study-layer-crs-unknown', { found: crs.slice(0, 60) }), ['layers', id, 'crs']));
  }
  if (plots.length === 0) issues.push(ownIssue(problem('study-plots-missing'), ['layers']));
  if (plots.length > 1) {
    issues.push(ownIssue(problem('study-many-plots', { layers: plots.map(({ id }) => id).join(', ') }), ['layers']));
  }
  return issues;
}

/** A layer has a file or, for plots alone, a recipe; a recipe names layers of the study that are not the plots. */
function madeIssues(layers: readonly StudyLayer[]) {
  const known = layers.filter(({ role }) => role !== 'plots').map(({ id }) => id);
  return layers.flatMap(({ id, role, file, from, assemble, join: joined }) => {
    const at = (found: ReturnType<typeof problem>, ...path: readonly (string | number)[]) =>
      ownIssue(found, ['layers', id, ...path]);
    if (file === '' && joined !== null) return [at(problem('study-join-without-file'), 'join')];
    if (from === null && file === '') return [at(problem('schema-missing', { expected: 'string' }), 'file')];
    if (from !== null && file !== '') return [at(problem('study-layer-file-and-from'), 'from')];
    if (role !== 'plots' && from !== null) return [at(problem('study-only-plots-made', { role }), 'from')];
    if (role !== 'plots' && assemble !== null) return [at(problem('study-only-plots-assembled', { role }), 'assemble')];
    return from === null
      ? []
      : namedLayers(from).flatMap(({ layer, path }) =>
          typeof layer !== 'string' || known.includes(layer)
            ? []
            : [at(problem('study-layer-unknown', { found: layer, known: known.join(', ') }), 'from', ...path)],
        );
  });
}

/** Reading a layer by another CRS than the one asked for would be a wrong answer, not a lesser one. */
function isKnownCrs(text: string): boolean {
  return readCrsDefinition(text.trim(), 'user').crs.kind !== 'unknown';
}

/** Reads a study from its text. Every problem found is given, each with the place in the file. */
export function parseStudy(source: string): Outcome<Study, readonly Problem[]> {
  const json = readJson(source);
  if (!json.ok) return failure([json.reason]);
  const parsed = studySchema.safeParse(json.value);
  return parsed.success ? success(parsed.data) : failure(schemaProblems(json.value, parsed.error.issues));
}
