import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { LoadedLayer, LoadedRaster } from '../../../shared/analysis/types.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import { measureNotes } from '../../../shared/report/notes.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { namedRemark } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { IssueList } from './IssueList.tsx';
import { LayerRow } from './LayerRow.tsx';
import classes from './LayersPanel.module.css';

/** The layers in drawing order, with what was noticed about each, about the study and in measuring. */
export function LayersPanel() {
  const { t, format } = useWords();
  const { addLayers, moveLayer } = useCommands();
  const open = useAppState((state) => state.open);
  const [dragged, setDragged] = useState<LayerId | null>(null);
  const evaluations = open?.evaluations;
  const measured = useMemo(() => (evaluations ? measureNotes([...evaluations.values()]) : []), [evaluations]);
  if (!open) return null;
  const { layers, rasters, issues } = open.loaded;
  const byId = new Map<LayerId, LoadedLayer | LoadedRaster>(
    [...layers, ...rasters].map((layer) => [layer.definition.id, layer]),
  );
  // What is to be said of a grid stands with the grid.
  const general = issues.filter(({ details }) => !rasters.some(({ definition }) => definition.id === details.layer));
  const names = {
    layers: open.loaded.study.layers,
    criteria: open.profiles.flatMap(({ criteria }) => criteria),
  };
  const told = [...general, ...measured.map((remark) => namedRemark(t, format.language, names, remark))];
  const { views } = open;
  return (
    <section className={classes.panel} aria-label={t.panels.layers}>
      <div className={classes.head}>
        <SectionTitle
          end={
            <Button size="compact-sm" variant="light" leftSection={<IconPlus size={15} />} onClick={addLayers}>
              {t.layers.add}
            </Button>
          }
        >
          {t.panels.layers}
        </SectionTitle>
      </div>
      <ul className={classes.list}>
        {views.map((view, index) => {
          const layer = byId.get(view.id);
          if (!layer) return null;
          return (
            <LayerRow
              key={view.id}
              layer={layer}
              visible={view.visible}
              onUp={index > 0 ? () => moveLayer(view.id, views[index - 1].id) : null}
              onDown={index + 1 < views.length ? () => moveLayer(view.id, views[index + 2]?.id ?? null) : null}
              onDrag={() => setDragged(view.id)}
              onDropHere={() => {
                if (dragged !== null) moveLayer(dragged, view.id);
                setDragged(null);
              }}
            />
          );
        })}
      </ul>
      {told.length > 0 && (
        <div className={classes.study}>
          <SectionTitle>{t.layers.studyNotes}</SectionTitle>
          <IssueList issues={told} />
        </div>
      )}
    </section>
  );
}
