import { Button, CloseButton, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './MapPanel.module.css';

/** Says that the map is a plain picture and why, and offers to start again with software drawing. */
export function PlainMapNotice() {
  const { t } = useWords();
  const { restartWithSoftwareDrawing } = useCommands();
  const inSoftware = useAppState((state) => state.runtime?.softwareDrawing ?? false);
  const [told, setTold] = useState(false);
  if (told) return null;
  return (
    <div className={classes.plain} role="note">
      <div>
        <strong>{t.map.plainTitle}</strong>
        <p>{t.map.plain}</p>
        {!inSoftware && (
          <Tooltip label={t.map.restartHint} multiline w={240}>
            <Button size="compact-xs" variant="light" onClick={() => restartWithSoftwareDrawing()}>
              {t.map.restart}
            </Button>
          </Tooltip>
        )}
      </div>
      <CloseButton size="sm" aria-label={t.notices.dismiss} onClick={() => setTold(true)} />
    </div>
  );
}
