import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc/desktop-api.ts';
import type { Language } from '../../shared/lib/language.ts';
import { menuWords } from './words.ts';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

/** What undo and redo would do; null where there is nothing. */
export interface EditNames {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** Builds the application's menu in one language; choices are sent to the window as commands. */
export function buildMenu(language: Language, send: (command: MenuCommand) => void, edits: EditNames): Menu {
  const label = (key: keyof typeof menuWords): string => menuWords[key][language];
  const command = (
    key: keyof typeof menuWords,
    name: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label: label(key),
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const role = (key: keyof typeof menuWords, name: Role): MenuItemConstructorOptions => ({
    label: label(key),
    role: name,
  });
  // The window hears these keys itself: in a text that is being written they undo there. A name's & is no access key.
  const step = (name: 'undo' | 'redo', accelerator: string): MenuItemConstructorOptions => ({
    ...command(name, name, accelerator),
    label: `${label(name)} ${(edits[name] ?? '').replaceAll('&', '&&')}`.trimEnd(),
    registerAccelerator: false,
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const exports = [
    command('exportCsv', 'export-csv'),
    command('exportXlsx', 'export-xlsx'),
    command('exportGeojson', 'export-geojson'),
    command('exportGpkg', 'export-gpkg'),
    command('exportFgb', 'export-fgb'),
    command('exportZip', 'export-zip'),
    command('exportSvg', 'export-svg'),
  ];
  return Menu.buildFromTemplate([
    {
      label: label('file'),
      submenu: [
        command('newProject', 'new-project', 'CmdOrCtrl+N'),
        command('openProject', 'open-project', 'CmdOrCtrl+O'),
        command('saveProject', 'save-project', 'CmdOrCtrl+S'),
        command('saveProjectAs', 'save-project-as', 'CmdOrCtrl+Shift+S'),
        command('revertProject', 'revert-project'),
        separator,
        command('saveFieldCopy', 'save-field-copy'),
        command('mergeFieldCopies', 'merge-field-copies'),
        separator,
        command('openSample', 'open-sample'),
        command('openStudy', 'open-study', 'CmdOrCtrl+Shift+O'),
        command('addLayers', 'add-layers', 'CmdOrCtrl+Shift+V'),
        command('makePlots', 'make-plots'),
        separator,
        { label: label('exportAs'), submenu: exports },
        separator,
        role('quit', 'quit'),
      ],
    },
    {
      label: label('edit'),
      submenu: [
        step('undo', 'CmdOrCtrl+Z'),
        step('redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('selectAll', 'selectAll'),
      ],
    },
    {
      label: label('view'),
      submenu: [
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        role('zoomReset', 'resetZoom'),
        separator,
        { ...role('fullScreen', 'togglefullscreen'), accelerator: 'F11' },
      ],
    },
    { label: label('help'), submenu: [command('about', 'about')] },
  ]);
}
