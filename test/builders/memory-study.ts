import { runStudy, type ScoredStudy } from '../../src/shared/analysis/run-study.ts';
import type { Dataset } from '../../src/shared/dataset/types.ts';
import { writeShapefile } from '../../src/shared/formats/shapefile/write.ts';
import { featureCount, type Geometry } from '../../src/shared/geometry/types.ts';
import type { Compute, FileLocator } from '../../src/shared/jobs/compute.ts';
import { inlineCompute } from '../../src/shared/jobs/inline.ts';
import { memorySource } from '../../src/shared/lib/byte-source.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { parseStudy } from '../../src/shared/project/study-schema.ts';
import { generateBenchSet } from '../../src/shared/sample/bench.ts';
import { samplePrj } from '../../src/shared/sample/table.ts';

/** Layers of a study that lie in memory, by the name of their .shp. */
export type MemoryLayers = ReadonlyMap<string, Dataset>;

/** The layers and the study of a bench set. */
export function benchLayers(size: 'S', seed: number): { readonly layers: MemoryLayers; readonly study: string } {
  const { layers, study } = generateBenchSet(size, seed);
  return { layers: new Map(layers.map(({ name, blocks }) => [name, [...blocks()][0]])), study };
}

/** Runs a study whose files are written from datasets in memory, through the same readers as files from a disk. */
export async function runInMemory(
  study: string,
  layers: MemoryLayers,
  compute?: Compute,
  otherFiles: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(),
): Promise<ScoredStudy> {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>(otherFiles);
  for (const [name, dataset] of layers) {
    for (const file of writeShapefile(name, dataset, { encoding: 'UTF-8', cpg: true, prj: samplePrj })) {
      bytes.set(file.name, file.bytes);
    }
  }
  const open = ({ name, address }: FileLocator) => memorySource(name, bytes.get(address) as Uint8Array<ArrayBuffer>);
  const findFiles = async (file: string) => {
    const base = file.replace(/\.shp$/, '.');
    const names = [...bytes.keys()].filter((name) => name.startsWith(base));
    return names.map((name) => ({ name, size: bytes.get(name)?.length ?? 0, address: name }));
  };
  const parsed = parseStudy(study);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
  const host = { findFiles, readText: async () => null };
  const outcome = await runStudy(compute ?? inlineCompute(open), parsed.value, [], host);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
  return outcome.value;
}

/** A seeded order of n rows. */
export function shuffled(count: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  for (let at = count - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** The same features in another order. */
export function permuteRows(dataset: Dataset, order: Uint32Array): Dataset {
  const columns = dataset.columns.map((column) => {
    if (column.type !== 'text') return { ...column, values: column.values.map((_, row) => column.values[order[row]]) };
    const parts = [...order].map((row) => column.bytes.slice(column.start[row], column.start[row + 1]));
    const start = new Uint32Array(order.length + 1);
    parts.forEach((part, row) => {
      start[row + 1] = start[row] + part.length;
    });
    const bytes = new Uint8Array(start[order.length]);
    parts.forEach((part, row) => {
      bytes.set(part, start[row]);
    });
    return { ...column, bytes, start };
  });
  return { ...dataset, columns: columns as Dataset['columns'], geometry: permuteGeometry(dataset.geometry, order) };
}

/** Starts of the levels below the feature, outermost first. */
function levelsOf(geometry: Exclude<Geometry, { kind: 'none' }>): Uint32Array[] {
  if (geometry.kind === 'points') return [];
  return geometry.kind === 'lines' ? [geometry.pathStart] : [geometry.partStart, geometry.ringStart];
}

function permuteGeometry(geometry: Geometry, order: Uint32Array): Geometry {
  if (geometry.kind === 'none') return geometry;
  if (featureCount(geometry) !== order.length) throw new Error('the order does not fit the geometry');
  let [starts, items] = regroup(geometry.featureStart, order);
  const out = [starts];
  for (const level of levelsOf(geometry)) {
    [starts, items] = regroup(level, items);
    out.push(starts);
  }
  const xy = new Float64Array(items.length * 2);
  items.forEach((vertex, at) => {
    xy[2 * at] = geometry.xy[2 * vertex];
    xy[2 * at + 1] = geometry.xy[2 * vertex + 1];
  });
  const [featureStart, second, third] = out;
  if (geometry.kind === 'points') return { kind: 'points', xy, featureStart };
  if (geometry.kind === 'lines') return { kind: 'lines', xy, featureStart, pathStart: second };
  return { kind: 'polygons', xy, featureStart, partStart: second, ringStart: third };
}

/** Takes the groups that `start` delimits in the given order: their new starts, and the items they hold. */
function regroup(start: Uint32Array, order: Uint32Array): [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(order.length + 1);
  const items: number[] = [];
  order.forEach((group, at) => {
    for (let item = start[group]; item < start[group + 1]; item++) items.push(item);
    starts[at + 1] = items.length;
  });
  return [starts, Uint32Array.from(items)];
}
