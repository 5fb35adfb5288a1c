import { crsByCode } from '../../shared/crs/crs-table.ts';
import { createTransform } from '../../shared/crs/transform.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import { mapDrawing } from '../../shared/report/map-drawing.ts';
import { rankingCsv } from '../../shared/report/ranking-csv.ts';
import { rankingGeoJson } from '../../shared/report/ranking-geojson.ts';
import { drawingSvg } from '../../shared/report/svg.ts';
import { type AppState, activeEvaluation, type Evaluation, type OpenStudy } from '../state/app-state.ts';
import { type CommandContext, notify } from './context.ts';

/** What the ranking can be saved as; the command line writes the same bytes. */
export type ExportKind = 'csv' | 'geojson' | 'svg';

/** Commands that save the ranking of the chosen use, with the weights as they stand. */
export function exportCommands(context: CommandContext) {
  return {
    async exportRanking(kind: ExportKind): Promise<void> {
      const state = context.store.getState();
      const evaluation = activeEvaluation(state);
      if (!state.open || !evaluation) return;
      const asked = await context.desktop.saveText(`${state.open.loaded.study.name} ${evaluation.profile.id}`, kind);
      if (!asked.ok) notify(context, 'error', 'could-not-save', [asked.reason]);
      else if (asked.value) await write(context, asked.value, inChunks(piecesOf(kind, state.open, evaluation, state)));
    },
  };
}

/** Hands the text over piece by piece; a file that could not be finished is thrown away. */
async function write(
  context: CommandContext,
  target: { readonly id: string; readonly name: string },
  pieces: Iterable<string>,
): Promise<void> {
  for (const piece of pieces) {
    const answer = await context.desktop.appendText(target.id, piece);
    if (answer.ok) continue;
    await context.desktop.abandonText(target.id);
    notify(context, 'error', 'could-not-save', [answer.reason]);
    return;
  }
  const finished = await context.desktop.finishText(target.id);
  if (finished.ok) notify(context, 'info', 'saved', [], target.name);
  else notify(context, 'error', 'could-not-save', [finished.reason]);
}

function piecesOf(
  kind: ExportKind,
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
