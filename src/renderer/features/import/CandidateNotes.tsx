import { Button } from '@mantine/core';
import { formatNumber } from '../../../shared/explain/format.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { SecondOpinion } from '../../../shared/formats/second-opinion.ts';
import type { ImportCandidate } from '../../state/app-state.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';

/** What is different from the delivery that is open. */
export function DeliveryNote({ replaces }: { replaces: NonNullable<ImportCandidate['replaces']> }) {
  const { t, format } = useWords();
  const words = t.review.delivery;
  const { comparison } = replaces;
  if (!comparison) return <p className={classes.facts}>{t.review.comparing}</p>;
  const { rows, fieldsGone, fieldsNew, fieldsRetyped } = comparison;
  const counts = rows && ([rows.added, rows.removed, rows.reshaped, rows.edited] as const);
  const sentences = [
    words.features(format.whole(comparison.featuresBefore), format.whole(comparison.featuresAfter)),
    counts
      ? words.rows(...(counts.map((count) => format.whole(count)) as [string, string, string, string]))
      : words.noKey,
    ...(comparison.otherGeometry ? [words.otherGeometry] : []),
    ...(fieldsNew.length > 0 ? [words.fresh(fieldsNew.join(', '))] : []),
  ];
  // What criteria may miss is told as a warning.
  const warnings = [
    ...(fieldsGone.length > 0 ? [words.gone(fieldsGone.join(', '))] : []),
    ...(fieldsRetyped.length > 0 ? [words.retyped(fieldsRetyped.join(', '))] : []),
  ];
  return (
    <div role="status">
      <p className={classes.facts}>{sentences.join(' ')}</p>
      {warnings.map((warning) => (
        <p key={warning} className={classes.issue}>
          {warning}
        </p>
      ))}
    </div>
  );
}

/** A button that asks another reader, then what it said. */
export function OpinionNote({ candidate }: { candidate: ImportCandidate }) {
  const { t, format } = useWords();
  const { askOpinion } = useCommands();
  const { opinion, key, read } = candidate;
  if (read.format !== 'shapefile') return null;
  if (opinion === null)
    return (
      <Button size="compact-xs" variant="subtle" className={classes.opinion} onClick={() => askOpinion(key)}>
        {t.review.opinion}
      </Button>
    );
  if (opinion === 'asked') return <p className={classes.facts}>{t.review.opinionAsked}</p>;
  if (!opinion.ok) return <p className={classes.issue}>{describeIssue(opinion.reason, format.language)}</p>;
  return <OpinionWords opinion={opinion.value} />;
}

/** Units that rounding to the file's own digits may leave between two extents. */
const sameExtent = 1e-6;

function OpinionWords({ opinion }: { opinion: SecondOpinion }) {
  const { t, format } = useWords();
  const { reader, features, extentDifference, texts } = opinion;
  const differences = [
    ...(features.ours === features.theirs
      ? []
      : [t.review.opinionFeatures(reader, format.whole(features.theirs), format.whole(features.ours))]),
    ...(extentDifference === null || extentDifference <= sameExtent
      ? []
      : [t.review.opinionExtent(reader, formatNumber(extentDifference, format.language, 3))]),
    ...(texts.first
      ? [
          `${t.review.opinionTexts(reader, format.whole(texts.different), format.whole(texts.compared))} ${texts.first.field}: “${texts.first.theirs}” / “${texts.first.ours}”.`,
        ]
      : []),
  ];
  if (differences.length === 0)
    return <p className={classes.facts}>{t.review.opinionSame(reader, format.whole(features.ours))}</p>;
  return differences.map((difference) => (
    <p key={difference} className={classes.issue}>
      {difference}
    </p>
  ));
}
