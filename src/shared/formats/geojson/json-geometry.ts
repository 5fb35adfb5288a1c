import type { GeometryGatherer, LayerKind } from '../gathering/geometry-gatherer.ts';
import type { ShapesByKind } from '../gathering/shapes-by-kind.ts';

/** Collections lie at most so deep in each other. */
const deepest = 8;

export const member = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The layer kind of a GeoJSON geometry type; undefined for other types. */
export function layerKind(type: unknown): LayerKind | undefined {
  if (type === 'Point' || type === 'MultiPoint') return 'points';
  if (type === 'LineString' || type === 'MultiLineString') return 'lines';
  return type === 'Polygon' || type === 'MultiPolygon' ? 'polygons' : undefined;
}

/** Adds geometries to the running feature. Everything in them may be of any shape; nothing is trusted. */
export class JsonShapes {
  hasHeights = false;

  constructor(private readonly shapes: ShapesByKind) {}

  /** A null geometry is none; anything else that is no geometry is refused. */
  add(geometry: unknown, depth = 0): void {
    if (geometry === null) return;
    const type = isObject(geometry) ? member(geometry, 'type') : undefined;
    const kind = layerKind(type);
    const inner = isObject(geometry) ? member(geometry, 'geometries') : undefined;
    if (isObject(geometry) && kind !== undefined) {
      const coordinates = member(geometry, 'coordinates');
      const parts = String(type).startsWith('Multi') ? listOf(coordinates) : [coordinates];
      for (const part of parts) this.addPart(kind, part);
    } else if (type === 'GeometryCollection' && Array.isArray(inner) && depth < deepest) {
      for (const one of inner) this.add(one, depth + 1);
    } else this.shapes.refuse();
  }

  private addPart(kind: LayerKind, part: unknown): void {
    const gatherer = this.shapes.of(kind);
    if (kind === 'points') this.addPosition(gatherer, part);
    else if (kind === 'lines') {
      this.addPath(gatherer, part);
      gatherer.endPath();
    } else {
      for (const ring of listOf(part)) {
        this.addPath(gatherer, ring);
        gatherer.endRing();
      }
      gatherer.endPolygon();
    }
  }

  private addPath(gatherer: GeometryGatherer, path: unknown): void {
    const positions = listOf(path);
    if (positions.length === 0) gatherer.refuse();
    for (const position of positions) this.addPosition(gatherer, position);
  }

  private addPosition(gatherer: GeometryGatherer, position: unknown): void {
    const [x, y] = Array.isArray(position) ? position : [];
    if (typeof x !== 'number' || typeof y !== 'number') {
      gatherer.refuse();
      return;
    }
    if ((position as unknown[]).length > 2) this.hasHeights = true;
    gatherer.vertex(x, y);
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [undefined];
}
