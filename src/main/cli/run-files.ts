import { join } from 'node:path';
import { reportHead } from '../../shared/analysis/report-head.ts';
import type { ScoredProfile, ScoredStudy } from '../../shared/analysis/run-study.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { assemblyDataset } from '../../shared/candidates/assembly-dataset.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import { createTransform } from '../../shared/crs/transform.ts';
import type { Crs } from '../../shared/crs/types.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import type { OutputFile, OutputLayer, OutputOutcome } from '../../shared/formats/output.ts';
import { writeLayers } from '../../shared/formats/write-layers.ts';
import { assertNever } from '../../shared/lib/assert-never.ts';
import type { Language } from '../../shared/lib/language.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import type { Drawing } from '../../shared/report/drawing.ts';
import { mapDrawing } from '../../shared/report/map-drawing.ts';
import { placementLayer } from '../../shared/report/placement-layer.ts';
import { rankingCsv } from '../../shared/report/ranking-csv.ts';
import { rankingGeoJson } from '../../shared/report/ranking-geojson.ts';
import { rankingLayer } from '../../shared/report/ranking-layer.ts';
import { summaryHtml } from '../../shared/report/summary-html.ts';
import { drawingSvg } from '../../shared/report/svg.ts';
import { scoringWorkbook } from '../../shared/report/workbook/scoring-workbook.ts';
import type { RunFormat } from './arguments.ts';
import { writeTogether } from './output.ts';
import { CommandError } from './usage.ts';
import { engine } from './version.ts';
import { writeLayer } from './write-layer.ts';

const otherFolder = 'Choose another folder with --out.';

/** Writes the files of a run into a folder, one per profile and format; says which on stderr. */
export async function writeRun(
  folder: string,
  formats: readonly RunFormat[],
  { loaded, profiles }: ScoredStudy,
  language: Language,
): Promise<void> {
  const write = async (name: string, pieces: Iterable<string>) => {
    const path = join(folder, name);
    await writeTogether([{ path, chunks: inChunks(pieces) }], otherFolder);
    process.stderr.write(`${path}\n`);
  };
  const writeFiles = async (files: readonly OutputFile[]) => {
    const whole = files.map((file) => ({ path: join(folder, file.name), chunks: file.pieces() }));
    await writeTogether(whole, otherFolder);
    for (const { path } of whole) process.stderr.write(`${path}\n`);
  };
  const writeOutput = async (output: OutputOutcome) => {
    if (!output.ok) throw new CommandError(1, describeIssue(output.reason, language));
    for (const one of output.value.issues) process.stderr.write(`${describeIssue(one, language)}\n`);
    await writeFiles(output.value.files);
  };
  const writeLayerFile = async (file: string, layers: readonly OutputLayer[]) => {
    const { writeGeoPackage } = await import('./geopackage.ts');
    const path = join(folder, file);
    for (const one of await writeGeoPackage(path, layers, otherFolder))
      process.stderr.write(`${describeIssue(one, language)}\n`);
    process.stderr.write(`${path}\n`);
  };
  const writeWorkbook = async (name: string, scored: ScoredProfile) => {
    const head = reportHead(loaded, [scored], engine, language);
    const file = scoringWorkbook(name, head, scored, loaded.plots, language);
    if (!file.ok) throw new CommandError(1, describeIssue(file.reason, language));
    await writeFiles([file.value]);
  };
  const names = fileNames(profiles.map(({ profile }) => profile.id));
  for (const [at, scored] of profiles.entries()) {
    const name = names[at];
    for (const format of formats) {
      switch (format) {
        case 'csv':
          await write(`${name}.csv`, rankingCsv(scored, loaded.plots, language));
          break;
        case 'geojson':
          await write(`${name}.geojson`, rankingGeoJson(scored, loaded.plots, lonLatFrom(loaded.workingCrs)));
          break;
        case 'svg':
          await write(`${name}.svg`, drawingSvg(mapOf(scored, loaded, language)));
          break;
        case 'shp':
        case 'fgb':
          await writeOutput(
            writeLayers(format, name, [{ name, dataset: rankingLayer(scored, loaded.plots, language) }]),
          );
          break;
        case 'gpkg':
          await writeLayerFile(`${name}.gpkg`, [{ name, dataset: rankingLayer(scored, loaded.plots, language) }]);
          break;
        case 'xlsx':
          await writeWorkbook(name, scored);
          break;
        case 'html':
          break;
        default:
          assertNever(format);
      }
    }
  }
  for (const format of formats) if (isLayerFormat(format)) await writeAssemblies(folder, format, loaded, language);
  for (const [at, scored] of profiles.entries()) {
    const dataset = placementLayer(scored, loaded.plots);
    const name = placementsOf(names[at]);
    for (const format of formats) {
      // A table of rectangles says nothing: places are for the map.
      if (dataset === null || !isLayerFormat(format) || format === 'csv') continue;
      await writeLayer(join(folder, `${name}.${format}`), { name, dataset }, language);
    }
  }
  if (formats.includes('html')) await write('summary.html', summaryOf({ loaded, profiles }, language));
}

/** Name of the file with the places of a profile's rectangles. */
const placementsOf = (name: string): string => `${name}-placements`;

const layerFiles = ['csv', 'geojson', 'gpkg', 'shp', 'fgb'] as const;
const isLayerFormat = (format: RunFormat): format is (typeof layerFiles)[number] =>
  layerFiles.some((known) => known === format);

/** Suggested assemblies as a layer, where the study asks for them. */
async function writeAssemblies(
  folder: string,
  format: (typeof layerFiles)[number],
  { assemblies, plots }: LoadedStudy,
  language: Language,
): Promise<void> {
  if (!assemblies) return;
  const dataset = assemblyDataset(assemblies, plots);
  await writeLayer(join(folder, `assemblies.${format}`), { name: 'assemblies', dataset }, language);
}

function mapOf(scored: ScoredProfile, loaded: LoadedStudy, language: Language): Drawing {
  const title = `${loaded.study.name}: ${scored.profile.name[language]}`;
  const context = loaded.layers
    .filter(({ definition }) => definition.role !== 'plots')
    .map(({ bound }) => ({ theme: bound.theme, geometry: bound.dataset.geometry }));
  return mapDrawing(scored, loaded.plots, context, title, language);
}

function summaryOf({ loaded, profiles }: ScoredStudy, language: Language): Iterable<string> {
  const parts = profiles.map((scored) => ({ scored, map: mapOf(scored, loaded, language) }));
  return summaryHtml(reportHead(loaded, profiles, engine, language), parts, loaded.plots, language);
}

/**
 * Names for the files of profiles. An id is text from a file, not a path: what no file system takes becomes a dash,
 * and of ids that come out alike (letter case is not told apart everywhere) the later ones are numbered.
 */
function fileNames(ids: readonly string[]): readonly string[] {
  const taken = new Set<string>(['assemblies']);
  return ids.map((id) => {
    const safe = id.replaceAll(/[^\p{L}\p{N}._-]/gu, '-').replace(/^[.-]+/, '');
    const base = safe === '' || reserved.test(safe) ? `profile-${safe}`.replace(/-$/, '') : safe.slice(0, 100);
    let name = base;
    const isTaken = () => [name, placementsOf(name)].some((one) => taken.has(one.toLowerCase()));
    for (let again = 2; isTaken(); again++) name = `${base}-${again}`;
    taken.add(name.toLowerCase()).add(placementsOf(name).toLowerCase());
    return name;
  });
}

/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function lonLatFrom(crs: Crs) {
  const transform = createTransform(crs, crsByCode('EPSG:4326', 'file') as Crs);
  if (!transform.ok) throw new Error(`no way from ${crs.name} to longitude and latitude`);
  return transform.value;
}
