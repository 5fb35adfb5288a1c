import type { ByteSource } from '../../lib/byte-source.ts';
import { memorySource } from '../../lib/byte-source.ts';
import { issue, type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { readGeoPackage } from '../geopackage/read-geopackage.ts';
import { IssueLog } from '../issue-log.ts';
import { readWholeBytes } from '../read-text.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import type { GdalModule } from './gdal-module.ts';
import { inputFolder, translateToGeoPackage } from './translate.ts';
import { withTypedTexts } from './typed-fields.ts';

/** Formats that GDAL reads for us. */
export type GdalFormat = 'gml' | 'filegdb' | 'mapinfo' | 'dxf';

/** GDAL's names of its drivers, and the format's for a person. */
const drivers = {
  gml: { driver: 'GML', title: 'GML' },
  filegdb: { driver: 'OpenFileGDB', title: 'FileGDB' },
  mapinfo: { driver: 'MapInfo File', title: 'MapInfo' },
  dxf: { driver: 'DXF', title: 'DXF' },
} as const;

/** Bytes: the files lie in memory beside what is made of them, and the module itself may have 2 GB. */
const largestInput = 1_000_000_000;

/**
 * How GDAL is to read. A chord of an arc spans one degree, so that it lies at most 0.004 % of the radius off (r(1 - cos 0.5°)).
 * The types of GML fields are not guessed by GDAL, which would make 301 of the municipality 0301. References within a file
 * are followed, others lead nowhere: there is no network and no file but those of the layer.
 */
const environment: Readonly<Record<string, string>> = {
  PROJ_LIB: '/usr/share/proj',
  GDAL_DATA: '/usr/share/gdal',
  GDAL_PAM_ENABLED: 'NO',
  OGR_ARC_STEPSIZE: '1',
  GML_FIELDTYPES: 'ALWAYS_STRING',
  GML_SKIP_CORRUPTED_FEATURES: 'YES',
  OGR_SQLITE_SYNCHRONOUS: 'OFF',
};

/** A layer's files, of which `main` is opened; `folder` has them where the format is a folder. */
export interface GdalInput {
  readonly name: string;
  readonly format: GdalFormat;
  readonly main: ByteSource;
  readonly files: readonly ByteSource[];
}

/**
 * Reads formats that this program does not read itself: GDAL, compiled to WebAssembly and shut in with the bytes of the layer,
 * makes a GeoPackage of them in memory, and the reader of GeoPackages takes it from there. What GDAL complains of is told in
 * its own words. See docs/adr/0015.
 */
export async function readByGdal(
  input: GdalInput,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const { format, main, files } = input;
  const file = main.name;
  const { driver, title } = drivers[format];
  if (main.size === 0) return failure(problem('file-empty', { file }));
  if (files.reduce((sum, { size }) => sum + size, 0) > largestInput)
    return failure(problem('file-too-large', { file, limit: largestInput / 1e6 }));
  const said: string[] = [];
  let gdal: GdalModule | null | undefined;
  try {
    gdal = await progress.context.startGdal?.({
      preRun: [({ ENV }) => Object.assign(ENV, environment)],
      print: () => undefined,
      printErr: (line) => said.push(line),
    });
  } catch (error) {
    return failure(problem('gdal-not-started', { file, format: title, reason: firstLine(messageOf(error)) }));
  }
  if (!gdal) return failure(problem('gdal-missing', { file, format: title }));
  // The bytes are gone through three times: taken in, translated, read from the GeoPackage.
  const size = files.reduce((sum, one) => sum + one.size, 0);
  progress.total += 2 * size;
  const path = await placeFiles(gdal, input, progress);
  const translating = partOf(progress, size);
  let translated: ReturnType<typeof translateToGeoPackage>;
  try {
    translated = translateToGeoPackage(gdal, path, driver, main.size, translating.tell);
  } catch (error) {
    // A crash inside the module, or no memory left: it is given up with everything in it.
    return failure(problem('gdal-stopped', { file, format: title, reason: firstLine(String(error)) }));
  }
  if (translated.bytes === null) {
    const code = translated.stage === 'open' ? 'gdal-refused' : 'gdal-stopped';
    return failure(problem(code, { file, format: title, reason: firstLine(said.at(-1) ?? '') }));
  }
  translating.tell(1);
  const last = partOf(progress, size);
  const { length } = translated.bytes;
  const context = { ...progress.context, progress: (done: number, total: number) => last.tell(done / total) };
  const read = await readGeoPackage(memorySource(file, translated.bytes), options, { context, done: 0, total: length });
  last.tell(1);
  if (!read.ok) return failure(problem('gdal-without-layers', { file, format: title }));
  return success(
    withComplaints(
      read.value.map((layer) => layerOf(layer, format)),
      said,
    ),
  );
}

/** A part of the progress that is told by shares, 0 to 1, which never go back; steps below a hundredth are not told. */
function partOf(progress: ReadProgress, size: number): { tell(share: number): void } {
  const begun = progress.done;
  let told = 0;
  return {
    tell(share) {
      if (share < told + 0.01 && share < 1) return;
      told = share;
      progress.done = begun + size * Math.min(1, share);
      progress.context.progress(Math.min(progress.done, progress.total), progress.total);
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Puts the files where GDAL finds them, under names of which only the letters of the last part are the person's. */
async function placeFiles(gdal: GdalModule, input: GdalInput, progress: ReadProgress): Promise<string> {
  const folder = input.format === 'filegdb' ? `${inputFolder}/layers.gdb` : inputFolder;
  gdal.FS.mkdir(inputFolder);
  if (folder !== inputFolder) gdal.FS.mkdir(folder);
  const nameOf = (source: ByteSource): string => {
    const last = source.name.slice(Math.max(source.name.lastIndexOf('/'), source.name.lastIndexOf('\\')) + 1);
    const dot = last.lastIndexOf('.');
    if (input.format === 'filegdb') return last.toLowerCase();
    // MapInfo calls the layer as its file.
    return `${input.name.replaceAll(/[/\\]/g, '_')}${last.slice(dot).toLowerCase()}`;
  };
  for (const source of input.files)
    gdal.FS.writeFile(`${folder}/${nameOf(source)}`, await readWholeBytes(source, progress), { canOwn: true });
  return input.format === 'filegdb' ? folder : `${folder}/${nameOf(input.main)}`;
}

function layerOf(layer: ReadLayer, format: GdalFormat): ReadLayer {
  const issues = layer.issues.map((one) => (one.code === 'crs-missing' ? { ...one, details: { format } } : one));
  return { ...(format === 'gml' ? withTypedTexts(layer) : layer), format, issues };
}

/** What GDAL said, each sentence once, among the issues of the first layer. */
function withComplaints(layers: readonly ReadLayer[], said: readonly string[]): readonly ReadLayer[] {
  const log = new IssueLog();
  for (const one of complaintsOf(said)) log.take(issue('warning', 'gdal-says', { text: one }));
  return layers.map((layer, at) => (at === 0 ? { ...layer, issues: [...log.list(), ...layer.issues] } : layer));
}

const longestComplaint = 300;
const firstLine = (text: string): string => text.split('\n', 1)[0].slice(0, longestComplaint);

/** Sentences that begin with GDAL's marks of warnings and errors, without these marks; not those about the GeoPackage in between. */
function complaintsOf(said: readonly string[]): ReadonlySet<string> {
  const sentences = said.map((line) => /^(?:ERROR|Warning) \d+: (.*)/s.exec(line)?.[1] ?? '');
  return new Set(sentences.filter((text) => text !== '' && !/gpkg|GeoPackage/.test(text)).map(firstLine));
}
