import { crsByCode } from '../../crs/crs-table.ts';
import type { LayerKind } from '../gathering/geometry-gatherer.ts';
import { DamagedBuffer, FlatTable } from './flat-table.ts';

/** A field as the header declares it, by the codes of header.fbs. */
export interface DeclaredColumn {
  readonly name: string;
  readonly type: number;
}

/** What the header says, nothing of it believed yet. */
export interface Header {
  /** Code of the geometry type; 0 where it changes from feature to feature. */
  readonly geometryType: number;
  readonly hasHeights: boolean;
  readonly hasMeasures: boolean;
  readonly columns: readonly DeclaredColumn[];
  /** 0: not known. */
  readonly features: number;
  /** Children of a node of the index; 0 without one. */
  readonly nodeSize: number;
  /** Code or definition of the CRS; null where there is none. */
  readonly crs: string | null;
}

/** Reads the table `Header` of header.fbs. Throws `DamagedBuffer` or `RangeError`. */
export function readHeader(view: DataView): Header {
  const table = FlatTable.root(view);
  const columns = columnsOf(table);
  return {
    geometryType: table.u8(2, 0),
    hasHeights: table.u8(3, 0) !== 0,
    hasMeasures: table.u8(4, 0) !== 0,
    columns,
    features: table.u64(8),
    nodeSize: table.u16(9, 16),
    crs: crsOf(table.table(10)),
  };
}

/** The columns; their names together are no longer than the header, whose places could all lead to one long name. */
function columnsOf(table: FlatTable): readonly DeclaredColumn[] {
  const found = table.vector(7, 4);
  // A value names its column by 16 bits.
  if (found === null) return [];
  if (found.length > 65_536) throw new DamagedBuffer(`${found.length} columns`);
  let budget = table.view.byteLength;
  return Array.from({ length: found.length }, (_, at) => {
    const column = table.tableAt(found, at);
    budget -= column.bytes(0).length;
    if (budget < 0) throw new DamagedBuffer('names longer than the header');
    return { name: column.text(0), type: column.u8(1, 0) };
  });
}

/** A registered code goes before the definition, which goes before a code that is not in our table. */
function crsOf(table: FlatTable | null): string | null {
  if (table === null) return null;
  const number = table.i32(1, 0);
  const organisation = table.text(0) || 'EPSG';
  const code = number > 0 ? `${organisation}:${number}` : table.text(5);
  const wkt = table.text(4);
  if (/^EPSG:/i.test(code) && crsByCode(code, 'file') !== null) return code;
  return wkt || code || null;
}

/**
 * Bytes of the packed R-tree over `features` features: a node of 40 bytes for each and for every `nodeSize` of a level one
 * above, up to the root.
 */
export function indexBytes(features: number, nodeSize: number): number {
  if (features === 0 || nodeSize === 0) return 0;
  let nodes = features;
  let level = features;
  do {
    level = Math.ceil(level / nodeSize);
    nodes += level;
  } while (level > 1);
  return 40 * nodes;
}

const kinds: readonly (LayerKind | null)[] = [null, 'points', 'lines', 'polygons', 'points', 'lines', 'polygons'];

/** The kind of layer of a geometry type; null for a type that says none, undefined for one that is not read. */
export function kindOf(type: number): LayerKind | null | undefined {
  // A collection says of each of its members what it is.
  return type === 7 ? null : kinds[type];
}
