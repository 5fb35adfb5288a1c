import { cacheCommands } from './cache.ts';
import type { CommandContext } from './context.ts';
import { exportCommands } from './export-ranking.ts';
import { importCommands } from './import-layers.ts';
import { openCommands } from './open-study.ts';
import { projectCommands } from './project.ts';
import { weightCommands } from './set-weight.ts';
import { viewCommands } from './view.ts';

/** Every action of the window by name; buttons, keys and the menu all call these. */
export function createCommands(context: CommandContext) {
  return {
    ...openCommands(context),
    ...importCommands(context),
    ...exportCommands(context),
    ...projectCommands(context),
    ...weightCommands(context),
    ...viewCommands(context),
    ...cacheCommands(context),
  };
}
export type Commands = ReturnType<typeof createCommands>;
