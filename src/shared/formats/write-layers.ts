import { assertNever } from '../lib/assert-never.ts';
import type { Issue } from '../lib/issue.ts';
import { success } from '../lib/outcome.ts';
import { csvOutput } from './csv/write-csv.ts';
import { flatGeobufOutput } from './flatgeobuf/write-flatgeobuf.ts';
import { geoJsonOutput } from './geojson/write-geojson.ts';
import type { OutputFile, OutputLayer, OutputOutcome } from './output.ts';
import { shapefileOutput } from './shapefile/write-layer.ts';
import { xlsxOutput } from './xlsx/write-xlsx.ts';
import { zipPieces } from './zip-stream.ts';

/** Formats that layers can be written in; `zip` is shapefiles in a zip. */
export const layerFormats = ['shp', 'zip', 'geojson', 'fgb', 'csv', 'xlsx'] as const;
export type LayerFormat = (typeof layerFormats)[number];

/** Whether one file of the format holds several layers. */
export function holdsSeveral(format: LayerFormat): boolean {
  return format === 'zip' || format === 'xlsx';
}

/**
 * Layers as the files of a format, named after `name`. Formats that hold one layer are given one. Nothing is made
 * before the pieces of the files are taken.
 */
export function writeLayers(format: LayerFormat, name: string, layers: readonly OutputLayer[]): OutputOutcome {
  if (!holdsSeveral(format) && layers.length !== 1) throw new Error(`${format} holds one layer, not ${layers.length}`);
  const layer = { ...layers[0], name };
  switch (format) {
    case 'shp':
      return shapefileOutput(layer);
    case 'geojson':
      return geoJsonOutput(layer);
    case 'fgb':
      return flatGeobufOutput(layer);
    case 'csv':
      return csvOutput(layer);
    case 'xlsx':
      return xlsxOutput(name, layers);
    case 'zip':
      return zippedShapefiles(name, layers);
    default:
      return assertNever(format);
  }
}

function zippedShapefiles(name: string, layers: readonly OutputLayer[]): OutputOutcome {
  const members: OutputFile[] = [];
  const issues: Issue[] = [];
  for (const layer of layers) {
    const output = shapefileOutput(layer);
    if (!output.ok) return output;
    members.push(...output.value.files);
    issues.push(...output.value.issues);
  }
  return success({ files: [{ name: `${name}.zip`, pieces: () => zipPieces(members) }], issues });
}
