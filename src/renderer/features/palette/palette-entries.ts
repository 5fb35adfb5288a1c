import { describeEdit } from '../../../shared/explain/edit-name.ts';
import { languages } from '../../../shared/lib/language.ts';
import type { Commands } from '../../commands/index.ts';
import { type Catalogue, catalogueOf } from '../../i18n/catalogue.ts';
import type { Formatter } from '../../i18n/format.ts';
import { type AppState, activeEvaluation } from '../../state/app-state.ts';
import { currentDocument, redoable, undoable } from '../../state/document.ts';
import { layerTitle } from '../labels.ts';

/** A command as the palette lists it. */
export interface PaletteEntry {
  readonly id: string;
  readonly name: string;
  /** Keys that do the same, written as "Ctrl+Shift+F"; null: none. */
  readonly keys: string | null;
  /** Whether it can be done just now. */
  readonly isEnabled: boolean;
  readonly run: () => unknown;
}

/** Every command of the window as things stand, in the reader's language. */
export function paletteEntries(
  state: AppState,
  commands: Commands,
  t: Catalogue,
  format: Formatter,
): readonly PaletteEntry[] {
  const entry = (id: string, name: string, run: () => unknown, keys: string | null = null, isEnabled = true) => ({
    id,
    // Some names are buttons' labels: they end in dots, or name the keys themselves.
    name: name.replace(/ ?…$| \(Ctrl[^)]*\)$/, ''),
    keys,
    isEnabled,
    run,
  });
  return [
    ...editEntries(state, commands, t, format, entry),
    ...projectEntries(state, commands, t, entry),
    ...exportEntries(state, commands, t, entry),
    ...viewEntries(state, commands, t, format, entry),
    entry('about', t.palette.about, commands.about),
  ];
}

type Entry = (id: string, name: string, run: () => unknown, keys?: string | null, isEnabled?: boolean) => PaletteEntry;

function editEntries(
  state: AppState,
  { undo, redo, resetWeights, clearSelection }: Commands,
  t: Catalogue,
  { language }: Formatter,
  entry: Entry,
): readonly PaletteEntry[] {
  const [back, forward] = [undoable(state), redoable(state)];
  const undoName = back ? t.edits.undo(describeEdit(back, language)) : t.edits.nothingToUndo;
  const redoName = forward ? t.edits.redo(describeEdit(forward, language)) : t.edits.nothingToRedo;
  const isWeighed = state.profile !== null && (state.open?.weights.has(state.profile) ?? false);
  const isSelected = state.selection.rows.length > 0;
  return [
    entry('undo', undoName, undo, 'Ctrl+Z', back !== null),
    entry('redo', redoName, redo, 'Ctrl+Shift+Z', forward !== null),
    entry('reset-weights', t.criteria.reset, resetWeights, null, isWeighed),
    entry('clear-selection', t.plot.clear, clearSelection, 'Esc', isSelected),
  ];
}

function projectEntries(state: AppState, commands: Commands, t: Catalogue, entry: Entry): readonly PaletteEntry[] {
  const { open, project } = state;
  const isOpen = open !== null;
  const canRevert = project !== null && project.file !== null && project.unsaved;
  return [
    entry('new-project', t.header.newProject, commands.newProject, 'Ctrl+N'),
    entry('open-project', t.header.openProject, commands.openProject, 'Ctrl+O'),
    entry('save-project', t.header.saveProject, commands.saveProject, 'Ctrl+S', isOpen),
    entry('save-project-as', t.header.saveProjectAs, commands.saveProjectAs, 'Ctrl+Shift+S', isOpen),
    entry('revert-project', t.header.revertProject, commands.revertProject, null, canRevert),
    entry('field-copy', t.field.copy, commands.askFieldCopy, null, isOpen),
    entry('merge-copies', t.field.merge, commands.openFieldCopies, null, isOpen),
    entry('open-sample', t.header.openSample, commands.openSample),
    entry('open-study', t.header.openStudy, commands.openStudy, 'Ctrl+Shift+O'),
    entry('add-layers', t.header.addData, commands.addLayers, 'Ctrl+Shift+V'),
    entry('make-plots', t.making.command, commands.askForPlots, null, isOpen),
    entry('plot-account', t.making.account, commands.showPlotAccount, null, (open?.loaded.made ?? null) !== null),
    entry('close', t.header.close, commands.closeStudy, null, isOpen),
  ];
}

function exportEntries(
  state: AppState,
  { exportRanking }: Commands,
  t: Catalogue,
  entry: Entry,
): readonly PaletteEntry[] {
  const isRanked = activeEvaluation(state) !== null;
  const kinds = [
    ['csv', t.header.saveCsv],
    ['xlsx', t.header.saveXlsx],
    ['geojson', t.header.saveGeoJson],
    ['gpkg', t.header.saveGeoPackage],
    ['fgb', t.header.saveFlatGeobuf],
    ['zip', t.header.saveShapefile],
    ['svg', t.header.saveSvg],
  ] as const;
  return kinds.map(([kind, name]) =>
    entry(`export-${kind}`, `${t.header.save}: ${name}`, () => exportRanking(kind), null, isRanked),
  );
}

function viewEntries(
  state: AppState,
  commands: Commands,
  t: Catalogue,
  format: Formatter,
  entry: Entry,
): readonly PaletteEntry[] {
  const { open, colorScheme, profile, selection } = state;
  const isOpen = open !== null;
  const isDark = colorScheme === 'dark';
  const layers = currentDocument(state)?.layers ?? [];
  const seen = new Map(open?.views.map(({ id, visible }) => [id, visible]));
  return [
    entry('full-extent', t.map.all, () => commands.zoomTo('full-extent'), 'Ctrl+Shift+F', isOpen),
    entry('zoom-selection', t.map.selection, () => commands.zoomTo('selection'), 'Ctrl+J', selection.rows.length > 0),
    entry('show-criteria', t.palette.showCriteria, () => commands.showSide('criteria'), null, isOpen),
    entry('show-plot', t.palette.showPlot, () => commands.showSide('plot'), null, isOpen),
    entry('show-field', t.palette.showField, () => commands.showSide('field'), null, isOpen),
    ...(open?.profiles ?? [])
      .filter(({ id }) => id !== profile)
      .map(({ id, name }) =>
        entry(`use-${id}`, t.palette.rankFor(name[format.language]), () => commands.chooseProfile(id)),
      ),
    ...layers.flatMap(({ id, name, theme }) => {
      const visible = seen.get(id);
      if (visible === undefined) return [];
      const title = name ?? layerTitle(t, { id, theme });
      const label = visible ? t.layers.hide(title) : t.layers.show(title);
      return [entry(`layer-${id}`, label, () => commands.setLayerVisible(id, !visible))];
    }),
    entry('scheme', isDark ? t.header.toLight : t.header.toDark, () =>
      commands.setColorScheme(isDark ? 'light' : 'dark'),
    ),
    ...languages
      .filter((language) => language !== format.language)
      .map((language) =>
        entry(`language-${language}`, `${t.header.language}: ${catalogueOf(language).languageName}`, () =>
          commands.setLanguage(language),
        ),
      ),
  ];
}

/**
 * Entries whose names hold every word of what was typed, in any order, capitals aside: those that begin with it first, then as
 * listed; what cannot be done now comes last.
 */
export function matching(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rank = ({ name, isEnabled }: PaletteEntry): number =>
    (isEnabled ? 0 : 2) + (name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return entries
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .map((one, at) => ({ one, at }))
    .sort((a, b) => rank(a.one) - rank(b.one) || a.at - b.at)
    .map(({ one }) => one);
}
