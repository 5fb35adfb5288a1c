import { type CommandContext, update } from './context.ts';

/** Commands for what is kept between starts to be faster. Not undoable: nothing of it is work. */
export function cacheCommands(context: CommandContext) {
  async function readCacheStatus(): Promise<void> {
    const [cache, kept] = await Promise.all([context.cache.status(), context.desktop.keptBytes()]);
    update(context, () => ({ cache: { ...cache, bytes: cache.bytes + kept } }));
  }
  return {
    readCacheStatus,
    async clearCache(): Promise<void> {
      await Promise.all([context.cache.clear(), context.desktop.clearKept()]);
      await readCacheStatus();
    },
  };
}
