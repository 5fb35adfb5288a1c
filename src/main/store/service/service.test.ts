import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must, samplePlots, storeHost, testFolder } from '../../../../test/builders/project-store.ts';
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

async function send(): Promise<string> {
  const path = must(await service.incomingPath());
  writeFileSync(path, Buffer.concat([...writeColumns(layer).pieces()]));
  return must(await service.takeLayer({ path, name: 'plots' }));
}

describe('the store as the window uses it', () => {
  it('takes layers in, saves, and lays them out again as files that readers take', async () => {
    must(await service.create('Rana', '{}'));
    expect(await send()).toBe(plots.id);
    expect(must(await service.datasets())).toEqual([plots.id]);
    must(await service.putDocument(change('{"a":1}')));
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
    must(await service.putDocument(change('{"a":2}')));
    expect(must(await service.revert()).document.json).toBe('{"a":1}');
    must(await service.close(false));
  });

  it('keeps unsaved work when another project is opened, and offers it', async () => {
    must(await service.create('First', '{}'));
    must(await service.putDocument(change('{"a":3}')));
    expect(must(await service.recoverable())).toEqual([]);
    must(await service.create('Second', '{}'));
    const [offered] = must(await service.recoverable());
    expect(must(await service.restore(offered.session)).document.json).toBe('{"a":3}');
    must(await service.close(true));
    expect(must(await service.recoverable())).toEqual([]);
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
