import type { LayerReference, Measure } from '../../../shared/measure/types.ts';
import type { Evaluation, OpenStudy } from '../../state/app-state.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { layerTitle } from '../labels.ts';
import { useWords } from '../use-app.ts';
import classes from './PlotCard.module.css';

/** The layers the numbers come from. */
export function Sources({ open, evaluation }: { open: OpenStudy; evaluation: Evaluation }) {
  const { t } = useWords();
  const { loaded } = open;
  const asked = evaluation.profile.criteria
    .filter(({ id }) => evaluation.measures.values.has(id))
    .flatMap(({ measure }) => referencesOf(measure));
  const used = loaded.layers.filter(
    ({ definition }) => definition.role === 'plots' || asked.some((reference) => matches(reference, definition)),
  );
  return (
    <section className={classes.part}>
      <SectionTitle>{t.plot.sources}</SectionTitle>
      <ul className={classes.sources}>
        {used.map(({ definition, read }) => (
          <li key={definition.id}>
            <strong>{layerTitle(t, definition)}</strong> {definition.file},{' '}
            {read.dataset.crs.code ?? read.dataset.crs.name} ({t.plot.crsHow[read.dataset.crs.source]})
          </li>
        ))}
      </ul>
    </section>
  );
}

function referencesOf(measure: Measure): readonly LayerReference[] {
  switch (measure.kind) {
    case 'distance':
      return [measure.to];
    case 'travel':
      return [measure.to, measure.over];
    case 'coverage':
      return measure.by;
    case 'buildable':
      return measure.minus;
    case 'zoning':
      return [measure.by];
    case 'population':
    case 'reach':
      return measure.over ? [measure.of, measure.over] : [measure.of];
    case 'access':
      return measure.over ? [measure.to, measure.of, measure.over] : [measure.to, measure.of];
    case 'capacity':
      return [measure.of];
    case 'fits':
      return measure.minus ?? [];
    case 'area':
    case 'compactness':
    case 'slope':
    case 'attribute':
      return [];
  }
}

function matches(
  reference: LayerReference,
  { id, role, theme }: { readonly id: string; readonly role: string; readonly theme: string | null },
): boolean {
  if (typeof reference === 'string') return reference === id;
  return (reference.role ?? role) === role && (reference.theme ?? theme) === theme;
}
