import { NativeSelect } from '@mantine/core';
import type { Dataset } from '../../../shared/dataset/types.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { ImportCandidate } from '../../state/app-state.ts';
import type { JoinTarget, joinOf } from '../../state/table-joins.ts';
import { layerTitle } from '../labels.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';

interface JoinChoiceProps {
  readonly candidate: ImportCandidate;
  readonly targets: readonly JoinTarget[];
  readonly joined: ReturnType<typeof joinOf>;
}

/** Which layer a table's fields go to, by which two fields, and what goes together then. */
export function JoinChoice({ candidate, targets, joined }: JoinChoiceProps) {
  const { t } = useWords();
  const { setCandidateJoin } = useCommands();
  return (
    <div className={classes.join}>
      <NativeSelect
        size="xs"
        label={t.review.join}
        value={joined?.target.key ?? ''}
        data={[
          { value: '', label: t.review.joinNone },
          ...targets.map((target) => ({
            value: target.key,
            label: target.layer === null ? target.name : layerTitle(t, { id: target.layer, theme: target.theme }),
          })),
        ]}
        onChange={({ currentTarget }) =>
          void setCandidateJoin(candidate.key, currentTarget.value === '' ? null : currentTarget.value)
        }
      />
      {joined && <JoinFields candidate={candidate} joined={joined} />}
    </div>
  );
}

function JoinFields({
  candidate: { key, read },
  joined: { join, target },
}: {
  readonly candidate: ImportCandidate;
  readonly joined: NonNullable<ReturnType<typeof joinOf>>;
}) {
  const { t, format } = useWords();
  const { setJoinField, setJoinBy } = useCommands();
  const side = (which: 'key' | 'to', label: string, { columns }: Dataset) => (
    <NativeSelect
      size="xs"
      label={label}
      value={join[which]}
      data={[...new Set(columns.map(({ name }) => name))]}
      onChange={({ currentTarget }) => void setJoinField(key, which, currentTarget.value)}
    />
  );
  return (
    <>
      <div className={classes.fieldGrid}>
        {side('key', t.review.joinKey, read.dataset)}
        {side('to', t.review.joinTo, target.dataset)}
        <NativeSelect
          size="xs"
          label={t.review.joinBy.label}
          value={join.by}
          data={(['value', 'code'] as const).map((value) => ({ value, label: t.review.joinBy[value] }))}
          onChange={({ currentTarget }) => void setJoinBy(key, currentTarget.value === 'code' ? 'code' : 'value')}
        />
      </div>
      <div role="status">
        {join.report === null && <p className={classes.facts}>{t.review.comparing}</p>}
        {join.report?.map((issue) => (
          <p key={issue.code} className={issue.severity === 'info' ? classes.facts : classes.issue}>
            {describeIssue(issue, format.language)}
          </p>
        ))}
      </div>
    </>
  );
}
