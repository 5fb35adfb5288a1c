import { parse } from 'node:path';

/** Files beside a shapefile that carry its attributes, index, CRS and encoding. */
const sidecarExtensions: readonly string[] = ['.dbf', '.shx', '.prj', '.qpj', '.cpg', '.cst'];
/** What can be read as a layer by itself. */
export const layerExtensions: readonly string[] = [
  '.shp',
  '.zip',
  '.shz',
  '.geojson',
  '.json',
  '.gpkg',
  '.fgb',
  '.kml',
  '.kmz',
  '.gpx',
  '.csv',
  '.tsv',
  '.dbf',
];

/** Photos of plots. */
export const photoExtensions: readonly string[] = ['.jpg', '.jpeg'];

/** Grids of heights, which a study may name as its terrain. */
export const terrainExtensions: readonly string[] = ['.tif', '.tiff'];

export const extensionOf = (name: string): string => parse(name).ext.toLowerCase();
export const isSidecar = (name: string): boolean => sidecarExtensions.includes(extensionOf(name));
export const isStudy = (name: string): boolean => name.toLowerCase().endsWith('.study.json');

/**
 * The sidecars of a shapefile among the names in its folder, in any letter case; one of each kind, the one whose
 * letters match exactly where there are several.
 * @param name file name of the .shp
 * @param folder names in the same folder
 */
export function findSidecars(name: string, folder: readonly string[]): readonly string[] {
  const base = parse(name).name;
  const related = folder.filter((other) => parse(other).name.toLowerCase() === base.toLowerCase());
  return sidecarExtensions.flatMap((extension) => {
    const found = related.filter((other) => extensionOf(other) === extension).sort();
    const best = found.find((other) => parse(other).name === base) ?? found[0];
    return best === undefined ? [] : [best];
  });
}

/** The .shp that a sidecar belongs to, in any letter case. */
export function findShapefile(name: string, folder: readonly string[]): string | undefined {
  const base = parse(name).name;
  const related = folder.filter(
    (other) => extensionOf(other) === '.shp' && parse(other).name.toLowerCase() === base.toLowerCase(),
  );
  return related.find((other) => parse(other).name === base) ?? related[0];
}
