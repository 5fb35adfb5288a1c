import { geometryIssues } from '../../shared/analysis/check-geometry.ts';
import { textAt, valueAt } from '../../shared/dataset/columns.ts';
import { suggestLayer } from '../../shared/dataset/suggest.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { geometryExtent } from '../../shared/geometry/bounds.ts';
import { featureCount } from '../../shared/geometry/types.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import type { Language } from '../../shared/lib/language.ts';
import type { InspectArguments } from './arguments.ts';
import { locate } from './files.ts';
import { print } from './output.ts';
import { CommandError } from './usage.ts';
import { nodeCompute } from './workers.ts';

const geometryTypes = { points: 'point', lines: 'line', polygons: 'polygon', none: 'none' } as const;

/** Tells what is in files: per layer its fields, CRS, encoding, extent, and what is wrong with it. */
export async function inspect(call: InspectArguments, signal: AbortSignal): Promise<void> {
  const compute = nodeCompute(0);
  const layers: ReadLayer[] = [];
  const problems: string[] = [];
  for (const path of call.files) {
    const files = locate(path);
    if (files.length === 0) {
      problems.push(`${path}: there is no such file, or an empty folder.`);
      continue;
    }
    const options = { encoding: call.encoding, crs: call.crs };
    const outcome = await compute.run('readLayers', { files, options }, { signal });
    if (outcome.ok) for (const layer of outcome.value) layers.push(await withGeometryIssues(compute, layer, signal));
    else problems.push(`${path}: ${describeIssue(outcome.reason, call.language)}`);
  }
  const described = layers.map((layer) => describeLayer(layer, call.language));
  if (call.json) await print([`${JSON.stringify({ layers: described }, null, 1)}\n`]);
  else await print(described.map(layerText));
  if (problems.length > 0) throw new CommandError(1, problems.join('\n'));
}

async function withGeometryIssues(compute: Compute, layer: ReadLayer, signal: AbortSignal): Promise<ReadLayer> {
  const found = await geometryIssues(compute, layer.dataset, signal);
  return { ...layer, issues: [...layer.issues, ...found] };
}

type Described = ReturnType<typeof describeLayer>;

function describeLayer({ name, format, dataset, encoding, issues }: ReadLayer, language: Language) {
  const suggestion = suggestLayer({
    fileName: name,
    layerName: name,
    geometryKind: dataset.geometry.kind,
    fieldNames: dataset.columns.map((column) => column.name),
    sampleValues: dataset.columns.map((column) => sampleOf(column)),
  });
  const { code, name: crsName, source } = dataset.crs;
  return {
    name,
    format,
    geometryType: geometryTypes[dataset.geometry.kind],
    featureCount: featureCount(dataset.geometry),
    extent: geometryExtent(dataset.geometry),
    crs: { code, name: crsName, source },
    encoding: encoding.name,
    fields: dataset.columns.map((column) => ({ name: column.name, type: column.type })),
    issues: issues.map((found) => ({
      code: found.code,
      severity: found.severity,
      feature: found.feature,
      message: describeIssue(found, language),
    })),
    role: suggestion.role,
  };
}

function sampleOf(column: ReadLayer['dataset']['columns'][number]): readonly string[] {
  const count = column.type === 'text' ? column.start.length - 1 : column.values.length;
  const sample: string[] = [];
  for (let row = 0; row < Math.min(count, 50); row++) {
    const value = column.type === 'text' ? textAt(column, row) : valueAt(column, row);
    if (value !== null) sample.push(String(value));
  }
  return sample;
}

function layerText(layer: Described): string {
  const extent = layer.extent ? layer.extent.map((value) => value.toFixed(2)).join(' ') : '-';
  const lines = [
    `${layer.name} (${layer.format})`,
    `  ${layer.featureCount} features, ${layer.geometryType}; role: ${layer.role ?? '-'}`,
    `  CRS: ${layer.crs.code ?? '-'} ${layer.crs.name} (${layer.crs.source}); encoding: ${layer.encoding}`,
    `  extent: ${extent}`,
    `  fields: ${layer.fields.map(({ name, type }) => `${name} (${type})`).join(', ') || '-'}`,
    ...layer.issues.map(
      ({ severity, feature, message }) => `  ${severity}${feature === null ? '' : ` at ${feature}`}: ${message}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
