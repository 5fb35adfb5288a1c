import { describeEdit, type EditName } from '../../shared/explain/edit-name.ts';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { AppState, AppStore } from '../state/app-state.ts';
import { redoable, undoable } from '../state/document.ts';

/** The longest name that the menu shows. */
const longest = 80;

/** Tells the menu what undo and redo would do, whenever that becomes something else. */
export function tellEditNames(store: AppStore, desktop: DesktopApi): void {
  const named = (edit: EditName | null, { language }: AppState): string | null => {
    const name = edit && describeEdit(edit, language);
    return name === null || name.length <= longest ? name : `${name.slice(0, longest - 1)}…`;
  };
  let told = '';
  store.subscribe((state) => {
    const names = [named(undoable(state), state), named(redoable(state), state)] as const;
    const now = JSON.stringify(names);
    if (now === told) return;
    told = now;
    void desktop.setEditNames(...names);
  });
}
