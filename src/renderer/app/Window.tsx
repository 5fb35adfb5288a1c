import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FieldCopySheet } from '../features/field/FieldCopySheet.tsx';
import { MergeSheet } from '../features/field/MergeSheet.tsx';
import { HeaderBar } from '../features/header/HeaderBar.tsx';
import { ImportSheet } from '../features/import/ImportSheet.tsx';
import { MakingDialog } from '../features/making/MakingDialog.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { CommandPalette } from '../features/palette/CommandPalette.tsx';
import { StartScreen } from '../features/start/StartScreen.tsx';
import { StatusBar } from '../features/status/StatusBar.tsx';
import { useAppState, useCommands } from '../features/use-app.ts';
import { theme } from '../ui/theme.ts';
import { Announcer } from './Announcer.tsx';
import { DropTarget } from './DropTarget.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import classes from './Window.module.css';
import { Workspace } from './Workspace.tsx';

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Milliseconds after which the workspace is built although nothing was opened yet. */
const builtAfter = 1000;

/**
 * Whether to build the workspace behind the start screen: its map takes half a second where the processor draws, to
 * open and once more to close. So it is built while the workers read the first study, or some time after the start,
 * and then stays.
 */
function useWorkspaceAhead(): boolean {
  // Once the first file is read the workers are busy with the next.
  const atWork = useAppState(({ task }) => task !== null && task.done > 0);
  const [built, setBuilt] = useState(false);
  const { getReady } = useCommands();
  useEffect(() => {
    const ahead = () => {
      setBuilt(true);
      if (!atWork) getReady();
    };
    const later = setTimeout(ahead, atWork ? 0 : builtAfter);
    return () => clearTimeout(later);
  }, [atWork, getReady]);
  return built;
}

/** The whole window: header, start screen or workspace, status bar, and what lies over them. */
export function Window() {
  const scheme = useAppState((state) => state.colorScheme);
  const language = useAppState((state) => state.language);
  const open = useAppState((state) => state.open !== null);
  const built = useWorkspaceAhead() || open;
  useShortcuts();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={styleNonce}>
      <DropTarget>
        <div className={classes.window}>
          <HeaderBar />
          <div className={classes.work}>
            {built && (
              <div className={classes.workspace} inert={!open}>
                <Workspace />
              </div>
            )}
            {!open && (
              <div className={classes.start}>
                <StartScreen />
              </div>
            )}
          </div>
          <StatusBar />
        </div>
        <ImportSheet />
        <MakingDialog />
        <FieldCopySheet />
        <MergeSheet />
        <CommandPalette />
        <Notices />
        <Announcer />
      </DropTarget>
    </MantineProvider>
  );
}
