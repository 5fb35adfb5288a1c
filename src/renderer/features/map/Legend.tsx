import { useMemo } from 'react';
import {
  classCount,
  classCounts,
  classLabels,
  excludedClass,
  plotClasses,
  unknownClass,
} from '../../../shared/scoring/score-classes.ts';
import { outsideColors, scoreRamp } from '../../map/ramp.ts';
import { activeEvaluation } from '../../state/app-state.ts';
import { useAppState, useWords } from '../use-app.ts';
import classes from './Legend.module.css';

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
                  background: `repeating-linear-gradient(135deg, ${outside.mark} 0 1.5px, ${outside.excluded} 1.5px 5px)`,
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
        </tbody>
      </table>
    </aside>
  );
}
