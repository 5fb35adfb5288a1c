import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import { correctionColumn } from '../../shared/project/corrected-measures.ts';
import type { Correction, Observation } from '../../shared/project/document-types.ts';
import { withObservation, withObservationChanged, withoutObservation } from '../../shared/project/edits.ts';
import type { Criterion } from '../../shared/scoring/types.ts';
import { activeEvaluation } from '../state/app-state.ts';
import { currentDocument } from '../state/document.ts';
import { rowsOfPlots } from '../state/observations.ts';
import type { CommandContext } from './context.ts';
import { edit } from './edit.ts';

/** Something found out about a plot, as a person enters it. */
export type Finding =
  | { readonly kind: 'note'; readonly note: string }
  | { readonly kind: 'check'; readonly check: string }
  | {
      readonly kind: 'value';
      readonly criterion: Criterion;
      /** In the unit of the measure. */
      readonly value: string | number;
      readonly evidence: Correction['evidence'];
      /** When it was found out, YYYY-MM-DD. */
      readonly date: string;
      readonly note: string;
    };

/** Commands for what is noted about plots; every one is a step that can be undone. */
export function observationCommands(context: CommandContext) {
  const label = (observation: Observation | undefined): string => {
    const { open } = context.store.getState();
    const row = observation && open ? rowsOfPlots([observation], open).get(observation.plot) : undefined;
    return open && row !== undefined ? open.loaded.plots.label(row) : (observation?.plot ?? '');
  };
  const known = (id: string) => currentDocument(context.store.getState())?.observations.find((one) => one.id === id);
  return {
    /** Notes something about the plot in this row; the score follows at once where a value was corrected. */
    addFinding(row: number, finding: Finding, author: string): Promise<boolean> {
      const made = observationOf(context, row, finding, author);
      const { open, language } = context.store.getState();
      if (made === null || open === null) return Promise.resolve(false);
      const plot = open.loaded.plots.label(row);
      const name = {
        note: { code: 'add-observation', about: plot },
        check: { code: 'add-check', about: plot },
        value: {
          code: 'correct-value',
          about: finding.kind === 'value' ? `${finding.criterion.name[language]} (${plot})` : plot,
        },
      } as const;
      return edit(context, name[finding.kind], (document) => withObservation(document, made));
    },
    changeNote(id: string, note: string): Promise<boolean> {
      const name = { code: 'change-observation', about: label(known(id)) } as const;
      return edit(context, name, (document) => withObservationChanged(document, id, { note: note.trim() }));
    },
    removeObservation(id: string): Promise<boolean> {
      const name = { code: 'remove-observation', about: label(known(id)) } as const;
      return edit(context, name, (document) => withoutObservation(document, id));
    },
  };
}

/** The observation that a finding makes; null where nothing is open or the criterion is none of the use on screen. */
function observationOf({ store }: CommandContext, row: number, finding: Finding, author: string): Observation | null {
  const { open, history } = store.getState();
  if (open === null || history === null) return null;
  const evaluation = activeEvaluation(store.getState());
  const by = author.trim();
  const correction = (): Correction | null => {
    if (finding.kind !== 'value' || evaluation === null) return null;
    const column = correctionColumn(evaluation.profile, finding.criterion, history.present.root);
    return { column, value: finding.value, evidence: finding.evidence, date: finding.date, author: by };
  };
  if (finding.kind === 'value' && evaluation === null) return null;
  return {
    ...emptyObservation(plotIdentities(open.loaded).key(row), by, new Date()),
    note: 'note' in finding ? finding.note.trim() : '',
    checks: finding.kind === 'check' ? [finding.check.trim()] : [],
    correction: correction(),
  };
}

/**
 * An observation with nothing in it yet. Its id sorts by time, so that of two corrections of one day the later holds, and ends in
 * chance, so that no two copies of a project make the same one.
 */
export function emptyObservation(plot: string, author: string, at: Date): Observation {
  const time = at.getTime().toString(36).padStart(9, '0');
  const chance = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  return {
    id: `${time}-${chance}`,
    plot,
    note: '',
    photos: [],
    correction: null,
    checks: [],
    position: null,
    author,
    at: at.toISOString(),
  };
}
