import type { LoadedLayer } from '../../shared/analysis/types.ts';
import type { Extent, Geometry, Polygons } from '../../shared/geometry/types.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import type { StudyPicture } from './picture.ts';
import type { MapScheme } from './ramp.ts';

/** What the map tells the window. Places are in Web Mercator world units. */
export interface StudyMapEvents {
  readonly onHover: (row: number | null) => void;
  readonly onSelect: (row: number | null, keys: { readonly shift: boolean; readonly control: boolean }) => void;
  readonly onPointer: (place: readonly [x: number, y: number] | null) => void;
  readonly onScale: (denominator: number) => void;
  /** The view came to rest. */
  readonly onPlace: (place: MapPlace) => void;
  /** The drawing context was lost and could not be had again, or never was. */
  readonly onUnavailable: () => void;
  /** What paints the map ended again and again: it shows what it showed last. */
  readonly onStuck: () => void;
}

/** Where a map looks: the place in its middle, and MapLibre's zoom (a world of 512 pixels at 0). */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What is drawn: the picture with its layers and the order and eyes of the layer list (first on top). */
export interface MapContent {
  readonly picture: StudyPicture;
  readonly layers: readonly LoadedLayer[];
  readonly plots: LayerId;
}
export interface MapView {
  readonly id: LayerId;
  readonly visible: boolean;
}

/** What is pointed out besides plots. Geometry and places in Web Mercator world units. */
export interface MapMarks {
  /** Rectangles that have room on the plot whose card is shown; null: none. */
  readonly rectangles: Polygons | null;
  /** The feature that a remark is about, and where in it; null: nobody asked. */
  readonly remark: {
    readonly geometry: Geometry;
    readonly row: number;
    readonly place: readonly [x: number, y: number] | null;
  } | null;
}

/** The map of a study, drawn by the graphics card or, where none draws, painted by the processor. */
export interface StudyMap {
  /**
   * Null clears the map while a study is being read. The view moves only to other plots: to the place, or without one to show
   * everything.
   */
  setContent(content: MapContent | null, views: readonly MapView[], place: MapPlace | null): void;
  setViews(views: readonly MapView[]): void;
  setClasses(classes: Uint8Array): void;
  /** Per layer 1 for rows that count; the others are drawn faintly. Layers not named count as a whole. */
  setCounted(counted: ReadonlyMap<LayerId, Uint8Array>): void;
  setHover(row: number | null): void;
  setSelection(rows: readonly number[], primary: number | null): void;
  setMarks(marks: MapMarks): void;
  setScheme(scheme: MapScheme): void;
  /** What readers are told the map is. */
  setLabel(label: string): void;
  zoomToAll(): void;
  zoomToRows(rows: readonly number[]): void;
  zoomToExtent(extent: Extent): void;
  zoomBy(steps: number): void;
  /** A small picture of what is drawn, as a data address; null where nothing is. */
  takePicture(): Promise<string | null>;
  destroy(): void;
}
