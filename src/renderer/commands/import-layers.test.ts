import { describe, expect, it } from 'vitest';
import { dropContext } from '../../../test/builders/drop-context.ts';
import { buildTiff, utm33Keys } from '../../../test/builders/geotiff-builder.ts';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { benchLayers } from '../../../test/builders/memory-study.ts';
import { windowOnBench } from '../../../test/builders/window-study.ts';
import { buildZip } from '../../../test/builders/zip-builder.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import { textColumn } from '../../shared/dataset/columns.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { geometryExtent } from '../../shared/geometry/bounds.ts';
import type { Geometry } from '../../shared/geometry/types.ts';
import type { DesktopApi, OpenedFiles } from '../../shared/ipc/desktop-api.ts';
import type { Compute, FileLocator } from '../../shared/jobs/compute.ts';
import { asId } from '../../shared/lib/id.ts';
import { problem } from '../../shared/lib/issue.ts';
import { failure, success } from '../../shared/lib/outcome.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import { activeEvaluation, createAppStore } from '../state/app-state.ts';
import type { CommandContext } from './context.ts';
import { importCommands } from './import-layers.ts';
import { showStudy } from './open-study.ts';

function layer(name: string): ReadLayer {
  const geometry = {
    kind: 'points' as const,
    xy: Float64Array.of(1, 2),
    featureStart: Uint32Array.of(0, 1),
  };
  const columns = [textColumn('navn', ['Ørnes skole'])];
  return {
    name,
    format: 'shapefile',
    dataset: { id: asId<'dataset'>(name), crs: unknownCrs, geometry, columns },
    encoding: { name: 'UTF-8', source: 'cpg' },
    issues: [],
  };
}

const locator = (name: string) => ({ name, size: 1, address: `file-handle://${name}/` });

function contextWith(opened: OpenedFiles): CommandContext {
  const run = async (name: string, { file, files }: { file: FileLocator; files: readonly FileLocator[] }) => {
    if (name === 'isProject') return file.name.startsWith('project');
    return files[0].name.startsWith('broken')
      ? failure(problem('shp-not-a-shapefile', { file: files[0].name }))
      : success([layer(files[0].name.replace(/\..*/, ''))]);
  };
  return {
    store: createAppStore({ language: 'nb', colorScheme: 'light' }),
    desktop: { resolveDropped: async () => success(opened) } as unknown as DesktopApi,
    compute: { size: 1, run, close: () => {} } as unknown as Compute,
    cache: memoryCache(),
    nextFrame: (callback) => callback(),
  };
}

const others = { takePhotos: async () => {}, openProject: async () => true };

describe('files dropped while a study is being measured', () => {
  it('wait: the study opens whole, then they are looked over', { timeout: 60_000 }, async () => {
    const resolveDropped: DesktopApi['resolveDropped'] = async () => {
      return success({ studies: [], photos: [], groups: [[...files.values()][1]], refused: [] });
    };
    const { context, study, files } = windowOnBench({ resolveDropped });
    const { store } = context;
    let dropping: Promise<void> | null = null;
    const stop = store.subscribe(({ open, task }) => {
      if (dropping === null && open !== null && task?.stage === 'measuring')
        dropping = importCommands(context, others).dropFiles([]);
    });
    expect(await showStudy(context, study, files, null), 'not cancelled').toBe(true);
    stop();
    expect(activeEvaluation(store.getState())).not.toBeNull();
    await dropping;
    const { review, waiting, task } = store.getState();
    expect(review?.candidates.map(({ file }) => file)).toEqual([[...files.keys()][1]]);
    expect({ waiting, task }).toEqual({ waiting: [], task: null });
  });

  it('come to those that are looked over already, whose choices stand', async () => {
    const opened = [[locator('a.shp')], [locator('a.shp'), locator('b.shp')]];
    const [first, second] = opened.map((names) => ({
      studies: [],
      photos: [],
      groups: names.map((name) => [name]),
      refused: [],
    }));
    const context = contextWith(first);
    const { dropFiles, changeCandidate } = importCommands(context, others);
    await dropFiles([]);
    changeCandidate(context.store.getState().review?.candidates[0].key ?? '', { theme: 'school' });
    const again = { ...context, desktop: contextWith(second).desktop };
    await importCommands(again, others).dropFiles([]);
    const { review } = context.store.getState();
    expect(review?.candidates.map(({ file, theme }) => [file, theme])).toEqual([
      ['a.shp', 'school'],
      ['b.shp', null],
    ]);
  });
});

describe('dropped files', () => {
  it('are looked over before anything is added: role suggested, failures told', async () => {
    const context = contextWith({
      studies: [],
      photos: [],
      groups: [[locator('skole.shp'), locator('skole.dbf')], [locator('broken.shp')]],
      refused: [problem('file-kind-unknown', { file: 'minutes.txt' })],
    });
    await importCommands(context, others).dropFiles([]);
    const { review } = context.store.getState();
    expect(review?.candidates).toHaveLength(1);
    expect(review?.candidates[0]).toMatchObject({ file: 'skole.shp', role: 'service', theme: 'school', include: true });
    expect(review?.failed.map(({ file, issue }) => [file, issue.code])).toEqual([
      ['minutes.txt', 'file-kind-unknown'],
      ['broken.shp', 'shp-not-a-shapefile'],
    ]);
    expect(context.store.getState().open).toBeNull();
  });

  it('give words at once when nothing in them can be read', async () => {
    const context = contextWith({ studies: [], photos: [], groups: [[locator('broken.shp')]], refused: [] });
    await importCommands(context, others).dropFiles([]);
    const { review, notices } = context.store.getState();
    expect(review).toBeNull();
    expect(notices[0]).toMatchObject({ tone: 'error', title: 'could-not-add' });
    expect(notices[0].issues.map(({ code }) => code)).toEqual(['shp-not-a-shapefile']);
  });

  it('beside a study are offered once it is open, its own files not again; what is left out is said', async () => {
    const text = '{ "format": "tomtevalg-study/1", "layers": ';
    const study = { name: 'a.study.json', text, files: [['own.shp', [locator('own.shp')]] as const] };
    const context = contextWith({
      photos: [],
      studies: [study, { ...study, name: 'b.study.json', files: [] }],
      groups: [[locator('own.shp')], [locator('skole.shp')]],
      refused: [problem('file-kind-unknown', { file: 'minutes.txt' })],
    });
    await importCommands(context, others).dropFiles([]);
    const { review, notices } = context.store.getState();
    expect(review?.candidates.map(({ file }) => file)).toEqual(['skole.shp']);
    expect(notices.map(({ title }) => title)).toEqual(['could-not-open', 'left-out']);
    expect(notices[1].issues.map(({ code, details }) => [code, details.file])).toEqual([
      ['study-left-out', 'b.study.json'],
      ['file-kind-unknown', 'minutes.txt'],
    ]);
  });

  it('open the first project among them, offer the layers that came along, and say what was left out', async () => {
    const groups = ['plan.gpkg', 'project.gpkg', 'project2.GPKG'].map((name) => [locator(name)]);
    const context = contextWith({ studies: [], photos: [], groups, refused: [] });
    const opened: string[] = [];
    const openProject = async (address: string) => opened.push(address) > 0;
    await importCommands(context, { ...others, openProject }).dropFiles([]);
    expect(opened).toEqual(['file-handle://project.gpkg/']);
    const { review, notices } = context.store.getState();
    expect(review?.candidates.map(({ file }) => file)).toEqual(['plan.gpkg']);
    expect(notices.map(({ title, issues }) => [title, issues[0].details.file])).toEqual([
      ['left-out', 'project2.GPKG'],
    ]);
  });

  it('are left alone where a project among them could not be opened', async () => {
    const groups = ['plan.gpkg', 'project.gpkg'].map((name) => [locator(name)]);
    const context = contextWith({ studies: [], photos: [], groups, refused: [] });
    await importCommands(context, { ...others, openProject: async () => false }).dropFiles([]);
    expect(context.store.getState().review).toBeNull();
  });

  it('can be a zip with a grid of heights, which becomes the terrain beside its layers', {
    timeout: 60_000,
  }, async () => {
    const { context, dropNext, file, shapefile } = dropContext();
    const { layers, study } = benchLayers('S', 3);
    const files = new Map([...layers].map(([name, data]) => [`${name}.shp`, shapefile(name, data)]));
    const parsed = parseStudy(study);
    if (!parsed.ok) throw new Error('no study');
    expect(await showStudy(context, parsed.value, files, null)).toBe(true);
    const [east, , , north] = geometryExtent(layers.get('plots')?.geometry as Geometry) ?? [0, 0, 0, 0];
    const grid = { width: 2, height: 2, values: [1, 2, 3, 4], pixelScale: [9000, 9000, 0] };
    const tif = buildTiff({ ...grid, tiepoint: [0, 0, 0, east, north, 0], geoKeys: utm33Keys });
    const stops = { name: 'stops.csv', content: 'name;x;y\nA;450000;7350000\n' };
    const picture = { name: 'photo.tif', content: 'no picture' };
    dropNext([[file('delivery.zip', buildZip([{ name: 'dtm.tif', content: tif }, stops, picture]))]]);
    const { dropFiles, changeCandidate, confirmImport } = importCommands(context, others);
    await dropFiles([]);
    const { review } = context.store.getState();
    expect(review?.grids).toMatchObject([{ name: 'dtm', file: 'delivery.zip', facts: { range: [1, 4] } }]);
    expect(review?.candidates.map(({ read }) => read.name)).toEqual(['stops']);
    expect(review?.failed.map(({ issue }) => issue.details.file)).toEqual(['delivery.zip/photo.tif']);
    changeCandidate(review?.candidates[0].key ?? '', { include: false });
    await confirmImport();
    const { open, notices } = context.store.getState();
    expect(notices).toEqual([]);
    expect(open?.loaded.rasters).toMatchObject([{ definition: { file: 'delivery.zip', layer: 'dtm' } }]);
    expect([...(open?.loaded.rasters[0]?.raster.values ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('can have one layer of plots only', async () => {
    const context = contextWith({
      studies: [],
      photos: [],
      groups: [[locator('a.shp')], [locator('b.shp')]],
      refused: [],
    });
    const { dropFiles, changeCandidate } = importCommands(context, others);
    await dropFiles([]);
    const [a, b] = context.store.getState().review?.candidates ?? [];
    changeCandidate(a.key, { role: 'plots' });
    changeCandidate(b.key, { role: 'plots' });
    expect(context.store.getState().review?.candidates.map(({ role }) => role)).toEqual(['context', 'plots']);
  });
});
