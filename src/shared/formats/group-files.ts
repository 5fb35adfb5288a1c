import { companionsOf } from './companions.ts';

/** What a group of files is read as. */
export type GroupKind =
  | 'columns'
  | 'shapefile'
  | 'dbf'
  | 'geojson'
  | 'flatgeobuf'
  | 'geopackage'
  | 'kml'
  | 'gpx'
  | 'csv'
  | 'gml'
  | 'filegdb'
  | 'mapinfo'
  | 'dxf'
  | 'geotiff'
  | 'zip'
  | 'unsupported'
  | 'sidecar';

/** Files that belong together: `files` are positions in the list that was grouped. */
export interface FileGroup {
  /** Layer name: the base name as the main file writes it, without folder and extension. */
  readonly name: string;
  /** Folder of the files ('' at the top), with forward slashes. */
  readonly folder: string;
  readonly kind: GroupKind;
  /** Position of the file that is read first: .shp, .dbf, .geojson, .csv, .zip. */
  readonly main: number;
  readonly files: readonly number[];
  /** Extension in lower case without dot -> position. */
  readonly byExtension: ReadonlyMap<string, number>;
}

/** Extensions of files that stand beside a shapefile or a table and are no layer themselves. */
const sidecars = new Set(
  'shx prj cpg cst qpj sbn sbx qix qmd qml qgs sld lyr lyrx fbn fbx ain aih atx ixs mxs idm ind mdx cdx fpt dbt ndx xml aux ovr tfw'.split(
    ' ',
  ),
);
const kinds = new Map<string, GroupKind>([
  ['tvcolumns', 'columns'],
  ['shp', 'shapefile'],
  ['dbf', 'dbf'],
  ['geojson', 'geojson'],
  ['json', 'geojson'],
  ['geojsonl', 'geojson'],
  ['geojsons', 'geojson'],
  ['ndjson', 'geojson'],
  ['fgb', 'flatgeobuf'],
  ['gpkg', 'geopackage'],
  ['kml', 'kml'],
  ['gpx', 'gpx'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['txt', 'csv'],
  ['zip', 'zip'],
  ['shz', 'zip'],
  ['kmz', 'zip'],
  ['gml', 'gml'],
  ['tab', 'mapinfo'],
  ['mif', 'mapinfo'],
  ['dxf', 'dxf'],
  ['tif', 'geotiff'],
  ['tiff', 'geotiff'],
]);

const noLayers: readonly GroupKind[] = ['unsupported', 'sidecar', 'zip', 'geotiff'];

/** Whether a group is read as layers of features; a GeoTIFF is a grid, see geotiff/grids-in-file.ts. */
export const isLayer = ({ kind }: Pick<FileGroup, 'kind'>): boolean => !noLayers.includes(kind);

interface Named {
  readonly position: number;
  readonly folder: string;
  readonly base: string;
  readonly extension: string;
  /** The file is part of a file geodatabase: a folder called `name.gdb`. */
  readonly isInDatabase?: boolean;
}

/**
 * Groups file names (with or without folders) into layers by folder and base name, whatever the letter case.
 * A shapefile takes its sidecars, a MapInfo table its parts, a file geodatabase what is in its folder; other files stand alone; sidecars without a main file come as one group of kind
 * 'sidecar'. Hidden files and the shadow copies of macOS are left out. Order: as the main files come in the list.
 */
export function groupFiles(names: readonly string[]): readonly FileGroup[] {
  const byBase = new Map<string, Named[]>();
  names.forEach((name, position) => {
    const named = splitName(name, position);
    if (named === null) return;
    const key = (named.isInDatabase ? named.folder : `${named.folder}/${named.base}`).toLowerCase();
    const list = byBase.get(key);
    if (list) list.push(named);
    else byBase.set(key, [named]);
  });
  const groups = [...byBase.values()].flatMap(groupOfBase);
  return groups.sort((a, b) => a.main - b.main);
}

function splitName(name: string, position: number): Named | null {
  const path = name.replaceAll('\\', '/');
  const slash = path.lastIndexOf('/');
  const file = path.slice(slash + 1);
  const folder = slash < 0 ? '' : path.slice(0, slash);
  // What SQLite keeps beside a database while it is written, and what describes a GML.
  if (/\.(gpkg-(wal|shm|journal)|gfs|xsd)$/i.test(file)) return null;
  if (file === '' || file.startsWith('.') || `/${folder}/`.includes('/__MACOSX/')) return null;
  const dot = file.lastIndexOf('.');
  if (/\.gdb$/i.test(folder))
    return { position, folder, base: file, extension: file.slice(dot + 1).toLowerCase(), isInDatabase: true };
  if (dot <= 0) return { position, folder, base: file, extension: '' };
  const extension = file.slice(dot + 1).toLowerCase();
  // `plan.shp.xml` describes plan.shp.
  const base = extension === 'xml' ? file.slice(0, dot).replace(/\.(shp|dbf)$/i, '') : file.slice(0, dot);
  return { position, folder, base, extension };
}

function groupOfBase(all: readonly Named[]): FileGroup[] {
  if (all[0].isInDatabase) return [databaseGroup(all)];
  const tables = all.filter(({ extension }) => kinds.get(extension) === 'mapinfo');
  const parted = tables.map((table) => {
    const companions = companionsOf(table.extension);
    return all.filter((file) => file === table || companions.includes(file.extension));
  });
  const rest = all.filter((file) => !parted.some((part) => part.includes(file)));
  const groups = tables.map((table, at) => makeGroup(table, 'mapinfo', parted[at]));
  return rest.length > 0 ? [...groups, ...groupOfRest(rest)] : groups;
}

/** `plans.gdb` with everything in it; its first table stands for the whole. */
function databaseGroup(files: readonly Named[]): FileGroup {
  const { folder } = files[0];
  const slash = folder.lastIndexOf('/');
  const main = files.find(({ extension }) => extension === 'gdbtable') ?? files[0];
  const name = folder.slice(slash + 1, -'.gdb'.length);
  return { ...makeGroup(main, 'filegdb', files), name, folder: folder.slice(0, Math.max(0, slash)) };
}

function groupOfRest(files: readonly Named[]): FileGroup[] {
  const shapes = files.filter((file) => file.extension === 'shp');
  if (shapes.length > 1) return splitByCase(files, shapes);
  const tables = files.filter((file) => file.extension === 'dbf');
  const main = shapes[0] ?? (tables.length === 1 && !looksLikeHalfShapefile(files) ? tables[0] : undefined);
  const rest = files.filter((file) => file !== main && !isPartOf(file, main));
  const groups = main
    ? [
        makeGroup(
          main,
          kinds.get(main.extension)!,
          files.filter((file) => !rest.includes(file)),
        ),
      ]
    : [];
  const alone = rest.filter((file) => !sidecars.has(file.extension) && !(file.extension === 'dbf' && !main));
  for (const file of alone) groups.push(makeGroup(file, kinds.get(file.extension) ?? 'unsupported', [file]));
  const left = main ? [] : rest.filter((file) => !alone.includes(file));
  if (left.length > 0) groups.push(makeGroup(left[0], 'sidecar', left));
  return groups;
}

/** Two .shp that differ in letter case only: sidecars go with the one that is written alike. */
function splitByCase(files: readonly Named[], shapes: readonly Named[]): FileGroup[] {
  return shapes.map((shape) => {
    const own = files.filter((file) => file === shape || (isPartOf(file, shape) && file.base === shape.base));
    return makeGroup(shape, 'shapefile', own);
  });
}

/** A .dbf with .shx or .prj but without .shp has lost its shapes; it is no table of its own. */
function looksLikeHalfShapefile(files: readonly Named[]): boolean {
  return files.some((file) => ['shx', 'prj', 'sbn', 'qix'].includes(file.extension));
}

function isPartOf(file: Named, main: Named | undefined): boolean {
  if (!main) return false;
  return sidecars.has(file.extension) || (file.extension === 'dbf' && main.extension === 'shp');
}

function makeGroup(main: Named, kind: GroupKind, files: readonly Named[]): FileGroup {
  const byExtension = new Map<string, number>();
  for (const file of files) {
    const own = file.base === main.base || !byExtension.has(file.extension);
    if (own) byExtension.set(file.extension, file.position);
  }
  return {
    name: main.base,
    folder: main.folder,
    kind,
    main: main.position,
    files: files.map((file) => file.position),
    byExtension,
  };
}
