import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconChevronUp, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { LoadedLayer, LoadedRaster } from '../../../shared/analysis/types.ts';
import { activeEvaluation } from '../../state/app-state.ts';
import { layerKind, layerTitle } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { LayerFacts, Remarks } from './LayerFacts.tsx';
import { LayerSwatch } from './LayerSwatch.tsx';
import classes from './LayersPanel.module.css';

interface LayerRowProps {
  readonly layer: LoadedLayer | LoadedRaster;
  readonly visible: boolean;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onDrag: () => void;
  readonly onDropHere: () => void;
}

/** One layer: eye, swatch, what it is, order and remarks. */
export function LayerRow({ layer, visible, onUp, onDown, onDrag, onDropHere }: LayerRowProps) {
  const { t, format } = useWords();
  const { setLayerVisible } = useCommands();
  const scheme = useAppState((state) => state.colorScheme);
  const [expanded, setExpanded] = useState(false);
  const { id } = layer.definition;
  const counted = useAppState((state) => activeEvaluation(state)?.counted.get(id) ?? null);
  const name = layerTitle(t, layer.definition);
  return (
    <li
      className={classes.row}
      data-hidden={!visible || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        onDrag();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length > 0) return;
        event.preventDefault();
        onDropHere();
      }}
    >
      <div className={classes.line}>
        <ActionIcon
          size={24}
          aria-label={visible ? t.layers.hide(name) : t.layers.show(name)}
          aria-pressed={visible}
          onClick={() => setLayerVisible(id, !visible)}
        >
          {visible ? <IconEye size={16} /> : <IconEyeOff size={16} />}
        </ActionIcon>
        <LayerSwatch layer={layer} scheme={scheme} />
        <button
          type="button"
          className={classes.name}
          aria-expanded={expanded}
          aria-label={t.layers.more(name)}
          onClick={() => setExpanded(!expanded)}
        >
          <span className={classes.title}>{name}</span>
          <span className={classes.kind}>{layerKind(t, layer.definition)}</span>
          {counted && (
            <span className={classes.kind}>
              {t.layers.counted(format.whole(counted.count), format.whole(counted.mask.length))}
            </span>
          )}
        </button>
        <Remarks layer={layer} />
        <span className={classes.order}>
          <ActionIcon size={20} disabled={!onUp} aria-label={t.layers.up(name)} onClick={() => onUp?.()}>
            <IconChevronUp size={14} />
          </ActionIcon>
          <ActionIcon size={20} disabled={!onDown} aria-label={t.layers.down(name)} onClick={() => onDown?.()}>
            <IconChevronDown size={14} />
          </ActionIcon>
        </span>
        <IconChevronRight size={14} className={classes.twist} data-open={expanded || undefined} aria-hidden />
      </div>
      {expanded && <LayerFacts layer={layer} />}
    </li>
  );
}
