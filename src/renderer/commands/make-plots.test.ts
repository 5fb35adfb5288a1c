import { describe, expect, it } from 'vitest';
import { dropContext } from '../../../test/builders/drop-context.ts';
import { linesOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import { textColumn } from '../../shared/dataset/columns.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { asId } from '../../shared/lib/id.ts';
import { undoable } from '../state/document.ts';
import { createCommands } from './index.ts';

const [east, north] = [450_000, 7_350_000];
const block = (x: number, y: number, side: number) => [[square(east + x, north + y, side)]];
const dataset = (geometry: Dataset['geometry'], columns: Dataset['columns']): Dataset => {
  return { id: asId('test'), crs: unknownCrs, geometry, columns };
};
/** Two zones of business land and one of housing, 200 m wide; a road through the first from south to north. */
const plan = dataset(polygonsOf([block(0, 0, 200), block(300, 0, 200), block(600, 0, 200)]), [
  textColumn('arealform', ['1340', '1340', '1110']),
]);
const road = dataset(
  linesOf([
    [
      [
        [east + 100, north - 50],
        [east + 100, north + 250],
      ],
    ],
  ]),
  [textColumn('vegkat', ['F'])],
);
const parcels = dataset(polygonsOf([block(0, 0, 50), block(300, 0, 60)]), [textColumn('gnrbnr', ['1/1', '1/2'])]);

/** A window on which these layers are dropped, read and to be looked over. */
async function dropped(layers: ReadonlyMap<string, Dataset>) {
  const { context, dropNext, shapefile } = dropContext();
  dropNext([...layers].map(([name, data]) => shapefile(name, data)));
  const commands = createCommands(context);
  await commands.dropFiles([]);
  for (const { key, file } of context.store.getState().review?.candidates ?? []) {
    if (file.startsWith('plan')) commands.changeCandidate(key, { role: 'zoning', theme: 'zoning' });
    if (file.startsWith('road')) {
      commands.changeCandidate(key, { role: 'transport', theme: 'road' });
      commands.setCandidateField(key, 'roadClass', 'vegkat');
    }
    if (file.startsWith('parcels')) commands.changeCandidate(key, { role: 'plots', theme: null });
  }
  const state = () => context.store.getState();
  const plots = () => {
    const { dataset: data, count, id } = state().open?.loaded.plots ?? {};
    return data && id ? Array.from({ length: count ?? 0 }, (_, row) => id(row)) : null;
  };
  return { commands, state, plots };
}

describe('plots made in the window', () => {
  it('begin a study from zoning alone, with the account', async () => {
    const { commands, state, plots } = await dropped(new Map([['plan', plan]]));
    await commands.askForPlots();
    expect(state().making?.tally).toEqual([
      { code: '1110', count: 1, area: 40_000 },
      { code: '1340', count: 2, area: 80_000 },
    ]);
    commands.changeMaking({ codes: ['1340'] });
    await commands.makePlots();
    expect(plots()).toEqual(['1-1', '2-1']);
    expect(state().making?.step).toBe('account');
    expect(state().review).toBeNull();
    expect(state().open?.loaded.made?.summary.candidates).toEqual({ count: 2, area: 80_000 });
    expect([...(state().open?.evaluations.keys() ?? [])]).toContain('industry');
  });

  it('take the place of the parcels in one step that is undone and done again', async () => {
    const { commands, state, plots } = await dropped(
      new Map([
        ['plan', plan],
        ['road', road],
        ['parcels', parcels],
      ]),
    );
    await commands.confirmImport();
    const parcelIds = plots();
    expect(parcelIds).toHaveLength(2);
    await commands.askForPlots();
    commands.changeMaking({ codes: ['1340'], assembleTo: 30_000 });
    await commands.makePlots();
    // The road of class F takes 8 m to each side: two halves of 200 by 92 m.
    expect(plots()).toEqual(['1-1', '1-2', '2-1']);
    expect(state().open?.loaded.made?.summary.taken).toEqual([{ name: 'road', area: expect.closeTo(3200, 3) }]);
    expect(state().open?.loaded.assemblies).not.toBeNull();
    expect(undoable(state())).toEqual({ code: 'make-plots', about: 'plan' });

    await commands.undo();
    expect(plots()).toEqual(parcelIds);
    await commands.redo();
    expect(plots()).toEqual(['1-1', '1-2', '2-1']);

    // Once more with another figure: the layer stays, the step is its own.
    commands.closeMaking();
    await commands.askForPlots();
    expect(state().making?.form).toMatchObject({ zoning: 'plan', codes: ['1340'], assembleTo: 30_000 });
    commands.changeMaking({ minArea: 20_000 });
    await commands.makePlots();
    expect(plots()).toEqual(['2-1']);
    await commands.undo();
    expect(plots()).toEqual(['1-1', '1-2', '2-1']);
  });

  it('that cannot be made leave the study and the form as they were', async () => {
    const { commands, state } = await dropped(new Map([['plan', plan]]));
    await commands.askForPlots();
    commands.changeMaking({ codes: ['1340'], minArea: 1e8 });
    await commands.makePlots();
    expect(state().open).toBeNull();
    expect(state().making).toMatchObject({ step: 'asking', form: { minArea: 1e8 } });
    expect(state().notices.at(-1)).toMatchObject({ title: 'could-not-make', issues: [{ code: 'candidates-none' }] });
    expect(state().review).not.toBeNull();
  });

  it('need a layer of areas', async () => {
    const { commands, state } = await dropped(new Map([['road', road]]));
    await commands.askForPlots();
    expect(state().making).toBeNull();
    expect(state().notices.at(-1)?.issues[0]?.code).toBe('candidate-nothing-open');
  });
});
