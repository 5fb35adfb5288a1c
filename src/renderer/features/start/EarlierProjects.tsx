import { Button, UnstyledButton } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './EarlierProjects.module.css';

/** The most recent projects that the start screen has room for. */
const shown = 4;
/** So much unsaved work is offered at first, the newest. */
const offered = 3;

/** Work that an earlier start did not save: to be restored or given up. */
export function UnsavedWork() {
  const { t, format } = useWords();
  const { restoreProject, giveUpProject } = useCommands();
  const unsaved = useAppState((state) => state.earlier.unsaved);
  const busy = useAppState((state) => state.task !== null);
  const [all, setAll] = useState(false);
  if (unsaved.length === 0) return null;
  return (
    <section className={classes.unsaved} aria-label={t.start.unsaved}>
      <h2>{t.start.unsaved}</h2>
      {(all ? unsaved : unsaved.slice(0, offered)).map(({ session, name, file, modifiedMs }) => (
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
      {!all && unsaved.length > offered && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t.start.showAll(format.whole(unsaved.length))}
        </Button>
      )}
    </section>
  );
}

/** Projects that were open before, newest first. */
export function RecentProjects() {
  const { t, format } = useWords();
  const { openRecentProject } = useCommands();
  const { recent, thumbnails } = useAppState((state) => state.earlier);
  const busy = useAppState((state) => state.task !== null);
  if (recent.length === 0) return null;
  return (
    <section className={classes.recent} aria-label={t.start.recent}>
      <h2>{t.start.recent}</h2>
      {recent.slice(0, shown).map(({ key, name, file, usedMs }) => (
        <UnstyledButton key={key} className={classes.row} disabled={busy} onClick={() => openRecentProject(key)}>
          <Picture address={thumbnails.get(key)} />
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

/** What the project's map showed when it was saved; an empty sheet where that is not known. */
function Picture({ address }: { address: string | undefined }) {
  return address === undefined ? (
    <span className={classes.picture} aria-hidden>
      <IconMap2 size={20} stroke={1.3} />
    </span>
  ) : (
    <img className={classes.picture} src={address} alt="" />
  );
}
