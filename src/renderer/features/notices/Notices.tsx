import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { Notice } from '../../state/app-state.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './Notices.module.css';

const shownIssues = 4;

/** What went wrong or was done, in words, until dismissed. */
export function Notices() {
  const notices = useAppState((state) => state.notices);
  const { t } = useWords();
  return (
    <section className={classes.stack} aria-label={t.notices.region} aria-live="assertive" role="alert">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t, format } = useWords();
  const { dismissNotice } = useCommands();
  const Sign = notice.tone === 'info' ? IconInfoCircle : IconAlertTriangle;
  const rest = notice.issues.length - shownIssues;
  return (
    <div className={classes.notice} data-tone={notice.tone}>
      <Sign size={19} className={classes.sign} aria-hidden />
      <div className={classes.words}>
        <strong>{t.notices[notice.title]}</strong>
        {notice.about !== '' && <p>{notice.about}</p>}
        {notice.issues.slice(0, shownIssues).map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a notice never changes
          <p key={index}>
            {issue.code === 'unexpected'
              ? t.notices.unexpected(String(issue.details.message))
              : describeIssue(issue, format.language)}
          </p>
        ))}
        {rest > 0 && <p>{t.notices.more(format.whole(rest))}</p>}
      </div>
      <ActionIcon size={24} aria-label={t.notices.dismiss} onClick={() => dismissNotice(notice.id)}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
