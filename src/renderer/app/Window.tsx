import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { HeaderBar } from '../features/header/HeaderBar.tsx';
import { ImportSheet } from '../features/import/ImportSheet.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { StartScreen } from '../features/start/StartScreen.tsx';
import { StatusBar } from '../features/status/StatusBar.tsx';
import { useAppState } from '../features/use-app.ts';
import { theme } from '../ui/theme.ts';
import { Announcer } from './Announcer.tsx';
import { DropTarget } from './DropTarget.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import classes from './Window.module.css';
import { Workspace } from './Workspace.tsx';

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** The whole window: header, start screen or workspace, status bar, and what lies over them. */
export function Window() {
  const scheme = useAppState((state) => state.colorScheme);
  const language = useAppState((state) => state.language);
  const open = useAppState((state) => state.open !== null);
  useShortcuts();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={styleNonce}>
      <DropTarget>
        <div className={classes.window}>
          <HeaderBar />
          {open ? <Workspace /> : <StartScreen />}
          <StatusBar />
        </div>
        <ImportSheet />
        <Notices />
        <Announcer />
      </DropTarget>
    </MantineProvider>
  );
}
