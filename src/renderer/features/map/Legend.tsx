import { useMemo } from 'react';
import {
  classCount,
  classCounts,
  classLabels,
  excludedClass,
  plotClasses,
  unknownClass,
} from '../../../shared/scoring/score-classes.ts';
import { outsideColors, scoreRamp, selectionColors } from '../../map/ramp.ts';
import { activeEvaluation, type ColorScheme } from '../../state/app-state.ts';
import { useAppState, useWords } from '../use-app.ts';
import classes from './Legend.module.css';
import { useRectangles } from './use-marks.ts';

/** Classes of the map with their limits and how many plots each holds. */
export function Legend() {
  const { t, format } = useWords();
  const evaluation = useAppState(activeEvaluation);
  const scheme = useAppState((state) => state.colorScheme);
  const counts = useMemo(
    () => (evaluation ? classCounts(plotClasses(evaluation.scores, evaluation.classes)) : null),
    [evaluation],
  );
  if (!evaluation || !counts) return null;
  const ramp = scoreRamp(scheme);
  const outside = outsideColors(scheme);
  const labels = classLabels(evaluation.classes, format.language);
  return (
    <aside className={classes.legend} aria-label={t.legend.title(evaluation.profile.name[format.language])}>
      <h3>{t.legend.title(evaluation.profile.name[format.language].toLocaleLowerCase(format.language))}</h3>
      <table>
        <tbody>
          {Array.from({ length: classCount }, (_, index) => classCount - 1 - index).map((k) => (
            <tr key={k}>
              <td>
                <span className={classes.chip} style={{ background: ramp[k] }} />
              </td>
              <td>{labels[k]}</td>
              <td className={classes.count}>{format.whole(counts[k])}</td>
            </tr>
          ))}
          <tr className={classes.first}>
            <td>
              <span
                className={classes.chip}
                style={{
                  background: `repeating-linear-gradient(45deg, ${outside.mark} 0 1.5px, ${outside.excluded} 1.5px 5px)`,
                }}
              />
            </td>
            <td>{t.legend.excluded}</td>
            <td className={classes.count}>{format.whole(counts[excludedClass])}</td>
          </tr>
          <tr>
            <td>
              <span
                className={classes.chip}
                style={{
                  background: `radial-gradient(${outside.mark} 1.2px, ${outside.unknown} 1.5px) 0 0 / 5px 5px`,
                }}
              />
            </td>
            <td>{t.legend.unknown}</td>
            <td className={classes.count}>{format.whole(counts[unknownClass])}</td>
          </tr>
          <Marks scheme={scheme} />
        </tbody>
      </table>
    </aside>
  );
}

/** Lines that lie over the map just now: the plot whose card is shown, what has room on it, what a remark is about. */
function Marks({ scheme }: { scheme: ColorScheme }) {
  const { t, format } = useWords();
  const isChosen = useAppState((state) => state.selection.primary !== null);
  const isRemarked = useAppState((state) => state.remark !== null);
  const rectangles = useRectangles();
  const { inner, mark } = selectionColors(scheme);
  const sizes = new Set(
    rectangles.map(({ width, length }) => t.legend.room(format.whole(width), format.whole(length))),
  );
  const lines = [
    ...(isChosen ? [{ label: t.legend.chosen, color: mark, dash: 'none', width: 3 }] : []),
    ...[...sizes].map((label) => ({ label, color: inner, dash: '5 3', width: 2 })),
    ...(isRemarked ? [{ label: t.legend.remark, color: mark, dash: 'none', width: 1.5 }] : []),
  ];
  return lines.map(({ label, color, dash, width }, at) => (
    <tr key={label} className={at === 0 ? classes.first : undefined}>
      <td>
        <svg className={classes.mark} viewBox="0 0 20 13" aria-hidden>
          <rect
            x="2"
            y="2"
            width="16"
            height="9"
            fill="none"
            stroke={color}
            strokeWidth={width}
            strokeDasharray={dash}
          />
        </svg>
      </td>
      <td colSpan={2}>{label}</td>
    </tr>
  ));
}
