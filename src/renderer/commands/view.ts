import type { ProfileId } from '../../shared/lib/id.ts';
import type { Language } from '../../shared/lib/language.ts';
import { withUse } from '../../shared/project/edits.ts';
import type { AppState, ColorScheme, MapRequest, SidePanel, SortKey } from '../state/app-state.ts';
import { nothingSelected, type SelectMode, select, selectRun } from '../state/selection.ts';
import { savePreferences } from '../storage/preferences.ts';
import { type CommandContext, notify, update } from './context.ts';
import { edit } from './edit.ts';

/** Commands that change what is seen, not what is known. */
export function viewCommands(context: CommandContext) {
  const set = (change: (state: AppState) => Partial<AppState>) => update(context, change);
  const remember = () => savePreferences(context.store.getState());
  return {
    chooseProfile(profile: ProfileId) {
      const name = context.store.getState().open?.profiles.find(({ id }) => id === profile)?.name;
      return edit(context, { code: 'choose-use', about: name ?? profile }, (document) => withUse(document, profile));
    },
    setLanguage(language: Language): void {
      set(() => ({ language }));
      remember();
      void context.desktop.setLanguage(language);
    },
    setColorScheme(colorScheme: ColorScheme): void {
      set(() => ({ colorScheme }));
      remember();
    },
    selectPlot: (row: number | null, mode: SelectMode = 'replace') =>
      set(({ selection, side }) => {
        const next = select(selection, row, mode);
        return { selection: next, side: next.primary === null ? side : 'plot' };
      }),
    selectPlots: (rows: readonly number[]) =>
      set(({ selection }) => ({ selection: selectRun(selection, rows), side: 'plot' as const })),
    clearSelection: () => set(() => ({ selection: nothingSelected })),
    hoverPlot: (row: number | null) => set(({ hover }) => (hover === row ? {} : { hover: row })),
    sortBy: (key: SortKey) =>
      set(({ sort }) => ({ sort: { key, descending: sort.key === key ? !sort.descending : key === 'score' } })),
    showPalette: (palette: boolean) => set(() => ({ palette })),
    showSide: (side: SidePanel) => set(() => ({ side })),
    zoomTo: (kind: MapRequest['kind']) =>
      set(({ mapRequest }) => ({ mapRequest: { kind, serial: (mapRequest?.serial ?? 0) + 1 } })),
    setPointer: (pointer: readonly [number, number] | null) => set(() => ({ pointer })),
    setScale: (scale: number | null) => set(() => ({ scale })),
    reportMapMissing: () => set(() => ({ mapAvailable: false })),
    /** Ends the program and starts it drawing by the processor; what is open is closed. */
    restartWithSoftwareDrawing: () => context.desktop.restartWithSoftwareDrawing(),
    /** Says what the program is and runs on. */
    about: () => notify(context, 'info', 'about', [], context.store.getState().runtime?.name ?? ''),
    dismissNotice: (id: number) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    cancelTask: () => context.store.getState().task?.cancel(),
  };
}
