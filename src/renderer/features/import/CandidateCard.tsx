import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { textAt } from '../../../shared/dataset/columns.ts';
import type { Dataset, TextColumn } from '../../../shared/dataset/types.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { featureCount } from '../../../shared/geometry/types.ts';
import type { ImportCandidate } from '../../state/app-state.ts';
import { isTable, joinOf, joinTargets } from '../../state/table-joins.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { CandidateChoices, FieldChoices } from './CandidateChoices.tsx';
import { DeliveryNote, OpinionNote } from './CandidateNotes.tsx';
import { CrsChoice } from './CrsChoice.tsx';
import classes from './ImportSheet.module.css';
import { JoinChoice } from './JoinChoice.tsx';
import { LayerSketch } from './LayerSketch.tsx';

const shownIssues = 3;

/** One layer found in the files: what it is taken for, what it looks like, and everything noticed. */
export function CandidateCard({ candidate }: { candidate: ImportCandidate }) {
  const { t, format } = useWords();
  const { changeCandidate } = useCommands();
  const [near, setNear] = useState<number | null>(null);
  const { read, key } = candidate;
  const { targets, joined } = useJoin(candidate);
  const { geometry, crs } = read.dataset;
  const issues = useMemo(() => read.issues.filter(({ severity }) => severity !== 'info'), [read]);
  const marked = useMemo(() => issues.flatMap(({ feature }) => (feature === null ? [] : [feature - 1])), [issues]);
  const sample = sampleText(read.dataset);
  return (
    <section className={classes.candidate} data-off={!candidate.include || undefined} aria-label={read.name}>
      <Checkbox
        checked={candidate.include}
        aria-label={t.review.include(read.name)}
        onChange={({ currentTarget }) => changeCandidate(key, { include: currentTarget.checked })}
      />
      <div className={classes.what}>
        <strong>{read.name}</strong>
        <span className={classes.facts}>
          {candidate.file} · {t.review.features(format.whole(featureCount(geometry)), t.review[geometry.kind])}
        </span>
        <span className={classes.facts}>
          {crs.kind === 'unknown' ? '' : `${t.review.crs}: ${crs.code ?? crs.name} (${t.plot.crsHow[crs.source]})`}
        </span>
        {sample !== null && (
          <span className={classes.facts}>
            {t.review.encoding}: {read.encoding.name} {encodingHow(t.review.encodingHow[read.encoding.source])}{' '}
            {candidate.rereading ? t.review.rereading : `${t.review.sampleText} “${sample}”`}
          </span>
        )}
        {candidate.replaces && <DeliveryNote replaces={candidate.replaces} />}
        {geometry.kind !== 'none' && crs.kind === 'unknown' && <CrsChoice candidate={candidate} />}
        {issues.slice(0, shownIssues).map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <span key={index} className={classes.issue}>
            <span>{describeIssue(issue, format.language)}</span>{' '}
            {issue.feature !== null && geometry.kind !== 'none' && (
              <ShowWhere feature={issue.feature - 1} near={near} onNear={setNear} />
            )}
          </span>
        ))}
        {issues.length > shownIssues && (
          <span className={classes.issue}>{t.notices.more(format.whole(issues.length - shownIssues))}</span>
        )}
        {targets.length > 0 && <JoinChoice candidate={candidate} targets={targets} joined={joined} />}
        <FieldChoices candidate={candidate} joinedBy={joined?.join.key ?? null} />
        <OpinionNote candidate={candidate} />
      </div>
      <div>
        <LayerSketch name={read.name} dataset={read.dataset} marked={marked} near={near} />
        {joined === null && <CandidateChoices candidate={candidate} />}
      </div>
    </section>
  );
}

/** The layers that a table may be joined to, none for other layers, and the one that it is joined to. */
function useJoin(candidate: ImportCandidate) {
  const open = useAppState((state) => state.open);
  const review = useAppState((state) => state.review);
  return useMemo(() => {
    const targets = isTable(candidate) ? joinTargets({ open, review }) : [];
    return { targets, joined: joinOf({ open, review }, candidate) };
  }, [open, review, candidate]);
}

interface ShowWhereProps {
  readonly feature: number;
  readonly near: number | null;
  readonly onNear: (feature: number | null) => void;
}

/** Shows the feature on the sketch from near, and back. */
function ShowWhere({ feature, near, onNear }: ShowWhereProps) {
  const { t } = useWords();
  const shown = near === feature;
  return (
    <button type="button" className={classes.where} aria-pressed={shown} onClick={() => onNear(shown ? null : feature)}>
      {shown ? t.review.showAll : t.review.showAt}
    </button>
  );
}

function encodingHow(how: string): string {
  return how === '' ? '' : `(${how}),`;
}

/** A text from the data, one with letters beyond English if there is one, so that a wrong encoding is seen. */
function sampleText({ columns, geometry }: Dataset): string | null {
  const texts = columns.filter((column): column is TextColumn => column.type === 'text');
  let plain: string | null = null;
  for (const column of texts) {
    for (let row = 0; row < Math.min(featureCount(geometry), 200); row++) {
      const text = textAt(column, row);
      if (text === null) continue;
      if (/[^\u0020-\u007e]/.test(text)) return text.slice(0, 40);
      plain ??= text.slice(0, 40);
    }
  }
  return plain;
}
