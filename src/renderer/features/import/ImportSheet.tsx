import { Alert, Button, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { ImportReview } from '../../state/app-state.ts';
import { isZoning } from '../../state/plot-making.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { CandidateCard } from './CandidateCard.tsx';
import { GridCard } from './GridCard.tsx';
import classes from './ImportSheet.module.css';

/** What was found in the files, to be looked over before it is added. Nothing is guessed silently. */
export function ImportSheet() {
  const { t } = useWords();
  const { cancelImport } = useCommands();
  // While plots are made of it the sheet waits underneath.
  const review = useAppState((state) => (state.making === null ? state.review : null));
  return (
    <Modal
      opened={review !== null}
      onClose={cancelImport}
      title={t.review.title}
      size={860}
      centered
      // The page never scrolls, and the library's lock writes a style without a nonce.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.review.cancel }}
      classNames={{ title: classes.title }}
    >
      {review && <Review review={review} />}
    </Modal>
  );
}

function Review({ review }: { review: ImportReview }) {
  const { t, format } = useWords();
  const { cancelImport, confirmImport, askForPlots } = useCommands();
  const study = useAppState((state) => state.open?.loaded.study ?? null);
  const chosen = review.candidates.filter(({ include }) => include);
  const givesPlots = chosen.some(({ role, replaces }) => role === 'plots' && replaces === null);
  const needsPlots = study === null && !givesPlots;
  const rereading = chosen.some((candidate) => candidate.rereading);
  const grids = review.grids.filter(({ include }) => include);
  const needsCrs =
    chosen.some(
      ({ read, crs }) => read.dataset.geometry.kind !== 'none' && read.dataset.crs.kind === 'unknown' && !crs,
    ) || grids.some(({ facts, crs }) => facts.crs.kind === 'unknown' && crs === null);
  const count = chosen.length + grids.length;
  const canMake = needsPlots && chosen.some(({ role, read }) => isZoning({ role, dataset: read.dataset }));
  const warning = needsPlots ? t.review.noPlots : needsCrs ? t.review.crsNeeded : null;
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>
        {t.review.lead} {study === null && t.review.leadNew}
      </p>
      {review.candidates.map((candidate) => (
        <CandidateCard key={candidate.key} candidate={candidate} />
      ))}
      {review.grids.map((candidate) => (
        <GridCard key={candidate.key} candidate={candidate} />
      ))}
      {review.failed.length > 0 && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t.review.failed}>
          {review.failed.map(({ file, issue }) => (
            <p key={`${file}${issue.code}`} className={classes.failed}>
              {describeIssue(issue, format.language)}
            </p>
          ))}
        </Alert>
      )}
      <div className={classes.foot}>
        <span className={classes.warning} role="status">
          {warning ?? (study !== null && givesPlots ? t.review.replaces : '')}
        </span>
        <Button variant="default" onClick={cancelImport}>
          {t.review.cancel}
        </Button>
        {canMake && (
          <Button variant="light" disabled={needsCrs || rereading} onClick={() => void askForPlots()}>
            {t.making.command}
          </Button>
        )}
        <Button disabled={count === 0 || warning !== null || rereading} onClick={confirmImport} data-autofocus>
          {study === null ? t.review.confirmOpen : t.review.confirm(format.whole(count))}
        </Button>
      </div>
    </div>
  );
}
