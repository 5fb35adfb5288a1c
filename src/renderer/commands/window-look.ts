import type { LoadedStudy } from '../../shared/analysis/types.ts';
import type { AppState, Selection } from '../state/app-state.ts';
import { nothingSelected } from '../state/selection.ts';
import { keepLook, type WindowLook } from '../storage/window-look.ts';
import type { CommandContext } from './context.ts';

/** Milliseconds of quiet after which the look is remembered. */
const quiet = 400;

/** Remembers how the open project looks a moment after that changed, so that it comes back the same. */
export function watchLook(context: CommandContext): void {
  const { store, cache } = context;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const wait = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(remember, quiet);
  };
  function remember(): void {
    timer = null;
    const state = store.getState();
    // While another study comes to the screen it is not settled whose look this is.
    if (state.task !== null) wait();
    else if (state.project !== null && state.open !== null) void keepLook(cache, state.project.place, lookOf(state));
  }
  store.subscribe((state, before) => {
    if (state.project === null || state.open === null) return;
    const isSame =
      state.mapPlace === before.mapPlace &&
      state.side === before.side &&
      state.panels === before.panels &&
      state.selection === before.selection &&
      state.project.place === before.project?.place;
    if (!isSame) wait();
  });
}

function lookOf({ mapPlace, side, panels, selection, open }: AppState): WindowLook {
  const plots = open ? plotsDataset(open.loaded) : null;
  const isSomething = plots !== null && selection.rows.length > 0;
  return { map: mapPlace, side, panels, selection: isSomething ? { plots, ...selection } : null };
}

/** What was selected, where the plots are the same as then. */
export function selectionOfLook(look: WindowLook | null, loaded: LoadedStudy): Selection {
  const kept = look?.selection;
  if (!kept || kept.plots !== plotsDataset(loaded) || kept.rows.some((row) => row >= loaded.plots.count))
    return nothingSelected;
  return { rows: kept.rows, primary: kept.primary };
}

/** Names the plots' data as they were read. */
function plotsDataset({ plots, layers }: LoadedStudy): string | null {
  return layers.find(({ definition }) => definition.id === plots.layer)?.read.dataset.id ?? null;
}
