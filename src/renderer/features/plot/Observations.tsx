import { Button } from '@mantine/core';
import { IconCamera, IconChecklist, IconNote, IconRuler2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Finding } from '../../commands/observe.ts';
import type { Evaluation, OpenStudy } from '../../state/app-state.ts';
import { observationsOf, observationsOfRow } from '../../state/observations.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { ObservationForm } from './ObservationForm.tsx';
import { ObservationItem } from './ObservationItem.tsx';
import classes from './Observations.module.css';
import cardClasses from './PlotCard.module.css';

interface ObservationsProps {
  readonly open: OpenStudy;
  readonly evaluation: Evaluation;
  readonly row: number;
}

const kinds = [
  { kind: 'note', Sign: IconNote },
  { kind: 'value', Sign: IconRuler2 },
  { kind: 'check', Sign: IconChecklist },
] as const;

/** What people noted about the plot, and room to note more. */
export function Observations({ open, evaluation, row }: ObservationsProps) {
  const { t } = useWords();
  const { choosePhotos } = useCommands();
  const [adding, setAdding] = useState<{ readonly row: number; readonly kind: Finding['kind'] } | null>(null);
  const all = useAppState(observationsOf);
  const readOnly = useAppState((state) => (state.project?.readOnly ?? null) !== null);
  const about = observationsOfRow(all, open, row);
  const kind = adding?.row === row ? adding.kind : null;
  return (
    <section className={cardClasses.part} aria-label={t.field.section}>
      <SectionTitle>{t.field.section}</SectionTitle>
      {!readOnly && (
        <fieldset className={classes.kinds} aria-label={t.field.kind}>
          {kinds.map(({ kind: one, Sign }) => (
            <Button
              key={one}
              size="compact-xs"
              variant={kind === one ? 'filled' : 'light'}
              leftSection={<Sign size={14} aria-hidden />}
              aria-expanded={kind === one}
              onClick={() => setAdding(kind === one ? null : { row, kind: one })}
            >
              {t.field.kinds[one]}
            </Button>
          ))}
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconCamera size={14} aria-hidden />}
            onClick={() => void choosePhotos(row)}
          >
            {t.field.photos}
          </Button>
        </fieldset>
      )}
      {kind !== null && (
        <ObservationForm
          key={`${row} ${kind}`}
          evaluation={evaluation}
          row={row}
          kind={kind}
          onDone={() => setAdding(null)}
        />
      )}
      {about.length === 0 && kind === null && <p className={classes.none}>{t.field.none}</p>}
      <ul className={classes.list}>
        {about.map((observation) => (
          <ObservationItem
            key={observation.id}
            observation={observation}
            evaluation={evaluation}
            row={row}
            readOnly={readOnly}
          />
        ))}
      </ul>
      {about.length > 0 && open.loaded.plots.idFrom === 'row' && <p className={classes.none}>{t.field.rowNames}</p>}
    </section>
  );
}
