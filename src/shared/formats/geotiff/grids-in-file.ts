import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';
import { withDistinctNames } from '../distinct-names.ts';
import { groupFiles } from '../group-files.ts';
import { StopReading } from '../stop-reading.ts';
import type { ReadContext } from '../types.ts';
import { openZip, ZipMember } from '../zip/open-zip.ts';
import { describeGeoTiff, type RasterFacts } from './describe.ts';
import { type RasterOptions, type ReadRaster, readGeoTiff } from './read.ts';

/** A grid of heights that a file has, or a TIFF in it that is none. */
export interface FoundGrid {
  readonly name: string;
  /** What it is called within a zip; null for a file that is a grid itself. */
  readonly layer: string | null;
  readonly facts: Outcome<RasterFacts, Problem>;
}

/** Whether a file is a grid of heights, by its name. */
export const isGrid = (name: string): boolean => /\.tiff?$/i.test(name);

/** Whether a file may be a grid or a zip with grids, by its name. */
export const mayHoldGrids = (name: string): boolean => /\.(tiff?|zip)$/i.test(name);

/** Whether a zip was refused only for having no layers, which is no fault of one with grids. */
export const isBesideGrids = ({ code }: Problem): boolean => ['zip-without-layers', 'shp-missing'].includes(code);

/** Looks at the grid that a file is, or at the grids in a zip; a zip without any gives none. */
export async function describeGrids(
  source: ByteSource,
  crs: string | undefined,
  context: ReadContext,
): Promise<Outcome<readonly FoundGrid[], Problem>> {
  const opened = await openGrids(source, context);
  if (!opened.ok) return opened;
  const found: FoundGrid[] = [];
  for (const { name, layer, file } of opened.value) {
    found.push({ name, layer, facts: await describeGeoTiff(file, crs, context) });
    if (file instanceof PackedGrid) file.release();
  }
  return success(found);
}

/** Reads a grid from a file that is one, or the grid called `layer` in a zip, which may be left out where there is one only. */
export async function readGridOf(
  source: ByteSource,
  layer: string | null,
  options: RasterOptions,
  context: ReadContext,
): Promise<Outcome<ReadRaster, Problem>> {
  const opened = await openGrids(source, context);
  if (!opened.ok) return opened;
  const grids = opened.value;
  const wanted = grids.filter((grid) => grid.layer === null || layer === null || grid.layer === layer);
  if (wanted.length === 1) return readGeoTiff(wanted[0].file, options, context);
  const layers = grids.map((grid) => grid.layer ?? grid.name).join(', ');
  if (grids.length === 0) return failure(problem('zip-without-grid', { file: source.name }));
  if (layer === null) return failure(problem('zip-several-grids', { file: source.name, layers }));
  return failure(problem('layer-not-found', { layer, layers }));
}

interface OpenedGrid {
  readonly name: string;
  readonly layer: string | null;
  readonly file: ByteSource;
}

/** A file is a zip by its first bytes: in a project a grid is called .tif whatever it came in. */
async function openGrids(source: ByteSource, context: ReadContext): Promise<Outcome<readonly OpenedGrid[], Problem>> {
  const progress: ReadProgress = { context, done: 0, total: source.size };
  try {
    const head = await readBytes(source, 0, 4, progress);
    if (head[0] !== 0x50 || head[1] !== 0x4b)
      return success([{ name: source.name.replace(/\.[^.]*$/, ''), layer: null, file: source }]);
    const opened = await openZip(source, progress, 'grids');
    if (!opened.ok) return opened;
    const { files } = opened.value;
    const groups = groupFiles(files.map(({ name }) => name)).map((group) => ({ name: group.name, group }));
    return success(
      withDistinctNames(groups).map(({ name, group }) => {
        return { name, layer: name, file: new PackedGrid(source.name, files[group.main]) };
      }),
    );
  } catch (error) {
    if (error instanceof StopReading) return failure(error.problem);
    throw error;
  }
}

/** A TIFF in a zip, called by both names, so that what is told of it says where it is. */
class PackedGrid implements ByteSource {
  readonly name: string;
  readonly size: number;
  private readonly member: ByteSource;

  constructor(zip: string, member: ByteSource) {
    this.name = `${zip}/${member.name}`;
    this.size = member.size;
    this.member = member;
  }

  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.member.read(start, end);
  }

  /** Lets go of the unpacked bytes. */
  release(): void {
    if (this.member instanceof ZipMember) this.member.release();
  }
}
