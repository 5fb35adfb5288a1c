import { Map as MapLibreMap, Marker, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { plotAt } from '../../shared/geometry/locate.ts';
import type { Extent } from '../../shared/geometry/types.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import { createContextLayer } from './context-layer.ts';
import type { FrameOf } from './drawn-layer.ts';
import { areaProgram } from './gl/area-fill.ts';
import { frameAt } from './gl/frame.ts';
import { plotPrograms } from './gl/plot-fill.ts';
import { forgetPrograms, programOf } from './gl/program.ts';
import { strokeProgram } from './gl/stroke.ts';
import { createMarksLayer, type MarksLayer } from './marks-layer.ts';
import { rowsExtent } from './picture.ts';
import { createPlotsLayers, type PlotsLayers } from './plots-layer.ts';
import { addPointLayer } from './point-layer.ts';
import type { MapScheme } from './ramp.ts';
import { addReliefLayer } from './relief-layer.ts';
import type { MapContent, MapMarks, MapPlace, MapView, StudyMap, StudyMapEvents } from './study-map-types.ts';
import { groundColors, layerStyle } from './theme-style.ts';
import { thumbnailOf } from './thumbnail.ts';
import { scaleDenominator, toLonLat, toWorld } from './world.ts';

setWorkerUrl(workerUrl);

/** A drawing context that was lost and is not back by then will not come back, ms. */
const patience = 3000;

/** Opens a map that the graphics card draws in an element. */
export function createStudyMap(container: HTMLElement, scheme: MapScheme, events: StudyMapEvents): StudyMap {
  const map = new MapLibreMap({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: 'ground', type: 'background', paint: { 'background-color': groundColors(scheme).outside } }],
    },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    renderWorldCopies: false,
    center: [14, 66],
    zoom: 5,
    maxZoom: 20,
    fadeDuration: 0,
    canvasContextAttributes: { antialias: true },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left');
  return new MapLibreStudyMap(map, scheme, events);
}

class MapLibreStudyMap implements StudyMap {
  private content: MapContent | null = null;
  private views: readonly MapView[] = [];
  private plotsLayers: PlotsLayers | null = null;
  private marksLayer: MarksLayer | null = null;
  private marks: MapMarks = { rectangles: null, remark: null };
  /** The circle around a place, which keeps its size. */
  private readonly circle = new Marker({ element: circleElement() });
  private classes: Uint8Array | null = null;
  private counted: ReadonlyMap<LayerId, Uint8Array> = new Map();
  private selection: readonly [readonly number[], number | null] = [[], null];
  /** The extent that the view was last moved to by itself. */
  private fitted = '';
  private ready = false;
  private givingUp: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly map: MapLibreMap,
    private scheme: MapScheme,
    private readonly events: StudyMapEvents,
  ) {
    map.on('load', () => this.begin());
    // Heard before the map itself, which would keep layers that it cannot make again.
    map.getContainer().addEventListener('webglcontextlost', () => this.lose(), { capture: true });
    map.on('webglcontextrestored', () => {
      if (map.isStyleLoaded()) this.begin();
      else void map.once('style.load', () => this.begin());
    });
    map.on('mousemove', ({ lngLat }) => this.pointAt(toWorld(lngLat.lng, lngLat.lat)));
    map.on('mouseout', () => this.pointAt(null));
    map.on('click', ({ lngLat, originalEvent }) => {
      const row = this.rowAt(toWorld(lngLat.lng, lngLat.lat));
      const { shiftKey, ctrlKey, metaKey } = originalEvent;
      events.onSelect(row, { shift: shiftKey, control: ctrlKey || metaKey });
    });
    map.on('move', () => this.tellScale());
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter();
      const [x, y] = toWorld(lng, lat);
      events.onPlace({ x, y, zoom: map.getZoom() });
    });
    map.on('error', ({ error }) => {
      if (/webgl/i.test(error.message)) events.onUnavailable();
    });
    map.boxZoom.disable();
  }

  setContent(content: MapContent | null, views: readonly MapView[], place: MapPlace | null): void {
    const before = this.content;
    this.content = content;
    this.views = views;
    if (before?.picture === content?.picture) return;
    const otherPlots = content?.picture.extent.join() !== this.fitted;
    if (otherPlots) this.classes = null;
    this.build();
    if (!content || !otherPlots) return;
    this.fitted = content.picture.extent.join();
    if (place) {
      this.map.jumpTo({ center: [...toLonLat(place.x, place.y)], zoom: place.zoom });
      this.tellScale();
    } else this.fit(content.picture.extent, 28, false);
  }

  setViews(views: readonly MapView[]): void {
    this.views = views;
    if (this.ready && this.content) this.arrange();
  }

  setClasses(classes: Uint8Array): void {
    this.classes = classes;
    this.plotsLayers?.setClasses(classes);
    this.map.triggerRepaint();
  }

  setCounted(counted: ReadonlyMap<LayerId, Uint8Array>): void {
    const before = this.counted;
    this.counted = counted;
    const same = before.size === counted.size && [...counted].every(([id, mask]) => before.get(id) === mask);
    if (!same) this.build();
  }

  setHover(row: number | null): void {
    this.plotsLayers?.setHover(row);
    this.map.triggerRepaint();
  }

  setSelection(rows: readonly number[], primary: number | null): void {
    this.selection = [rows, primary];
    this.plotsLayers?.setSelection(rows, primary);
    this.map.triggerRepaint();
  }

  setMarks(marks: MapMarks): void {
    this.marks = marks;
    this.marksLayer?.set(marks);
    const { remark } = marks;
    if (remark?.place) this.circle.setLngLat([...toLonLat(...remark.place)]).addTo(this.map);
    else this.circle.remove();
    this.map.triggerRepaint();
  }

  setScheme(scheme: MapScheme): void {
    this.scheme = scheme;
    if (!this.ready) return;
    this.map.setPaintProperty('ground', 'background-color', groundColors(scheme).outside);
    this.build();
  }

  setLabel(label: string): void {
    const canvas = this.map.getCanvas();
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', label);
  }

  zoomToAll(): void {
    if (this.content) this.fit(this.content.picture.extent, 28, true);
  }

  zoomToRows(rows: readonly number[]): void {
    const extent = this.content && rowsExtent(this.content.picture, rows);
    if (extent) this.fit(extent, 90, true);
  }

  zoomToExtent(extent: Extent): void {
    this.fit(extent, 90, true);
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, { duration: calm() ? 0 : 200 });
  }

  takePicture(): Promise<string | null> {
    if (!this.ready || !this.content) return Promise.resolve(null);
    return new Promise((resolve) => {
      // All is drawn; the canvas holds its picture only until the frame ends.
      void this.map.once('idle', () => resolve(thumbnailOf(this.map.getCanvas())));
      this.map.triggerRepaint();
    });
  }

  destroy(): void {
    this.keepHoping(false);
    this.map.remove();
  }

  private rowAt([x, y]: readonly [number, number]): number | null {
    if (!this.content || !this.views.some(({ id, visible }) => visible && id === this.content?.plots)) return null;
    const row = plotAt(this.content.picture.plots, this.content.picture.plotIndex, x, y);
    return row < 0 ? null : row;
  }

  private pointAt(place: readonly [number, number] | null): void {
    const row = place && this.rowAt(place);
    this.map.getCanvas().style.cursor = row === null ? '' : 'pointer';
    this.events.onHover(row);
    this.events.onPointer(place);
  }

  private tellScale(): void {
    this.events.onScale(scaleDenominator(this.map.getZoom(), this.map.getCenter().lat));
  }

  private fit([minX, minY, maxX, maxY]: Extent, margin: number, moving: boolean): void {
    // The legend stands at the right; what is looked for must not lie under it.
    const padding = {
      top: margin,
      left: margin,
      bottom: margin,
      right: Math.min(220, this.map.getContainer().clientWidth / 4),
    };
    const bounds: [[number, number], [number, number]] = [[...toLonLat(minX, maxY)], [...toLonLat(maxX, minY)]];
    this.map.fitBounds(bounds, { padding, maxZoom: 17, duration: moving && !calm() ? 500 : 0 });
    this.tellScale();
  }

  /** The drawing context is there: at the start, and after it was lost and came back. */
  private begin(): void {
    this.keepHoping(false);
    // Made while the study is still being read.
    for (const source of [...plotPrograms, areaProgram, strokeProgram]) {
      programOf(this.map.painter.context.gl, source);
    }
    this.ready = true;
    this.map.setPaintProperty('ground', 'background-color', groundColors(this.scheme).outside);
    this.build();
  }

  /** The context is lost, as when the graphics driver starts anew: nothing can be drawn until it is back. */
  private lose(): void {
    if (this.ready) this.clear();
    forgetPrograms(this.map.painter.context.gl);
    this.ready = false;
    this.keepHoping(true);
  }

  /** Waits for a lost context, or does so no more. */
  private keepHoping(waits: boolean): void {
    if (this.givingUp !== null) clearTimeout(this.givingUp);
    this.givingUp = waits ? setTimeout(() => this.events.onUnavailable(), patience) : null;
  }

  private clear(): void {
    const { map } = this;
    // Not by the style, which leaves out layers that draw themselves.
    for (const id of map.getLayersOrder()) if (id !== 'ground') map.removeLayer(id);
    for (const id of Object.keys(map.getStyle().sources)) map.removeSource(id);
    for (const id of map.listImages()) map.removeImage(id);
    this.plotsLayers = null;
    this.marksLayer = null;
  }

  /** Makes all layers anew: after new data, and after a change of scheme that symbols are drawn in. */
  private build(): void {
    if (!this.ready) return;
    const { map, content } = this;
    this.clear();
    if (!content) return;
    const { picture, plots } = content;
    const frame: FrameOf = (matrix) => {
      const { canvas } = map.painter.context.gl;
      return frameAt(matrix, picture.origin, canvas, map.getPixelRatio());
    };
    for (const layer of content.layers) {
      const { id, role, theme } = layer.definition;
      const drawn = picture.layers.get(id);
      if (!drawn) continue;
      if (id === plots && drawn.triangles) {
        const source = { plots: picture.plots, triangles: drawn.triangles, origin: picture.origin };
        this.plotsLayers = createPlotsLayers(source, frame, () => ({
          visible: this.isVisible(id),
          scheme: this.scheme,
        }));
        map.addLayer(this.plotsLayers.fill);
      } else if (drawn.geometry.kind === 'points') {
        addPointLayer(map, layerName(id), layer, drawn, this.scheme, this.counted.get(id) ?? null);
      } else if (drawn.geometry.kind !== 'none') {
        const look = () => ({
          visible: this.isVisible(id),
          style: layerStyle(role, theme, this.scheme),
          scheme: this.scheme,
          land: role === 'boundary',
        });
        const counted = this.counted.get(id) ?? null;
        map.addLayer(createContextLayer(layerName(id), drawn, picture.origin, frame, look, counted));
      }
    }
    for (const [id, relief] of picture.reliefs) addReliefLayer(map, layerName(id), relief, this.scheme);
    if (this.plotsLayers) map.addLayer(this.plotsLayers.outline);
    this.marksLayer = createMarksLayer(picture.origin, frame, () => this.scheme);
    this.marksLayer.set(this.marks);
    map.addLayer(this.marksLayer.layer);
    if (this.classes) this.plotsLayers?.setClasses(this.classes);
    this.plotsLayers?.setSelection(...this.selection);
    this.arrange();
  }

  /** Puts layers in the order of the list and opens or closes their eyes. */
  private arrange(): void {
    const { map } = this;
    const bottomUp = [...this.views].reverse();
    for (const { id, visible } of bottomUp) {
      const name = id === this.content?.plots ? 'plots' : layerName(id);
      if (!map.getLayer(name)) continue;
      map.moveLayer(name);
      if (map.getSource(name)) map.setLayoutProperty(name, 'visibility', visible ? 'visible' : 'none');
    }
    for (const name of ['plots-selected', 'marks']) if (map.getLayer(name)) map.moveLayer(name);
    map.triggerRepaint();
  }

  private isVisible(id: LayerId): boolean {
    return this.views.some((view) => view.id === id && view.visible);
  }
}

/** Whether the map jumps in place of gliding, as a person may wish. */
const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

function circleElement(): HTMLElement {
  const circle = document.createElement('div');
  circle.className = 'map-mark';
  return circle;
}

/** Layer ids are data: a prefix keeps them apart from our own names. */
function layerName(id: LayerId): string {
  return `layer:${id}`;
}
