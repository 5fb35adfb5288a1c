import {
  type AssemblyRules,
  assemblyDefaults,
  assumedRoads,
  type CandidateRecipe,
  candidateDefaults,
  type DistanceRule,
  type Figure,
  mostTakenOff,
  type TakenOff,
} from '../candidates/recipe.ts';
import type { Filter } from '../dataset/filter-types.ts';
import { type Role, roles, type Theme, themes } from '../dataset/themes.ts';
import { asId } from '../lib/id.ts';
import { problem } from '../lib/issue.ts';
import type { LayerReference } from '../measure/types.ts';
import { filter, layerReference } from './profile-schema.ts';
import { namedEntries, ownIssue, z } from './zod.ts';

const text = z.string().min(1);

/** A number, or a number with where it comes from. */
const figureOf = (number: z.ZodNumber, description: string) =>
  z
    .union([
      number,
      z.strictObject({
        value: number,
        source: text.optional(),
        grade: z.enum(['measured', 'norm', 'assumption', 'user']).optional(),
      }),
    ])
    .transform((given): Figure => {
      const { value, source, grade } = typeof given === 'number' ? { value: given } : given;
      return { value, source: source ?? 'study', grade: grade ?? 'user' };
    })
    .meta({ description });

const metres = z.number().min(0).max(10_000);
const squareMetres = z.number().min(0).max(1e9);
const distance = (description: string) => figureOf(metres, description);

const everywhere = (otherwise: Figure): DistanceRule => ({ field: null, byClass: new Map(), otherwise });

/** A layer by name, or all of a role and theme, as members of an object. */
const reference = {
  layer: text.optional().meta({ description: 'a layer of the study by name; or' }),
  role: z.enum(roles).optional().meta({ description: 'all layers of a role' }),
  theme: z.enum(themes).optional().meta({ description: 'and theme' }),
  where: filter.optional(),
};

interface GivenReference {
  readonly layer?: string | undefined;
  readonly role?: Role | undefined;
  readonly theme?: Theme | undefined;
}

function referenceIssues({ layer, role, theme }: GivenReference) {
  const isGroup = role !== undefined || theme !== undefined;
  if (layer !== undefined && isGroup) return [ownIssue(problem('layer-reference-twice'))];
  return layer === undefined && !isGroup ? [ownIssue(problem('layer-reference-empty'))] : [];
}

const referenceOf = ({ layer, role, theme }: GivenReference): LayerReference =>
  layer === undefined ? { role, theme } : asId<'layer'>(layer);

const constraint = z.union([
  text.transform((layer) => ({ layer })),
  z
    .strictObject({
      ...reference,
      setback: distance('metres kept from the features; instead of the setback for all').optional(),
    })
    .check((context) => {
      for (const found of referenceIssues(context.value)) context.issues.push(found);
    }),
]);
type GivenConstraint = GivenReference & { readonly where?: Filter | undefined; readonly setback?: Figure | undefined };

const roads = z.union([
  text.transform((layer) => ({ layer })),
  z
    .strictObject({
      ...reference,
      halfWidth: distance('metres from the middle of the road to its edge, where its class is not named').optional(),
      field: text.optional().meta({ description: 'field with the class; roadClass where left out' }),
      halfWidths: namedEntries(distance('metres'), 'class -> metres from the middle to the edge').optional(),
    })
    .check((context) => {
      const { field, halfWidths } = context.value;
      for (const found of referenceIssues(context.value)) context.issues.push(found);
      if (field !== undefined && halfWidths === undefined)
        context.issues.push({ ...ownIssue(problem('candidate-widths-missing', { field })), path: ['field'] });
    }),
]);
interface GivenRoads extends GivenReference {
  readonly where?: Filter | undefined;
  readonly halfWidth?: Figure | undefined;
  readonly field?: string | undefined;
  readonly halfWidths?: readonly (readonly [roadClass: string, halfWidth: Figure])[] | undefined;
}

const notEmpty = z.array(text).min(1).max(500);

/** How candidate plots are made from zoning: what a study may say as `from` of its plots. */
export const recipeSchema = z
  .strictObject({
    zoning: layerReference,
    field: text.default('code').meta({ description: 'field with the code, meaning or own name; code where left out' }),
    where: filter.optional(),
    codes: notEmpty.meta({ description: 'codes as text; a * at the end stands for any ending' }),
    minus: z.array(constraint).max(mostTakenOff).default([]),
    setback: distance('metres kept from every constraint that gives none itself; 0 where left out').optional(),
    cutBy: z.array(roads).max(mostTakenOff).default([]),
    minArea: figureOf(squareMetres, 'm2; smaller pieces are left out; 1000 where left out').optional(),
    minWidth: figureOf(metres, 'm; pieces without room for such a circle are left out; 15 where left out').optional(),
  })
  .check((context) => {
    const { minus, cutBy } = context.value;
    if (minus.length + cutBy.length <= mostTakenOff) return;
    const details = { maximum: mostTakenOff, found: minus.length + cutBy.length };
    context.issues.push({ ...ownIssue(problem('candidate-too-many-layers', details)), path: ['minus'] });
  })
  .transform((given): CandidateRecipe => {
    const setback = given.setback ?? candidateDefaults.setback;
    return {
      zoning: given.zoning,
      field: given.field,
      where: given.where ?? null,
      codes: given.codes,
      cutBy: given.cutBy.map(roadsTakenOff),
      minus: given.minus.map(
        (one: GivenConstraint): TakenOff => ({
          layer: referenceOf(one),
          where: one.where ?? null,
          distance: everywhere(one.setback ?? setback),
        }),
      ),
      minArea: given.minArea ?? candidateDefaults.minArea,
      minWidth: given.minWidth ?? candidateDefaults.minWidth,
    };
  });

function roadsTakenOff(given: GivenRoads): TakenOff {
  const { where, halfWidth, field, halfWidths } = given;
  const otherwise = halfWidth ?? assumedRoads.otherwise;
  const distance =
    halfWidths !== undefined
      ? { field: field ?? 'roadClass', byClass: new Map(halfWidths), otherwise }
      : halfWidth !== undefined
        ? everywhere(halfWidth)
        : assumedRoads;
  return { layer: referenceOf(given), where: where ?? null, distance };
}

/** Which adjoining plots are suggested together: what a study may say as `assemble` of its plots. */
export const assemblySchema = z
  .strictObject({
    minArea: figureOf(squareMetres, 'm2 wanted; smaller plots are joined'),
    minBorder: figureOf(metres, 'm of border that adjoining plots share; 5 where left out').optional(),
    gap: figureOf(z.number().min(0).max(50), 'm two borders may lie apart; 0.1 where left out').optional(),
    mostPlots: figureOf(z.number().int().min(2).max(50), 'most plots in an assembly; 8 where left out').optional(),
  })
  .transform(
    (given): AssemblyRules => ({
      minArea: given.minArea,
      minBorder: given.minBorder ?? assemblyDefaults.minBorder,
      gap: given.gap ?? assemblyDefaults.gap,
      mostPlots: given.mostPlots ?? assemblyDefaults.mostPlots,
    }),
  );

/** Every layer a recipe names, with its place in the file. */
export function namedLayers(
  recipe: CandidateRecipe,
): readonly { readonly layer: LayerReference; readonly path: readonly (string | number)[] }[] {
  const list = (name: 'cutBy' | 'minus') => recipe[name].map(({ layer }, at) => ({ layer, path: [name, at] }));
  return [{ layer: recipe.zoning, path: ['zoning'] }, ...list('cutBy'), ...list('minus')];
}
