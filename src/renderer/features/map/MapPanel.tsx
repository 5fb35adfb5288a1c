import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocus2, IconMinus, IconPlus, IconZoomScan } from '@tabler/icons-react';
import 'maplibre-gl/dist/maplibre-gl.css';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { featureCount } from '../../../shared/geometry/types.ts';
import { plotClasses, unknownClass } from '../../../shared/scoring/score-classes.ts';
import { suitsCard } from '../../map/drawing-power.ts';
import { createPlainMap } from '../../map/plain/plain-map.ts';
import type { StudyMap, StudyMapEvents } from '../../map/study-map-types.ts';
import { activeEvaluation } from '../../state/app-state.ts';
import { useAppState, useCommands, useReadState, useWords } from '../use-app.ts';
import { Legend } from './Legend.tsx';
import classes from './MapPanel.module.css';
import { UndrawnNotice } from './UndrawnNotice.tsx';
import { remarkExtent, useMarks } from './use-marks.ts';
import { usePointerPlace } from './use-pointer-place.ts';

/** The map with its tools and legend, drawn by the graphics card or, where none draws, by the processor. */
export function MapPanel() {
  const { t } = useWords();
  const byCard = useAppState(({ cardDraws, open }) => cardDraws && (open === null || suitsCard(open.loaded.layers)));
  const drawsLayers = useAppState((state) => state.drawsLayers);
  const [map, setMap] = useState<StudyMap | null>(null);
  // A map that takes another's place does not do again what was asked of that one.
  const served = useRef(0);
  return (
    <section className={classes.panel} aria-label={t.panels.map}>
      <MapCanvas key={byCard ? 'card' : 'processor'} byCard={byCard} onMap={setMap} />
      {map && <MapSync map={map} served={served} />}
      {map && <MapTools map={map} />}
      {!drawsLayers && <UndrawnNotice />}
      <Legend />
    </section>
  );
}

function MapCanvas({ byCard, onMap }: { byCard: boolean; onMap: (map: StudyMap | null) => void }) {
  const { t } = useWords();
  const holder = useRef<HTMLDivElement>(null);
  const { hoverPlot, selectPlot, setScale, setMapPlace, reportCardLost, reportMapStuck } = useCommands();
  const placePointer = usePointerPlace();
  const readState = useReadState();
  const drawing = useAppState((state) => state.drawsLayers && state.open !== null && state.open.picture === null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once; commands never change
  useEffect(() => {
    const { current: element } = holder;
    if (!element) return;
    const events: StudyMapEvents = {
      onHover: hoverPlot,
      onSelect: (row, { shift, control }) => selectPlot(row, control ? 'toggle' : shift ? 'add' : 'replace'),
      onPointer: placePointer,
      onScale: setScale,
      onPlace: setMapPlace,
      onUnavailable: reportCardLost,
      onStuck: reportMapStuck,
    };
    let map: StudyMap | null = null;
    let ended = false;
    const show = (made: StudyMap) => {
      map = made;
      onMap(made);
    };
    const { colorScheme } = readState();
    if (!byCard) show(createPlainMap(element, colorScheme, events));
    // Asked for only where it is used: the library takes its time to start.
    else
      void import('../../map/study-map.ts').then(({ createStudyMap }) => {
        if (!ended) show(createStudyMap(element, readState().colorScheme, events));
      });
    return () => {
      ended = true;
      onMap(null);
      map?.destroy();
    };
  }, []);
  return (
    <>
      <div ref={holder} className={classes.canvas} />
      {drawing && <div className={classes.drawing}>{t.map.drawing}</div>}
    </>
  );
}

/** Carries the state to the map, each part only when it changed. */
function MapSync({ map, served }: { map: StudyMap; served: RefObject<number> }) {
  const { t } = useWords();
  const { keepPicture } = useCommands();
  const open = useAppState((state) => state.open ?? state.coming?.open ?? null);
  const evaluation = useAppState(activeEvaluation);
  const selection = useAppState((state) => state.selection);
  const hover = useAppState((state) => state.hover);
  const scheme = useAppState((state) => state.colorScheme);
  const request = useAppState((state) => state.mapRequest);
  const marks = useMarks();
  const readState = useReadState();
  const picture = open?.picture ?? null;
  const views = open?.views;
  useEffect(() => {
    const { open: onScreen, coming, mapPlace } = readState();
    const now = onScreen ?? coming?.open ?? null;
    const content = now && picture && { picture, layers: now.loaded.layers, plots: now.loaded.plots.layer };
    map.setContent(content ?? null, now?.views ?? [], onScreen ? mapPlace : (coming?.place ?? null));
  }, [map, picture, readState]);
  useEffect(() => {
    if (views) map.setViews(views);
  }, [map, views]);
  const scores = evaluation?.scores;
  const limits = evaluation?.classes;
  useEffect(() => {
    if (!picture) return;
    // Colours of a ranking that is being made anew would pass for its result: until then nothing is known.
    const unranked = () => new Uint8Array(featureCount(picture.plots)).fill(unknownClass);
    map.setClasses(scores && limits ? plotClasses(scores, limits) : unranked());
  }, [map, picture, scores, limits]);
  const counted = evaluation?.counted;
  useEffect(() => {
    if (counted) map.setCounted(new Map([...counted].map(([id, { mask }]) => [id, mask])));
  }, [map, counted]);
  useEffect(() => map.setSelection(selection.rows, selection.primary), [map, selection]);
  useEffect(() => map.setHover(hover), [map, hover]);
  useEffect(() => map.setMarks(marks), [map, marks]);
  useEffect(() => map.setScheme(scheme), [map, scheme]);
  useEffect(() => map.setLabel(t.map.label), [map, t]);
  useEffect(() => {
    if (!request || request.serial === served.current) return;
    served.current = request.serial;
    const project = readState().project?.place;
    if (request.kind === 'picture') {
      if (project) void map.takePicture().then((picture) => keepPicture(project, picture));
    } else if (request.kind === 'full-extent') map.zoomToAll();
    else if (request.kind === 'selection') map.zoomToRows(readState().selection.rows);
    else {
      const extent = remarkExtent(readState());
      if (extent) map.zoomToExtent(extent);
    }
  }, [map, request, readState, served, keepPicture]);
  return null;
}

function MapTools({ map }: { map: StudyMap }) {
  const { t } = useWords();
  const { zoomTo } = useCommands();
  const nothingSelected = useAppState((state) => state.selection.rows.length === 0);
  const tools = [
    { label: t.map.zoomIn, sign: <IconPlus size={17} />, act: () => map.zoomBy(1), off: false },
    { label: t.map.zoomOut, sign: <IconMinus size={17} />, act: () => map.zoomBy(-1), off: false },
    { label: t.map.all, sign: <IconZoomScan size={17} />, act: () => zoomTo('full-extent'), off: false },
    { label: t.map.selection, sign: <IconFocus2 size={17} />, act: () => zoomTo('selection'), off: nothingSelected },
  ];
  return (
    <div className={classes.tools}>
      {tools.map(({ label, sign, act, off }) => (
        <Tooltip key={label} label={label} position="left">
          <ActionIcon size={30} radius={0} aria-label={label} disabled={off} onClick={act}>
            {sign}
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
