import { Button, UnstyledButton } from '@mantine/core';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './EarlierProjects.module.css';

/** The most recent projects that the start screen has room for. */
const shown = 4;

/** Work that an earlier start did not save: to be restored or given up. */
export function UnsavedWork() {
  const { t, format } = useWords();
  const { restoreProject, giveUpProject } = useCommands();
  const unsaved = useAppState((state) => state.earlier.unsaved);
  const busy = useAppState((state) => state.task !== null);
  if (unsaved.length === 0) return null;
  return (
    <section className={classes.unsaved} aria-label={t.start.unsaved}>
      <h2>{t.start.unsaved}</h2>
      {unsaved.map(({ session, name, file, modifiedMs }) => (
        <div key={session} className={classes.row}>
          <span className={classes.what}>
            <strong>{name}</strong>
            <span>
              {file ?? t.start.neverSaved}, {format.moment(modifiedMs)}
            </span>
          </span>
          <Button size="xs" disabled={busy} onClick={() => restoreProject(session)}>
            {t.start.restore}
          </Button>
          <Button size="xs" variant="subtle" color="gray" disabled={busy} onClick={() => giveUpProject(session)}>
            {t.start.giveUp}
          </Button>
        </div>
      ))}
    </section>
  );
}

/** Projects that were open before, newest first. */
export function RecentProjects() {
  const { t, format } = useWords();
  const { openRecentProject } = useCommands();
  const recent = useAppState((state) => state.earlier.recent);
  const busy = useAppState((state) => state.task !== null);
  if (recent.length === 0) return null;
  return (
    <section className={classes.recent} aria-label={t.start.recent}>
      <h2>{t.start.recent}</h2>
      {recent.slice(0, shown).map(({ key, name, file, usedMs }) => (
        <UnstyledButton key={key} className={classes.row} disabled={busy} onClick={() => openRecentProject(key)}>
          <span className={classes.what}>
            <strong>{name}</strong>
            <span>
              {file}, {format.moment(usedMs)}
            </span>
          </span>
        </UnstyledButton>
      ))}
    </section>
  );
}
