import type { Polygons } from '../../../shared/geometry/types.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import type { Paper } from './paint.ts';
import { paintLayer, paintNames } from './paint-layer.ts';
import { paintOutlines } from './paint-outlines.ts';
import type {
  PaintedLayer,
  PainterOrder,
  PainterReply,
  PaintWish,
  SelectedPlots,
  Subject,
} from './painter-messages.ts';
import { type Framing, sameFraming } from './plain-view.ts';
import { PlotPictures } from './plot-pictures.ts';

/** A round that took so long is given up for a newer place, ms; a shorter one is brought to its end. */
const patience = 100;

/** What a picture was painted from; the same again needs no painting. */
interface Painted {
  readonly wish: PaintWish;
  readonly of: readonly unknown[];
}

/** Paints the pictures that the map is made of, plots and selection first; newer wishes and colours come between two pictures. */
export class Painter {
  private layers: ReadonlyMap<LayerId, PaintedLayer> = new Map();
  private plots: {
    readonly id: LayerId;
    readonly layer: PaintedLayer;
    readonly geometry: Polygons;
    readonly pictures: PlotPictures;
  } | null = null;
  private classes: Uint8Array | null = null;
  private counted: ReadonlyMap<LayerId, Uint8Array> = new Map();
  private selection: SelectedPlots = { rows: [], primary: null };
  private wish: PaintWish | null = null;
  private readonly painted = new Map<string, Painted>();
  private orders = 0;
  private working = false;

  /** `breathe` lets orders come in; after `fail` this painter is at its end. */
  constructor(
    private readonly reply: (reply: PainterReply, transfer: Transferable[]) => void,
    private readonly breathe: () => Promise<void>,
    private readonly fail: (error: unknown) => void,
  ) {}

  take(order: PainterOrder): void {
    this.orders++;
    if (order.kind === 'classes') this.classes = order.classes;
    else if (order.kind === 'counted') this.counted = order.counted;
    else if (order.kind === 'selection') this.selection = order.selection;
    else if (order.kind === 'wish') this.wish = order.wish;
    else this.takeContent(order);
    if (!this.working) this.work().catch(this.fail);
  }

  private takeContent({ layers, plots: plotsId, kept, typicalPlot }: Extract<PainterOrder, { kind: 'content' }>): void {
    const former = this.layers;
    this.layers = new Map(
      layers.map((layer) => [layer.id, (kept.includes(layer.id) && former.get(layer.id)) || layer]),
    );
    const layer = plotsId === null ? undefined : this.layers.get(plotsId);
    if (layer && layer === this.plots?.layer) return;
    this.plots =
      layer?.geometry.kind === 'polygons'
        ? { id: layer.id, layer, geometry: layer.geometry, pictures: new PlotPictures(layer.geometry, typicalPlot) }
        : null;
  }

  private async work(): Promise<void> {
    this.working = true;
    let done = -1;
    while (done !== this.orders) {
      done = this.orders;
      await this.paintAll();
      await this.breathe();
    }
    this.working = false;
    this.reply({ kind: 'rest', orders: done }, []);
  }

  /** Paints what is not as it is wished. */
  private async paintAll(): Promise<void> {
    const { wish } = this;
    if (!wish) return;
    const begun = performance.now();
    const layers = wish.visible.flatMap((id) => this.layers.get(id) ?? []);
    const subjectOf = ({ id }: PaintedLayer): Subject => ({ kind: 'layer', id });
    const isPlots = ({ id }: PaintedLayer): boolean => id === this.plots?.id;
    const urgent: Subject[] = [...layers.filter(isPlots).map(subjectOf), { kind: 'outlines' }];
    const others = layers.filter((layer) => !isPlots(layer)).map(subjectOf);
    const subjects: Subject[] = [...urgent, ...others, { kind: 'names' }];
    for (const subject of subjects) {
      if (!this.paintSubject(subject, wish, layers)) continue;
      await this.breathe();
      if (this.wish !== wish && performance.now() - begun > patience) return;
      // Colours and the selection do not wait for layers that take long.
      for (const one of urgent) this.paintSubject(one, wish, layers);
    }
  }

  /** Paints a picture if it would be another than before; the answer is whether it did. */
  private paintSubject(subject: Subject, wish: PaintWish, layers: readonly PaintedLayer[]): boolean {
    const of = this.madeOf(subject, layers);
    const name = subject.kind === 'layer' ? `layer ${subject.id}` : subject.kind;
    const before = this.painted.get(name);
    if (before && isSame(before, { wish, of })) return false;
    this.painted.set(name, { wish, of });
    const image = this.imageOf(subject, wish, layers);
    if (image) this.reply({ kind: 'picture', subject, framing: wish.framing, image }, [image]);
    return true;
  }

  /** What a picture shows besides the place, as objects that are replaced when it changes. */
  private madeOf(subject: Subject, layers: readonly PaintedLayer[]): readonly unknown[] {
    if (subject.kind === 'names') return layers;
    if (subject.kind === 'outlines') return [this.plots, this.selection];
    const layer = this.layers.get(subject.id);
    return [layer, subject.id === this.plots?.id ? this.classes : this.counted.get(subject.id)];
  }

  private imageOf(subject: Subject, wish: PaintWish, layers: readonly PaintedLayer[]): ImageBitmap | null {
    if (subject.kind === 'names') return paintOnCanvas(wish, (paper) => paintNames(paper, layers.toReversed()));
    if (subject.kind === 'outlines') {
      const { plots, selection } = this;
      return paintOnCanvas(wish, (paper) => plots && paintOutlines(paper, plots.geometry, selection));
    }
    if (subject.id === this.plots?.id) return this.paintPlots(wish);
    const layer = this.layers.get(subject.id);
    const counted = this.counted.get(subject.id) ?? null;
    return layer ? paintOnCanvas(wish, (paper) => paintLayer(paper, layer, counted)) : null;
  }

  private paintPlots({ framing, scheme }: PaintWish): ImageBitmap | null {
    if (!this.classes) return null;
    const pixels = this.plots?.pictures.paint(framing, scheme, this.classes);
    if (!pixels) return null;
    const canvas = new OffscreenCanvas(pixels.width, pixels.height);
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    return canvas.transferToImageBitmap();
  }
}

function isSame(a: Painted, b: Painted): boolean {
  return (
    sameFraming(a.wish.framing, b.wish.framing) &&
    a.wish.scheme === b.wish.scheme &&
    a.of.length === b.of.length &&
    a.of.every((each, k) => each === b.of[k])
  );
}

function paintOnCanvas({ framing, scheme }: PaintWish, paint: (paper: Paper) => void): ImageBitmap | null {
  const { width, height } = pixelSize(framing);
  if (width === 0 || height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.scale(framing.ratio, framing.ratio);
  paint({ ...framing, pen, scheme });
  return canvas.transferToImageBitmap();
}

function pixelSize({ size, ratio }: Framing) {
  return { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) };
}
