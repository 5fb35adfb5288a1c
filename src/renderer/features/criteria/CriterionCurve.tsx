import { memo, useMemo } from 'react';
import type { MeasureResult } from '../../../shared/measure/types.ts';
import type { Criterion, Threshold, Utility } from '../../../shared/scoring/types.ts';
import { valueOfRow } from '../../../shared/scoring/values.ts';
import { histogram, niceTicks, quantile } from '../../ui/histogram.ts';
import { ValueCurve } from '../../ui/ValueCurve.tsx';
import { useAppState, useWords } from '../use-app.ts';
import { ClassBars } from './ClassBars.tsx';
import classes from './CriteriaPanel.module.css';

/** How good each value is, over how many plots have it; thresholds, unknowns, source and grade in words. */
export const CriterionCurve = memo(function CriterionCurve({
  criterion,
  result,
}: {
  criterion: Criterion;
  result: MeasureResult;
}) {
  const { t, format } = useWords();
  const missing = useMemo(() => countMissing(result), [result]);
  const limits = [...limitWords(criterion.exclude, 'exclude'), ...limitWords(criterion.condition, 'condition')];

  function limitWords(threshold: Threshold | undefined, kind: 'exclude' | 'condition'): string[] {
    if (!threshold) return [];
    if ('in' in threshold) return [t.criteria[`${kind}In`](threshold.in.join(', '))];
    if ('above' in threshold) return [t.criteria[`${kind}Above`](format.value(threshold.above, result.unit))];
    return [t.criteria[`${kind}Below`](format.value(threshold.below, result.unit))];
  }

  return (
    <div className={classes.details}>
      {result.kind === 'numbers' ? (
        <NumberCurve criterion={criterion} values={result.values} unit={result.unit} />
      ) : (
        <ClassBars criterion={criterion} codes={result.codes} labels={result.labels} />
      )}
      {limits.map((words) => (
        <p key={words} className={classes.limit}>
          {words}
        </p>
      ))}
      {missing > 0 && <p className={classes.fine}>{t.criteria.missingCount(format.whole(missing))}</p>}
      <p className={classes.source}>
        <span className={classes.grade} data-grade={criterion.grade}>
          {t.grade[criterion.grade]}
        </span>
        {criterion.source}
      </p>
    </div>
  );
});

function NumberCurve({
  criterion,
  values,
  unit,
}: {
  criterion: Criterion;
  values: Float64Array;
  unit: MeasureResult['unit'];
}) {
  const { t, format } = useWords();
  const primary = useAppState((state) => state.selection.primary);
  const shape = useMemo(() => {
    const curve = curvePoints(criterion.utility);
    const last = curve.at(-1)?.[0] ?? 0;
    const first = curve[0]?.[0] ?? 0;
    const low = Math.min(first, Math.max(0, quantile(values, 0.01)) || 0);
    const high = Math.max(last, quantile(values, 0.98) || 0);
    return { curve, low, high, bins: histogram(values, low, high, 40), ticks: niceTicks(low, high) };
  }, [criterion, values]);
  const marked = primary === null ? null : valueOfRow({ kind: 'numbers', unit, values, notes: [] }, primary);
  return (
    <ValueCurve
      label={t.criteria.curve(criterion.name[format.language])}
      low={shape.low}
      high={shape.high}
      bins={shape.bins}
      curve={shape.curve}
      limits={[...limitPlaces(criterion.exclude, 'blocked'), ...limitPlaces(criterion.condition, 'caution')]}
      marked={typeof marked === 'number' ? marked : null}
      ticks={shape.ticks.map((at) => ({ at, text: format.value(at, unit) }))}
    />
  );
}

/** The corners of a utility over numbers. */
function curvePoints(utility: Utility): readonly (readonly [number, number])[] {
  switch (utility.kind) {
    case 'piecewise':
      return utility.points;
    case 'ranges':
      return utility.ranges.flatMap(({ from, to, utility: height }) => [
        ...(from === undefined ? [] : [[from, height] as const]),
        ...(to === undefined ? [] : [[to, height] as const]),
      ]);
    default:
      return [];
  }
}

function limitPlaces(threshold: Threshold | undefined, kind: 'blocked' | 'caution') {
  if (!threshold || 'in' in threshold) return [];
  return [{ at: 'above' in threshold ? threshold.above : threshold.below, kind }];
}

function countMissing(result: MeasureResult): number {
  let count = 0;
  if (result.kind === 'numbers') for (const value of result.values) count += Number(Number.isNaN(value));
  else for (const code of result.codes) count += Number(code === 0);
  return count;
}
