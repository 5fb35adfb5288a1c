import { plotAt } from '../../../shared/geometry/locate.ts';
import type { Extent } from '../../../shared/geometry/types.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import { rowsExtent, typicalPlotSize } from '../picture.ts';
import type { MapScheme } from '../ramp.ts';
import type { MapContent, MapMarks, MapPlace, MapView, StudyMap, StudyMapEvents } from '../study-map-types.ts';
import { thumbnailOf } from '../thumbnail.ts';
import { groundMetresPerPixel, scaleDenominator, toLonLat } from '../world.ts';
import { listenToGestures } from './gestures.ts';
import {
  type Paper,
  paintFeatures,
  paintGround,
  paintHover,
  paintOutlines,
  paintPlots,
  paintPoints,
  paintRelief,
  type Written,
} from './paint.ts';
import { paintMarks } from './paint-marks.ts';
import { PictureStack, type Surface } from './picture-stack.ts';
import { fitted, type PlainView, panned, placeAt, scaleBar, zoomedAbout } from './plain-view.ts';

/** Opens a map that needs no graphics card in an element: one picture drawn anew for every view. */
export function createPlainMap(container: HTMLElement, scheme: MapScheme, events: StudyMapEvents): StudyMap {
  return new PlainStudyMap(container, scheme, events);
}

class PlainStudyMap implements StudyMap {
  private readonly stack: PictureStack;
  private readonly bar = document.createElement('div');
  private readonly resizing: ResizeObserver;
  private readonly stopListening: () => void;
  private content: MapContent | null = null;
  private views: readonly MapView[] = [];
  private classes: Uint8Array | null = null;
  private counted: ReadonlyMap<LayerId, Uint8Array> = new Map();
  private hover: number | null = null;
  private selection: readonly [readonly number[], number | null] = [[], null];
  private marks: MapMarks = { rectangles: null, remark: null };
  private view: PlainView = { ...worldCentre };
  private typical = 0;
  private fittedTo = '';
  private resting = 0;

  constructor(
    container: HTMLElement,
    private scheme: MapScheme,
    private readonly events: StudyMapEvents,
  ) {
    const { bar } = this;
    this.stack = new PictureStack(container, {
      view: () => this.view,
      ground: (surface) => this.drawGround(surface),
      top: (surface) => this.drawTop(surface),
    });
    const { top } = this.stack;
    top.tabIndex = 0;
    // The looks of MapLibre's own canvas and scale bar.
    top.className = 'maplibregl-canvas';
    bar.className = 'maplibregl-ctrl maplibregl-ctrl-scale';
    bar.style.cssText = 'position:absolute;left:10px;bottom:10px';
    container.append(bar);
    this.resizing = new ResizeObserver(() => this.stack.redraw());
    this.resizing.observe(container);
    this.stopListening = listenToGestures(top, {
      onPan: (dx, dy) => this.moveTo(panned(this.view, dx, dy)),
      onZoom: (steps, px, py) => this.moveTo(zoomedAbout(this.view, this.stack.size(), steps, px, py)),
      onPoint: (pixel) => this.pointAt(pixel),
      onClick: (px, py, keys) => events.onSelect(this.rowAt(px, py), keys),
    });
    this.stack.redraw();
  }

  setContent(content: MapContent | null, views: readonly MapView[], place: MapPlace | null): void {
    const before = this.content;
    this.content = content;
    this.views = views;
    if (before?.picture === content?.picture) return;
    const otherPlots = content?.picture.extent.join() !== this.fittedTo;
    if (otherPlots) this.classes = null;
    this.typical = content ? typicalPlotSize(content.picture.plots) : 0;
    this.stack.redraw();
    if (!content || !otherPlots) return;
    this.fittedTo = content.picture.extent.join();
    if (place) this.moveTo(place);
    else this.zoomToAll();
  }

  setViews(views: readonly MapView[]): void {
    this.views = views;
    this.stack.redraw();
  }

  setClasses(classes: Uint8Array): void {
    this.classes = classes;
    this.stack.redraw();
  }

  setCounted(counted: ReadonlyMap<LayerId, Uint8Array>): void {
    this.counted = counted;
    this.stack.redraw();
  }

  setHover(row: number | null): void {
    if (this.hover === row) return;
    this.hover = row;
    this.stack.redrawTop();
  }

  setSelection(rows: readonly number[], primary: number | null): void {
    this.selection = [rows, primary];
    this.stack.redrawTop();
  }

  setMarks(marks: MapMarks): void {
    this.marks = marks;
    this.stack.redrawTop();
  }

  setScheme(scheme: MapScheme): void {
    this.scheme = scheme;
    this.stack.redraw();
  }

  setLabel(label: string): void {
    this.stack.top.setAttribute('role', 'application');
    this.stack.top.setAttribute('aria-label', label);
  }

  zoomToAll(): void {
    if (this.content) this.fit(this.content.picture.extent, 28);
  }

  zoomToRows(rows: readonly number[]): void {
    const extent = this.content && rowsExtent(this.content.picture, rows);
    if (extent) this.fit(extent, 90);
  }

  zoomToExtent(extent: Extent): void {
    this.fit(extent, 90);
  }

  zoomBy(steps: number): void {
    const size = this.stack.size();
    const { width, height } = size;
    this.moveTo(zoomedAbout(this.view, size, steps, width / 2, height / 2));
  }

  async takePicture(): Promise<string | null> {
    return this.content ? thumbnailOf(this.stack.ground) : null;
  }

  destroy(): void {
    clearTimeout(this.resting);
    this.resizing.disconnect();
    this.stopListening();
    this.stack.remove();
    this.bar.remove();
  }

  private fit(extent: Extent, margin: number): void {
    const size = this.stack.size();
    // The legend stands at the right; what is looked for must not lie under it.
    const right = Math.min(220, size.width / 4);
    this.moveTo(fitted(extent, size, { top: margin, left: margin, bottom: margin, right }));
  }

  private moveTo(view: PlainView): void {
    this.view = view;
    const [, latitude] = toLonLat(view.x, view.y);
    this.events.onScale(scaleDenominator(view.zoom, latitude));
    this.drawScaleBar();
    this.stack.moved();
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.events.onPlace(view), rest);
  }

  private rowAt(px: number, py: number): number | null {
    const { content } = this;
    if (!content || !this.views.some(({ id, visible }) => visible && id === content.plots)) return null;
    const [x, y] = placeAt(this.view, this.stack.size(), px, py);
    const row = plotAt(content.picture.plots, content.picture.plotIndex, x, y);
    return row < 0 ? null : row;
  }

  private pointAt(pixel: readonly [number, number] | null): void {
    const row = pixel && this.rowAt(...pixel);
    this.stack.top.style.cursor = row === null ? '' : 'pointer';
    this.events.onHover(row);
    this.events.onPointer(pixel && placeAt(this.view, this.stack.size(), ...pixel));
  }

  private drawGround(surface: Surface): void {
    const paper: Paper = { ...surface, view: this.view, scheme: this.scheme };
    paintGround(paper);
    if (this.content) this.drawContent(paper, this.content);
  }

  private drawTop(surface: Surface): void {
    if (!this.content) return;
    const { plots } = this.content.picture;
    const paper: Paper = { ...surface, view: this.view, scheme: this.scheme };
    if (this.hover !== null) paintHover(paper, plots, this.hover);
    paintOutlines(paper, plots, ...this.selection);
    paintMarks(paper, this.marks);
  }

  private drawContent(paper: Paper, { picture, layers, plots }: MapContent): void {
    const written: Written = [];
    const bottomUp = [...this.views].reverse().filter(({ visible }) => visible);
    for (const { id } of bottomUp) {
      const relief = picture.reliefs.get(id);
      if (relief) paintRelief(paper, relief);
      const layer = layers.find(({ definition }) => definition.id === id);
      const geometry = picture.layers.get(id)?.geometry;
      if (!layer || !geometry) continue;
      const counted = this.counted.get(id) ?? null;
      if (id === plots) {
        if (this.classes) paintPlots(paper, geometry, this.classes, this.typical);
      } else if (geometry.kind === 'points') paintPoints(paper, layer, geometry, counted, written);
      else paintFeatures(paper, layer, geometry, counted);
    }
  }

  private drawScaleBar(): void {
    const [, latitude] = toLonLat(this.view.x, this.view.y);
    const { metres, width } = scaleBar(groundMetresPerPixel(this.view.zoom, latitude), 120);
    this.bar.style.width = `${width}px`;
    this.bar.textContent = metres >= 1000 ? `${metres / 1000}\u202fkm` : `${metres}\u202fm`;
  }
}

/** A view that has not moved for so long has come to rest, ms. */
const rest = 150;

const worldCentre: PlainView = { x: 0.539, y: 0.25, zoom: 5 };
