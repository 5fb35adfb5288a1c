import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { arbitraryDataset } from '../../../test/builders/arbitrary-datasets.ts';
import { memoryDirectory } from '../../../test/builders/memory-directory.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import type { Crs } from '../../shared/crs/types.ts';
import { hashDataset } from '../../shared/dataset/hash.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { columnsId } from '../../shared/formats/columns/layout.ts';
import { readColumns } from '../../shared/formats/columns/read-columns.ts';
import type { ByteSource } from '../../shared/lib/byte-source.ts';
import {
  clearColumnFiles,
  columnFileName,
  columnFilesStatus,
  type FindRoot,
  keepColumnFiles,
  readColumnFile,
} from './column-files.ts';

const datasets: readonly Dataset[] = fc
  .sample(arbitraryDataset, { numRuns: 6, seed: 11 })
  .map((dataset) => ({ ...dataset, id: hashDataset(dataset.geometry, dataset.columns) }));
const [one, two, three] = datasets;

/** A project's file that must not be asked for anything; its kept copy is. */
const nameOf = (dataset: Dataset): string => columnFileName(columnsId(dataset));
const sourceOf = (root: FindRoot, dataset: Dataset): ByteSource => ({
  name: nameOf(dataset),
  size: 0,
  read: async () => new Uint8Array(0),
  shared: () => readColumnFile(root, nameOf(dataset)),
});

async function isKept(root: FindRoot, dataset: Dataset): Promise<boolean> {
  const read = await readColumns(sourceOf(root, dataset));
  if (!read.ok) return false;
  expect(read.value.dataset).toEqual(dataset);
  return true;
}

const sizeOf = (files: ReturnType<typeof memoryDirectory>['files'], dataset: Dataset): number =>
  files.get(nameOf(dataset))?.bytes.length ?? 0;

describe('columns that are kept for the workers', () => {
  it('are read as the datasets that they were, out of shared memory', async () => {
    const { root } = memoryDirectory();
    await keepColumnFiles(root, datasets);
    for (const dataset of datasets) {
      expect(await isKept(root, dataset)).toBe(true);
      expect(await readColumnFile(root, nameOf(dataset))).toBeInstanceOf(SharedArrayBuffer);
    }
    expect((await columnFilesStatus(root)).entries).toBe(datasets.length);
  });

  it('of one content in two coordinate systems are two', async () => {
    const { root } = memoryDirectory();
    const moved = { ...one, crs: crsByCode('EPSG:25832', 'user') as Crs };
    await keepColumnFiles(root, [one]);
    expect(await isKept(root, moved)).toBe(false);
    await keepColumnFiles(root, [moved]);
    expect([await isKept(root, one), await isKept(root, moved)]).toEqual([true, true]);
  });

  it('that are there already are not written again, and count as used', async () => {
    const faults = { room: Infinity };
    const { root, files } = memoryDirectory(faults);
    await keepColumnFiles(root, [one, two]);
    const before = files.get(nameOf(one))?.lastModified ?? 0;
    faults.room = 16;
    await keepColumnFiles(root, [one, two]);
    expect(files.get(nameOf(one))?.lastModified).toBeGreaterThan(before);
    expect(await isKept(root, one)).toBe(true);
  });

  it('leave in the order of their last use when there is no room for others', async () => {
    const { root, files } = memoryDirectory();
    await keepColumnFiles(root, [one, two]);
    await keepColumnFiles(root, [one]);
    await keepColumnFiles(root, [three]);
    const most = sizeOf(files, one) + sizeOf(files, three);
    await keepColumnFiles(root, [three], most);
    expect(await isKept(root, two)).toBe(true);
    files.delete(nameOf(three));
    await keepColumnFiles(root, [three], most);
    expect([await isKept(root, one), await isKept(root, two), await isKept(root, three)]).toEqual([true, false, true]);
  });

  it('that are more than may be kept leave those in peace that fit', async () => {
    const { root, files } = memoryDirectory();
    await keepColumnFiles(root, [one]);
    const most = sizeOf(files, one);
    await keepColumnFiles(root, [one, two], most);
    expect([await isKept(root, one), await isKept(root, two)]).toEqual([true, false]);
  });

  it('and were not written to their end are not taken for whole, and are written anew', async () => {
    const faults = { room: Infinity };
    const { root, files } = memoryDirectory(faults);
    await keepColumnFiles(root, [one]);
    const whole = sizeOf(files, one);
    files.clear();
    for (const room of [0, 8, whole - 9, whole - 8]) {
      faults.room = room;
      await expect(keepColumnFiles(root, [one])).rejects.toThrow('QuotaExceededError');
      expect(await readColumnFile(root, nameOf(one))).toBeNull();
      expect(files.size).toBe(0);
    }
    files.set(nameOf(one), { bytes: new Uint8Array(whole - 8), lastModified: 0, isOpen: false });
    expect(await readColumnFile(root, nameOf(one))).toBeNull();
    faults.room = Infinity;
    await keepColumnFiles(root, [one]);
    expect(await isKept(root, one)).toBe(true);
  });

  it('with damage are not believed: the file itself is read', async () => {
    const { root, files } = memoryDirectory();
    await keepColumnFiles(root, [one]);
    const kept = files.get(nameOf(one));
    const bytes = kept?.bytes.slice(0, -8) ?? new Uint8Array(0);
    kept?.bytes.fill(0, 0, 16);
    const source = {
      ...sourceOf(root, one),
      size: bytes.length,
      read: async (start: number, end: number) => bytes.slice(start, end),
    };
    const read = await readColumns(source);
    expect(read.ok && read.value.dataset).toEqual(one);
  });

  it('are nothing where the file is open elsewhere, is not kept, or has no name of a dataset', async () => {
    const { root, files } = memoryDirectory();
    await keepColumnFiles(root, [one]);
    const kept = files.get(nameOf(one));
    if (kept) kept.isOpen = true;
    expect(await readColumnFile(root, nameOf(one))).toBeNull();
    expect(await readColumnFile(root, nameOf(two))).toBeNull();
    expect(await readColumnFile(root, '../plots.tvcolumns')).toBeNull();
  });

  it('are given up where the storage refuses or never answers', async () => {
    vi.useFakeTimers();
    const never = readColumnFile(() => new Promise(() => {}), nameOf(one));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await never).toBeNull();
    const silent: FindRoot = () => new Promise(() => {});
    const [status, cleared] = [columnFilesStatus(silent), clearColumnFiles(silent)];
    await vi.advanceTimersByTimeAsync(1000);
    expect(await status).toEqual({ entries: 0, bytes: 0 });
    await cleared;
    vi.useRealTimers();
    const refuses: FindRoot = () => Promise.reject(new DOMException('no', 'SecurityError'));
    expect(await readColumnFile(refuses, nameOf(one))).toBeNull();
    expect(await columnFilesStatus(refuses)).toEqual({ entries: 0, bytes: 0 });
    await clearColumnFiles(refuses);
  });

  it('are let go of', async () => {
    const { root } = memoryDirectory();
    await keepColumnFiles(root, datasets);
    await clearColumnFiles(root);
    expect(await columnFilesStatus(root)).toEqual({ entries: 0, bytes: 0 });
    expect(await isKept(root, one)).toBe(false);
  });
});
