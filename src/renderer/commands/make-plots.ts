import type { CandidateRecipe } from '../../shared/candidates/recipe.ts';
import { asId } from '../../shared/lib/id.ts';
import { problem } from '../../shared/lib/issue.ts';
import type { Study, StudyLayer } from '../../shared/project/study-types.ts';
import type { ImportReview, OpenStudy } from '../state/app-state.ts';
import {
  assemblyOf,
  firstField,
  firstForm,
  type MakingLayer,
  type PlotForm,
  type PlotMaking,
  recipeOf,
} from '../state/plot-making.ts';
import { type CommandContext, notify, update } from './context.ts';
import { asStudyLayers, freeName, studyOfLayers } from './new-study.ts';
import { showStudy } from './open-study.ts';

type Choices = Pick<PlotMaking, 'layers' | 'made' | 'beginning'>;

/** Commands that make the study's plots from zoning. */
export function makingCommands(context: CommandContext) {
  const { store } = context;
  const change = (how: (making: PlotMaking) => Partial<PlotMaking>) =>
    update(context, ({ making }) => (making === null ? {} : { making: { ...making, ...how(making) } }));

  async function tally(): Promise<void> {
    const asked = store.getState().making;
    const zoning = asked?.layers.find(({ id }) => id === asked.form.zoning);
    if (!asked || !zoning) return;
    const { field } = asked.form;
    const codes = await context.compute.run('tallyZoning', { zoning: zoning.dataset, field });
    const isWanted = (form: PlotForm) => form.zoning === zoning.id && form.field === field;
    change(({ form }) => (isWanted(form) ? { tally: codes } : {}));
  }

  return {
    /** Asks how plots are to be made, for the study on screen or for the layers being looked over. */
    async askForPlots(): Promise<void> {
      const { open, review, task } = store.getState();
      if (task !== null) return;
      const choices = review && !open ? ofReview(review) : open && ofStudy(open);
      const form = choices && firstForm(choices.layers, choices.made);
      if (!choices || !form) return notify(context, 'warning', 'could-not-make', [problem('candidate-nothing-open')]);
      update(context, () => ({ making: { ...choices, step: 'asking', form, tally: null } }));
      await tally();
    },
    changeMaking: (part: Partial<PlotForm>) => change(({ form }) => ({ form: { ...form, ...part } })),
    /** Another zoning layer or field: its codes are counted anew and none is chosen. */
    async chooseZoning(zoning: MakingLayer, field: string | null): Promise<void> {
      const asked = { zoning: zoning.id, field: field ?? firstField(zoning), codes: [] };
      change(({ form }) => ({ form: { ...form, ...asked }, tally: null }));
      await tally();
    },
    /** Shows where the ground of the zoning went. */
    showPlotAccount(): void {
      const { open } = store.getState();
      const choices = open && ofStudy(open);
      const form = choices && firstForm(choices.layers, choices.made);
      if (choices && form && open.loaded.made)
        update(context, () => ({ making: { ...choices, step: 'account', form, tally: null } }));
    },
    closeMaking: () => update(context, () => ({ making: null })),
    makePlots: () => makePlots(context),
  };
}

async function makePlots(context: CommandContext): Promise<void> {
  const { making, open } = context.store.getState();
  if (making === null || making.step !== 'asking' || making.form.codes.length === 0) return;
  const { form, layers, made, beginning } = making;
  const base = beginning?.study ?? open?.loaded.study;
  const files = beginning?.files ?? open?.files;
  if (!base || !files) return;
  const study = withMadePlots(base, made, form, recipeOf(form, layers, made?.from ?? null));
  update(context, () => ({ making: { ...making, step: 'working' } }));
  const edit = { code: 'make-plots', about: form.zoning } as const;
  const worked = await showStudy(context, study, files, beginning ? null : open, { edit, failed: 'could-not-make' });
  update(context, ({ review: looked, making: now, open: shown }) => {
    if (now?.step !== 'working') return {};
    const isOther = looked !== null && beginning === null;
    if (!worked) return { making: isOther ? null : { ...now, step: 'asking' } };
    return { making: shown?.loaded.made ? { ...now, step: 'account' } : null };
  });
}

/** The study with plots that are made: in the place of those it makes already, else instead of those it reads. */
function withMadePlots(study: Study, made: StudyLayer | null, form: PlotForm, from: CandidateRecipe): Study {
  const assemble = assemblyOf(form, made?.assemble ?? null);
  if (made) {
    const layers = study.layers.map((layer) => (layer.id === made.id ? { ...made, from, assemble } : layer));
    return { ...study, layers };
  }
  const kept = study.layers.filter(({ role }) => role !== 'plots');
  const id = asId<'layer'>(freeName('plots', new Set<string>(study.layers.map((layer) => layer.id))));
  const plots: StudyLayer = {
    id,
    file: '',
    layer: null,
    role: 'plots',
    theme: 'plots',
    encoding: null,
    crs: null,
    idField: null,
    labelField: null,
    fields: new Map(),
    mapped: null,
    join: null,
    geometry: 'keep',
    from,
    assemble,
  };
  return { ...study, layers: [...kept, plots] };
}

function ofStudy({ loaded }: OpenStudy): Choices {
  const layers = loaded.layers
    .filter(({ definition, misplaced }) => definition.role !== 'plots' && !misplaced)
    .map(({ definition: { id, role, theme, fields }, dataset }) => ({ id, role, theme, fields, dataset }));
  return { layers, made: loaded.study.layers.find(({ from }) => from !== null) ?? null, beginning: null };
}

function ofReview(review: ImportReview): Choices {
  const chosen = review.candidates.filter(({ include, role }) => include && role !== 'plots');
  const { layers: definitions, files } = asStudyLayers(chosen, [], new Map());
  const layers = definitions.map(({ id, role, theme, fields }, at) => {
    return { id, role, theme, fields, dataset: chosen[at].read.dataset };
  });
  const study = studyOfLayers(chosen[0]?.read.name ?? '', definitions);
  return { layers, made: null, beginning: { study, files } };
}
