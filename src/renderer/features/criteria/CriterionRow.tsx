import { Slider } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { MeasureResult } from '../../../shared/measure/types.ts';
import type { Criterion } from '../../../shared/scoring/types.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './CriteriaPanel.module.css';
import { CriterionCurve } from './CriterionCurve.tsx';

interface CriterionRowProps {
  readonly criterion: Criterion;
  readonly result: MeasureResult | null;
  /** Percent of the whole. */
  readonly share: number;
  readonly opened: boolean;
  readonly onToggle: () => void;
}

/** What a key adds to a weight, in percent; the ends hold themselves. */
const keySteps: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['PageUp', 10],
  ['PageDown', -10],
  ['Home', -100],
  ['End', 100],
]);

/** One criterion: name, weight, and on demand its curve, thresholds and source. */
export function CriterionRow({ criterion, result, share, opened, onToggle }: CriterionRowProps) {
  const { t, format } = useWords();
  const { setWeight, stepWeight, finishWeight } = useCommands();
  const name = criterion.name[format.language];

  /** The slider itself would count from the value last drawn, and so lose presses that come faster than frames. */
  function onKeyDown(event: KeyboardEvent): void {
    const step = keySteps.get(event.key);
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    stepWeight(criterion.id, step);
  }

  return (
    <article className={classes.row}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.name}
          aria-expanded={opened}
          aria-label={opened ? t.criteria.collapse(name) : t.criteria.expand(name)}
          onClick={onToggle}
        >
          <IconChevronRight size={14} className={classes.twist} data-open={opened || undefined} aria-hidden />
          <span>{name}</span>
        </button>
        <span className={classes.percent}>{t.criteria.percent(format.percent(share))}</span>
      </div>
      <div onKeyDownCapture={onKeyDown}>
        <Slider
          size={4}
          thumbSize={15}
          min={0}
          max={100}
          step={1}
          value={Math.round(share * 10) / 10}
          label={null}
          thumbLabel={t.criteria.weight(name)}
          onChange={(percent) => setWeight(criterion.id, percent)}
          onChangeEnd={finishWeight}
          classNames={{ root: classes.slider }}
        />
      </div>
      {opened && result && <CriterionCurve criterion={criterion} result={result} />}
    </article>
  );
}
