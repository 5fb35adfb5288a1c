import type { Dataset } from '../../dataset/types.ts';
import { featureCount } from '../../geometry/types.ts';
import type { NamedBytes } from '../zip-write.ts';
import { type DbfField, dbfHeader, dbfRecords, fieldOf } from './write-dbf.ts';
import { type Box, emptyBox, type ShapeType, shapeTypeOf, shpHeader, shpRecords } from './write-shp.ts';
import type { ShapefileEncoding } from './write-text.ts';

/** How a shapefile is written. */
export interface ShapefileWriteOptions {
  readonly encoding: ShapefileEncoding;
  /** Write a .cpg naming the encoding. */
  readonly cpg: boolean;
  /** Text of the .prj; null: none. */
  readonly prj: string | null;
  /** Byte 29 of the dbf; default 0x57 (ANSI) for ISO-8859-1 and 0 for UTF-8. */
  readonly languageByte?: number;
}

/** A file being written in blocks: `bytes` belong at `offset`. */
export interface FileBlock {
  readonly name: string;
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Writes one shapefile a block of rows at a time, so that a million plots need no more memory than a block. */
export interface ShapefileAppender {
  /** The next rows; every block has the same columns and kind of geometry as the first. */
  append(dataset: Dataset): readonly FileBlock[];
  /** Headers and sidecars, to be written last; `append` must not be called again. */
  finish(): readonly FileBlock[];
}

interface Shape {
  readonly type: ShapeType | null;
  readonly fields: readonly DbfField[];
}

/**
 * Begins a shapefile. Field widths come from the first block unless `fields` says otherwise:
 * a later number that does not fit throws, a later text is cut.
 */
export function appendShapefile(
  name: string,
  options: ShapefileWriteOptions,
  fields: readonly DbfField[] | null = null,
): ShapefileAppender {
  const { encoding } = options;
  const box = emptyBox();
  let shape: Shape | null = null;
  let rows = 0;
  let shpLength = 100;
  let dbfLength = 0;
  const shapeFor = (dataset: Dataset): Shape => {
    shape ??= {
      type: shapeTypeOf(dataset.geometry),
      fields: fields ?? withIdentity(dataset).map((column) => fieldOf(column, encoding)),
    };
    return shape;
  };
  return {
    append(dataset) {
      const { type, fields: layout } = shapeFor(dataset);
      const blocks: FileBlock[] = [];
      const count = featureCount(dataset.geometry);
      if (type !== null && dataset.geometry.kind !== 'none') {
        const { shp, shx } = shpRecords(dataset.geometry, type, rows, shpLength, box);
        blocks.push({ name: `${name}.shp`, offset: shpLength, bytes: shp });
        blocks.push({ name: `${name}.shx`, offset: 100 + 8 * rows, bytes: shx });
        shpLength += shp.length;
      }
      dbfLength ||= 33 + 32 * layout.length;
      const records = dbfRecords(withIdentity(dataset, rows), layout, 0, count, encoding);
      blocks.push({ name: `${name}.dbf`, offset: dbfLength, bytes: records });
      dbfLength += records.length;
      rows += count;
      return blocks;
    },
    finish() {
      if (shape === null) throw new Error(`shapefile ${name}: nothing was appended`);
      return closingBlocks(name, options, shape, { rows, shpLength, dbfLength, box });
    },
  };
}

interface Written {
  readonly rows: number;
  readonly shpLength: number;
  readonly dbfLength: number;
  readonly box: Box;
}

/** Headers, the dbf's end mark and the sidecars. */
function closingBlocks(name: string, options: ShapefileWriteOptions, shape: Shape, written: Written): FileBlock[] {
  const { encoding } = options;
  const { rows, shpLength, dbfLength, box } = written;
  const languageByte = options.languageByte ?? (encoding === 'ISO-8859-1' ? 0x57 : 0);
  const blocks: FileBlock[] = [];
  const put = (extension: string, offset: number, bytes: Uint8Array<ArrayBuffer>) =>
    blocks.push({ name: `${name}.${extension}`, offset, bytes });
  if (shape.type !== null) {
    put('shp', 0, shpHeader(shape.type, shpLength, box));
    put('shx', 0, shpHeader(shape.type, 100 + 8 * rows, box));
  }
  put('dbf', 0, dbfHeader(shape.fields, rows, encoding, languageByte));
  put('dbf', dbfLength, Uint8Array.of(0x1a));
  if (options.cpg) put('cpg', 0, new TextEncoder().encode(encoding));
  if (options.prj !== null && shape.type !== null) put('prj', 0, new TextEncoder().encode(options.prj));
  return blocks;
}

/** A dbf needs at least one field: a dataset without columns gets a running number, as other writers do. */
export function withIdentity(dataset: Dataset, firstRow = 0): Dataset['columns'] {
  if (dataset.columns.length > 0) return dataset.columns;
  const values = Float64Array.from({ length: featureCount(dataset.geometry) }, (_, row) => firstRow + row);
  return [{ type: 'number', name: 'FID', values }];
}

/**
 * A dataset as the files of a shapefile: .shp and .shx (unless it is a table), .dbf, and .cpg and .prj when asked for.
 * Field names are cut to 10 bytes and made unique, text to 254 bytes; missing values are blank; rings are turned to
 * ESRI's order and closed. The same dataset gives the same bytes. Throws for files beyond 2 GB.
 */
export function writeShapefile(name: string, dataset: Dataset, options: ShapefileWriteOptions): NamedBytes[] {
  const appender = appendShapefile(name, options);
  const blocks = [...appender.append(dataset), ...appender.finish()];
  const sizes = new Map<string, number>();
  for (const block of blocks) {
    sizes.set(block.name, Math.max(sizes.get(block.name) ?? 0, block.offset + block.bytes.length));
  }
  return [...sizes].map(([file, size]) => {
    const bytes = new Uint8Array(size);
    for (const block of blocks) if (block.name === file) bytes.set(block.bytes, block.offset);
    return { name: file, bytes };
  });
}
