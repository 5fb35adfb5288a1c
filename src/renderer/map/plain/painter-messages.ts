import type { Role, Theme } from '../../../shared/dataset/themes.ts';
import type { TextColumn } from '../../../shared/dataset/types.ts';
import type { Geometry } from '../../../shared/geometry/types.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import type { MapScheme } from '../ramp.ts';
import type { Framing } from './plain-view.ts';

/** A layer as the painter needs it; geometry in Web Mercator world units. */
export interface PaintedLayer {
  readonly id: LayerId;
  readonly geometry: Geometry;
  readonly role: Role;
  readonly theme: Theme | null;
  /** What is written beside points; null nothing. */
  readonly names: TextColumn | null;
}

/** What a picture shows: a layer, the names of all of them, or the outlines of the selected plots. */
export type Subject =
  | { readonly kind: 'layer'; readonly id: LayerId }
  | { readonly kind: 'names' }
  | { readonly kind: 'outlines' };

export interface SelectedPlots {
  readonly rows: readonly number[];
  /** The plot whose card is shown. */
  readonly primary: number | null;
}

/** Which pictures are wanted. */
export interface PaintWish {
  readonly framing: Framing;
  readonly scheme: MapScheme;
  /** Layers that are seen, the lowest first. */
  readonly visible: readonly LayerId[];
}

/** What the page tells the painter. */
export type PainterOrder =
  | {
      readonly kind: 'content';
      readonly layers: readonly PaintedLayer[];
      readonly plots: LayerId | null;
      /** Layers that are what they were in the content before: they need no painting. */
      readonly kept: readonly LayerId[];
      /** Side of an average plot, in world units. */
      readonly typicalPlot: number;
    }
  | { readonly kind: 'classes'; readonly classes: Uint8Array | null }
  /** Per layer 1 for rows that count; the others are drawn faintly. */
  | { readonly kind: 'counted'; readonly counted: ReadonlyMap<LayerId, Uint8Array> }
  | { readonly kind: 'selection'; readonly selection: SelectedPlots }
  | { readonly kind: 'wish'; readonly wish: PaintWish };

/** What the painter answers: a picture, or that all that was wanted up to some order (the first is 1) is painted. */
export type PainterReply =
  | { readonly kind: 'picture'; readonly subject: Subject; readonly framing: Framing; readonly image: ImageBitmap }
  | { readonly kind: 'rest'; readonly orders: number };
