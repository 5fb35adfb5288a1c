import { reportHead } from '../../shared/analysis/report-head.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import { createTransform } from '../../shared/crs/transform.ts';
import { writeColumns } from '../../shared/formats/columns/write-columns.ts';
import type { OutputLayer, OutputOutcome } from '../../shared/formats/output.ts';
import { writeLayers } from '../../shared/formats/write-layers.ts';
import { maxBytesPiece, type SaveTarget, type WrittenLayer } from '../../shared/ipc/desktop-api.ts';
import type { Issue, Problem } from '../../shared/lib/issue.ts';
import { type Outcome, success } from '../../shared/lib/outcome.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import { mapDrawing } from '../../shared/report/map-drawing.ts';
import { placementLayer } from '../../shared/report/placement-layer.ts';
import { rankingCsv } from '../../shared/report/ranking-csv.ts';
import { rankingGeoJson } from '../../shared/report/ranking-geojson.ts';
import { rankingLayer } from '../../shared/report/ranking-layer.ts';
import { drawingSvg } from '../../shared/report/svg.ts';
import { scoringWorkbook } from '../../shared/report/workbook/scoring-workbook.ts';
import { type AppState, activeEvaluation, type Evaluation, type OpenStudy } from '../state/app-state.ts';
import { projectName } from '../state/document.ts';
import { type CommandContext, notify } from './context.ts';

/** What the ranking can be saved as; the command line writes the same. `zip` is a shapefile in a zip. */
export type ExportKind = TextKind | BytesKind | 'gpkg';
type TextKind = 'csv' | 'geojson' | 'svg';
type BytesKind = 'xlsx' | 'fgb' | 'zip';

/** Commands that save the ranking of the chosen use, with the weights as they stand. */
export function exportCommands(context: CommandContext) {
  return {
    async exportRanking(kind: ExportKind): Promise<void> {
      const state = context.store.getState();
      const evaluation = activeEvaluation(state);
      if (!state.open || !evaluation) return;
      const open = named(state.open, projectName(state));
      const asked = await context.desktop.saveText(`${projectName(state)} ${evaluation.profile.id}`, kind);
      if (!asked.ok) notify(context, 'error', 'could-not-save', [asked.reason]);
      else if (asked.value === null) return;
      else if (kind === 'gpkg') await writeLayerBytes(context, asked.value, open, evaluation);
      else if (kind === 'xlsx' || kind === 'fgb' || kind === 'zip')
        await writeBytes(context, asked.value, kind, open, evaluation);
      else await writeText(context, asked.value, inChunks(piecesOf(kind, open, evaluation, state)));
    },
  };
}

/** The study under the name that the project has now. */
function named(open: OpenStudy, name: string): OpenStudy {
  return { ...open, loaded: { ...open.loaded, study: { ...open.loaded.study, name } } };
}

async function writeText(context: CommandContext, target: SaveTarget, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    const answer = await context.desktop.appendText(target.id, piece);
    if (!answer.ok) return giveUp(context, target, answer.reason);
  }
  await finish(context, target, []);
}

/** Bytes are copied out of the writers' own buffers: what crosses to the desktop is exactly the piece. */
async function writeBytes(
  context: CommandContext,
  target: SaveTarget,
  kind: BytesKind,
  open: OpenStudy,
  evaluation: Evaluation,
): Promise<void> {
  const output = await bytesOf(context, kind, open, evaluation);
  if (!output.ok) return giveUp(context, target, output.reason);
  for (const file of output.value.files) {
    const sent = await appendAll(context, target, file.pieces());
    if (!sent.ok) return giveUp(context, target, sent.reason);
  }
  await finish(context, target, output.value.issues);
}

/** A GeoPackage with the ranking, and a layer of the places where what is asked for has room; the desktop makes it. */
async function writeLayerBytes(
  context: CommandContext,
  target: SaveTarget,
  { loaded }: OpenStudy,
  evaluation: Evaluation,
): Promise<void> {
  const name = evaluation.profile.id;
  const places = placementLayer(evaluation, loaded.plots);
  const layers: readonly OutputLayer[] = [
    { name, dataset: rankingLayer(evaluation, loaded.plots, context.store.getState().language) },
    ...(places ? [{ name: `${name}-placements`, dataset: places }] : []),
  ];
  const written: WrittenLayer[] = [];
  for (const layer of layers) {
    const { size, pieces } = writeColumns({ ...layer, ...asWritten });
    const sent = await appendAll(context, target, pieces());
    if (!sent.ok) return giveUp(context, target, sent.reason);
    written.push({ name: layer.name, bytes: size });
  }
  tell(context, target, await context.desktop.finishLayers(target.id, written));
}

const asWritten = { format: '', encoding: { name: 'UTF-8', source: 'format' }, issues: [] } as const;

async function appendAll(
  { desktop }: CommandContext,
  target: SaveTarget,
  pieces: Iterable<Uint8Array>,
): Promise<Outcome<null, Problem>> {
  for (const piece of pieces)
    for (let from = 0; from < piece.length; from += maxBytesPiece) {
      const answer = await desktop.appendBytes(target.id, piece.slice(from, from + maxBytesPiece));
      if (!answer.ok) return answer;
    }
  return success(null);
}

/** A file that could not be finished is thrown away. */
async function giveUp(context: CommandContext, target: SaveTarget, reason: Problem): Promise<void> {
  await context.desktop.abandonText(target.id);
  notify(context, 'error', 'could-not-save', [reason]);
}

async function finish(context: CommandContext, target: SaveTarget, issues: readonly Issue[]): Promise<void> {
  const finished = await context.desktop.finishText(target.id);
  tell(context, target, finished.ok ? success(issues) : finished);
}

/** Says that the file is there, with what it could not hold, or why it is not. */
function tell(context: CommandContext, target: SaveTarget, saved: Outcome<readonly Issue[], Problem>): void {
  if (saved.ok) notify(context, 'info', 'saved', saved.value, target.name);
  else notify(context, 'error', 'could-not-save', [saved.reason]);
}

/** The one file of an export that is bytes, and what it could not hold. */
async function bytesOf(
  context: CommandContext,
  kind: BytesKind,
  { loaded }: OpenStudy,
  evaluation: Evaluation,
): Promise<OutputOutcome> {
  const { language } = context.store.getState();
  const name = evaluation.profile.id;
  if (kind !== 'xlsx')
    return writeLayers(kind, name, [{ name, dataset: rankingLayer(evaluation, loaded.plots, language) }]);
  const { application } = await context.desktop.runtimeInfo();
  const head = reportHead(loaded, [evaluation], `tomtevalg ${application}`, language);
  const file = scoringWorkbook(name, head, evaluation, loaded.plots, language);
  return file.ok ? success({ files: [file.value], issues: [] }) : file;
}

function piecesOf(
  kind: TextKind,
  { loaded }: OpenStudy,
  evaluation: Evaluation,
  { language }: AppState,
): Iterable<string> {
  switch (kind) {
    case 'csv':
      return rankingCsv(evaluation, loaded.plots, language);
    case 'geojson': {
      const degrees = crsByCode('EPSG:4326', 'file');
      const transform = degrees && createTransform(loaded.workingCrs, degrees);
      if (!transform?.ok) throw new Error(`no way from ${loaded.workingCrs.name} to longitude and latitude`);
      return rankingGeoJson(evaluation, loaded.plots, transform.value);
    }
    case 'svg': {
      const context = loaded.layers
        .filter(({ definition }) => definition.role !== 'plots')
        .map(({ bound }) => ({ theme: bound.theme, geometry: bound.dataset.geometry }));
      const title = `${loaded.study.name}: ${evaluation.profile.name[language]}`;
      return drawingSvg(mapDrawing(evaluation, loaded.plots, context, title, language));
    }
  }
}
