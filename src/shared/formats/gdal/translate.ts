import type { GdalModule } from './gdal-module.ts';

/** Folders of the module's file system in memory. */
export const inputFolder = '/in';
const output = '/out.gpkg';
const vectorOnly = 4;

/** Layers in a GeoPackage as bytes, or why there are none. */
export type Translated =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly bytes: null; readonly stage: 'open' | 'translate' };

/**
 * Translates a file in `inputFolder` to a GeoPackage: curves become lines, axes run east and north. Only the named driver may
 * open the file, whatever it claims to be. When a layer stops at a bad feature it is tried again without such features.
 */
export function translateToGeoPackage(gdal: GdalModule, path: string, driver: string): Translated {
  gdal.ccall('GDALAllRegister', null, [], []);
  const options = driver === 'GML' ? ['DOWNLOAD_SCHEMA=NO'] : [];
  const source = gdal.ccall(
    'GDALOpenEx',
    'number',
    ['string', 'number', 'number', 'number', 'number'],
    [path, vectorOnly, listOf(gdal, [driver]), listOf(gdal, options), 0],
  );
  if (typeof source !== 'number' || source === 0) return { bytes: null, stage: 'open' };
  const isWritten = write(gdal, source, []) || write(gdal, source, ['-skipfailures', '-overwrite']);
  return isWritten ? { bytes: gdal.FS.readFile(output) } : { bytes: null, stage: 'translate' };
}

/** Names that a field of the file will hardly have, so that none is taken for the number of the row. */
const layout = ['FID=ogc_fid', 'GEOMETRY_NAME=ogc_geometry', 'SPATIAL_INDEX=NO'].flatMap((one) => ['-lco', one]);

function write(gdal: GdalModule, source: number, further: readonly string[]): boolean {
  const words = ['-f', 'GPKG', '-nlt', 'CONVERT_TO_LINEAR', ...layout, ...further];
  const options = gdal.ccall('GDALVectorTranslateOptionsNew', 'number', ['number', 'number'], [listOf(gdal, words), 0]);
  const sources = gdal._malloc(4);
  gdal.setValue(sources, source, 'i32');
  const written = gdal.ccall(
    'GDALVectorTranslate',
    'number',
    ['string', 'number', 'number', 'number', 'number', 'number'],
    [output, 0, 1, sources, Number(options), 0],
  );
  if (typeof written !== 'number' || written === 0) return false;
  gdal.ccall('GDALClose', null, ['number'], [written]);
  return true;
}

/** Texts as the list of C strings that ends with a null. Memory is given back with the module. */
function listOf(gdal: GdalModule, texts: readonly string[]): number {
  const list = gdal._malloc(4 * (texts.length + 1));
  texts.forEach((text, at) => {
    const room = gdal.lengthBytesUTF8(text) + 1;
    const pointer = gdal._malloc(room);
    gdal.stringToUTF8(text, pointer, room);
    gdal.setValue(list + 4 * at, pointer, 'i32');
  });
  gdal.setValue(list + 4 * texts.length, 0, 'i32');
  return list;
}
