import { Button, Checkbox, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ProjectDocument } from '../../../shared/project/document-types.ts';
import { neededLayers } from '../../../shared/project/field-copy.ts';
import { currentDocument } from '../../state/document.ts';
import { layerTitle } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './Sheets.module.css';

/** Asks which layers go along to the field. */
export function FieldCopySheet() {
  const { t } = useWords();
  const { closeFieldCopy } = useCommands();
  const asked = useAppState((state) => state.fieldSheet);
  const hasDocument = useAppState((state) => currentDocument(state) !== null);
  return (
    <Modal
      opened={asked && hasDocument}
      onClose={closeFieldCopy}
      title={t.field.copyTitle}
      size={560}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.field.cancel }}
      classNames={{ title: classes.title }}
    >
      <Choice />
    </Modal>
  );
}

function Choice() {
  const document = useAppState(currentDocument);
  return document && <Layers document={document} />;
}

function Layers({ document }: { document: ProjectDocument }) {
  const { t } = useWords();
  const { closeFieldCopy, saveFieldCopy } = useCommands();
  const needed = useMemo(() => neededLayers(document), [document]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const titles = document.layers.map((layer) => layer.name ?? layerTitle(t, layer));
  const named = document.layers.map(({ id }, index) => {
    const isShared = titles.filter((title) => title === titles[index]).length > 1;
    return { id, name: isShared ? `${titles[index]} (${id})` : titles[index] };
  });
  const free = named.filter(({ id }) => !needed.has(id));
  const chosen = new Set<string>(named.map(({ id }): string => id).filter((id) => !left.has(id)));
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>{t.field.copyLead}</p>
      <h3 className={classes.head}>{t.field.copyChoose}</h3>
      {free.length === 0 && <p className={classes.lead}>{t.field.copyNothing}</p>}
      <div className={classes.layers}>
        {free.map(({ id, name }) => (
          <Checkbox
            key={id}
            size="xs"
            label={name}
            checked={!left.has(id)}
            onChange={() =>
              setLeft(left.has(id) ? new Set([...left].filter((one) => one !== id)) : new Set([...left, id]))
            }
          />
        ))}
      </div>
      <h3 className={classes.head}>{t.field.copyNeeded}</h3>
      <p className={classes.names}>
        {named
          .filter(({ id }) => needed.has(id))
          .map(({ name }) => name)
          .join(', ')}
      </p>
      <div className={classes.foot}>
        <Button variant="default" onClick={closeFieldCopy}>
          {t.field.cancel}
        </Button>
        <Button onClick={() => void saveFieldCopy(chosen)} data-autofocus>
          {t.field.copySave}
        </Button>
      </div>
    </div>
  );
}
