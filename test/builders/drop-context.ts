import type { CommandContext } from '../../src/renderer/commands/context.ts';
import { createAppStore } from '../../src/renderer/state/app-state.ts';
import type { Dataset } from '../../src/shared/dataset/types.ts';
import { writeShapefile } from '../../src/shared/formats/shapefile/write.ts';
import type { DesktopApi } from '../../src/shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../src/shared/jobs/compute.ts';
import { inlineCompute } from '../../src/shared/jobs/inline.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';
import { success } from '../../src/shared/lib/outcome.ts';
import { samplePrj } from '../../src/shared/sample/table.ts';
import { memoryCache } from './memory-cache.ts';

/** A window without a screen on which files of memory are dropped. */
export interface DropContext {
  readonly context: CommandContext;
  /** What is dropped the next time; one group is a file with what belongs to it. */
  dropNext(groups: readonly (readonly FileLocator[])[]): void;
  /** A file to be dropped or read; files of one name lie under different folders. */
  file(name: string, content: Uint8Array<ArrayBuffer>, folder?: string): FileLocator;
  /** The files of a shapefile in UTF-8 with a .cpg, where nothing else is asked for. */
  shapefile(
    name: string,
    dataset: Dataset,
    options?: {
      readonly folder?: string;
      readonly encoding?: Parameters<typeof writeShapefile>[2]['encoding'];
      readonly cpg?: boolean;
    },
  ): FileLocator[];
}

export function dropContext(): DropContext {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  let groups: readonly (readonly FileLocator[])[] = [];
  const file: DropContext['file'] = (name, content, folder = '') => {
    bytes.set(folder + name, content);
    return { name, size: content.length, address: folder + name };
  };
  const context: CommandContext = {
    store: createAppStore({ language: 'en', colorScheme: 'light' }),
    desktop: {
      setTitle: async () => {},
      resolveDropped: async () => success({ studies: [], photos: [], groups, refused: [] }),
    } as unknown as DesktopApi,
    compute: inlineCompute(({ name, address }) => memorySource(name, bytes.get(address) as Uint8Array<ArrayBuffer>)),
    cache: memoryCache(),
    nextFrame: (callback) => callback(),
  };
  return {
    context,
    dropNext(next) {
      groups = next;
    },
    file,
    shapefile: (name, dataset, { folder, encoding = 'UTF-8', cpg = true } = {}) =>
      writeShapefile(name, dataset, { encoding, cpg, prj: samplePrj }).map((part) =>
        file(part.name, part.bytes, folder),
      ),
  };
}
