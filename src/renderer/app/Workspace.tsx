import { Tabs } from '@mantine/core';
import { useEffect } from 'react';
import { Group, type LayoutChangedMeta, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { CriteriaPanel } from '../features/criteria/CriteriaPanel.tsx';
import { FieldPanel } from '../features/field/FieldPanel.tsx';
import { LayersPanel } from '../features/layers/LayersPanel.tsx';
import { MapPanel } from '../features/map/MapPanel.tsx';
import { PlotCard } from '../features/plot/PlotCard.tsx';
import { RankingTable } from '../features/ranking/RankingTable.tsx';
import { useAppState, useCommands, useWords } from '../features/use-app.ts';
import classes from './Window.module.css';

/** Layers, map over ranking, criteria and plot card; every border can be moved. */
export function Workspace() {
  const { t } = useWords();
  const columns = usePanelSizes('workspace');
  const rows = usePanelSizes('centre');
  return (
    <Group className={classes.groups} orientation="horizontal" id="workspace" {...columns}>
      <Panel
        id="layers"
        defaultSize={252}
        minSize={180}
        maxSize={460}
        groupResizeBehavior="preserve-pixel-size"
        collapsible
      >
        <LayersPanel />
      </Panel>
      <Separator className={classes.separator} data-kind="column" aria-label={t.panels.resizeLeft} />
      <Panel id="centre" minSize={420}>
        <Group orientation="vertical" id="centre-rows" {...rows}>
          <Panel id="map" minSize={160} defaultSize="66%">
            <MapPanel />
          </Panel>
          <Separator className={classes.separator} data-kind="row" aria-label={t.panels.resizeTable} />
          <Panel id="ranking" minSize={96} collapsible>
            <RankingTable />
          </Panel>
        </Group>
      </Panel>
      <Separator className={classes.separator} data-kind="column" aria-label={t.panels.resizeRight} />
      <Panel
        id="side"
        defaultSize={356}
        minSize={280}
        maxSize={560}
        groupResizeBehavior="preserve-pixel-size"
        collapsible
      >
        <SidePanel />
      </Panel>
    </Group>
  );
}

/** Moves the borders of a group to where the project has them, and notes where a person moves them. */
function usePanelSizes(group: 'workspace' | 'centre') {
  const { setPanels } = useCommands();
  const groupRef = useGroupRef();
  const sizes = useAppState((state) => state.panels[group]);
  useEffect(() => {
    if (sizes) groupRef.current?.setLayout(sizes);
  }, [groupRef, sizes]);
  const onLayoutChanged = (layout: Readonly<Record<string, number>>, { isUserInteraction }: LayoutChangedMeta) => {
    if (isUserInteraction) setPanels({ [group]: layout });
  };
  return { groupRef, onLayoutChanged };
}

function SidePanel() {
  const { t } = useWords();
  const { showSide } = useCommands();
  const side = useAppState((state) => state.side);
  return (
    <Tabs
      value={side}
      onChange={(value) => showSide(value === 'plot' || value === 'field' ? value : 'criteria')}
      className={classes.side}
      keepMounted={false}
    >
      <Tabs.List className={classes.tabs} aria-label={t.panels.details}>
        <Tabs.Tab value="criteria">{t.criteria.tab}</Tabs.Tab>
        <Tabs.Tab value="plot">{t.plot.tab}</Tabs.Tab>
        <Tabs.Tab value="field">{t.field.tab}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="criteria" className={classes.tabPanel}>
        <CriteriaPanel />
      </Tabs.Panel>
      <Tabs.Panel value="plot" className={classes.tabPanel}>
        <PlotCard />
      </Tabs.Panel>
      <Tabs.Panel value="field" className={classes.tabPanel}>
        <FieldPanel />
      </Tabs.Panel>
    </Tabs>
  );
}
