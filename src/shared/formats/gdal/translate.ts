import type { GdalModule } from './gdal-module.ts';

/** Folders of the module's file system in memory. */
export const inputFolder = '/in';
const output = '/out.gpkg';
const vectorOnly = 4;

/** Layers in a GeoPackage as bytes, or why there are none. */
export type Translated =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly bytes: null; readonly stage: 'open' | 'translate' };

/** How much of the work, 0 to 1, is done when the file is open: GML and drawings are read through for that. */
const opening = 0.4;

/**
 * Translates a file in `inputFolder` to a GeoPackage: curves become lines, axes run east and north. Only the named driver may
 * open the file, whatever it claims to be. A layer that stops at a bad feature is tried again without such features. `tell` is
 * told the share that is done, 0 to 1: layer by layer, each by its features' number, and within by the bytes read of `size`.
 */
export function translateToGeoPackage(
  gdal: GdalModule,
  path: string,
  driver: string,
  size: number,
  tell: (share: number) => void,
): Translated {
  const reading = watchReads(gdal, path);
  gdal.ccall('GDALAllRegister', null, [], []);
  const options = driver === 'GML' ? ['DOWNLOAD_SCHEMA=NO'] : [];
  reading.listen((bytes) => tell(opening * Math.min(1, bytes / size)));
  const source = gdal.ccall(
    'GDALOpenEx',
    'number',
    ['string', 'number', 'number', 'number', 'number'],
    [path, vectorOnly, listOf(gdal, [driver]), listOf(gdal, options), 0],
  );
  if (typeof source !== 'number' || source === 0) return { bytes: null, stage: 'open' };
  const layers = layersOf(gdal, source);
  const features = layers.reduce((sum, { count }) => sum + count, 0);
  let done = opening;
  for (const [at, { name, count }] of layers.entries()) {
    const part = ((1 - opening) * count) / features;
    reading.listen((bytes) => tell(done + part * Math.min(1, bytes / size)));
    const isWritten = write(gdal, source, name, at === 0, false) || write(gdal, source, name, at === 0, true);
    if (!isWritten) return { bytes: null, stage: 'translate' };
    done += part;
    tell(done);
  }
  if (layers.length === 0 && !write(gdal, source, null, true, false)) return { bytes: null, stage: 'translate' };
  return { bytes: gdal.FS.readFile(output) };
}

/** Layers of an open file with the number of their features, at least one each. */
function layersOf(gdal: GdalModule, source: number): readonly { readonly name: string; readonly count: number }[] {
  const total = Number(gdal.ccall('GDALDatasetGetLayerCount', 'number', ['number'], [source]));
  return Array.from({ length: total }, (_, at) => {
    const layer = Number(gdal.ccall('GDALDatasetGetLayer', 'number', ['number', 'number'], [source, at]));
    const name = String(gdal.ccall('OGR_L_GetName', 'string', ['number'], [layer]));
    const count = Number(gdal.ccall('OGR_L_GetFeatureCount', 'number', ['number', 'number'], [layer, 0]));
    return { name, count: Math.max(1, count) };
  });
}

/** Tells how many bytes have been read of a file since somebody began to listen; never of a folder. */
function watchReads({ FS }: GdalModule, path: string): { listen(listener: (bytes: number) => void): void } {
  let listener: (bytes: number) => void = () => undefined;
  let bytes = 0;
  const { node } = FS.lookupPath(path);
  const { read } = node.stream_ops;
  if (read)
    node.stream_ops = {
      ...node.stream_ops,
      read: (...place) => {
        const count = read(...place);
        bytes += count;
        listener(bytes);
        return count;
      },
    };
  return {
    listen(next) {
      bytes = 0;
      listener = next;
    },
  };
}

/** Names that a field of the file will hardly have, so that none is taken for the number of the row. */
const layout = ['FID=ogc_fid', 'GEOMETRY_NAME=ogc_geometry', 'SPATIAL_INDEX=NO'].flatMap((one) => ['-lco', one]);

/** Writes one layer, or what there is where the file names none, into a new or the begun GeoPackage. */
function write(gdal: GdalModule, source: number, layer: string | null, isFirst: boolean, again: boolean): boolean {
  const words = ['-f', 'GPKG', '-nlt', 'CONVERT_TO_LINEAR', ...layout];
  if (!isFirst) words.push('-update');
  if (again) words.push('-skipfailures', '-overwrite');
  if (layer !== null) words.push(layer);
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
