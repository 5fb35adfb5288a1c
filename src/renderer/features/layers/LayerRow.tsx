import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronRight,
  IconChevronUp,
  IconEye,
  IconEyeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { LoadedLayer } from '../../../shared/analysis/types.ts';
import { featureCount } from '../../../shared/geometry/types.ts';
import { activeEvaluation } from '../../state/app-state.ts';
import { layerKind, layerTitle } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { IssueList } from './IssueList.tsx';
import { LayerSwatch } from './LayerSwatch.tsx';
import classes from './LayersPanel.module.css';

interface LayerRowProps {
  readonly layer: LoadedLayer;
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

function Remarks({ layer }: { layer: LoadedLayer }) {
  const { t, format } = useWords();
  const issues = [...layer.read.issues, ...layer.issues];
  const serious = issues.filter(({ severity }) => severity !== 'info');
  if (serious.length === 0) return null;
  const label = t.layers.issues(format.whole(serious.length));
  return (
    <Tooltip label={label}>
      <span className={classes.remarks} role="img" aria-label={label}>
        <IconAlertTriangle size={14} aria-hidden />
        {format.whole(serious.length)}
      </span>
    </Tooltip>
  );
}

function LayerFacts({ layer }: { layer: LoadedLayer }) {
  const { t, format } = useWords();
  const { read, definition } = layer;
  const { crs } = read.dataset;
  const issues = [...read.issues, ...layer.issues];
  return (
    <div className={classes.facts}>
      <dl>
        <dt>{t.layers.file}</dt>
        <dd>{definition.file}</dd>
        <dt>{t.layers.contents}</dt>
        <dd>
          {t.review.features(format.whole(featureCount(read.dataset.geometry)), t.review[read.dataset.geometry.kind])}
        </dd>
        <dt>{t.layers.crs}</dt>
        <dd>
          {crs.code ?? crs.name} ({t.plot.crsHow[crs.source]})
        </dd>
        {read.encoding.name !== '' && (
          <>
            <dt>{t.layers.encoding}</dt>
            <dd>
              {read.encoding.name} {t.review.encodingHow[read.encoding.source]}
            </dd>
          </>
        )}
      </dl>
      {issues.length === 0 ? <p className={classes.fine}>{t.layers.noIssues}</p> : <IssueList issues={issues} />}
    </div>
  );
}
