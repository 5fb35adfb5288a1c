import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { LoadedLayer, LoadedRaster, LoadedStudy } from '../../../shared/analysis/types.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import { measureNotes } from '../../../shared/report/notes.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { namedRemark } from '../labels.ts';
import { useAppList, useAppState, useCommands, useWords } from '../use-app.ts';
import { IssueList } from './IssueList.tsx';
import { LayerRow } from './LayerRow.tsx';
import classes from './LayersPanel.module.css';

/** The layers in drawing order, with what was noticed about each, about the study and in measuring. */
export function LayersPanel() {
  const { t } = useWords();
  const { addLayers } = useCommands();
  const loaded = useAppState((state) => state.open?.loaded ?? null);
  if (!loaded) return null;
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
      <LayerList loaded={loaded} />
      <StudyNotes loaded={loaded} />
    </section>
  );
}

/** Drawn anew when layers change, and not with every step of a weight. */
function LayerList({ loaded }: { readonly loaded: LoadedStudy }) {
  const { moveLayer } = useCommands();
  const views = useAppState((state) => state.open?.views) ?? [];
  const [dragged, setDragged] = useState<LayerId | null>(null);
  const byId = new Map<LayerId, LoadedLayer | LoadedRaster>(
    [...loaded.layers, ...loaded.rasters].map((layer) => [layer.definition.id, layer]),
  );
  return (
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
  );
}

/** What is to be said of the study and of what was measured; what is to be said of a grid stands with the grid. */
function StudyNotes({ loaded }: { readonly loaded: LoadedStudy }) {
  const { t, format } = useWords();
  const profiles = useAppState((state) => state.open?.profiles) ?? [];
  const prepared = useAppList((state) =>
    [...(state.open?.evaluations.values() ?? [])].map((evaluation) => evaluation.prepared),
  );
  const measured = useMemo(() => measureNotes(prepared.map((one) => ({ prepared: one }))), [prepared]);
  const { study, rasters, issues } = loaded;
  const general = issues.filter(({ details }) => !rasters.some(({ definition }) => definition.id === details.layer));
  const names = { layers: study.layers, criteria: profiles.flatMap(({ criteria }) => criteria) };
  const told = [...general, ...measured.map((remark) => namedRemark(t, format.language, names, remark))];
  if (told.length === 0) return null;
  return (
    <div className={classes.study}>
      <SectionTitle>{t.layers.studyNotes}</SectionTitle>
      <IssueList issues={told} />
    </div>
  );
}
