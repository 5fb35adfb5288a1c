import type { GdalModule } from '../../src/shared/formats/gdal/gdal-module.ts';
import { installedGdal } from './gdal.ts';

type Writing = GdalModule & {
  readonly FS: {
    readdir(path: string): readonly string[];
    stat(path: string): { readonly mode: number };
    isDir(mode: number): boolean;
  };
};

/** The files that GDAL itself makes of a GML, by name, with the folder's where the format is one. */
export async function writtenByGdal(
  gml: string,
  name: string,
  ...options: readonly string[]
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const said: string[] = [];
  const gdal = (await installedGdal()({
    preRun: [({ ENV }) => Object.assign(ENV, { PROJ_LIB: '/usr/share/proj', GDAL_DATA: '/usr/share/gdal' })],
    print: () => undefined,
    printErr: (line) => said.push(line),
  })) as Writing | null;
  if (gdal === null) throw new Error('GDAL is not installed');
  const listOf = (texts: readonly string[]): number => {
    const list = gdal._malloc(4 * (texts.length + 1));
    [...texts, null].forEach((text, at) => {
      const room = text === null ? 0 : gdal.lengthBytesUTF8(text) + 1;
      const pointer = text === null ? 0 : gdal._malloc(room);
      if (text !== null) gdal.stringToUTF8(text, pointer, room);
      gdal.setValue(list + 4 * at, pointer, 'i32');
    });
    return list;
  };
  const pointers = (count: number) => Array<'number'>(count).fill('number');
  gdal.FS.mkdir('/in');
  gdal.FS.mkdir('/made');
  gdal.FS.writeFile('/in/in.gml', new TextEncoder().encode(gml), { canOwn: true });
  gdal.ccall('GDALAllRegister', null, [], []);
  const source = gdal.ccall('GDALOpenEx', 'number', ['string', ...pointers(4)], ['/in/in.gml', 4, 0, 0, 0]);
  const given = gdal.ccall('GDALVectorTranslateOptionsNew', 'number', pointers(2), [listOf(options), 0]);
  const sources = gdal._malloc(4);
  gdal.setValue(sources, Number(source), 'i32');
  const words = [`/made/${name}`, 0, 1, sources, Number(given), 0];
  const written = Number(gdal.ccall('GDALVectorTranslate', 'number', ['string', ...pointers(5)], words));
  if (written === 0) throw new Error(`GDAL made no ${name}: ${said.join('\n')}`);
  gdal.ccall('GDALClose', null, ['number'], [written]);
  const files = (folder: string, prefix: string): (readonly [string, Uint8Array<ArrayBuffer>])[] =>
    gdal.FS.readdir(folder)
      .filter((file) => !file.startsWith('.'))
      .flatMap((file) => {
        const path = `${folder}/${file}`;
        const isFolder = gdal.FS.isDir(gdal.FS.stat(path).mode);
        return isFolder ? files(path, `${prefix}${file}/`) : [[`${prefix}${file}`, gdal.FS.readFile(path)] as const];
      });
  return new Map(files('/made', ''));
}
