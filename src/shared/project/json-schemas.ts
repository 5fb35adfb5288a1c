import { documentFileSchema, documentFormat } from './document-schema.ts';
import { profileFormat, profileSchema } from './profile-schema.ts';
import { studyFormat, studySchema } from './study-schema.ts';
import { z } from './zod.ts';

/** A JSON Schema (2020-12) that editors can complete and check against, and the file it belongs in. */
export interface SchemaFile {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The schemas of what people write by hand and of what projects hold, made from the very checks that read it. */
export function jsonSchemas(): readonly SchemaFile[] {
  return [
    described('study.schema.json', studySchema, 'Tomtevalg study', `Names data and questions (${studyFormat}).`),
    described(
      'profile.schema.json',
      profileSchema,
      'Tomtevalg profile',
      `Criteria and weights for a use (${profileFormat}).`,
    ),
    described(
      'document.schema.json',
      documentFileSchema,
      'Tomtevalg project document',
      `Everything in a project but its data (${documentFormat}).`,
    ),
  ];
}

function described(name: string, schema: z.ZodType, title: string, description: string): SchemaFile {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const { '~standard': _, ...plain } = rest as Record<string, unknown>;
  return { name, schema: { $schema, title, description, ...plain } };
}
