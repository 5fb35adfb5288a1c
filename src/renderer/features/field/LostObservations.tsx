import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { plotIdentities } from '../../../shared/analysis/plot-identity.ts';
import { orphanedObservations } from '../../../shared/project/corrected-measures.ts';
import type { OpenStudy } from '../../state/app-state.ts';
import { currentDocument } from '../../state/document.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './FieldPanel.module.css';
import { useFinding } from './use-finding.ts';

/** Observations that are about a plot or a criterion which is there no more. */
export function LostObservations({ open }: { open: OpenStudy }) {
  const { t, format } = useWords();
  const { removeObservation } = useCommands();
  const document = useAppState(currentDocument);
  const told = useFinding();
  const { loaded } = open;
  const lost = useMemo(
    () => (document === null ? [] : orphanedObservations(document, plotIdentities(loaded))),
    [document, loaded],
  );
  if (lost.length === 0) return null;
  return (
    <section className={classes.part} aria-label={t.field.lost}>
      <SectionTitle end={<span className={classes.count}>{format.whole(lost.length)}</span>}>
        {t.field.lost}
      </SectionTitle>
      <p className={classes.lead}>{t.field.lostLead}</p>
      <ul className={classes.list}>
        {lost.map(({ observation }) => (
          <li key={observation.id} className={classes.lost}>
            <span className={classes.plot}>{observation.plot}</span>
            <span className={classes.what}>{told(observation)}</span>
            <ActionIcon
              size={24}
              aria-label={t.field.removeNamed(told(observation))}
              onClick={() => void removeObservation(observation.id)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
