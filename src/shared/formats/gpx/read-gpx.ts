import type { ByteSource } from '../../lib/byte-source.ts';
import type { Problem } from '../../lib/issue.ts';
import type { Outcome } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { attributeOf, type XmlHandler } from '../xml/read-xml.ts';
import { readXmlLayer, type XmlTarget } from '../xml/read-xml-layer.ts';

/** Reads waypoints as points, routes and tracks as lines, of GPX 1.0 and 1.1; what stands in them as fields. */
export function readGpx(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const format = { name: 'gpx', root: 'gpx', handler: (target: XmlTarget) => new GpxHandler(target) };
  return readXmlLayer(format, name, source, options, progress);
}

/** What is a feature, and what the field `gpx` says of it. */
const features: ReadonlyMap<string, string> = new Map([
  ['wpt', 'waypoint'],
  ['rte', 'route'],
  ['trk', 'track'],
]);

class GpxHandler implements XmlHandler {
  private readonly target: XmlTarget;
  private readonly path: string[] = [];
  private feature: string | null = null;
  private gathered: string[] | null = null;

  constructor(target: XmlTarget) {
    this.target = target;
  }

  open(name: string, attributes: string): void {
    const { shapes } = this.target;
    // Only what stands in the feature itself, without elements of its own.
    this.gathered = this.feature !== null && this.path[this.path.length - 1] === this.feature ? [] : null;
    this.path.push(name);
    if (this.feature === null && features.has(name)) {
      this.feature = name;
      this.target.texts.set(shapes.count, 'gpx', features.get(name) ?? '');
    }
    const isPlace = name === 'wpt' ? this.feature === 'wpt' : name === 'rtept' || name === 'trkpt';
    if (isPlace && this.feature !== null) {
      const place = [attributeOf(attributes, 'lon'), attributeOf(attributes, 'lat')].map((text) =>
        text ? Number(text) : Number.NaN,
      );
      shapes.of(name === 'wpt' ? 'points' : 'lines').vertex(place[0], place[1]);
    }
  }

  text(text: string): void {
    this.gathered?.push(text);
  }

  close(name: string): void {
    this.path.pop();
    const { shapes, texts, log } = this.target;
    const parent = this.path[this.path.length - 1];
    if (this.gathered !== null && parent === this.feature) {
      const text = this.gathered.join('').trim();
      if (text !== '') texts.set(shapes.count, name, text);
      this.gathered = null;
    }
    if (name === 'trkseg' || (name === 'rte' && this.feature === 'rte')) shapes.of('lines').endPath();
    if (name !== this.feature || this.path.includes(name)) return;
    shapes.endFeature(shapes.count + 1, log);
    this.feature = null;
  }
}
