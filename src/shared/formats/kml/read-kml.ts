import type { ByteSource } from '../../lib/byte-source.ts';
import type { Problem } from '../../lib/issue.ts';
import type { Outcome } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { attributeOf, type XmlHandler } from '../xml/read-xml.ts';
import { readXmlLayer, type XmlTarget } from '../xml/read-xml-layer.ts';
import { parseCoordinates, parseTrackPlace } from './coordinates.ts';

/**
 * Reads the placemarks of KML 2.2 and 2.3 (OGC 12-007r2): points, lines, polygons, tracks and collections of them; name,
 * description, extended data and the name of the folder as fields.
 */
export function readKml(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const format = { name: 'kml', root: 'kml', handler: (target: XmlTarget) => new KmlHandler(target) };
  return readXmlLayer(format, name, source, options, progress);
}

/** Elements whose text is wanted wherever they stand in a placemark. */
const texts: ReadonlySet<string> = new Set(['name', 'description', 'coordinates', 'coord', 'value', 'SimpleData']);

class KmlHandler implements XmlHandler {
  private readonly target: XmlTarget;
  private readonly path: string[] = [];
  /** Names of the folders around, '' where one has none yet. */
  private readonly folders: string[] = [];
  private inPlacemark = false;
  private gathered: string[] | null = null;
  private field = '';
  private outer: number[] | null = null;
  private inner: number[][] = [];
  private track: number[] = [];
  private links = 0;

  constructor(target: XmlTarget) {
    this.target = target;
  }

  open(name: string, attributes: string): void {
    this.path.push(name);
    if (name === 'Folder') this.folders.push('');
    else if (name === 'Placemark') this.inPlacemark = true;
    else if (name === 'NetworkLink' && this.links++ === 0) this.target.log.add('warning', 'kml-network-link');
    else if (name === 'Polygon') [this.outer, this.inner] = [null, []];
    else if (name === 'Track') this.track = [];
    else if (name === 'Model' && this.inPlacemark) this.target.shapes.refuse();
    if (name === 'Data' || name === 'SimpleData') this.field = attributeOf(attributes, 'name') ?? '';
    const isFolderName = name === 'name' && this.parent() === 'Folder';
    if (isFolderName || (this.inPlacemark && texts.has(name))) this.gathered = [];
  }

  text(text: string): void {
    this.gathered?.push(text);
  }

  close(name: string): void {
    this.path.pop();
    const text = this.gathered?.join('').trim() ?? '';
    if (this.gathered !== null && texts.has(name)) this.take(name, text);
    if (texts.has(name)) this.gathered = null;
    if (name === 'Folder') this.folders.pop();
    else if (name === 'Polygon') this.polygon();
    else if (name === 'Track') this.line(this.track);
    else if (name === 'Placemark') this.endPlacemark();
  }

  private parent(): string {
    return this.path[this.path.length - 2] ?? '';
  }

  /** `path` ends with the parent of the element whose text this is. */
  private take(name: string, text: string): void {
    const parent = this.path[this.path.length - 1];
    const row = this.target.shapes.count;
    if (name === 'coordinates') this.coordinates(parent, text);
    else if (name === 'coord') this.track.push(...parseTrackPlace(text));
    else if (name === 'name' && parent === 'Folder') this.folders[this.folders.length - 1] = text;
    else if ((name === 'name' || name === 'description') && parent === 'Placemark')
      this.target.texts.set(row, name, text);
    else if ((name === 'value' && parent === 'Data') || (name === 'SimpleData' && parent === 'SchemaData'))
      this.target.texts.set(row, this.field || 'value', text);
  }

  private coordinates(parent: string, text: string): void {
    const xy = parseCoordinates(text);
    if (parent === 'Point') {
      const points = this.target.shapes.of('points');
      for (let at = 0; at + 1 < xy.length; at += 2) points.vertex(xy[at], xy[at + 1]);
    } else if (parent === 'LineString') this.line(xy);
    else if (parent === 'LinearRing') {
      const around = this.path[this.path.length - 2];
      if (around === 'outerBoundaryIs') this.outer = xy;
      else if (around === 'innerBoundaryIs') this.inner.push(xy);
      else this.line(xy);
    }
  }

  private line(xy: readonly number[]): void {
    if (!this.inPlacemark) return;
    const lines = this.target.shapes.of('lines');
    for (let at = 0; at + 1 < xy.length; at += 2) lines.vertex(xy[at], xy[at + 1]);
    lines.endPath();
  }

  private polygon(): void {
    if (!this.inPlacemark) return;
    const polygons = this.target.shapes.of('polygons');
    for (const ring of [this.outer ?? [], ...this.inner]) {
      for (let at = 0; at + 1 < ring.length; at += 2) polygons.vertex(ring[at], ring[at + 1]);
      polygons.endRing();
    }
    polygons.endPolygon();
  }

  private endPlacemark(): void {
    const { shapes, texts: fields, log } = this.target;
    const folder = this.folders.filter((one) => one !== '').join(' / ');
    if (folder !== '') fields.set(shapes.count, 'folder', folder);
    shapes.endFeature(shapes.count + 1, log);
    this.inPlacemark = false;
  }
}
