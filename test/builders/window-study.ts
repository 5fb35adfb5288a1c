import type { CommandContext } from '../../src/renderer/commands/context.ts';
import { createAppStore, type FileBook } from '../../src/renderer/state/app-state.ts';
import { writeShapefile } from '../../src/shared/formats/shapefile/write.ts';
import type { DesktopApi } from '../../src/shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../src/shared/jobs/compute.ts';
import { inlineCompute } from '../../src/shared/jobs/inline.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';
import { problem } from '../../src/shared/lib/issue.ts';
import { failure } from '../../src/shared/lib/outcome.ts';
import { parseStudy } from '../../src/shared/project/study-schema.ts';
import { samplePrj } from '../../src/shared/sample/table.ts';
import { memoryCache } from './memory-cache.ts';
import { benchLayers } from './memory-study.ts';

/** A desktop that keeps nothing, and says so. */
const fullDisk: Partial<DesktopApi> = {
  setTitle: async () => {},
  newProject: async () => failure(problem('project-edit-no-space')),
};

/** 2,000 plots with everything around them, in memory, and a window without a screen; `bytes` are its files by address. */
export function windowOnBench(desktop: Partial<DesktopApi> = {}) {
  const { layers, study } = benchLayers('S', 3);
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const files = new Map<string, FileLocator[]>();
  for (const [name, dataset] of layers) {
    const written = writeShapefile(name, dataset, { encoding: 'UTF-8', cpg: true, prj: samplePrj });
    for (const file of written) bytes.set(file.name, file.bytes);
    files.set(
      `${name}.shp`,
      written.map((file) => ({ name: file.name, size: file.bytes.length, address: file.name })),
    );
  }
  const parsed = parseStudy(study);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
  const context: CommandContext = {
    store: createAppStore({ language: 'en', colorScheme: 'light' }),
    desktop: { ...fullDisk, ...desktop } as unknown as DesktopApi,
    compute: inlineCompute(({ name, address }) => memorySource(name, bytes.get(address) as Uint8Array<ArrayBuffer>)),
    cache: memoryCache(),
    nextFrame: (callback) => callback(),
  };
  return { context, study: parsed.value, text: study, files: files as FileBook, bytes };
}
