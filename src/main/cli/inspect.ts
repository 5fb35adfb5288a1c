import { geometryIssues } from '../../shared/analysis/check-geometry.ts';
import { textAt, valueAt } from '../../shared/dataset/columns.ts';
import { suggestLayer } from '../../shared/dataset/suggest.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import type { RasterFacts } from '../../shared/formats/geotiff/describe.ts';
import { isBesideGrids, isGrid, mayHoldGrids } from '../../shared/formats/geotiff/grids-in-file.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { geometryExtent } from '../../shared/geometry/bounds.ts';
import { featureCount } from '../../shared/geometry/types.ts';
import type { Compute, FileLocator } from '../../shared/jobs/compute.ts';
import type { Issue, Problem } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { success } from '../../shared/lib/outcome.ts';
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
    for (const group of withGridsApart(files)) {
      const found = await lookAt(compute, group, call, signal);
      described.push(...found.described);
      problems.push(...found.problems.map((reason) => `${path}: ${describeIssue(reason, call.language)}`));
    }
  }
  if (call.json) await print([`${JSON.stringify({ layers: described }, null, 1)}\n`]);
  else await print(described.map(layerText));
  if (problems.length > 0) throw new CommandError(1, problems.join('\n'));
}

/** What other programs lay beside a grid: its name without `.tif`, where a file is called so. */
const besideGrid = /^(.*?)(?:\.tiff?)?\.(?:tfw|tifw|aux\.xml|ovr)$/;

/** The files of a folder as they are looked at: grids of heights each for itself without what lies beside it, all others together. */
function withGridsApart(files: readonly FileLocator[]): readonly (readonly FileLocator[])[] {
  const grids = files.filter(({ name }) => isGrid(name));
  const stems = new Set(grids.map(({ name }) => name.toLowerCase().replace(/\.tiff?$/, '')));
  const isBeside = (name: string) => stems.has(besideGrid.exec(name.toLowerCase())?.[1] ?? '');
  const others = files.filter(({ name }) => !isGrid(name) && !isBeside(name));
  return [...(others.length > 0 ? [others] : []), ...grids.map((grid) => [grid])];
}

/** What is in one file with what belongs to it. Beside layers, a TIFF that is no grid of heights is told as an issue of the first. */
async function lookAt(
  compute: Compute,
  files: readonly FileLocator[],
  { encoding, crs, language }: InspectArguments,
  signal: AbortSignal,
): Promise<{ readonly described: readonly Described[]; readonly problems: readonly Problem[] }> {
  const [file] = files;
  const mayBe = files.length === 1 && mayHoldGrids(file.name);
  const found = mayBe ? await compute.run('describeRasters', { file, crs }, { signal }) : success([]);
  const looked = found.ok ? found.value : [];
  const grids = looked.flatMap(({ name, facts }) => (facts.ok ? [describeGrid(name, facts.value, language)] : []));
  const failed = looked.flatMap(({ facts }) => (facts.ok ? [] : [facts.reason]));
  if (mayBe && isGrid(file.name)) return { described: grids, problems: found.ok ? failed : [found.reason] };
  // What is wrong with a zip as a whole its layers tell.
  const outcome = await compute.run('readLayers', { files, options: { encoding, crs } }, { signal });
  if (!outcome.ok) {
    const isTold = looked.length > 0 && isBesideGrids(outcome.reason);
    return { described: grids, problems: isTold ? failed : [...failed, outcome.reason] };
  }
  const layers: Described[] = [];
  for (const [at, layer] of outcome.value.entries()) {
    const issues = at === 0 ? [...failed, ...layer.issues] : layer.issues;
    layers.push(describeLayer(await withGeometryIssues(compute, { ...layer, issues }, signal), language));
  }
  return { described: [...grids, ...layers], problems: [] };
}

async function withGeometryIssues(compute: Compute, layer: ReadLayer, signal: AbortSignal): Promise<ReadLayer> {
  const found = await geometryIssues(compute, layer.dataset, signal);
  return { ...layer, issues: [...layer.issues, ...found] };
}

/** What `inspect --json` says of a layer. */
type Described = ReturnType<typeof describeLayer> & Partial<Pick<ReturnType<typeof describeGrid>, 'grid'>>;

function describeGrid(name: string, facts: RasterFacts, language: Language) {
  const { width, height, cell, nodata, range, looked, missing, extent, crs, issues } = facts;
  return {
    name,
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
