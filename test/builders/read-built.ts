import { valueAt } from '../../src/shared/dataset/columns.ts';
import { readFiles } from '../../src/shared/formats/read-files.ts';
import { signedArea } from '../../src/shared/formats/rings.ts';
import type { ReadLayer, ReadOptions, ReadOutcome } from '../../src/shared/formats/types.ts';
import { featureCount } from '../../src/shared/geometry/types.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';
import { installedGdal } from './gdal.ts';

/** Files by name, as text or bytes. */
export type BuiltFiles = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

const encoder = new TextEncoder();

/** GDAL is started only for the formats that it reads. */
const startGdal = installedGdal();

export function readBuilt(files: BuiltFiles, options: ReadOptions = {}): Promise<ReadOutcome> {
  const sources = Object.entries(files).map(([name, content]) =>
    memorySource(name, typeof content === 'string' ? encoder.encode(content) : content),
  );
  return readFiles(sources, options, { progress: () => undefined, cancelled: () => false, startGdal });
}

/** The only layer; throws with the problem's code when the files were refused. */
export async function readLayer(files: BuiltFiles, options: ReadOptions = {}): Promise<ReadLayer> {
  const outcome = await readBuilt(files, options);
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason.code}`);
  if (outcome.value.length !== 1) throw new Error(`${outcome.value.length} layers`);
  return outcome.value[0];
}

/** The code of the problem; throws when the files were read. */
export async function refusal(files: BuiltFiles, options: ReadOptions = {}): Promise<string> {
  const outcome = await readBuilt(files, options);
  if (outcome.ok) throw new Error('was read');
  return outcome.reason.code;
}

export const codes = (layer: ReadLayer): readonly string[] => layer.issues.map((issue) => issue.code);

/** Code and feature of the issues with this code. */
export const featuresWith = (layer: ReadLayer, code: string): readonly (number | null)[] =>
  layer.issues.filter((issue) => issue.code === code).map((issue) => issue.feature);

/** All values of a column, by position. */
export function columnValues(layer: ReadLayer, column = 0): readonly unknown[] {
  const { columns, geometry } = layer.dataset;
  return Array.from({ length: featureCount(geometry) }, (_, row) => valueAt(columns[column], row));
}

/** The rings of every feature as signed areas, a list a part: outer ring first. Empty for a null geometry. */
export function ringAreas({ dataset: { geometry } }: ReadLayer): number[][][] {
  if (geometry.kind !== 'polygons') throw new Error(geometry.kind);
  const { xy, featureStart, partStart, ringStart } = geometry;
  return Array.from({ length: featureStart.length - 1 }, (_, feature) =>
    range(featureStart[feature], featureStart[feature + 1]).map((part) =>
      range(partStart[part], partStart[part + 1]).map((ring) => signedArea(xy, ringStart[ring], ringStart[ring + 1])),
    ),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
