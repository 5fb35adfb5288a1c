import { startApp } from './app/start-app.tsx';
import { createWebPool } from './compute/pool.ts';
import { createCache } from './storage/cache.ts';
import { CacheDatabase } from './storage/cache-database.ts';
import { createColumnKeeper } from './storage/column-keeper.ts';

void startApp({
  desktop: window.desktop,
  compute: createWebPool(),
  cache: createCache(() => new CacheDatabase(), { columns: createColumnKeeper() }),
  root: document.getElementById('root'),
});
