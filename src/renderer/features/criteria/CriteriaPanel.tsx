import { Button } from '@mantine/core';
import { IconChartHistogram, IconRotate, IconRulerMeasure } from '@tabler/icons-react';
import { useState } from 'react';
import type { CriterionId } from '../../../shared/lib/id.ts';
import type { Criterion } from '../../../shared/scoring/types.ts';
import { activeEvaluation, type Evaluation } from '../../state/app-state.ts';
import { profileShares } from '../../state/weights.ts';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './CriteriaPanel.module.css';
import { CriterionRow } from './CriterionRow.tsx';
import { NotAssessed } from './NotAssessed.tsx';

/** The chosen use's criteria: weights to drag, value curves over the real plots, and what could not be assessed. */
export function CriteriaPanel() {
  const { t } = useWords();
  const evaluation = useAppState(activeEvaluation);
  if (!evaluation) {
    return <EmptyNote sign={<IconRulerMeasure size={34} stroke={1.4} />} title={t.criteria.waiting} />;
  }
  return <Criteria key={evaluation.profile.id} evaluation={evaluation} />;
}

function Criteria({ evaluation }: { evaluation: Evaluation }) {
  const { t, format } = useWords();
  const { resetWeights } = useCommands();
  const { profile, measures, shares, scores } = evaluation;
  const assessed = profile.criteria.filter(({ id }) => measures.values.has(id));
  const heaviest = assessed.reduce<Criterion | null>(
    (best, one) => (best && best.weight >= one.weight ? best : one),
    null,
  );
  const [opened, setOpened] = useState<ReadonlySet<CriterionId>>(new Set(heaviest ? [heaviest.id] : []));
  const all = opened.size === assessed.length;
  const own = profileShares(profile, measures);
  const changed = [...shares].some(([id, share]) => Math.abs(share - (own.get(id) ?? 0)) > 0.05);
  const groups = [...new Set(assessed.map(({ group }) => group))];

  function toggle(id: CriterionId): void {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  }

  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconChartHistogram size={14} />}
          onClick={() => setOpened(new Set(all ? [] : assessed.map(({ id }) => id)))}
        >
          {all ? t.criteria.hideCurves : t.criteria.showCurves}
        </Button>
        <Button
          size="compact-xs"
          variant={changed ? 'light' : 'subtle'}
          color={changed ? 'pine' : 'gray'}
          disabled={!changed}
          leftSection={<IconRotate size={14} />}
          onClick={resetWeights}
        >
          {t.criteria.reset}
        </Button>
      </div>
      {groups.map((group) => {
        const members = assessed.filter((criterion) => criterion.group === group);
        const sum = members.reduce((total, { id }) => total + (shares.get(id) ?? 0), 0);
        return (
          <section key={group} className={classes.group}>
            <SectionTitle end={<span className={classes.sum}>{t.criteria.percent(format.percent(sum))}</span>}>
              {format.group(group)}
            </SectionTitle>
            {members.map((criterion) => (
              <CriterionRow
                key={criterion.id}
                criterion={criterion}
                result={measures.values.get(criterion.id) ?? null}
                share={shares.get(criterion.id) ?? 0}
                opened={opened.has(criterion.id)}
                onToggle={() => toggle(criterion.id)}
              />
            ))}
          </section>
        );
      })}
      <NotAssessed criteria={profile.criteria} notAssessed={scores.notAssessed} />
    </div>
  );
}
