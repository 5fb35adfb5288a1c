import { Button } from '@mantine/core';
import { useCommands, useWords } from '../use-app.ts';
import classes from './MapPanel.module.css';

/** Says that the layers are not drawn, since the window ended again and again, and offers to draw them. */
export function UndrawnNotice() {
  const { t } = useWords();
  const { drawLayers } = useCommands();
  return (
    <div className={classes.plain} role="note">
      <div>
        <strong>{t.map.undrawnTitle}</strong>
        <p>{t.map.undrawn}</p>
        <Button size="compact-xs" variant="light" onClick={() => void drawLayers()}>
          {t.map.draw}
        </Button>
      </div>
    </div>
  );
}
