import { describe, expect, it } from 'vitest';
import { dropContext } from '../../../test/builders/drop-context.ts';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import { findColumn, textColumn, valueAt } from '../../shared/dataset/columns.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { asId } from '../../shared/lib/id.ts';
import { currentDocument, undoable } from '../state/document.ts';
import { createCommands } from './index.ts';

const parcels: Dataset = {
  id: asId('test'),
  crs: unknownCrs,
  geometry: polygonsOf([[[square(450_000, 7_350_000, 50)]], [[square(450_300, 7_350_000, 60)]]]),
  columns: [textColumn('gnrbnr', ['1/1', '1/2'])],
};

/** A window on which files are dropped, shapefiles from datasets and tables from text. */
function windowWith() {
  const { context, dropNext, file, shapefile } = dropContext();
  const commands = createCommands(context);
  const table = (name: string, text: string) => [file(name, new TextEncoder().encode(text))];
  const drop = (...dropped: FileLocator[][]) => {
    dropNext(dropped);
    return commands.dropFiles([]);
  };
  const state = () => context.store.getState();
  const candidate = (name: string) => state().review?.candidates.find(({ read }) => read.name === name);
  const plotValues = (field: string) => {
    const dataset = state().open?.loaded.plots.dataset as Dataset;
    const column = findColumn(dataset, field);
    return column ? [valueAt(column, 0), valueAt(column, 1)] : null;
  };
  return { commands, shapefile, table, drop, state, candidate, plotValues };
}

describe('tables joined in the import sheet', () => {
  it('give their fields to a layer that comes along, and to one that is open; each join is a step', async () => {
    const { commands, shapefile, table, drop, state, candidate, plotValues } = windowWith();
    await drop(shapefile('teig', parcels), table('eiere.csv', 'nr;eierform\n1/2;Kommune\n1/1;Privat\n'));
    expect(candidate('eiere')?.join).toMatchObject({ key: 'nr', to: 'gnrbnr' });
    expect(candidate('eiere')?.join?.report?.map(({ code }) => code)).toEqual(['join-made']);
    expect(candidate('eiere')?.fields).toEqual(new Map([['owner', 'eierform']]));
    await commands.confirmImport();
    expect(state().open?.loaded.layers).toHaveLength(1);
    expect(plotValues('eierform')).toEqual(['Privat', 'Kommune']);
    expect(state().open?.loaded.study.layers[0].fields.get('owner')).toBe('eierform');

    const before = currentDocument(state())?.layers[0].source.data?.id;
    await drop(table('salg.csv', 'gnrbnr;pris\n1/1;100\n9/9;3\n'));
    await commands.setJoinField(candidate('salg')?.key ?? '', 'key', 'pris');
    expect(candidate('salg')?.join).toBeNull();
    const plots = state().open?.loaded.plots.layer ?? '';
    await commands.setCandidateJoin(candidate('salg')?.key ?? '', `layer:${plots}`);
    expect(candidate('salg')?.join?.report?.map(({ code }) => code)).toEqual([
      'join-made',
      'join-unmatched',
      'join-unused',
    ]);
    await commands.confirmImport();
    expect(undoable(state())).toEqual({ code: 'join-table', about: 'salg' });
    expect(plotValues('pris')).toEqual([100, null]);
    const after = currentDocument(state())?.layers[0].source;
    expect(after?.data?.id, 'a project keeps the joined values').toBe(state().open?.loaded.layers[0].read.dataset.id);
    expect(after?.data?.id).not.toBe(before);
    expect(after?.issues.map(({ code }) => code)).toContain('join-unmatched');

    await commands.undo();
    expect(plotValues('pris')).toBeNull();
    expect(plotValues('eierform')).toEqual(['Privat', 'Kommune']);
    await commands.redo();
    expect(plotValues('pris')).toEqual([100, null]);
  });

  it('replace the fields of their former delivery, also by codes before names, and say so', async () => {
    const { commands, shapefile, table, drop, state, candidate, plotValues } = windowWith();
    const named = { ...parcels, columns: [textColumn('krets', ['18040101', '03010101'])] };
    await drop(
      shapefile('teig', named),
      table('folk_2025.csv', 'krets;folk;eierform\n18040101 Sentrum;10;Privat\n03010101 Øst;20;Kommune\n'),
    );
    expect(candidate('folk_2025')?.join).toMatchObject({ key: 'krets', to: 'krets', by: 'code' });
    expect(candidate('folk_2025')?.join?.report?.map(({ code }) => code)).toEqual(['join-by-code', 'join-made']);
    await commands.confirmImport();
    expect(plotValues('folk')).toEqual([10, 20]);
    expect(state().open?.loaded.study.layers[0].fields.get('owner')).toBe('eierform');

    await drop(table('folk_2026.csv', 'krets;folk;areal\n18040101 Sentrum;11;5\n03010101 Øst;20;6\n'));
    const { join } = candidate('folk_2026') ?? {};
    expect(join).toMatchObject({ key: 'krets', to: 'krets', by: 'code' });
    expect(join?.report?.[0]).toMatchObject({ code: 'join-replaces', details: { count: 2, gone: 'eierform' } });
    await commands.setJoinBy(candidate('folk_2026')?.key ?? '', 'value');
    expect(candidate('folk_2026')?.join?.report?.map(({ code }) => code)).toContain('join-unmatched');
    await commands.setJoinBy(candidate('folk_2026')?.key ?? '', 'code');
    await commands.confirmImport();
    expect([plotValues('folk'), plotValues('areal')]).toEqual([
      [11, 20],
      [5, 6],
    ]);
    expect([plotValues('folk_2'), plotValues('eierform')]).toEqual([null, null]);
    expect(state().open?.loaded.study.layers[0].fields.has('owner')).toBe(false);
    const told = currentDocument(state())?.layers[0].source.issues.filter(({ code }) => code.startsWith('join-'));
    expect(told?.map(({ code }) => code)).toEqual(['join-replaces', 'join-by-code', 'join-made']);
    await commands.undo();
    expect([plotValues('folk'), plotValues('eierform')]).toEqual([
      [10, 20],
      ['Privat', 'Kommune'],
    ]);
  });

  it('stand by themselves where the person says so, or where their layer stays away', async () => {
    const { commands, shapefile, table, drop, state, candidate } = windowWith();
    await drop(shapefile('teig', parcels), table('eiere.csv', 'gnrbnr;eierform\n1/2;Kommune\n'), [
      ...shapefile('annet', { ...parcels, columns: [textColumn('gnrbnr', ['1/2', '5/5'])] }),
    ]);
    await commands.setCandidateJoin(candidate('eiere')?.key ?? '', candidate('annet')?.key ?? '');
    expect(candidate('eiere')?.join?.target).toBe(candidate('annet')?.key);
    commands.changeCandidate(candidate('teig')?.key ?? '', { role: 'plots' });
    commands.changeCandidate(candidate('annet')?.key ?? '', { include: false });
    await commands.confirmImport();
    const layers = state().open?.loaded.layers.map(({ definition, read }) => [
      definition.id,
      read.dataset.columns.length,
    ]);
    expect(layers).toEqual([
      ['teig', 1],
      ['eiere', 2],
    ]);
  });
});
