import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { Issue, Severity } from '../../../shared/lib/issue.ts';
import { useWords } from '../use-app.ts';
import classes from './LayersPanel.module.css';

const signs = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle };
const weight: readonly Severity[] = ['error', 'warning', 'info'];
const shownOfAKind = 2;

/** Remarks in words, the gravest first; many of one kind are told once with how many more there are. */
export function IssueList({ issues }: { issues: readonly Issue[] }) {
  const { t, format } = useWords();
  const kinds = new Map<string, Issue[]>();
  for (const issue of issues) kinds.set(issue.code, [...(kinds.get(issue.code) ?? []), issue]);
  const sorted = [...kinds.values()].sort((a, b) => weight.indexOf(a[0].severity) - weight.indexOf(b[0].severity));
  return (
    <ul className={classes.issues}>
      {sorted.map((same) => (
        <li key={same[0].code} data-severity={same[0].severity}>
          <Sign severity={same[0].severity} />
          <div>
            {same.slice(0, shownOfAKind).map((issue, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <p key={index}>{describeIssue(issue, format.language)}</p>
            ))}
            {same.length > shownOfAKind && <p>{t.layers.andMore(format.whole(same.length - shownOfAKind))}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Sign({ severity }: { severity: Severity }) {
  const Icon = signs[severity];
  return <Icon size={14} aria-hidden />;
}
