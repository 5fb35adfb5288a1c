import type { PlotTable } from '../../../shared/analysis/types.ts';
import { valueAt } from '../../../shared/dataset/columns.ts';
import { useWords } from '../use-app.ts';
import classes from './PlotCard.module.css';

/** Everything that the plot's own row says, fields of joined tables included, as the files have it. */
export function PlotFields({ plots: { dataset }, row }: { readonly plots: PlotTable; readonly row: number }) {
  const { t, format } = useWords();
  const { columns } = dataset;
  if (columns.length === 0) return null;
  const words = (value: ReturnType<typeof valueAt>): string => {
    if (value === null) return t.plot.missing;
    if (typeof value === 'boolean') return value ? t.plot.yes : t.plot.no;
    return String(value);
  };
  return (
    <details className={classes.part}>
      <summary className={classes.summary}>{t.plot.fields(format.whole(columns.length))}</summary>
      <table className={classes.values}>
        <tbody>
          {columns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names of fields may repeat
            <tr key={index}>
              <th scope="row">{column.name}</th>
              <td className={classes.text}>{words(valueAt(column, row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
