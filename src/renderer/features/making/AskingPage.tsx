import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { mostTakenOff } from '../../../shared/candidates/recipe.ts';
import { codeFields, isChosen, isZoning, type PlotMaking } from '../../state/plot-making.ts';
import { layerTitle } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { CodeTable } from './CodeTable.tsx';
import classes from './MakingDialog.module.css';
import { TakerTable } from './TakerTable.tsx';

/** Everything that decides which plots are made. */
export function AskingPage({ making }: { making: PlotMaking }) {
  const { t } = useWords();
  const { chooseZoning } = useCommands();
  const { layers, form } = making;
  const zonings = layers.filter(isZoning);
  const zoning = zonings.find(({ id }) => id === form.zoning);
  if (!zoning) return null;
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>{t.making.lead}</p>
      <div className={classes.pair}>
        <NativeSelect
          size="xs"
          label={t.making.zoning}
          value={form.zoning}
          data={zonings.map((layer) => ({ value: layer.id, label: `${layerTitle(t, layer)} · ${layer.id}` }))}
          onChange={({ currentTarget }) => {
            const chosen = zonings.find(({ id }) => id === currentTarget.value);
            if (chosen) void chooseZoning(chosen, null);
          }}
        />
        <NativeSelect
          size="xs"
          label={t.making.field}
          value={form.field}
          data={[...codeFields(zoning)]}
          onChange={({ currentTarget }) => void chooseZoning(zoning, currentTarget.value)}
        />
      </div>
      <CodeTable codes={form.codes} tally={making.tally} />
      <div className={classes.pair}>
        <TakerTable kind="cut" making={making} />
        <TakerTable kind="minus" making={making} />
      </div>
      <Sizes making={making} />
      <Foot making={making} />
    </div>
  );
}

function Sizes({ making: { form } }: { making: PlotMaking }) {
  const { t } = useWords();
  const { changeMaking } = useCommands();
  const shared = { size: 'xs', min: 0, hideControls: true, allowNegative: false } as const;
  const isNumber = (value: number | string): value is number => typeof value === 'number';
  return (
    <div className={classes.sizes}>
      <NumberInput
        {...shared}
        label={t.making.minArea}
        max={1e9}
        value={form.minArea}
        onChange={(value) => isNumber(value) && changeMaking({ minArea: value })}
      />
      <NumberInput
        {...shared}
        label={t.making.minWidth}
        max={10_000}
        value={form.minWidth}
        onChange={(value) => isNumber(value) && changeMaking({ minWidth: value })}
      />
      <NumberInput
        {...shared}
        label={t.making.assembleTo}
        placeholder={t.making.assembleHint}
        max={1e9}
        value={form.assembleTo ?? ''}
        onChange={(value) => changeMaking({ assembleTo: isNumber(value) && value > 0 ? value : null })}
      />
    </div>
  );
}

function Foot({ making: { form, tally, beginning } }: { making: PlotMaking }) {
  const { t, format } = useWords();
  const { closeMaking, makePlots } = useCommands();
  const replaces = useAppState((state) => state.open !== null) && beginning === null;
  const chosen = (tally ?? []).filter(({ code }) => isChosen(form.codes, code));
  const count = chosen.reduce((sum, one) => sum + one.count, 0);
  const ground = chosen.reduce((sum, one) => sum + one.area, 0);
  const isTooMany = form.takers.filter(({ isOn }) => isOn).length > mostTakenOff;
  const said = isTooMany
    ? t.making.tooMany(format.whole(mostTakenOff))
    : count === 0
      ? t.making.choose
      : t.making.chosen(format.whole(count), format.value(ground, 'm2'));
  return (
    <div className={classes.foot}>
      <span className={classes.said}>
        <span role="status">{said}</span>
        {replaces && <span className={classes.dim}>{t.making.replaces}</span>}
      </span>
      <Button variant="default" onClick={closeMaking}>
        {t.making.cancel}
      </Button>
      <Button disabled={count === 0 || isTooMany} onClick={() => void makePlots()}>
        {t.making.confirm}
      </Button>
    </div>
  );
}
