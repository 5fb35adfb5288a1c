import { startApp } from './app/start-app.tsx';
import { createWebPool } from './compute/pool.ts';

void startApp({ desktop: window.desktop, compute: createWebPool(), root: document.getElementById('root') });
