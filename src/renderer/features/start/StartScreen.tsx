import { UnstyledButton } from '@mantine/core';
import { IconFileText, IconFolderOpen, IconMapPin, IconStack2, IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Brand } from '../../ui/Brand.tsx';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { RecentProjects, UnsavedWork } from './EarlierProjects.tsx';
import classes from './StartScreen.module.css';

/** What a person sees before a study is open: three ways in, and dropping. */
export function StartScreen() {
  const { t } = useWords();
  const { openSample, openStudy, openProject, addLayers } = useCommands();
  const busy = useAppState((state) => state.task !== null);
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Brand size={52} />
          <div>
            <h1>{t.appName}</h1>
            <p>{t.start.tagline}</p>
          </div>
        </div>
        <p className={classes.lead}>{t.start.lead}</p>
        <UnsavedWork />
        <div className={classes.ways}>
          <Way
            primary
            sign={<IconMapPin size={22} />}
            title={t.start.sample}
            hint={t.start.sampleHint}
            busy={busy}
            onClick={openSample}
          />
          <Way
            sign={<IconFolderOpen size={22} />}
            title={t.start.project}
            hint={t.start.projectHint}
            busy={busy}
            onClick={openProject}
          />
          <Way
            sign={<IconFileText size={22} />}
            title={t.start.study}
            hint={t.start.studyHint}
            busy={busy}
            onClick={openStudy}
          />
          <Way
            sign={<IconStack2 size={22} />}
            title={t.start.data}
            hint={t.start.dataHint}
            busy={busy}
            onClick={addLayers}
          />
        </div>
        <RecentProjects />
        <p className={classes.drop}>
          <IconUpload size={15} aria-hidden /> {t.start.drop}
        </p>
      </div>
    </main>
  );
}

interface WayProps {
  readonly sign: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly busy: boolean;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

function Way({ sign, title, hint, busy, primary = false, onClick }: WayProps) {
  return (
    <UnstyledButton className={classes.way} data-primary={primary || undefined} disabled={busy} onClick={onClick}>
      <span className={classes.sign} aria-hidden>
        {sign}
      </span>
      <span>
        <strong>{title}</strong>
        <span className={classes.hint}>{hint}</span>
      </span>
    </UnstyledButton>
  );
}
