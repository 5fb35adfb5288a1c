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
