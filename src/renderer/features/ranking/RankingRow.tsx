import { IconRuler2 } from '@tabler/icons-react';
import { memo } from 'react';
import { describeEvidence } from '../../../shared/report/corrected.ts';
import { groupScoresOf } from '../../../shared/scoring/groups.ts';
import { scoreInterval } from '../../../shared/scoring/intervals.ts';
import { classOf, unknownClass } from '../../../shared/scoring/score-classes.ts';
import { statuses } from '../../../shared/scoring/types.ts';
import { outsideColors, scoreRamp } from '../../map/ramp.ts';
import type { Evaluation, OpenStudy } from '../../state/app-state.ts';
import { correctedByRow } from '../../state/observations.ts';
import { MiniBars, ScoreBar } from '../../ui/ScoreBar.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { lowestGroup, statusKinds } from '../labels.ts';
import { useAppState, useWords } from '../use-app.ts';
import classes from './RankingTable.module.css';

interface RankingRowProps {
  readonly open: OpenStudy;
  readonly evaluation: Evaluation;
  readonly row: number;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly primary: boolean;
  readonly hovered: boolean;
  readonly cursor: boolean;
  readonly onChoose: (index: number, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void;
  readonly onHover: (row: number | null) => void;
}

/** One plot in the table. */
export const RankingRow = memo(function RankingRow(props: RankingRowProps) {
  const { open, evaluation, row, index, top } = props;
  const { t, format } = useWords();
  const { scores } = evaluation;
  const rank = scores.rank[row];
  const status = statuses[scores.status[row]];
  return (
    <div
      className={classes.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-selected={props.selected || undefined}
      data-primary={props.primary || undefined}
      data-hovered={props.hovered || undefined}
      data-cursor={props.cursor || undefined}
      data-row={row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => props.onChoose(index, event)}
      onKeyDown={() => {}}
      onMouseEnter={() => props.onHover(row)}
    >
      <div role="gridcell" className={classes.cell} data-right>
        {rank > 0 ? format.whole(rank) : <span className={classes.none}>{status === 'excluded' ? '' : '?'}</span>}
      </div>
      <div role="gridcell" className={classes.cell}>
        <span className={classes.label}>{open.loaded.plots.label(row)}</span>
        <CorrectedMark evaluation={evaluation} row={row} />
      </div>
      <ScoreCell evaluation={evaluation} row={row} excluded={status === 'excluded'} />
      <GroupCells evaluation={evaluation} row={row} />
      <div role="gridcell" className={classes.cell}>
        <StateMark kind={statusKinds[status]} label={t.status[status]} />
      </div>
      <div role="gridcell" className={classes.cell} data-right>
        {format.value(open.areas[row], 'm2')}
      </div>
    </div>
  );
});

/** Says that the score of a plot stands on values that people corrected, which ones, and how each is known. */
function CorrectedMark({ evaluation, row }: { evaluation: Evaluation; row: number }) {
  const { t, format } = useWords();
  const corrected = correctedByRow(evaluation).get(row);
  if (corrected === undefined) return null;
  const words = corrected.map(({ criterion, correction }) => {
    const name = evaluation.profile.criteria.find(({ id }) => id === criterion)?.name[format.language] ?? criterion;
    return `${name}: ${t.field.corrected}, ${describeEvidence(correction.evidence, format.language)}`;
  });
  return (
    <span className={classes.corrected} role="img" aria-label={words.join('; ')} title={words.join('\n')}>
      <IconRuler2 size={14} />
    </span>
  );
}

function ScoreCell({ evaluation, row, excluded }: { evaluation: Evaluation; row: number; excluded: boolean }) {
  const { t, format } = useWords();
  const scheme = useAppState((state) => state.colorScheme);
  const { score } = evaluation.scores;
  const { low, high } = scoreInterval(evaluation.scores, row);
  const known = !Number.isNaN(score[row]);
  const place = classOf(score[row], evaluation.classes);
  const color = excluded || place === unknownClass ? outsideColors(scheme).mark : scoreRamp(scheme)[place];
  const text = known ? format.score(score[row]) : t.table.between(format.whole(low), format.whole(high));
  return (
    <div role="gridcell" className={classes.cell} data-faint={excluded || undefined}>
      <span className={classes.score}>
        <span className={classes.number}>{text}</span>
        <ScoreBar value={known ? score[row] : (low + high) / 2} color={color} />
      </span>
    </div>
  );
}

function GroupCells({ evaluation, row }: { evaluation: Evaluation; row: number }) {
  const { format } = useWords();
  const groups = groupScoresOf(evaluation.prepared, evaluation.scores, row);
  const lowest = lowestGroup(groups);
  const words = groups.map(
    ({ group, score }) => `${format.group(group)} ${score === null ? '–' : format.whole(score)}`,
  );
  return (
    <>
      <div role="gridcell" className={classes.cell} aria-label={words.join(', ')} title={words.join('\n')}>
        <MiniBars values={groups.map(({ score }) => score)} marked={lowest === null ? null : groups.indexOf(lowest)} />
      </div>
      <div role="gridcell" className={classes.cell}>
        {lowest && lowest.score !== null && (
          <span className={classes.lowest}>
            <span>{format.group(lowest.group)}</span>
            <span className={classes.lowNumber}>{format.whole(lowest.score)}</span>
          </span>
        )}
      </div>
    </>
  );
}
