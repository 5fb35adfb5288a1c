import { describe, expect, it } from 'vitest';
import { dropContext } from '../../../test/builders/drop-context.ts';
import { benchLayers } from '../../../test/builders/memory-study.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import { textAt } from '../../shared/dataset/columns.ts';
import type { Dataset, TextColumn } from '../../shared/dataset/types.ts';
import { asId } from '../../shared/lib/id.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import { importCommands } from './import-layers.ts';
import { showStudy } from './open-study.ts';

/** A window in which the small bench study is open and these files are dropped. */
async function opened(dropped: ReadonlyMap<string, Dataset>, encoding: 'UTF-8' | 'ISO-8859-1' = 'UTF-8') {
  const { layers, study } = benchLayers('S', 3);
  const { context, dropNext, shapefile } = dropContext();
  const files = new Map([...layers].map(([name, data]) => [`${name}.shp`, shapefile(name, data, { folder: 'old/' })]));
  dropNext([...dropped].map(([name, data]) => shapefile(name, data, { folder: 'new/', encoding, cpg: false })));
  const parsed = parseStudy(study);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
  expect(await showStudy(context, parsed.value, files, null)).toBe(true);
  const commands = importCommands(context, { takePhotos: async () => {}, openProject: async () => true });
  await commands.dropFiles([]);
  const first = () => {
    const candidate = context.store.getState().review?.candidates[0];
    if (!candidate) throw new Error('nothing to look over');
    return candidate;
  };
  return { context, commands, first, layers };
}

const { layers } = benchLayers('S', 3);
const [name, former] = [...layers].find(([, { geometry }]) => geometry.kind === 'points') as [string, Dataset];

describe('a newer delivery', () => {
  it('takes the place of the layer it is said to be, keeping id, role, theme, fields and order', {
    timeout: 30_000,
  }, async () => {
    const newer: Dataset = { ...former, columns: former.columns.slice(0, -1) };
    const { context, commands, first } = await opened(new Map([['ny_leveranse', newer]]));
    const before = context.store.getState().open?.loaded.study.layers ?? [];
    const definition = before.find(({ file }) => file === `${name}.shp`);
    if (!definition) throw new Error(`no layer from ${name}.shp`);
    await commands.setCandidateReplaces(first().key, definition.id);
    expect(first()).toMatchObject({ role: definition.role, theme: definition.theme });
    expect(first().replaces?.comparison).toMatchObject({
      featuresBefore: first().replaces?.comparison?.featuresAfter,
      fieldsGone: [former.columns.at(-1)?.name],
      fieldsNew: [],
    });
    await commands.confirmImport();
    const after = context.store.getState().open?.loaded.study.layers ?? [];
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const taken = after.find(({ id }) => id === definition.id);
    expect(taken).toMatchObject({ file: 'ny_leveranse.shp', role: definition.role, mapped: definition.mapped });
    expect(context.store.getState().review).toBeNull();
    const notice = context.store.getState().notices.at(-1);
    expect(notice).toMatchObject({ title: 'delivery-taken', about: 'ny_leveranse' });
    expect(notice?.issues.map(({ code }) => code)).toEqual(['delivery-ranks', 'delivery-first-same']);
    expect(notice?.issues[0].details).toMatchObject({ plots: 2000, moved: 0, status: 0 });
  });

  it('keeps what was said of the layer and is not in its files', { timeout: 30_000 }, async () => {
    const { context, commands, first } = await opened(new Map([['ny_leveranse', former]]));
    const figure = { value: 1, source: 'test', grade: 'user' } as const;
    const assemble = { minArea: figure, minBorder: figure, gap: figure, mostPlots: figure };
    const said = { geometry: 'repair', assemble, mapped: 'everywhere' } as const;
    const layer = context.store
      .getState()
      .open?.loaded.layers.find(({ definition }) => definition.file === `${name}.shp`);
    if (!layer) throw new Error('no layer to replace');
    Object.assign(layer.definition, said);
    await commands.setCandidateReplaces(first().key, layer.definition.id);
    expect(first()).toMatchObject({ geometry: 'repair', crs: null });
    await commands.confirmImport();
    const after = context.store.getState().open?.loaded.study.layers.find(({ id }) => id === layer.definition.id);
    expect(after).toMatchObject(said);
  });

  it('without a coordinate system is shown in that of the former one', { timeout: 30_000 }, async () => {
    const { context, commands, first } = await opened(new Map([['ny', former]]));
    const [some] = context.store.getState().open?.loaded.layers ?? [];
    const { review } = context.store.getState();
    const { read } = first();
    const unknown = { ...read, dataset: { ...read.dataset, crs: unknownCrs } };
    if (review) context.store.setState({ review: { ...review, candidates: [{ ...first(), read: unknown }] } });
    await commands.setCandidateReplaces(first().key, some.definition.id);
    expect(first().crs).toBe(some.read.dataset.crs.code);
    expect(first().crs).toMatch(/^EPSG:/);
  });

  it('that is no longer one is a layer of its own again', { timeout: 30_000 }, async () => {
    const { context, commands, first } = await opened(new Map([['ny', former]]));
    const [some] = context.store.getState().open?.loaded.layers ?? [];
    await commands.setCandidateReplaces(first().key, some.definition.id);
    await commands.setCandidateReplaces(first().key, null);
    expect(first().replaces).toBeNull();
    await commands.setCandidateReplaces(first().key, asId('not there'));
    expect(first().replaces).toBeNull();
  });
});

describe('what a person says of a layer', () => {
  const swedish: Dataset = {
    ...former,
    columns: [...former.columns, textOfRows(former, 'ort', 'Umeå')],
  };

  it('reads its text anew in the encoding that is chosen', { timeout: 30_000 }, async () => {
    const { commands, first } = await opened(new Map([['orter', swedish]]), 'ISO-8859-1');
    const town = () => {
      const column = first().read.dataset.columns.find((own): own is TextColumn => own.name === 'ort');
      return column ? textAt(column, 0) : null;
    };
    await commands.setCandidateEncoding(first().key, 'CP850');
    expect(first()).toMatchObject({ encoding: 'CP850', rereading: false });
    expect(town()).toBe('UmeÕ');
    await commands.setCandidateEncoding(first().key, null);
    expect(town()).toBe('Umeå');
    expect(first().encoding).toBeNull();
  });

  it('names the field that has a meaning, or none', { timeout: 30_000 }, async () => {
    const { commands, first } = await opened(new Map([['orter', swedish]]));
    commands.setCandidateField(first().key, 'label', 'ort');
    expect(first().fields.get('label')).toBe('ort');
    commands.setCandidateField(first().key, 'label', null);
    expect(first().fields.has('label')).toBe(false);
  });

  it('asks another reader, which agrees', { timeout: 30_000 }, async () => {
    const { commands, first } = await opened(new Map([['orter', swedish]]));
    const asked = commands.askOpinion(first().key);
    expect(first().opinion).toBe('asked');
    await asked;
    expect(first().opinion).toMatchObject({ ok: true, value: { texts: { different: 0 }, extentDifference: 0 } });
  });
});

/** A column with the same text in every row of a dataset. */
function textOfRows({ geometry }: Dataset, field: string, text: string): TextColumn {
  const count = geometry.kind === 'none' ? geometry.count : geometry.featureStart.length - 1;
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(count * encoded.length);
  for (let row = 0; row < count; row++) bytes.set(encoded, row * encoded.length);
  return {
    type: 'text',
    name: field,
    bytes,
    start: Uint32Array.from({ length: count + 1 }, (_, n) => n * encoded.length),
  };
}
