import { toMercatorUnit } from '../../shared/crs/transform.ts';
import type { Crs } from '../../shared/crs/types.ts';
import type { ProfileId } from '../../shared/lib/id.ts';
import type { Language } from '../../shared/lib/language.ts';
import { withUse } from '../../shared/project/edits.ts';
import type { MapPlace } from '../map/study-map-types.ts';
import type { AppState, ColorScheme, MapRemark, MapRequest, SidePanel, SortKey } from '../state/app-state.ts';
import { nothingSelected, type SelectMode, select, selectRun } from '../state/selection.ts';
import { savePreferences } from '../storage/preferences.ts';
import type { PanelSizes } from '../storage/window-look.ts';
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
    clearSelection: () => set(() => ({ selection: nothingSelected, remark: null })),
    hoverPlot: (row: number | null) => set(({ hover }) => (hover === row ? {} : { hover: row })),
    sortBy: (key: SortKey) =>
      set(({ sort }) => ({ sort: { key, descending: sort.key === key ? !sort.descending : key === 'score' } })),
    showPalette: (palette: boolean) => set(() => ({ palette })),
    showSide: (side: SidePanel) => set(() => ({ side })),
    zoomTo: (kind: MapRequest['kind']) =>
      set(({ mapRequest }) => ({ mapRequest: { kind, serial: (mapRequest?.serial ?? 0) + 1 } })),
    /** Goes to the feature that a remark is about and marks it; once more takes the mark away. `place` is in the CRS. */
    showRemark: (about: Omit<MapRemark, 'place'>, place: readonly [x: number, y: number] | null, crs: Crs) =>
      set(({ remark, mapRequest }) => {
        if (remark?.layer === about.layer && remark.issue === about.issue) return { remark: null };
        return {
          remark: { ...about, place: place && inWorld(place, crs) },
          mapRequest: { kind: 'remark', serial: (mapRequest?.serial ?? 0) + 1 },
        };
      }),
    setPointer: (pointer: readonly [number, number] | null) => set(() => ({ pointer })),
    setScale: (scale: number | null) => set(() => ({ scale })),
    /** Notes where the map looks; a map that still moves from the study before is not heard. */
    setMapPlace: (mapPlace: MapPlace) => set(({ open }) => (open?.picture ? { mapPlace } : {})),
    setPanels: (sizes: PanelSizes) => set(({ panels }) => ({ panels: { ...panels, ...sizes } })),
    /** The graphics card gave its drawing up: the processor draws from now on. */
    reportCardLost() {
      set(() => ({ cardDraws: false }));
      notify(context, 'info', 'card-lost');
    },
    reportMapStuck: () => notify(context, 'error', 'map-stuck'),
    /** Says what the program is and runs on. */
    about: () => notify(context, 'info', 'about', [], context.store.getState().runtime?.name ?? ''),
    dismissNotice: (id: number) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    cancelTask: () => context.store.getState().task?.cancel(),
  };
}

/** A place in world units; null where it has none. */
function inWorld([x, y]: readonly [number, number], crs: Crs): readonly [number, number] | null {
  const transform = toMercatorUnit(crs);
  if (!transform.ok) return null;
  const out = new Float64Array(2);
  transform.value.apply(x, y, out, 0);
  return Number.isFinite(out[0] + out[1]) ? [out[0], out[1]] : null;
}
