import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { TaskStage } from '../../state/app-state.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './StatusBar.module.css';

/** Coordinates, scale, progress with cancel, and what the window runs on. */
export function StatusBar() {
  const { t } = useWords();
  return (
    <footer className={classes.bar}>
      <Place />
      <Progress />
      <span className={classes.gap} />
      <Runtime />
      <Tooltip label={t.statusBar.readyHint}>
        <span className={classes.ready}>
          <IconCircleCheck size={14} aria-hidden /> {t.statusBar.ready}
        </span>
      </Tooltip>
    </footer>
  );
}

function Place() {
  const { t, format } = useWords();
  const loaded = useAppState((state) => state.open?.loaded ?? null);
  const pointer = useAppState((state) => state.pointer);
  const scale = useAppState((state) => state.scale);
  if (!loaded) return null;
  const { code, name } = loaded.workingCrs;
  const hint = `${name} · ${t.statusBar.scaleError(format.value(loaded.scaleError * 100, 'number'))}`;
  return (
    <>
      <Tooltip label={hint}>
        <span className={classes.item}>{code ?? name}</span>
      </Tooltip>
      <span className={classes.coordinates} aria-hidden>
        {pointer
          ? `${t.statusBar.east} ${format.whole(pointer[0])}  ${t.statusBar.north} ${format.whole(pointer[1])}`
          : `${t.statusBar.east} –  ${t.statusBar.north} –`}
      </span>
      {scale !== null && (
        <span className={classes.item} title={t.statusBar.scale}>
          1:{format.whole(Number(scale.toPrecision(3)))}
        </span>
      )}
    </>
  );
}

function Progress() {
  const { t, format } = useWords();
  const task = useAppState((state) => state.task);
  const stopped = useAppState((state) => state.stopped);
  const waiting = useAppState((state) => state.waiting);
  const { cancelTask } = useCommands();
  if (!task) {
    return (
      <span role="status" className={classes.progress}>
        {stopped && t.statusBar.stopped}
      </span>
    );
  }
  const share = task.total > 0 ? task.done / task.total : null;
  return (
    <span className={classes.progress}>
      <span role="status">{t.statusBar.stage[task.stage]}</span>
      <progress max={1} aria-label={t.statusBar.stage[task.stage]} {...(share === null ? {} : { value: share })} />
      {task.total > 0 && (
        <span className={classes.count}>{t.statusBar.progress(format.whole(task.done), format.whole(task.total))}</span>
      )}
      <Button size="compact-xs" variant="light" color="gray" onClick={cancelTask}>
        {t.statusBar.cancel}
      </Button>
      <span role="status" className={classes.count}>
        {waiting.length > 0 && t.statusBar.afterwards(stagesText(waiting, t.statusBar.stage))}
      </span>
    </span>
  );
}

/** Each stage once, small letters first, since they stand within a sentence. */
function stagesText(stages: readonly TaskStage[], words: Readonly<Record<TaskStage, string>>): string {
  return [...new Set(stages)].map((stage) => words[stage].toLowerCase()).join(', ');
}

function Runtime() {
  const { t } = useWords();
  const fallback = useAppState((state) => state.runtime?.fallback ?? false);
  if (!fallback) return null;
  return (
    <Tooltip label={t.statusBar.fallbackHint} multiline w={320}>
      <span className={classes.warning}>
        <IconAlertTriangle size={14} aria-hidden /> {t.statusBar.fallback}
      </span>
    </Tooltip>
  );
}
