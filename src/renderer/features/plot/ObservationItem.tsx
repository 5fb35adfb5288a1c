import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconCamera, IconChecks, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { criterionOfColumn } from '../../../shared/project/corrected-measures.ts';
import type { Correction, Observation } from '../../../shared/project/document-types.ts';
import { describeEvidence } from '../../../shared/report/corrected.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { currentDocument } from '../../state/document.ts';
import { correctedByRow } from '../../state/observations.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './Observations.module.css';
import { Photos } from './Photos.tsx';

interface ItemProps {
  readonly observation: Observation;
  readonly evaluation: Evaluation;
  readonly row: number;
  readonly readOnly: boolean;
}

/** One thing noted about a plot: what, by whom and when. */
export function ObservationItem({ observation, evaluation, row, readOnly }: ItemProps) {
  const { t, format } = useWords();
  const { removeObservation, choosePhotosFor } = useCommands();
  const [writing, setWriting] = useState(false);
  const { id, note, checks, correction, photos, author, at } = observation;
  const what = correction?.column ?? (note || checks.join(', ') || t.field.photos);
  return (
    <li className={classes.item} data-kind={correction ? 'value' : checks.length > 0 ? 'check' : 'note'}>
      {correction && <CorrectionLine correction={correction} evaluation={evaluation} row={row} />}
      {checks.map((check) => (
        <p key={check} className={classes.check}>
          <IconChecks size={15} aria-hidden /> {t.field.checked(check)}
        </p>
      ))}
      {writing ? (
        <NoteEditor observation={observation} onDone={() => setWriting(false)} />
      ) : (
        note !== '' && <p className={classes.note}>{note}</p>
      )}
      {photos.length > 0 && <Photos ids={photos} />}
      <div className={classes.by}>
        <span>{t.field.by(author || '–', format.moment(Date.parse(at)))}</span>
        {!readOnly && (
          <span className={classes.actions}>
            <ActionIcon size={24} aria-label={t.field.photosFor} onClick={() => void choosePhotosFor(id)}>
              <IconCamera size={14} />
            </ActionIcon>
            <ActionIcon size={24} aria-label={t.field.edit} onClick={() => setWriting(!writing)}>
              <IconPencil size={14} />
            </ActionIcon>
            <ActionIcon size={24} aria-label={t.field.removeNamed(what)} onClick={() => void removeObservation(id)}>
              <IconTrash size={14} />
            </ActionIcon>
          </span>
        )}
      </div>
    </li>
  );
}

function NoteEditor({ observation, onDone }: { observation: Observation; onDone: () => void }) {
  const { t } = useWords();
  const { changeNote } = useCommands();
  const [text, setText] = useState(observation.note);
  return (
    <div className={classes.editor}>
      <Textarea
        size="xs"
        rows={3}
        aria-label={t.field.edit}
        maxLength={10_000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button
        size="compact-xs"
        onClick={() => {
          void changeNote(observation.id, text);
          onDone();
        }}
      >
        {t.field.save}
      </Button>
    </div>
  );
}

/** What was corrected, to what, how it is known, and whether it holds. */
function CorrectionLine({
  correction,
  evaluation,
  row,
}: {
  correction: Correction;
  evaluation: Evaluation;
  row: number;
}) {
  const { t, format } = useWords();
  const document = useAppState(currentDocument);
  const criterion = document && criterionOfColumn(correction.column, document);
  const standing = correctedByRow(evaluation).get(row) ?? [];
  const holds = standing.find((one) => one.correction === correction);
  const another = standing.find((one) => one.correction.column === correction.column);
  const unit = evaluation.measures.values.get(
    holds?.criterion ?? another?.criterion ?? evaluation.profile.criteria[0].id,
  )?.unit;
  const { value } = correction;
  const known = holds !== undefined || another !== undefined;
  const shown =
    typeof value === 'number' && known && unit ? format.value(value, unit) : String(value ?? t.plot.missing);
  return (
    <p className={classes.value} data-superseded={(another !== undefined && holds === undefined) || undefined}>
      <strong>{t.field.correctedTo(criterion?.name[format.language] ?? correction.column, shown)}</strong>
      <span>
        {describeEvidence(correction.evidence, format.language)}, {correction.date}
        {holds &&
          ` · ${t.field.insteadOf(holds.measured === null ? t.plot.missing : format.value(holds.measured, unit ?? 'number'))}`}
        {another !== undefined && holds === undefined && ` · ${t.field.superseded}`}
      </span>
    </p>
  );
}
