import { findColumn } from '../../../shared/dataset/columns.ts';
import { plotAt } from '../../../shared/geometry/locate.ts';
import type { Extent } from '../../../shared/geometry/types.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import { rowsExtent, typicalPlotSize } from '../picture.ts';
import type { MapScheme } from '../ramp.ts';
import type { MapContent, MapMarks, MapPlace, MapView, StudyMap, StudyMapEvents } from '../study-map-types.ts';
import { thumbnailOf } from '../thumbnail.ts';
import { groundMetresPerPixel, scaleDenominator, toLonLat } from '../world.ts';
import { Canvases, type Painters } from './canvases.ts';
import { listenToGestures } from './gestures.ts';
import { type Paper, paintGround, paintHover, paintRelief } from './paint.ts';
import { paintMarks } from './paint-marks.ts';
import type { PaintedLayer } from './painter-messages.ts';
import { type PainterPort, startPainter } from './painter-port.ts';
import { Pictures } from './pictures.ts';
import { fitted, type PlainView, panned, pixelOf, placeAt, scaleBar, zoomedAbout } from './plain-view.ts';

/** Opens a map that needs no graphics card in an element: pictures of the layers, painted in a thread of their own. */
export function createPlainMap(container: HTMLElement, scheme: MapScheme, events: StudyMapEvents): StudyMap {
  return new PlainStudyMap(container, scheme, events);
}

class PlainStudyMap implements StudyMap {
  private readonly canvases: Canvases;
  private readonly painter: PainterPort;
  private readonly pictures = new Pictures();
  private readonly bar = document.createElement('div');
  /** The circle around the place of a remark. */
  private readonly circle = document.createElement('div');
  private readonly stopListening: () => void;
  private content: MapContent | null = null;
  private views: readonly MapView[] = [];
  private hover: number | null = null;
  private primary: number | null = null;
  private marks: MapMarks = { rectangles: null, remark: null };
  private view: PlainView = { ...worldCentre };
  private fittedTo = '';
  private typicalPlot = 0;
  private resting = 0;

  constructor(
    container: HTMLElement,
    private scheme: MapScheme,
    private readonly events: StudyMapEvents,
  ) {
    const { bar } = this;
    const painters = {
      ground: (surface) => this.drawGround({ ...surface, view: this.view, scheme: this.scheme }),
      top: (surface) => this.drawTop({ ...surface, view: this.view, scheme: this.scheme }),
    } satisfies Painters;
    this.canvases = new Canvases(container, painters, () => this.repaint());
    this.painter = startPainter((picture) => {
      this.pictures.take(picture);
      this.canvases.redrawGround();
    }, events.onStuck);
    const { top } = this.canvases;
    top.tabIndex = 0;
    // The looks of MapLibre's own canvas and scale bar.
    top.className = 'maplibregl-canvas';
    bar.className = 'maplibregl-ctrl maplibregl-ctrl-scale';
    bar.style.cssText = 'position:absolute;left:10px;bottom:10px';
    container.append(bar);
    this.circle.className = 'map-mark';
    this.circle.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none';
    this.stopListening = listenToGestures(top, {
      onPan: (dx, dy) => this.moveTo(panned(this.view, dx, dy)),
      onZoom: (steps, px, py) => this.moveTo(zoomedAbout(this.view, this.canvases.size, steps, px, py)),
      onPoint: (pixel) => this.pointAt(pixel),
      onClick: (px, py, keys) => events.onSelect(this.rowAt(px, py), keys),
    });
    this.canvases.redrawGround();
  }

  setContent(content: MapContent | null, views: readonly MapView[], place: MapPlace | null): void {
    const before = this.content;
    this.content = content;
    this.views = views;
    if (before?.picture === content?.picture) return;
    const otherPlots = content?.picture.extent.join() !== this.fittedTo;
    this.pictures.keepOnly(new Set(otherPlots ? [] : content?.picture.layers.keys()));
    if (otherPlots) this.painter.order({ kind: 'classes', classes: null });
    const kept = content && before && !otherPlots ? keptLayers(content, before) : [];
    if (!content || !kept.includes(content.plots))
      this.typicalPlot = content ? typicalPlotSize(content.picture.plots) : 0;
    this.painter.order({
      kind: 'content',
      layers: content ? paintedLayers(content) : [],
      plots: content?.plots ?? null,
      kept,
      typicalPlot: this.typicalPlot,
    });
    this.fittedTo = content?.picture.extent.join() ?? '';
    if (!content || !otherPlots) this.repaint();
    else if (place) this.moveTo(place);
    else this.zoomToAll();
  }

  setViews(views: readonly MapView[]): void {
    this.views = views;
    this.repaint();
  }

  setClasses(classes: Uint8Array): void {
    this.painter.order({ kind: 'classes', classes });
  }

  setCounted(counted: ReadonlyMap<LayerId, Uint8Array>): void {
    this.painter.order({ kind: 'counted', counted });
  }

  setHover(row: number | null): void {
    if (this.hover === row) return;
    this.hover = row;
    this.canvases.redrawTop();
  }

  setSelection(rows: readonly number[], primary: number | null): void {
    this.primary = primary;
    this.painter.order({ kind: 'selection', selection: { rows, primary } });
    this.canvases.redrawTop();
  }

  setMarks(marks: MapMarks): void {
    this.marks = marks;
    if (marks.remark?.place) this.bar.before(this.circle);
    else this.circle.remove();
    this.canvases.redrawTop();
  }

  setScheme(scheme: MapScheme): void {
    this.scheme = scheme;
    this.repaint();
  }

  setLabel(label: string): void {
    this.canvases.top.setAttribute('role', 'application');
    this.canvases.top.setAttribute('aria-label', label);
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
    const size = this.canvases.size;
    const { width, height } = size;
    this.moveTo(zoomedAbout(this.view, size, steps, width / 2, height / 2));
  }

  async takePicture(): Promise<string | null> {
    if (!this.content) return null;
    await this.painter.atRest();
    this.canvases.paintGround();
    return thumbnailOf(this.canvases.ground);
  }

  destroy(): void {
    clearTimeout(this.resting);
    this.stopListening();
    this.painter.end();
    this.pictures.keepOnly(new Set());
    this.canvases.remove();
    this.bar.remove();
    this.circle.remove();
  }

  private fit(extent: Extent, margin: number): void {
    const size = this.canvases.measure();
    // The legend stands at the right; what is looked for must not lie under it.
    const right = Math.min(220, size.width / 4);
    this.moveTo(fitted(extent, size, { top: margin, left: margin, bottom: margin, right }));
  }

  private moveTo(view: PlainView): void {
    this.view = view;
    const [, latitude] = toLonLat(view.x, view.y);
    this.events.onScale(scaleDenominator(view.zoom, latitude));
    this.drawScaleBar();
    this.repaint();
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.events.onPlace(view), rest);
  }

  private rowAt(px: number, py: number): number | null {
    const { content } = this;
    if (!content || !this.views.some(({ id, visible }) => visible && id === content.plots)) return null;
    const [x, y] = placeAt(this.view, this.canvases.size, px, py);
    const row = plotAt(content.picture.plots, content.picture.plotIndex, x, y);
    return row < 0 ? null : row;
  }

  private pointAt(pixel: readonly [number, number] | null): void {
    const row = pixel && this.rowAt(...pixel);
    this.canvases.top.style.cursor = row === null ? '' : 'pointer';
    this.events.onHover(row);
    this.events.onPointer(pixel && placeAt(this.view, this.canvases.size, ...pixel));
  }

  /** Shows what there is at once, and asks the painter for what belongs there. */
  private repaint(): void {
    this.canvases.redrawGround();
    this.canvases.redrawTop();
    if (!this.content) return;
    const framing = { view: this.view, size: this.canvases.size, ratio: window.devicePixelRatio };
    const visible = this.bottomUp().map(({ id }) => id);
    this.painter.order({ kind: 'wish', wish: { framing, scheme: this.scheme, visible } });
  }

  private bottomUp(): readonly MapView[] {
    return [...this.views].reverse().filter(({ visible }) => visible);
  }

  private drawGround(paper: Paper): void {
    paintGround(paper);
    if (!this.content) return;
    const { reliefs } = this.content.picture;
    for (const { id } of this.bottomUp()) {
      const relief = reliefs.get(id);
      if (relief) paintRelief(paper, relief);
      this.pictures.show(paper, { kind: 'layer', id });
    }
    for (const kind of ['names', 'outlines'] as const) this.pictures.show(paper, { kind });
  }

  private drawTop(paper: Paper): void {
    if (!this.content) return;
    const { plots } = this.content.picture;
    if (this.hover !== null) paintHover(paper, plots, this.hover, this.hover === this.primary);
    paintMarks(paper, this.marks);
    const place = this.marks.remark?.place;
    if (!place) return;
    const [x, y] = pixelOf(paper.view, paper.size, ...place);
    this.circle.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
  }

  private drawScaleBar(): void {
    const [, latitude] = toLonLat(this.view.x, this.view.y);
    const { metres, width } = scaleBar(groundMetresPerPixel(this.view.zoom, latitude), 120);
    this.bar.style.width = `${width}px`;
    this.bar.textContent = metres >= 1000 ? `${metres / 1000}\u202fkm` : `${metres}\u202fm`;
  }
}

/** Layers of one study that were drawn before and are the same still: a picture grows from the plots to all layers. */
function keptLayers({ picture, layers }: MapContent, before: MapContent): LayerId[] {
  const vertices = ({ layers: drawn }: MapContent['picture'], id: LayerId) => {
    const geometry = drawn.get(id)?.geometry;
    return geometry && geometry.kind !== 'none' ? geometry.xy : null;
  };
  return layers.flatMap(({ definition }) => {
    const xy = vertices(picture, definition.id);
    const same = before.layers.some((layer) => layer.definition === definition);
    return same && xy !== null && xy === vertices(before.picture, definition.id) ? [definition.id] : [];
  });
}

function paintedLayers({ picture, layers }: MapContent): PaintedLayer[] {
  return layers.flatMap(({ definition: { id, role, theme, fields }, dataset }): PaintedLayer[] => {
    const geometry = picture.layers.get(id)?.geometry;
    if (!geometry || geometry.kind === 'none') return [];
    const field = fields.get('name') ?? fields.get('label') ?? null;
    const column = field === null || geometry.kind !== 'points' ? undefined : findColumn(dataset, field);
    return [{ id, geometry, role, theme, names: column?.type === 'text' ? column : null }];
  });
}

/** A view that has not moved for so long has come to rest, ms. */
const rest = 150;

const worldCentre: PlainView = { x: 0.539, y: 0.25, zoom: 5 };
