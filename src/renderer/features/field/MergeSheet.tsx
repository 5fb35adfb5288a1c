import { Button, Modal } from '@mantine/core';
import type { Observation } from '../../../shared/project/document-types.ts';
import { nameOfConflict } from '../../../shared/project/merge/choose-sides.ts';
import type { MergeConflict, Taken } from '../../../shared/project/merge/merge-types.ts';
import { valueAt } from '../../../shared/project/merge/touched.ts';
import { describeConflict, describeTaken, describeValue } from '../../../shared/report/merge-report.ts';
import type { HomeCopy, HomeReview } from '../../state/app-state.ts';
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
        {conflicts.length > 1 && <SidesOfAll conflicts={conflicts} />}
        {conflicts.map((conflict) => (
          <Conflict key={nameOfConflict(conflict)} conflict={conflict} before={valueBefore(conflict, copies)} />
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

/** What the value was when the copies parted, where it is one value of the document. */
function valueBefore({ kind, path, sides }: MergeConflict, copies: readonly HomeCopy[]): readonly unknown[] {
  if (kind !== 'edited' && kind !== 'order') return [];
  const names = sides.flatMap((side) => side.copies);
  const copy = copies.find(({ file }) => names.some((name) => name.startsWith(file)));
  return copy ? valueAt(copy.base, path) : [];
}

/** Lets one copy's side stand in every disagreement. */
function SidesOfAll({ conflicts }: { conflicts: readonly MergeConflict[] }) {
  const { t } = useWords();
  const { chooseSidesOf } = useCommands();
  const names = [...new Set(conflicts.flatMap(({ sides }) => sides.flatMap(({ copies }) => copies)))].sort();
  return (
    <div className={classes.all}>
      {t.field.mergeAll}
      {names.map((name) => (
        <Button key={name} size="compact-xs" variant="light" onClick={() => chooseSidesOf(name)}>
          {name}
        </Button>
      ))}
    </div>
  );
}

interface ConflictProps {
  readonly conflict: MergeConflict;
  /** What it was before; empty: not told. */
  readonly before: readonly unknown[];
}

/** A disagreement with its sides next to each other, one of which stands. */
function Conflict({ conflict, before }: ConflictProps) {
  const { t, format } = useWords();
  const { chooseSide } = useCommands();
  const name = nameOfConflict(conflict);
  return (
    <fieldset className={classes.conflict}>
      <legend>{describeConflict(conflict, format.language)}</legend>
      {before.length > 0 && (
        <p className={classes.when}>{t.field.mergeBefore(describeValue({ value: before }, format.language))}</p>
      )}
      <div className={classes.sides}>
        {conflict.sides.map((side, index) => (
          <label key={side.copies.join()} className={classes.side} data-kept={index === conflict.kept || undefined}>
            <span className={classes.who}>
              <span>
                <input
                  type="radio"
                  name={name}
                  checked={index === conflict.kept}
                  onChange={() => chooseSide(conflict, index)}
                />{' '}
                {side.copies.join(', ')}
              </span>
              {index === conflict.kept && <em>{t.field.mergeStands}</em>}
            </span>
            <strong>{describeValue(side, format.language)}</strong>
            {side.touched && (
              <span className={classes.when}>
                {[side.touched.by, when(side.touched.at, format.moment)].filter((part) => part !== '').join(', ')}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
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
