import type { Measure } from '../measure/types.ts';
import type { Criterion, Profile, Utility } from '../scoring/types.ts';
import { profileFormat } from './profile-schema.ts';

/**
 * A profile as a profile file has it (docs/profile.md): what `parseProfile` makes of it is the profile again, save for the
 * order of codes that look like whole numbers, which no meaning hangs on.
 */
export function profileJson({ id, use, name, criteria, aggregation }: Profile): Readonly<Record<string, unknown>> {
  return plain({ format: profileFormat, id, use, name, criteria: criteria.map(criterionJson), aggregation });
}

function criterionJson({ measure, utility, ...rest }: Criterion): Readonly<Record<string, unknown>> {
  return { ...rest, measure: measureJson(measure), utility: utilityJson(utility) };
}

function measureJson(measure: Measure): Readonly<Record<string, unknown>> {
  if (measure.kind !== 'zoning' || measure.classes === undefined) return { ...measure };
  return { ...measure, classes: Object.fromEntries(measure.classes) };
}

function utilityJson(utility: Utility): Readonly<Record<string, unknown>> {
  return utility.kind === 'classes' ? { ...utility, scores: Object.fromEntries(utility.scores) } : { ...utility };
}

/** Without keys that hold nothing, as text does. */
function plain(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(value)) as Readonly<Record<string, unknown>>;
}
