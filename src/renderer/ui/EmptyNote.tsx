import type { ReactNode } from 'react';
import classes from './EmptyNote.module.css';

/** What stands where something is still missing: a sign, a line and what to do. */
export function EmptyNote({ sign, title, children }: { sign: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={classes.note}>
      <span className={classes.sign} aria-hidden>
        {sign}
      </span>
      <strong>{title}</strong>
      {children && <div className={classes.text}>{children}</div>}
    </div>
  );
}
