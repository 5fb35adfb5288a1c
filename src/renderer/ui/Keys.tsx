import classes from './Keys.module.css';

/** Keys that do the same, as this system writes them. */
export function Keys({ children }: { children: string }) {
  const isMac = navigator.platform.startsWith('Mac');
  return <kbd className={classes.keys}>{isMac ? children.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : children}</kbd>;
}
