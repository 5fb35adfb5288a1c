import { parse } from 'node:path';
import { companionsOf, mainExtensions } from '../../shared/formats/companions.ts';

/** What can be read as a layer by itself. */
export const layerExtensions: readonly string[] = [
  '.shp',
  '.zip',
  '.shz',
  '.geojson',
  '.json',
  '.geojsonl',
  '.geojsons',
  '.ndjson',
  '.gpkg',
  '.fgb',
  '.kml',
  '.kmz',
  '.gpx',
  '.csv',
  '.tsv',
  '.dbf',
  '.gml',
  '.tab',
  '.mif',
  '.dxf',
];

/** Photos of plots. */
export const photoExtensions: readonly string[] = ['.jpg', '.jpeg'];

/** Grids of heights, which a study may name as its terrain. */
export const terrainExtensions: readonly string[] = ['.tif', '.tiff'];

export const extensionOf = (name: string): string => parse(name).ext.toLowerCase();
export const isStudy = (name: string): boolean => name.toLowerCase().endsWith('.study.json');

const sidecars: ReadonlySet<string> = new Set(mainExtensions.flatMap((main) => companionsOf(main)));

/** Whether a file by this name may be a part of a layer whose main file is another. */
export const isSidecar = (name: string): boolean => sidecars.has(extensionOf(name).slice(1));

/** A file geodatabase is a folder. */
export const isDatabaseFolder = (path: string): boolean => extensionOf(path) === '.gdb';

/**
 * The parts of a layer (the .dbf of a .shp, the .dat of a .tab) among the names in its folder, in any letter case; one of
 * each kind, the one whose letters match exactly where there are several.
 * @param name file name of the main file
 * @param folder names in the same folder
 */
export function findSidecars(name: string, folder: readonly string[]): readonly string[] {
  return companionsOf(extensionOf(name).slice(1)).flatMap((extension) => findBeside(name, extension, folder) ?? []);
}

/** The main file that a part belongs to, in any letter case. */
export function findMain(name: string, folder: readonly string[]): string | undefined {
  const part = extensionOf(name).slice(1);
  const mains = mainExtensions.filter((main) => companionsOf(main).includes(part));
  return mains.map((main) => findBeside(name, main, folder)).find((found) => found !== undefined);
}

/** The file of the same base name with this extension. */
function findBeside(name: string, extension: string, folder: readonly string[]): string | undefined {
  const base = parse(name).name;
  const found = folder.filter(
    (other) => extensionOf(other) === `.${extension}` && parse(other).name.toLowerCase() === base.toLowerCase(),
  );
  return found.find((other) => parse(other).name === base) ?? found.sort()[0];
}
