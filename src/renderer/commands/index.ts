import { cacheCommands } from './cache.ts';
import type { CommandContext } from './context.ts';
import { historyCommands } from './edit.ts';
import { layerCommands } from './edit-layers.ts';
import { exportCommands } from './export-ranking.ts';
import { fieldCopyCommands } from './field-copies.ts';
import { importCommands } from './import-layers.ts';
import { makingCommands } from './make-plots.ts';
import { observationCommands } from './observe.ts';
import { openCommands } from './open-study.ts';
import { photoCommands } from './photos.ts';
import { projectCommands } from './project.ts';
import { weightCommands } from './set-weight.ts';
import { viewCommands } from './view.ts';
import { watchLook } from './window-look.ts';

/** Every action of the window by name; buttons, keys and the menu all call these. */
export function createCommands(context: CommandContext) {
  const weights = weightCommands(context);
  const history = historyCommands(context);
  watchLook(context);
  const project = projectCommands(context);
  const photos = photoCommands(context, project.keepNow);
  return {
    ...openCommands(context),
    ...makingCommands(context),
    ...importCommands(context, { takePhotos: photos.addPhotosToChosen, openProject: project.openProjectAt }),
    ...exportCommands(context),
    ...project,
    ...photos,
    ...fieldCopyCommands(context, project.keepNow),
    ...weights,
    ...layerCommands(context),
    ...observationCommands(context),
    ...viewCommands(context),
    ...cacheCommands(context),
    /** One step back. A weight that waits for its frame is a step already. */
    undo(): Promise<boolean> {
      weights.flushWeights();
      return history.undo();
    },
    redo(): Promise<boolean> {
      weights.flushWeights();
      return history.redo();
    },
  };
}
export type Commands = ReturnType<typeof createCommands>;
