/** Writes resources/schemas/*.json from the schemas that read studies and profiles. Run: npx tsx scripts/make-schemas.ts */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsonSchemas } from '../src/shared/project/json-schemas.ts';

const folder = fileURLToPath(new URL('../resources/schemas/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const { name, schema } of jsonSchemas()) {
  writeFileSync(`${folder}${name}`, `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`resources/schemas/${name}`);
}
execFileSync('npx', ['biome', 'format', '--write', folder], { stdio: 'inherit' });
