import { parseFilter } from '../dataset/filter.ts';
import type { Filter } from '../dataset/filter-types.ts';
import { roles, themes } from '../dataset/themes.ts';
import { asId } from '../lib/id.ts';
import { type Problem, problem } from '../lib/issue.ts';
import type { Language, Words } from '../lib/language.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { LayerReference, RoadQuestion } from '../measure/types.ts';
import type { Criterion, Profile } from '../scoring/types.ts';
import { readJson } from './json-text.ts';
import { schemaProblems } from './schema-problems.ts';
import { namedEntries, ownIssue, z } from './zod.ts';

/** The format this version writes and reads. */
export const profileFormat = 'tomtevalg-profile/1';
/** More criteria than anyone can weigh; keeps memory in proportion to the plots. */
const mostCriteria = 200;

const share = z.number().min(0).max(1);
const text = z.string().min(1);

/** A layer by name, or all layers of a role and theme. */
export const layerReference = z
  .union([
    text,
    z
      .strictObject({ role: z.enum(roles).optional(), theme: z.enum(themes).optional() })
      .check((context) => {
        const { role, theme } = context.value;
        if (!role && !theme) context.issues.push(ownIssue(problem('layer-reference-empty')));
      })
      .meta({ minProperties: 1 }),
  ])
  .transform((reference): LayerReference => (typeof reference === 'string' ? asId<'layer'>(reference) : reference))
  .meta({ description: 'a layer of the study by name, or all layers of a role and theme' });
const layerReferences = z.array(layerReference).min(1).max(100);

/** A filter expression. */
export const filter = z
  .unknown()
  .transform((json, context): Filter => {
    const parsed = parseFilter(json);
    if (parsed.ok) return parsed.value;
    context.issues.push(ownIssue(parsed.reason));
    return z.NEVER;
  })
  .meta({
    type: 'array',
    description: 'the subset of MapLibre filter expressions of docs/profile.md: == != < <= > >= in has !has ! all any',
  });

const roadParameters = {
  speed: z
    .union([text, z.number().positive().max(200)])
    .optional()
    .meta({ description: 'a field of the roads, or km/h for all of them' }),
  snap: z.number().min(0).optional().meta({ description: 'metres' }),
};

const reachParameters = {
  of: layerReference,
  field: text.optional(),
  within: z.number().positive().meta({ description: 'metres; with over, minutes or metres as by says' }),
  over: layerReference.optional(),
  by: z.enum(['minutes', 'metres']).optional(),
  ...roadParameters,
};

/** What speaks of roads without saying which would otherwise be passed over in silence. */
function roadsGiven(context: { readonly value: object; readonly issues: unknown[] }): void {
  const { over, by, speed, snap } = context.value as RoadQuestion;
  if (over === undefined && (by !== undefined || speed !== undefined || snap !== undefined))
    context.issues.push(ownIssue(problem('measure-without-over')));
}

const measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('area') }),
  z.strictObject({
    kind: z.literal('distance'),
    to: layerReference,
    where: filter.optional(),
    from: z.enum(['edge', 'centroid']).optional(),
  }),
  z.strictObject({ kind: z.literal('coverage'), by: layerReferences, where: filter.optional() }),
  z.strictObject({
    kind: z.literal('buildable'),
    minus: layerReferences,
    where: filter.optional(),
    take: z.enum(['area', 'largest']).optional(),
    setback: z.number().min(0).max(10_000).optional().meta({ description: "metres from the plot's own border" }),
    maxSlope: z.number().min(0).optional().meta({ description: 'percent; steeper ground is taken off' }),
    terrain: layerReference.optional(),
  }),
  z.strictObject({
    kind: z.literal('zoning'),
    by: layerReference,
    field: text,
    classes: namedEntries(share, 'suitability 0..1 per code').optional(),
    take: z.enum(['dominant', 'mean']).optional(),
  }),
  z.strictObject({ kind: z.literal('population'), ...reachParameters }).check(roadsGiven),
  z.strictObject({ kind: z.literal('reach'), ...reachParameters }).check(roadsGiven),
  z
    .strictObject({
      kind: z.literal('access'),
      to: layerReference,
      where: filter.optional(),
      capacity: text,
      ...reachParameters,
      method: z.enum(['2sfca', 'e2sfca']),
      decay: z.enum(['zones', 'gaussian']).optional(),
    })
    .check(roadsGiven),
  z.strictObject({
    kind: z.literal('capacity'),
    of: layerReference,
    field: text,
    within: z.number().positive().meta({ description: 'metres' }),
    take: z.enum(['sum', 'max']),
    where: filter.optional(),
    from: z.enum(['edge', 'centroid']).optional(),
  }),
  z.strictObject({
    kind: z.literal('compactness'),
    take: z.enum(['inscribed-width', 'polsby-popper']).optional(),
  }),
  z.strictObject({
    kind: z.literal('travel'),
    to: layerReference,
    where: filter.optional(),
    over: layerReference,
    by: z.enum(['minutes', 'metres']),
    ...roadParameters,
  }),
  z.strictObject({
    kind: z.literal('fits'),
    width: z.number().positive().max(100_000).meta({ description: 'metres' }),
    length: z.number().positive().max(100_000).meta({ description: 'metres' }),
    minus: layerReferences.optional(),
    where: filter.optional(),
    setback: z.number().min(0).max(10_000).optional().meta({ description: "metres from the plot's own border" }),
  }),
  z
    .strictObject({
      kind: z.literal('slope'),
      terrain: layerReference.optional(),
      take: z.enum(['mean', 'p90', 'share-under']),
      limit: z.number().min(0).optional().meta({ description: 'percent, for share-under' }),
    })
    .check((context) => {
      const { take, limit } = context.value;
      if ((take === 'share-under') !== (limit !== undefined))
        context.issues.push(ownIssue(problem('slope-limit'), ['limit']));
    }),
  z.strictObject({ kind: z.literal('attribute'), field: text }),
]);

const points = z
  .array(z.tuple([z.number(), share]))
  .min(1)
  .max(1000)
  .check((context) => {
    const list = context.value;
    const wrong = list.findIndex(([x], index) => index > 0 && !(x > list[index - 1][0]));
    if (wrong > 0) context.issues.push(ownIssue(problem('utility-points-order', { x: list[wrong][0] }), [wrong]));
  })
  .meta({ description: 'break points [value, utility] with rising values; the ends hold' });

const range = z
  .strictObject({ from: z.number().optional(), to: z.number().optional(), utility: share })
  .check((context) => {
    const { from, to } = context.value;
    if (from !== undefined && to !== undefined && !(from < to)) {
      context.issues.push(ownIssue(problem('utility-range-order', { from, to })));
    }
  });

const utility = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('piecewise'), points }),
  z.strictObject({
    kind: z.literal('classes'),
    scores: namedEntries(share, 'utility 0..1 per code or text'),
    otherwise: share.optional(),
  }),
  z.strictObject({ kind: z.literal('ranges'), ranges: z.array(range).min(1).max(1000) }),
  z.strictObject({ kind: z.literal('raw'), direction: z.enum(['up', 'down']) }),
]);

const threshold = z
  .strictObject({
    above: z.number().optional(),
    below: z.number().optional(),
    in: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .max(100_000)
      .optional(),
  })
  .check((context) => {
    if (Object.keys(context.value).length !== 1) context.issues.push(ownIssue(problem('threshold-one-of')));
  })
  .meta({ minProperties: 1, maxProperties: 1, description: 'strict: a value equal to the threshold does not cross it' })
  .transform((value) => value as NonNullable<Criterion['exclude']>);

const words = z.union([
  text.transform((name): Words => ({ en: name, nb: name, sv: name })),
  z
    .strictObject({ en: text.optional(), nb: text.optional(), sv: text.optional() })
    .meta({ minProperties: 1 })
    .transform((names, context): Words => {
      const order: readonly Language[] = ['en', 'nb', 'sv'];
      const any = order.map((language) => names[language]).find((name) => name !== undefined);
      if (any === undefined) context.issues.push(ownIssue(problem('words-empty')));
      const fallback = any ?? '';
      return { en: names.en ?? fallback, nb: names.nb ?? fallback, sv: names.sv ?? fallback };
    }),
]);

const criterion = z
  .strictObject({
    id: text,
    group: text.default('other'),
    name: words.optional(),
    weight: z.number().min(0).max(1e9).default(1),
    measure,
    utility,
    exclude: threshold.optional(),
    condition: threshold.optional(),
    missing: z.union([z.enum(['unknown', 'exclude']), z.strictObject({ utility: share })]).default('unknown'),
    source: z.string().default(''),
    grade: z.enum(['measured', 'norm', 'assumption', 'user']).default('user'),
  })
  .transform(
    ({ name, ...rest }): Criterion => ({
      ...rest,
      id: asId<'criterion'>(rest.id),
      name: name ?? { en: rest.id, nb: rest.id, sv: rest.id },
    }),
  );

/** The schema of a profile: what a file may hold, and what it becomes. */
export const profileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(profileFormat).optional(),
    id: text,
    use: z.enum(['industry', 'housing', 'school']),
    name: words.optional(),
    criteria: z.array(criterion).min(1).max(mostCriteria),
    aggregation: z.strictObject({ method: z.enum(['weighted-sum']) }).default({ method: 'weighted-sum' }),
  })
  .check((context) => {
    for (const found of criteriaIssues(context.value.criteria)) context.issues.push(found);
  })
  .transform(
    ({ id, use, name, criteria, aggregation }): Profile => ({
      id: asId<'profile'>(id),
      use,
      name: name ?? { en: id, nb: id, sv: id },
      criteria,
      aggregation,
    }),
  );

function criteriaIssues(criteria: readonly Criterion[]) {
  const issues: ReturnType<typeof ownIssue>[] = [];
  const seen = new Set<string>();
  criteria.forEach(({ id, utility: { kind } }, index) => {
    if (seen.has(id)) issues.push(ownIssue(problem('criterion-repeated', { id }), ['criteria', index, 'id']));
    seen.add(id);
    if (kind === 'raw')
      issues.push(ownIssue(problem('utility-raw-weighted-sum', { id }), ['criteria', index, 'utility']));
  });
  if (criteria.length > 0 && criteria.every(({ weight }) => weight === 0))
    issues.push(ownIssue(problem('profile-no-weight'), ['criteria']));
  return issues;
}

/** Checks a profile that was read as JSON. Names and codes become pairs and ids; defaults are filled in. */
export function parseProfile(json: unknown): Outcome<Profile, readonly Problem[]> {
  const parsed = profileSchema.safeParse(json);
  return parsed.success ? success(parsed.data) : failure(schemaProblems(json, parsed.error.issues));
}

/** `parseProfile` on the text of a file. */
export function parseProfileText(source: string): Outcome<Profile, readonly Problem[]> {
  const json = readJson(source);
  return json.ok ? parseProfile(json.value) : failure([json.reason]);
}
