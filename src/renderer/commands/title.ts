import { isUnsaved, projectName } from '../state/document.ts';
import type { CommandContext } from './context.ts';

/** Shows the project's name in the title bar, with a star while something is not saved. */
export function showTitle({ store, desktop }: CommandContext): void {
  const state = store.getState();
  const name = projectName(state);
  void desktop.setTitle(isUnsaved(state) ? `*${name}` : name);
}
