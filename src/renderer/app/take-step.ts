import type { Commands } from '../commands/index.ts';

/** Whether a person is writing a text, where undo is the text's own. */
export function isWriting(): boolean {
  const at = document.activeElement;
  if (at instanceof HTMLTextAreaElement) return !at.readOnly;
  if (at instanceof HTMLInputElement)
    return !at.readOnly && !['checkbox', 'radio', 'range', 'button'].includes(at.type);
  return at instanceof HTMLElement && at.isContentEditable;
}

/** Undo or redo as the menu asks for it: of the text being written, else of the project. */
export function takeStep(commands: Commands, step: 'undo' | 'redo'): void {
  if (isWriting()) document.execCommand(step);
  else void commands[step]();
}
