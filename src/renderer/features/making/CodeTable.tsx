import { Checkbox } from '@mantine/core';
import type { CodeTally } from '../../../shared/candidates/tally-codes.ts';
import { isChosen, toggled } from '../../state/plot-making.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './MakingDialog.module.css';

/** Codes of which so many are listed at most: a field of names is no field of codes. */
const mostListed = 500;

interface CodeTableProps {
  readonly codes: readonly string[];
  readonly tally: readonly CodeTally[] | null;
}

/** The codes of the zoning layer with their areas, to be ticked. */
export function CodeTable({ codes, tally }: CodeTableProps) {
  const { t, format } = useWords();
  const { changeMaking } = useCommands();
  if (tally === null) return <p className={classes.dim}>{t.making.counting}</p>;
  if (tally.length === 0) return <p className={classes.dim}>{t.making.noCodes}</p>;
  const count = tally.filter(({ code }) => isChosen(codes, code)).length;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t.making.codes}>
        <thead>
          <tr>
            <th>
              <Checkbox
                size="xs"
                aria-label={t.making.all}
                checked={count === tally.length}
                indeterminate={count > 0 && count < tally.length}
                onChange={() => changeMaking({ codes: count === tally.length ? [] : tally.map(({ code }) => code) })}
              />
            </th>
            <th>{t.making.code}</th>
            <th className={classes.number}>{t.making.areas}</th>
            <th className={classes.number}>{t.making.ground}</th>
          </tr>
        </thead>
        <tbody>
          {tally.slice(0, mostListed).map(({ code, count: features, area }) => (
            <tr key={code}>
              <td>
                <Checkbox
                  size="xs"
                  aria-label={code}
                  checked={isChosen(codes, code)}
                  onChange={() => changeMaking({ codes: toggled(codes, tally, code) })}
                />
              </td>
              <td className={classes.text}>{code}</td>
              <td className={classes.number}>{format.whole(features)}</td>
              <td className={classes.number}>{format.value(area, 'm2')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tally.length > mostListed && (
        <p className={classes.dim}>{t.making.more(format.whole(tally.length - mostListed))}</p>
      )}
    </div>
  );
}
