import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must, samplePlots, storeHost, testFolder } from '../../../../test/builders/project-store.ts';
import { crsByCode } from '../../../shared/crs/crs-table.ts';
import type { Crs } from '../../../shared/crs/types.ts';
import { columnsId } from '../../../shared/formats/columns/layout.ts';
import { readColumns } from '../../../shared/formats/columns/read-columns.ts';
import { writeColumns } from '../../../shared/formats/columns/write-columns.ts';
import { readFiles } from '../../../shared/formats/read-files.ts';
import type { ReadLayer } from '../../../shared/formats/types.ts';
import { memorySource } from '../../../shared/lib/byte-source.ts';
import type { StoreHost } from '../host.ts';
import { StoreService } from './service.ts';

let place: ReturnType<typeof testFolder>;
let kept: StoreHost;
let service: StoreService;
beforeAll(async () => {
  kept = await storeHost('');
});
beforeEach(() => {
  place = testFolder();
  service = new StoreService({ ...kept, workFolder: place.work });
});
afterEach(() => place.remove());

const plots = samplePlots(40, 1);
const layer: ReadLayer = {
  name: 'teig',
  format: 'shapefile',
  dataset: plots,
  encoding: { name: 'UTF-8', source: 'cpg' },
  issues: [],
};
const change = (json: string) => ({ name: 'Rana', json, label: 'x', at: '2026-08-01T12:00:00Z' });

async function send(dataset = plots): Promise<string> {
  const path = must(await service.incomingPath());
  writeFileSync(path, Buffer.concat([...writeColumns({ ...layer, dataset }).pieces()]));
  return must(await service.takeLayer({ path, name: 'plots' }));
}

describe('the store as the window uses it', () => {
  it('takes layers in, saves, and lays them out again as files that readers take', async () => {
    must(await service.create('Rana', '{}'));
    expect(await send()).toBe(plots.id);
    expect(must(await service.datasets())).toEqual([plots.id]);
    must(await service.putDocument(change('{"a":1}'), []));
    const target = join(place.folder, 'rana.gpkg');
    expect(must(await service.saveAs(target, {}))).toMatchObject({ path: target, state: { unsaved: false } });
    must(await service.close(false));
    expect(readdirSync(place.work)).toEqual([]);

    const opened = must(await service.open(target, false));
    expect(opened.document.json).toBe('{"a":1}');
    const [[id, path]] = opened.files;
    expect(id).toBe(plots.id);
    const source = memorySource('plots.tvcolumns', new Uint8Array(readFileSync(path)));
    const read = await readFiles([source], {}, { progress: () => undefined, cancelled: () => false });
    expect(read.ok && read.value[0].dataset).toEqual(plots);
    must(await service.putDocument(change('{"a":2}'), []));
    expect(must(await service.revert()).document.json).toBe('{"a":1}');
    must(await service.close(false));
  });

  it('keeps unsaved work when another project is opened, and offers it', async () => {
    must(await service.create('First', '{}'));
    must(await service.putDocument(change('{"a":3}'), []));
    expect(must(await service.recoverable())).toEqual([]);
    must(await service.create('Second', '{}'));
    const [offered] = must(await service.recoverable());
    expect(must(await service.restore(offered.session)).document.json).toBe('{"a":3}');
    must(await service.close(true));
    expect(must(await service.recoverable())).toEqual([]);
  });

  it('finds the files again that a document builds on whose data it does not hold yet, and tells if they changed', async () => {
    const [same, other, gone] = ['same.shp', 'other.shp', 'gone.shp'].map((name) => join(place.folder, name));
    for (const path of [same, other, gone]) writeFileSync(path, 'data');
    const sources = [
      { file: 'same.shp', paths: [same] },
      { file: 'other.shp', paths: [same, other] },
      { file: 'gone.shp', paths: [gone] },
    ];
    must(await service.create('Rana', '{}'));
    must(await service.putDocument(change('{"a":1}'), sources));
    writeFileSync(other, 'other data');
    rmSync(gone);
    // As a program that was killed leaves it.
    const left = new StoreService({ ...kept, workFolder: place.work });
    await service.close(false);
    const [offered] = must(await left.recoverable());
    const restored = must(await left.restore(offered.session));
    expect(restored).toMatchObject({ document: { json: '{"a":1}' }, files: [] });
    expect(restored.sources).toEqual([
      { ...sources[0], changed: false },
      { ...sources[1], changed: true },
      { file: 'gone.shp', paths: [], changed: true },
    ]);
    must(await left.putDocument(change('{"a":2}'), []));
    expect(must(await left.current())?.sources).toEqual([]);
    await left.close(true);
    expect(readdirSync(place.work)).toEqual([]);
  });

  it('shows what is open to a window that begins anew, and when it is opened once more', async () => {
    expect(must(await service.current())).toBeNull();
    must(await service.create('Rana', '{}'));
    expect(must(await service.current())).toBeNull();
    await send();
    must(await service.putDocument(change('{"a":1}'), []));
    const target = join(place.folder, 'rana.gpkg');
    must(await service.saveAs(target, {}));
    must(await service.putDocument(change('{"a":2}'), []));
    const current = must(await service.current());
    expect(current).toMatchObject({ state: { unsaved: true, file: 'rana.gpkg' }, document: { json: '{"a":2}' } });
    expect(current?.files.map(([id]) => id)).toEqual([plots.id]);
    const again = must(await service.open(target, false));
    expect(again).toMatchObject({
      state: { session: current?.state.session, readOnly: null },
      document: { json: '{"a":2}' },
    });
    expect(again.state.place).toMatch(/^r[0-9a-f]{32}$/);
    must(await service.close(true));
  });

  it('lends a dataset that it laid out before, until somebody changes the file', async () => {
    must(await service.create('Rana', '{}'));
    await send();
    must(await service.putDocument(change('{"a":1}'), []));
    const target = join(place.folder, 'rana.gpkg');
    must(await service.saveAs(target, {}));
    must(await service.close(false));
    const inode = (path: string) => statSync(path).ino;
    const [name] = readdirSync(`${place.work}-laid-out`).filter((one) => one.endsWith('.tvcolumns'));
    const lent = inode(join(`${place.work}-laid-out`, name));
    const open = async () => must(await new StoreService({ ...kept, workFolder: place.work }).open(target, false));

    const [[id, path]] = (await open()).files;
    expect(id).toBe(plots.id);
    expect(inode(path)).toBe(lent);
    expect([...(await open()).proven]).toEqual([[plots.id, columnsId(plots)]]);

    const connection = kept.engine.open(target, 'write');
    connection.transaction(() => connection.run("UPDATE plots SET navn = 'anything'"));
    connection.close();
    const { files, proven } = await open();
    const [[, other]] = files;
    expect(inode(other)).not.toBe(lent);
    // The window is told nothing that would have it take what it kept of the plots as they were.
    expect(proven.size).toBe(0);
    expect(readFileSync(other).includes('anything')).toBe(true);
    must(await service.clearLaidOut());
    expect(must(await service.keptLaidOut())).toEqual({ entries: 0, bytes: 0 });
  });

  it('lends no dataset with the coordinate system that it had before a person set that right', async () => {
    must(await service.create('Rana', '{}'));
    await send();
    must(await service.putDocument(change('{"a":1}'), []));
    const target = join(place.folder, 'rana.gpkg');
    must(await service.saveAs(target, {}));
    const crs = crsByCode('EPSG:25832', 'user') as Crs;
    await send({ ...plots, crs });
    must(await service.save({}));
    must(await service.close(false));
    const opened = must(await new StoreService({ ...kept, workFolder: place.work }).open(target, false));
    const [[, path]] = opened.files;
    const read = must(await readColumns(memorySource('plots.tvcolumns', new Uint8Array(readFileSync(path)))));
    expect(read.dataset.crs.code).toBe('EPSG:25832');
    expect([...opened.proven]).toEqual([[plots.id, columnsId({ ...plots, crs })]]);
    expect(columnsId({ ...plots, crs })).not.toBe(columnsId(plots));
  });

  it('makes a GeoPackage of layers laid out behind each other, without a project', async () => {
    const [from, to] = [join(place.folder, 'laid.out'), join(place.folder, 'made.gpkg')];
    const bytes = Buffer.concat([...writeColumns(layer).pieces()]);
    writeFileSync(from, Buffer.concat([bytes, bytes]));
    const both = [
      { name: 'ranking', bytes: bytes.length },
      { name: 'places', bytes: bytes.length },
    ];
    expect(must(await service.exportLayers(from, both, to))).toEqual([]);
    const source = memorySource('made.gpkg', new Uint8Array(readFileSync(to)));
    const read = await readFiles([source], {}, { progress: () => undefined, cancelled: () => false });
    expect(read.ok && read.value.map(({ name, dataset }) => [name, dataset.columns.length])).toEqual([
      ['ranking', plots.columns.length],
      ['places', plots.columns.length],
    ]);
    const short = await service.exportLayers(from, [{ name: 'ranking', bytes: 100 }], `${to}2`);
    expect(short.ok ? '' : short.reason.code).toBe('columns-damaged');
    const nowhere = await service.exportLayers(from, both, join(place.folder, 'no/such/folder.gpkg'));
    expect(nowhere.ok ? '' : nowhere.reason.code).toBe('save-failed');
  });

  it('takes nothing in from elsewhere on the disk', async () => {
    must(await service.create('Rana', '{}'));
    const elsewhere = join(place.folder, 'secret.gpkg');
    writeFileSync(elsewhere, 'secret');
    await expect(service.takeLayer({ path: elsewhere, name: 'x' })).rejects.toThrow('not an incoming file');
    expect(readFileSync(elsewhere, 'utf8')).toBe('secret');
    const path = must(await service.incomingPath());
    writeFileSync(path, 'no layer');
    const refused = await service.takeLayer({ path, name: 'x' });
    expect(refused.ok ? null : refused.reason.code).toBe('columns-damaged');
    must(await service.close(true));
  });
});
