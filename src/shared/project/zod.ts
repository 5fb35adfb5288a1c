import * as z from 'zod';
import type { Problem } from '../lib/issue.ts';

// The app's content security policy forbids `new Function`: every schema is made from this configured instance.
z.config({ jitless: true });

export { z };

/** A problem of our own found while checking a schema; `schema-problems.ts` passes it on with the place added. */
export function ownIssue(found: Problem, path: readonly (string | number)[] = []) {
  return {
    code: 'custom' as const,
    message: found.code,
    path: [...path],
    input: undefined,
    params: { problem: found },
  };
}

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A JSON object whose keys are data (layer names, field names, codes), read as pairs in the order of the file,
 * so that a key like `__proto__` is a name like any other.
 */
export function namedEntries<Value>(value: z.ZodType<Value>, description: string) {
  const { $schema: _, ...inner } = z.toJSONSchema(value, { io: 'input', unrepresentable: 'any' });
  return z
    .unknown()
    .transform((input, context): (readonly [string, Value])[] => {
      if (!isJsonObject(input)) {
        context.issues.push({ code: 'invalid_type', expected: 'object', input });
        return z.NEVER;
      }
      return Object.keys(input).flatMap((name): (readonly [string, Value])[] => {
        const parsed = value.safeParse(input[name]);
        if (parsed.success) return [[name, parsed.data]];
        for (const found of parsed.error.issues) for (const copy of under(name, found)) context.issues.push(copy);
        return [];
      });
    })
    .meta({ type: 'object', additionalProperties: inner, description });
}

/** An issue found below a name. Unknown keys are told as issues of our own: zod would go on to the checks of the whole. */
function under(name: string, found: z.core.$ZodIssue): readonly z.core.$ZodRawIssue[] {
  const path = [name, ...found.path];
  if (found.code !== 'unrecognized_keys') return [{ ...found, path, input: undefined } as z.core.$ZodRawIssue];
  return found.keys.map((key) => ({
    code: 'custom',
    message: key,
    path: [...path, key],
    input: undefined,
    params: { unknownKey: key },
  }));
}
