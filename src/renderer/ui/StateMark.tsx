import { IconAlertTriangle, IconBan, IconCheck, IconQuestionMark } from '@tabler/icons-react';
import classes from './StateMark.module.css';

/** Four kinds of standing, told by sign, word and colour together. */
export type StateKind = 'good' | 'caution' | 'blocked' | 'open';

const signs = { good: IconCheck, caution: IconAlertTriangle, blocked: IconBan, open: IconQuestionMark };

export function StateMark({ kind, label, boxed = false }: { kind: StateKind; label: string; boxed?: boolean }) {
  const Sign = signs[kind];
  return (
    <span className={classes.mark} data-kind={kind} data-boxed={boxed || undefined}>
      <Sign size={13} stroke={2.4} aria-hidden />
      {label}
    </span>
  );
}
