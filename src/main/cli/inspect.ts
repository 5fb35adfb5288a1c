import { geometryIssues } from '../../shared/analysis/check-geometry.ts';
import { textAt, valueAt } from '../../shared/dataset/columns.ts';
import { suggestLayer } from '../../shared/dataset/suggest.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import type { RasterFacts } from '../../shared/formats/geotiff/describe.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { geometryExtent } from '../../shared/geometry/bounds.ts';
import { featureCount } from '../../shared/geometry/types.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import type { Issue } from '../../shared/lib/issue.ts';
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
  const described: Described[] = [];
  const problems: string[] = [];
  for (const path of call.files) {
    const files = locate(path);
    if (files.length === 0) {
      problems.push(`${path}: there is no such file, or an empty folder.`);
      continue;
    }
    const grid = files.find(({ name }) => /\.tiff?$/i.test(name));
    if (grid && files.length === 1) {
      const facts = await compute.run('describeRaster', { file: grid, crs: call.crs }, { signal });
      if (facts.ok) described.push(describeGrid(grid.name, facts.value, call.language));
      else problems.push(`${path}: ${describeIssue(facts.reason, call.language)}`);
      continue;
    }
    const options = { encoding: call.encoding, crs: call.crs };
    const outcome = await compute.run('readLayers', { files, options }, { signal });
    if (outcome.ok)
      for (const layer of outcome.value)
        described.push(describeLayer(await withGeometryIssues(compute, layer, signal), call.language));
    else problems.push(`${path}: ${describeIssue(outcome.reason, call.language)}`);
  }
  if (call.json) await print([`${JSON.stringify({ layers: described }, null, 1)}\n`]);
  else await print(described.map(layerText));
  if (problems.length > 0) throw new CommandError(1, problems.join('\n'));
}

async function withGeometryIssues(compute: Compute, layer: ReadLayer, signal: AbortSignal): Promise<ReadLayer> {
  const found = await geometryIssues(compute, layer.dataset, signal);
  return { ...layer, issues: [...layer.issues, ...found] };
}

/** What `inspect --json` says of a layer. */
type Described = ReturnType<typeof describeLayer> & Partial<Pick<ReturnType<typeof describeGrid>, 'grid'>>;

function describeGrid(file: string, facts: RasterFacts, language: Language) {
  const { width, height, cell, nodata, range, looked, missing, extent, crs, issues } = facts;
  return {
    name: file.replace(/\.[^.]*$/, ''),
    format: 'geotiff',
    geometryType: 'none' as const,
    featureCount: 0,
    extent,
    crs: { code: crs.code, name: crs.name, source: crs.source },
    encoding: '',
    fields: [],
    issues: issues.map((found) => describeFound(found, language)),
    role: 'terrain' as const,
    grid: { width, height, cell, nodata, lowest: range?.[0] ?? null, highest: range?.[1] ?? null, looked, missing },
  };
}

const describeFound = (found: Issue, language: Language) => ({
  code: found.code,
  severity: found.severity,
  feature: found.feature,
  message: describeIssue(found, language),
});

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
    issues: issues.map((found) => describeFound(found, language)),
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
  const crs = `  CRS: ${layer.crs.code ?? '-'} ${layer.crs.name} (${layer.crs.source})`;
  const { grid } = layer;
  const facts = grid
    ? [
        `  ${grid.width} x ${grid.height} cells of ${grid.cell.join(' x ')}; role: ${layer.role ?? '-'}`,
        crs,
        `  extent: ${extent}`,
        `  heights: ${grid.lowest ?? '-'} to ${grid.highest ?? '-'} m; nodata: ${grid.nodata ?? '-'}; missing: ${grid.missing} of ${grid.looked} cells looked at`,
      ]
    : [
        `  ${layer.featureCount} features, ${layer.geometryType}; role: ${layer.role ?? '-'}`,
        `${crs}; encoding: ${layer.encoding}`,
        `  extent: ${extent}`,
        `  fields: ${layer.fields.map(({ name, type }) => `${name} (${type})`).join(', ') || '-'}`,
      ];
  const lines = [
    `${layer.name} (${layer.format})`,
    ...facts,
    ...layer.issues.map(
      ({ severity, feature, message }) => `  ${severity}${feature === null ? '' : ` at ${feature}`}: ${message}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
