import { Checkbox, NumberInput } from '@mantine/core';
import type { PlotMaking, TakerChoice } from '../../state/plot-making.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { layerTitle } from '../labels.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './MakingDialog.module.css';

interface TakerTableProps {
  readonly kind: TakerChoice['kind'];
  readonly making: PlotMaking;
}

/** Layers of one kind that may take ground, each with its distance in metres. */
export function TakerTable({ kind, making: { form, layers } }: TakerTableProps) {
  const { t } = useWords();
  const { changeMaking } = useCommands();
  const own = form.takers.filter((taker) => taker.kind === kind && taker.layer !== form.zoning);
  const change = (taker: TakerChoice, part: Partial<TakerChoice>) =>
    changeMaking({ takers: form.takers.map((one) => (one === taker ? { ...one, ...part } : one)) });
  const nameOf = (id: TakerChoice['layer']) => {
    const layer = layers.find((one) => one.id === id);
    return layer ? layerTitle(t, layer) : id;
  };
  return (
    <section>
      <SectionTitle>{kind === 'cut' ? t.making.cuts : t.making.takes}</SectionTitle>
      <p className={classes.dim}>{kind === 'cut' ? t.making.cutsHint : t.making.takesHint}</p>
      {own.length === 0 && <p className={classes.dim}>{t.making.none}</p>}
      <ul className={classes.takers}>
        {own.map((taker, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer may take ground twice, and the order stays
          <li key={at}>
            <Checkbox
              size="xs"
              label={nameOf(taker.layer)}
              description={taker.layer}
              checked={taker.isOn}
              onChange={({ currentTarget }) => change(taker, { isOn: currentTarget.checked })}
            />
            <NumberInput
              size="xs"
              w={84}
              min={0}
              max={10_000}
              hideControls
              allowNegative={false}
              suffix=" m"
              disabled={!taker.isOn}
              aria-label={(kind === 'cut' ? t.making.halfWidth : t.making.setback)(nameOf(taker.layer))}
              placeholder={kind === 'cut' ? t.making.byClass : '0 m'}
              value={taker.metres ?? ''}
              onChange={(value) =>
                change(taker, { metres: typeof value === 'number' ? value : kind === 'cut' ? null : 0 })
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
