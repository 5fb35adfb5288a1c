import { Button } from '@mantine/core';
import { IconFocus2 } from '@tabler/icons-react';
import type { LoadedStudy } from '../../../shared/analysis/types.ts';
import type { Assembly } from '../../../shared/candidates/assemble.ts';
import { memberIds } from '../../../shared/candidates/assembly-dataset.ts';
import { candidateAccount, describeFigure } from '../../../shared/explain/candidates.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { layerTitle } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './MakingDialog.module.css';

const shownAssemblies = 50;

/** Where the ground of the zoning went, and which plots might be joined. */
export function AccountPage() {
  const { t, format } = useWords();
  const { closeMaking, askForPlots } = useCommands();
  const loaded = useAppState((state) => state.open?.loaded ?? null);
  const isBusy = useAppState((state) => state.task !== null);
  if (!loaded?.made) return null;
  const { figures } = loaded.made.summary;
  const summary = named(loaded, (id) => {
    const layer = loaded.study.layers.find((one) => one.id === id);
    return layer ? layerTitle(t, layer) : id;
  });
  const rows = candidateAccount(summary, format.language);
  const whole = rows[0]?.area ?? 0;
  return (
    <div className={classes.sheet}>
      <table className={classes.account} aria-label={t.making.account}>
        <tbody>
          {rows.map(({ label, count, area }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={classes.number}>{count === null ? '' : format.whole(count)}</td>
              <td className={classes.number}>{format.value(area, 'm2')}</td>
              <td className={classes.number}>{whole > 0 ? format.value(area / whole, 'share') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className={classes.figures}>
        <summary>{t.making.figures}</summary>
        <ul>
          {figures.map((figure) => {
            const words = describeFigure(figure, format.language);
            return <li key={words}>{words}</li>;
          })}
        </ul>
      </details>
      {loaded.assemblies && <Assemblies loaded={loaded} assemblies={loaded.assemblies} />}
      <div className={classes.foot}>
        <span className={classes.said} />
        <Button variant="default" disabled={isBusy} onClick={() => void askForPlots()}>
          {t.making.change}
        </Button>
        <Button onClick={closeMaking} data-autofocus>
          {t.making.close}
        </Button>
      </div>
    </div>
  );
}

/** The account with what layers show in place of their ids. */
function named({ made }: LoadedStudy, nameOf: (id: string) => string) {
  const { summary } = made as NonNullable<LoadedStudy['made']>;
  const taken = summary.taken.map((one) => ({ ...one, name: one.name.split(', ').map(nameOf).join(', ') }));
  return { ...summary, taken };
}

interface AssembliesProps {
  readonly loaded: LoadedStudy;
  readonly assemblies: readonly Assembly[];
}

function Assemblies({ loaded, assemblies }: AssembliesProps) {
  const { t, format } = useWords();
  const { closeMaking, selectPlots, zoomTo } = useCommands();
  const ownersOf = ({ owners, withoutOwner }: Assembly) => {
    if (owners === null) return t.making.ownersUnknown;
    const known = owners === 1 ? t.making.oneOwner : t.making.owners(format.whole(owners));
    return withoutOwner > 0 ? `${known}, ${t.making.noOwner(format.whole(withoutOwner))}` : known;
  };
  return (
    <section>
      <SectionTitle>{t.making.assemblies}</SectionTitle>
      <p className={classes.dim}>{assemblies.length === 0 ? t.making.noAssemblies : t.making.assembliesLead}</p>
      <ul className={classes.assemblies} aria-label={t.making.assemblies}>
        {assemblies.slice(0, shownAssemblies).map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.id}</strong> {format.value(one.area, 'm2')} ·{' '}
              {t.making.ofPlots(format.whole(one.rows.length))} · {ownersOf(one)}
              <span className={classes.dim}>{memberIds(one, loaded.plots)}</span>
            </span>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconFocus2 size={14} />}
              aria-label={t.making.show(one.id)}
              onClick={() => {
                selectPlots(one.rows);
                zoomTo('selection');
                closeMaking();
              }}
            >
              {t.review.showAt}
            </Button>
          </li>
        ))}
      </ul>
      {assemblies.length > shownAssemblies && (
        <p className={classes.dim}>{t.making.more(format.whole(assemblies.length - shownAssemblies))}</p>
      )}
    </section>
  );
}
