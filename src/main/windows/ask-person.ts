import { type BrowserWindow, dialog } from 'electron';
import type { Question } from '../project/project-questions.ts';

/** Shows a question over the window; the number of the button that was pressed. */
export async function askPerson(
  window: BrowserWindow,
  { message, detail, buttons, preset, cancel }: Question,
): Promise<number> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons: [...buttons],
    defaultId: preset,
    cancelId: cancel,
    noLink: true,
  });
  return response;
}
