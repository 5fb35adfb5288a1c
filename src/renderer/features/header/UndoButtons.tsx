import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { describeEdit, type EditName } from '../../../shared/explain/edit-name.ts';
import { redoable, undoable } from '../../state/document.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';

/** One step back, one forward, each saying what it would do. */
export function UndoButtons() {
  const { t, format } = useWords();
  const { undo, redo } = useCommands();
  const words = (edit: EditName | null) => edit && describeEdit(edit, format.language);
  // The words, not the step: dragging a weight makes a new step many times a second, and all of them are called the same.
  const back = useAppState((state) => words(undoable(state)));
  const forward = useAppState((state) => words(redoable(state)));
  const undoLabel = back ? t.edits.undo(back) : t.edits.nothingToUndo;
  const redoLabel = forward ? t.edits.redo(forward) : t.edits.nothingToRedo;
  return (
    <>
      <Tooltip label={undoLabel}>
        <ActionIcon size={30} disabled={back === null} aria-label={undoLabel} onClick={() => void undo()}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoLabel}>
        <ActionIcon size={30} disabled={forward === null} aria-label={redoLabel} onClick={() => void redo()}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
