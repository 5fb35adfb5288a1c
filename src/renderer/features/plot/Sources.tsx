import { referencesOf } from '../../../shared/measure/layer-references.ts';
import type { LayerReference } from '../../../shared/measure/types.ts';
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

function matches(
  reference: LayerReference,
  { id, role, theme }: { readonly id: string; readonly role: string; readonly theme: string | null },
): boolean {
  if (typeof reference === 'string') return reference === id;
  return (reference.role ?? role) === role && (reference.theme ?? theme) === theme;
}
