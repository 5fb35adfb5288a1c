import { Menu } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useAppState, useCommands, useWords } from '../use-app.ts';

/** Says how much is kept for a quicker start, and lets go of it. Asks when the menu opens. */
export function CacheItem() {
  const { t, format } = useWords();
  const { readCacheStatus, clearCache } = useCommands();
  const cache = useAppState((state) => state.cache);
  useEffect(() => void readCacheStatus(), [readCacheStatus]);
  if (!cache) return null;
  const megabytes = format.whole(cache.bytes / 1e6);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{cache.fault === null ? t.cache.holds(megabytes) : t.cache.faults[cache.fault]}</Menu.Label>
      <Menu.Item
        leftSection={<IconEraser size={16} />}
        disabled={cache.bytes === 0}
        closeMenuOnClick={false}
        onClick={clearCache}
      >
        {t.cache.clear}
      </Menu.Item>
    </>
  );
}
