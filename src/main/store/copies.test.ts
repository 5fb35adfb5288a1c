import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jpegHead } from '../../../test/builders/jpeg-builder.ts';
import { must, samplePlots, storeHost, testFolder } from '../../../test/builders/project-store.ts';
import type { StoreHost } from './host.ts';
import { openProject } from './projects.ts';
import { StoreService } from './service/service.ts';

let place: ReturnType<typeof testFolder>;
let kept: StoreHost;
let host: StoreHost;
let service: StoreService;
beforeAll(async () => {
  kept = await storeHost('');
});
beforeEach(() => {
  place = testFolder();
  host = { ...kept, workFolder: place.work };
  service = new StoreService(host);
});
afterEach(() => place.remove());

const change = (json: string) => ({ name: 'Rana', json, label: 'x', at: '2026-08-01T12:00:00Z' });
const [plots, other] = [samplePlots(30, 1), samplePlots(20, 2)];

/** A project with two layers and a photo, saved at the office. */
async function office(): Promise<{ readonly target: string; readonly photo: string; readonly bytes: Buffer }> {
  const target = join(place.folder, 'office.gpkg');
  const bytes = Buffer.from(jpegHead(40, 30, { orientation: 6 }));
  const picture = join(place.folder, 'a.jpg');
  writeFileSync(picture, bytes);
  must(await service.create('Rana', '{}'));
  must(await service.saveAs(target, {}));
  must(await service.close(false));
  const project = must(await openProject(host, target));
  must(await project.putDataset(plots, 'plots'));
  must(await project.putDataset(other, 'other'));
  must(await project.save());
  await project.close();
  must(await service.open(target, false));
  const photo = must(await service.takeAttachment(picture, 'a.jpg', 'image/jpeg'));
  must(await service.putDocument(change('{"office":1}'), []));
  must(await service.save({}));
  return { target, photo, bytes };
}

describe('photos of a project', () => {
  it('are laid out whole, for their kind and id only', async () => {
    const { photo, bytes } = await office();
    expect(photo).toBe(createHash('sha256').update(bytes).digest('hex'));
    for (let time = 0; time < 2; time++) {
      const path = must(await service.layOut(photo, 'image/jpeg')) ?? '';
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    expect(must(await service.layOut(photo, 'image/tiff'))).toBeNull();
    expect(must(await service.layOut('0'.repeat(64), 'image/jpeg'))).toBeNull();
    await expect(service.layOut('../a', 'image/jpeg')).rejects.toThrow('not the id');
    must(await service.close(true));
  });
});

describe('a copy for the field', () => {
  it('holds what its document names, knows what it began with, and leaves the project alone', async () => {
    const { target, photo, bytes } = await office();
    const before = readFileSync(target);
    const field = join(place.folder, 'field.gpkg');
    const copy = { name: 'Rana', json: '{"field":1}', datasets: [plots.id], attachments: [photo] };
    must(await service.saveFieldCopy(field, copy));
    expect(readFileSync(target).equals(before)).toBe(true);
    expect(must(await service.state())).toMatchObject({ file: 'office.gpkg', unsaved: false });
    expect(must(await service.readCopy(field))).toEqual({ json: '{"field":1}', base: '{"field":1}', changed: [] });
    expect(must(await service.readCopy(target)).base).toBeNull();
    const opened = must(await openProject(host, field));
    expect(must(opened.datasets()).map(({ id, table }) => [id, table])).toEqual([[plots.id, 'plots']]);
    expect(Buffer.from(must(opened.attachment(photo))?.content ?? []).equals(bytes)).toBe(true);
    await opened.close(true);
    must(await service.close(true));
  });

  it('comes home with its photos and layers, once each, and not with what it began with', async () => {
    const { target } = await office();
    const field = join(place.folder, 'field.gpkg');
    must(
      await service.saveFieldCopy(field, { name: 'Rana', json: '{"field":1}', datasets: [plots.id], attachments: [] }),
    );
    const away = must(await openProject(host, field));
    const fresh = samplePlots(10, 3);
    must(await away.putDataset(fresh, 'found'));
    const content = new Uint8Array(jpegHead(8, 8, null));
    const id = createHash('sha256').update(content).digest('hex');
    must(away.putAttachment({ id, name: 'b.jpg', mediaType: 'image/jpeg', content }));
    must(away.putDocument(change('{"field":2}')));
    must(await away.save());
    await away.close();

    expect(must(await service.readCopy(field))).toMatchObject({ json: '{"field":2}', base: '{"field":1}' });
    for (let time = 0; time < 2; time++) {
      const { files, document } = must(await service.takeCopy(field));
      expect(files.map(([one]) => one).sort()).toEqual([plots.id, other.id, fresh.id].sort());
      expect(document.json).toBe('{"office":1}');
    }
    must(await service.save({}));
    must(await service.close(false));
    const home = must(await openProject(host, target));
    expect(
      must(home.attachments())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['a.jpg', 'b.jpg']);
    await home.close(true);
  });

  it('is not written over the open project, and says what cannot be read', async () => {
    const { target } = await office();
    const refused = await service.saveFieldCopy(target, { name: 'Rana', json: '{}', datasets: [], attachments: [] });
    expect(!refused.ok && refused.reason.code).toBe('field-copy-onto-itself');
    const rubbish = join(place.folder, 'rubbish.gpkg');
    writeFileSync(rubbish, 'not a project');
    const read = await service.readCopy(rubbish);
    expect(!read.ok && read.reason.code).toBe('project-not-a-database');
    must(await service.close(true));
  });
});
