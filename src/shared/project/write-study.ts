import { builtinProfiles } from '../scoring/builtin/index.ts';
import { studyFormat } from './study-schema.ts';
import type { Study, StudyLayer } from './study-types.ts';
import { isJsonObject } from './zod.ts';

/**
 * A study as the text of a file: the layers as they stand now, everything else as in `base`, the text that the study was read
 * from. Without a base the study names the built-in profiles. What `parseStudy` makes of it is the study again.
 */
export function writeStudy(study: Study, base: string | null): string {
  const known: unknown = base === null ? null : JSON.parse(base.replace(/^\uFEFF/, ''));
  const plain = {
    format: studyFormat,
    name: study.name,
    ...(study.crs === null ? {} : { crs: study.crs }),
    profiles: builtinProfiles.map(({ id }) => id),
  };
  const head = isJsonObject(known) ? known : plain;
  return JSON.stringify({
    ...head,
    layers: Object.fromEntries(study.layers.map((layer) => [layer.id, written(layer)])),
  });
}

function written(layer: StudyLayer): Readonly<Record<string, unknown>> {
  const { file, layer: inner, role, theme, encoding, crs, idField, labelField, fields, mapped, geometry } = layer;
  const optional = { layer: inner, theme, encoding, crs, id: idField, label: labelField, mapped };
  return {
    file,
    role,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    ...(fields.size === 0 ? {} : { fields: Object.fromEntries(fields) }),
    ...(geometry === 'keep' ? {} : { geometry }),
  };
}
