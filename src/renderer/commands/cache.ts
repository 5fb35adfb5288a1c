import { type CommandContext, update } from './context.ts';

/** Commands for what is kept between starts to be faster. Not undoable: nothing of it is work. */
export function cacheCommands(context: CommandContext) {
  async function readCacheStatus(): Promise<void> {
    const cache = await context.cache.status();
    update(context, () => ({ cache }));
  }
  return {
    readCacheStatus,
    async clearCache(): Promise<void> {
      await context.cache.clear();
      await readCacheStatus();
    },
  };
}
