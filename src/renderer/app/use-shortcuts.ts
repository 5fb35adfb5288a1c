import { useEffect } from 'react';
import { useCommands, useReadState } from '../features/use-app.ts';
import { isWriting } from './take-step.ts';

/** Keys that work anywhere in the window, as in QGIS where it has them. */
export function useShortcuts(): void {
  const commands = useCommands();
  const readState = useReadState();
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const { open, review, palette } = readState();
      const control = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (review) return;
      if (control && !event.shiftKey && key === 'k') commands.showPalette(!palette);
      else if (!open || palette) return;
      else if (key === 'escape' && !event.defaultPrevented) commands.clearSelection();
      else if (control && (key === 'z' || key === 'y') && !isWriting())
        void (key === 'z' && !event.shiftKey ? commands.undo() : commands.redo());
      else if (control && event.shiftKey && key === 'f') commands.zoomTo('full-extent');
      else if (control && !event.shiftKey && key === 'j') commands.zoomTo('selection');
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [commands, readState]);
}
