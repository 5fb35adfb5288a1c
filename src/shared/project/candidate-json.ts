import type { AssemblyRules, CandidateRecipe, Figure, TakenOff } from '../candidates/recipe.ts';

type Json = Readonly<Record<string, unknown>>;

/** A recipe as a study file has it under `from`: what its schema makes of it is the recipe again. */
export function recipeJson({ minus, cutBy, where, ...recipe }: CandidateRecipe): Json {
  return plain({
    ...recipe,
    where: where ?? undefined,
    minus: minus.map((one) => ({ ...takenOffJson(one), setback: one.distance.otherwise })),
    cutBy: cutBy.map((one) => ({ ...takenOffJson(one), ...widthsJson(one) })),
  });
}

/** Rules as a study file has them under `assemble`. */
export function assemblyJson(rules: AssemblyRules): Json {
  return plain({ ...rules });
}

function takenOffJson({ layer, where }: TakenOff): Json {
  return { ...(typeof layer === 'string' ? { layer } : layer), where: where ?? undefined };
}

function widthsJson({ distance: { field, byClass, otherwise } }: TakenOff): Json {
  if (field === null) return { halfWidth: otherwise };
  return { halfWidth: otherwise, field, halfWidths: Object.fromEntries<Figure>(byClass) };
}

/** Without keys that hold nothing, as text does. */
function plain(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
