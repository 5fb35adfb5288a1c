import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useCommands, useWords } from '../features/use-app.ts';
import classes from './Window.module.css';

/** Takes files dropped anywhere in the window. Dragging inside the window, as layers do, is left alone. */
export function DropTarget({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { dropFiles } = useCommands();
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const bringsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

  function move(event: DragEvent, step: 1 | -1): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    depth.current += step;
    setOver(depth.current > 0);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a click path in every menu
    <div
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        depth.current = 0;
        setOver(false);
        if (!bringsFiles(event)) return;
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files.length > 0) void dropFiles(files);
      }}
    >
      {children}
      {over && (
        <div className={classes.drop}>
          <IconUpload size={44} stroke={1.5} aria-hidden />
          <strong>{t.start.dropNow}</strong>
          <span>{t.start.dropNowHint}</span>
        </div>
      )}
    </div>
  );
}
