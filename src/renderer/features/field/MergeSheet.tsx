import { Button, Modal } from '@mantine/core';
import type { Observation } from '../../../shared/project/document-types.ts';
import type { MergeConflict, Taken } from '../../../shared/project/merge/merge-types.ts';
import { describeConflict, describeTaken, describeValue } from '../../../shared/report/merge-report.ts';
import type { HomeReview } from '../../state/app-state.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './Sheets.module.css';

/** What merging copies would do: what is taken from where, and where they disagree, side by side. */
export function MergeSheet() {
  const { t } = useWords();
  const { cancelMerge } = useCommands();
  const home = useAppState((state) => state.home);
  return (
    <Modal
      opened={home !== null}
      onClose={cancelMerge}
      title={t.field.mergeTitle}
      size={820}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.field.cancel }}
      classNames={{ title: classes.title }}
    >
      {home && <Review home={home} />}
    </Modal>
  );
}

function Review({ home }: { home: HomeReview }) {
  const { t, format } = useWords();
  const { cancelMerge, confirmMerge } = useCommands();
  const { copies, merged } = home;
  const { conflicts } = merged;
  // What the office did stays; what the copies bring is told.
  const files = copies.map(({ file }) => file);
  const taken = merged.taken.filter((one) => one.copies.some((name) => files.some((file) => name.startsWith(file))));
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>
        <strong>{copies.map(({ file }) => file).join(', ')}</strong>. {t.field.mergeLead}
      </p>
      <section aria-label={t.field.mergeConflicts(format.whole(conflicts.length))}>
        <h3 className={classes.head}>{t.field.mergeConflicts(format.whole(conflicts.length))}</h3>
        {conflicts.length === 0 && <p className={classes.lead}>{t.field.mergeNoConflicts}</p>}
        {conflicts.map((conflict) => (
          <Conflict key={`${conflict.kind} ${conflict.path.join('/')}`} conflict={conflict} />
        ))}
      </section>
      <section aria-label={t.field.mergeTaken(format.whole(taken.length))}>
        <h3 className={classes.head}>{t.field.mergeTaken(format.whole(taken.length))}</h3>
        {taken.length === 0 && <p className={classes.lead}>{t.field.mergeNothing}</p>}
        <ul className={classes.taken}>
          {taken.map((one) => (
            <TakenLine key={`${one.kind} ${one.path.join('/')} ${one.copies.join()}`} taken={one} home={home} />
          ))}
        </ul>
      </section>
      <div className={classes.foot}>
        <Button variant="default" onClick={cancelMerge}>
          {t.field.cancel}
        </Button>
        <Button onClick={() => void confirmMerge()} disabled={taken.length === 0 && conflicts.length === 0}>
          {t.field.mergeConfirm}
        </Button>
      </div>
    </div>
  );
}

function Conflict({ conflict }: { conflict: MergeConflict }) {
  const { t, format } = useWords();
  return (
    <div className={classes.conflict}>
      <p>{describeConflict(conflict, format.language)}</p>
      <div className={classes.sides}>
        {conflict.sides.map((side, index) => (
          <div key={side.copies.join()} className={classes.side} data-kept={index === conflict.kept || undefined}>
            <span className={classes.who}>
              {side.copies.join(', ')}
              {index === conflict.kept && <em>{t.field.mergeStands}</em>}
            </span>
            <strong>{describeValue(side, format.language)}</strong>
            {side.touched && (
              <span className={classes.when}>
                {[side.touched.by, when(side.touched.at, format.moment)].filter((part) => part !== '').join(', ')}
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A moment as people write it; a day stays a day, and what is no date stays as it is. */
function when(at: string, moment: (milliseconds: number) => string): string {
  const time = Date.parse(at);
  return /^\d{4}-\d\d-\d\d$/.test(at) || Number.isNaN(time) ? at : moment(time);
}

/** A change in a line. A note is told by its plot and its text, for its name says nothing to people. */
function TakenLine({ taken, home }: { taken: Taken; home: HomeReview }) {
  const { t, format } = useWords();
  const [kind, id] = taken.path;
  const all = [home.merged.document, ...home.copies.map(({ root }) => root)].flatMap((root) => root.observations);
  // Where only copies noted something, all they noted is one change: each of it is told.
  const known = new Set(home.copies.flatMap(({ base }) => base.observations.map((one) => one.id)));
  const wanted = (one: Observation) => (id === undefined ? !known.has(one.id) : one.id === id);
  const found = kind === 'observations' ? all.filter(wanted) : [];
  const told = new Map(found.map((one) => [one.id, [one.plot, one.note, ...one.checks].filter(Boolean).join(': ')]));
  const about = [...told.values()].join('; ');
  return (
    <li>
      {describeTaken(taken, format.language)}
      {about && <strong> {about.length > 300 ? `${about.slice(0, 299)}…` : about}</strong>}{' '}
      <span className={classes.when}>{t.field.mergeFrom(taken.copies.join(', '))}</span>
    </li>
  );
}
