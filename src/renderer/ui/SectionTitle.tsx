import type { ReactNode } from 'react';
import classes from './SectionTitle.module.css';

/** A small heading inside a panel, with room for something at its end. */
export function SectionTitle({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={classes.row}>
      <h3 className={classes.title}>{children}</h3>
      {end}
    </div>
  );
}
