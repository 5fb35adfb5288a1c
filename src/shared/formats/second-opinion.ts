import { textAt } from '../dataset/columns.ts';
import type { Dataset, TextColumn } from '../dataset/types.ts';
import { geometryExtent } from '../geometry/bounds.ts';
import { type Extent, featureCount } from '../geometry/types.ts';
import type { ByteSource } from '../lib/byte-source.ts';
import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { ReadProgress } from './byte-window.ts';
import { groupFiles } from './group-files.ts';
import type { ReadContext } from './types.ts';
import { openZip } from './zip/open-zip.ts';

/** How another reader's understanding of a shapefile compares with ours. */
export interface SecondOpinion {
  readonly reader: string;
  readonly features: { readonly ours: number; readonly theirs: number };
  /** Largest difference of the four sides of the extent, in units of the file's CRS; null where one has no extent. */
  readonly extentDifference: number | null;
  /** Texts looked at and how many of them read otherwise, the first of these by both. */
  readonly texts: {
    readonly compared: number;
    readonly different: number;
    readonly first: { readonly field: string; readonly ours: string; readonly theirs: string } | null;
  };
}

/** The other reader holds everything as objects: larger files would take the memory of the window. */
const mostBytes = 40_000_000;
const textRows = 500;

/** As much of shpjs as is asked. */
interface Shpjs {
  parseShp(shp: ArrayBuffer, projection: false): readonly (ShpjsGeometry | null)[];
  parseDbf(dbf: ArrayBuffer, cpg?: ArrayBuffer): readonly Readonly<Record<string, unknown>>[];
}
interface ShpjsGeometry {
  readonly coordinates?: unknown;
}

/**
 * Reads a shapefile with shpjs 6 and compares counts, extent and texts with what we read. It projects nothing and trusts
 * what headers say, so sizes are checked before it is asked.
 */
export async function secondOpinion(
  files: readonly ByteSource[],
  layer: string,
  ours: Dataset,
  context: ReadContext,
): Promise<Outcome<SecondOpinion, Problem>> {
  const parts = await shapefileParts(files, layer, context);
  if (!parts) return failure(problem('opinion-shapefile-only', { layer }));
  const sizes = [...parts.values()].reduce((sum, { size }) => sum + size, 0);
  if (sizes > mostBytes) return failure(problem('opinion-too-large', { layer, megabytes: mostBytes / 1e6 }));
  const bytes = async (extension: string): Promise<ArrayBuffer | undefined> => {
    const part = parts.get(extension);
    return part && (await part.read(0, part.size)).slice().buffer;
  };
  const [shp, dbf, cpg] = [await bytes('shp'), await bytes('dbf'), await bytes('cpg')];
  if (shp === undefined || !isHonest(dbf)) return failure(problem('opinion-refused', { layer }));
  try {
    const shpjs = (await import('shpjs' as string)) as Shpjs;
    const shapes = shpjs.parseShp(shp, false);
    const table = dbf === undefined ? [] : shpjs.parseDbf(dbf, cpg);
    return success({
      reader: 'shpjs',
      features: { ours: featureCount(ours.geometry), theirs: Math.max(shapes.length, table.length) },
      extentDifference: extentDifference(geometryExtent(ours.geometry), extentOf(shapes)),
      texts: compareTexts(ours, table),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return failure(problem('opinion-failed', { layer, message }));
  }
}

/** shpjs makes room for as many rows as the header says; a table whose header claims more than it holds is not shown. */
function isHonest(dbf: ArrayBuffer | undefined): boolean {
  if (dbf === undefined) return true;
  if (dbf.byteLength < 32) return false;
  const header = new DataView(dbf);
  const [rows, start, length] = [header.getUint32(4, true), header.getUint16(8, true), header.getUint16(10, true)];
  return start >= 33 && length > 0 && start + rows * length <= dbf.byteLength + 1;
}

/** The files of one shapefile by extension, loose or in a zip. */
async function shapefileParts(
  files: readonly ByteSource[],
  layer: string,
  context: ReadContext,
): Promise<ReadonlyMap<string, ByteSource> | null> {
  const progress: ReadProgress = { context, done: 0, total: files.reduce((sum, { size }) => sum + size, 0) };
  const [first] = groupFiles(files.map(({ name }) => name));
  let members = files;
  if (first?.kind === 'zip') {
    const opened = await openZip(files[first.main], progress);
    if (!opened.ok) return null;
    members = opened.value.files;
  }
  const groups = groupFiles(members.map(({ name }) => name)).filter(({ kind }) => kind === 'shapefile');
  const group = groups.find(({ name, folder }) => name === layer || `${folder}/${name}` === layer);
  return group ? new Map([...group.byExtension].map(([extension, position]) => [extension, members[position]])) : null;
}

function extentOf(shapes: readonly (ShpjsGeometry | null)[]): Extent | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as readonly unknown[];
    if (typeof x !== 'number' || typeof y !== 'number') {
      for (const inner of value) visit(inner);
      return;
    }
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  };
  for (const shape of shapes) visit(shape?.coordinates);
  return box[0] <= box[2] ? box : null;
}

function extentDifference(ours: Extent | null, theirs: Extent | null): number | null {
  if (!ours || !theirs) return null;
  return Math.max(...ours.map((side, at) => Math.abs(side - theirs[at])));
}

function compareTexts(ours: Dataset, table: readonly Readonly<Record<string, unknown>>[]): SecondOpinion['texts'] {
  const columns = ours.columns.filter((column): column is TextColumn => column.type === 'text');
  const rows = Math.min(textRows, featureCount(ours.geometry), table.length);
  let [compared, different] = [0, 0];
  let first: SecondOpinion['texts']['first'] = null;
  for (const column of columns) {
    for (let row = 0; row < rows; row++) {
      const value = Object.hasOwn(table[row], column.name) ? table[row][column.name] : undefined;
      if (typeof value !== 'string') continue;
      const [own, theirs] = [(textAt(column, row) ?? '').trim(), value.trim()];
      compared++;
      if (own === theirs) continue;
      different++;
      first ??= { field: column.name, ours: own, theirs };
    }
  }
  return { compared, different, first };
}
