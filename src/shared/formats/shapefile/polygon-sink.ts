import type { Polygons } from '../../geometry/types.ts';
import { GrowableUint32 } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';
import { RingNesting, type RingSet } from '../ring-nesting.ts';
import { reverseRing, signedArea } from '../rings.ts';
import { coordinatesFor, type GeometrySink, trimmed } from './geometry-sink.ts';
import { readPartTable } from './part-table.ts';
import { isUsable } from './shape-types.ts';

/** What was mended over the whole file, told once. */
interface Mended {
  count: number;
  first: number;
}

/**
 * Polygons. The format says outer rings run clockwise and holes the other way; files disagree. Rings are copied
 * backwards (so a right file comes out as outer counter-clockwise), then winding and containment are compared:
 * where they differ, containment decides what is a hole, and the winding is mended.
 */
export class PolygonSink implements GeometrySink {
  private readonly xy: Float64Array;
  private readonly featureStart = new GrowableUint32();
  private readonly partStart = new GrowableUint32();
  private readonly ringStart = new GrowableUint32();
  private readonly starts = { values: new Int32Array(64) };
  private readonly log: IssueLog;
  private readonly rewound: Mended = { count: 0, first: 0 };
  private readonly unclosed: Mended = { count: 0, first: 0 };
  private readonly flat: Mended = { count: 0, first: 0 };
  private vertices = 0;
  private area = 0;
  private bad = 0;

  constructor(fileSize: number, log: IssueLog) {
    this.xy = coordinatesFor(fileSize);
    this.log = log;
    this.featureStart.push(0);
    this.partStart.push(0);
    this.ringStart.push(0);
  }

  add(view: DataView, at: number, length: number, feature: number): void {
    const parts = readPartTable(view, at, length, this.starts);
    if (parts < 0) this.log.add('error', 'shp-record-damaged', {}, feature);
    this.bad = 0;
    if (parts === 1) this.addSingle(view, at + 44, feature);
    else if (parts > 1) this.addSeveral(view, at + 40 + parts * 4, parts, feature);
    if (this.bad > 0) this.log.add('warning', 'coordinates-dropped', { count: this.bad }, feature);
    this.featureStart.push(this.partStart.length - 1);
  }

  addNull(): void {
    this.featureStart.push(this.partStart.length - 1);
  }

  finish(): Polygons {
    const { log } = this;
    if (this.rewound.count > 0) log.add('info', 'rings-rewound', { count: this.rewound.count }, this.rewound.first);
    if (this.unclosed.count > 0) {
      log.add('warning', 'rings-unclosed', { count: this.unclosed.count }, this.unclosed.first);
    }
    if (this.flat.count > 0) log.add('warning', 'rings-dropped', { count: this.flat.count }, this.flat.first);
    return {
      kind: 'polygons',
      xy: trimmed(this.xy, this.vertices * 2),
      featureStart: this.featureStart.toShared(),
      partStart: this.partStart.toShared(),
      ringStart: this.ringStart.toShared(),
    };
  }

  private addSingle(view: DataView, at: number, feature: number): void {
    const from = this.starts.values[0];
    const kept = this.copyRing(view, at + from * 16, this.starts.values[1] - from, feature);
    if (kept < 3) return;
    if (this.area < 0) {
      reverseRing(this.xy, this.vertices, this.vertices + kept);
      note(this.rewound, feature);
    }
    this.vertices += kept;
    this.ringStart.push(this.vertices);
    this.partStart.push(this.ringStart.length - 1);
  }

  private addSeveral(view: DataView, at: number, parts: number, feature: number): void {
    const start = [this.vertices];
    const area: number[] = [];
    for (let part = 0; part < parts; part++) {
      const from = this.starts.values[part];
      const kept = this.copyRing(view, at + from * 16, this.starts.values[part + 1] - from, feature);
      if (kept < 3) continue;
      this.vertices += kept;
      start.push(this.vertices);
      area.push(this.area);
    }
    if (area.length > 0) this.placeRings({ xy: this.xy, start, count: area.length, area }, feature);
  }

  /** Decides which rings are holes and of what, and writes parts, outer ring first. */
  private placeRings(rings: RingSet, feature: number): void {
    const nesting = new RingNesting(rings);
    const parent = nesting.parents() ?? this.parentsByOrder(rings, feature);
    const hole = this.findHoles(rings, nesting, parent, feature);
    let orderIsRight = true;
    let lastOuter = -1;
    for (let ring = 0; ring < rings.count; ring++) {
      if (!hole[ring]) lastOuter = ring;
      else if (parent[ring] !== lastOuter) orderIsRight = false;
      if (rings.area[ring] < 0 !== (hole[ring] === 1)) {
        reverseRing(rings.xy, rings.start[ring], rings.start[ring + 1]);
      }
    }
    const order = orderIsRight ? null : partsInOrder(parent, hole);
    if (order) permuteRings(rings, order);
    for (let at = 0, vertex = rings.start[0]; at < rings.count; at++) {
      const ring = order ? order[at] : at;
      if (at > 0 && !hole[ring]) this.partStart.push(this.ringStart.length - 1);
      vertex += rings.start[ring + 1] - rings.start[ring];
      this.ringStart.push(vertex);
    }
    this.partStart.push(this.ringStart.length - 1);
  }

  /** A ring at odd depth is a hole; a ring wound as an outer ring that only overlaps its neighbour is not. */
  private findHoles(rings: RingSet, nesting: RingNesting, parent: Int32Array, feature: number): Uint8Array {
    const depth = depths(parent);
    const hole = new Uint8Array(rings.count);
    let disagree = 0;
    for (let ring = 0; ring < rings.count; ring++) {
      hole[ring] = depth[ring] & 1;
      if (rings.area[ring] < 0 !== (hole[ring] === 1)) disagree++;
    }
    if (disagree === 0) return hole;
    note(this.rewound, feature);
    if (disagree === rings.count) return hole;
    const overlapping = new Set<number>();
    for (let ring = 0; ring < rings.count; ring++) {
      if (!hole[ring] || rings.area[ring] < 0 || nesting.fullyInside(ring, parent[ring])) continue;
      hole[ring] = 0;
      overlapping.add(ring);
    }
    for (let ring = 0; ring < rings.count; ring++) {
      if (!hole[ring] && rings.area[ring] < 0 && overlapping.has(parent[ring])) hole[ring] = 1;
    }
    return hole;
  }

  /** Where containment is too much work: holes follow their outer ring, as the winding says. */
  private parentsByOrder(rings: RingSet, feature: number): Int32Array {
    this.log.add('warning', 'rings-unchecked', { count: rings.count }, feature);
    const parent = new Int32Array(rings.count).fill(-1);
    for (let ring = 0, outer = -1; ring < rings.count; ring++) {
      if (rings.area[ring] >= 0 || outer < 0) outer = ring;
      else parent[ring] = outer;
    }
    return parent;
  }

  /** Copies a ring backwards behind the vertices already kept, without its closing vertex; sets `area`; returns vertices. */
  private copyRing(view: DataView, at: number, count: number, feature: number): number {
    if (count < 1) return 0;
    const xy = this.xy;
    const x0 = view.getFloat64(at, true);
    const y0 = view.getFloat64(at + 8, true);
    const lastAt = at + (count - 1) * 16;
    const closed = view.getFloat64(lastAt, true) === x0 && view.getFloat64(lastAt + 8, true) === y0;
    let out = this.vertices * 2;
    let sum = 0;
    let px = 0;
    let py = 0;
    let bad = 0;
    for (let from = closed ? lastAt - 16 : lastAt; from >= at; from -= 16) {
      const x = view.getFloat64(from, true);
      const y = view.getFloat64(from + 8, true);
      if (!isUsable(x) || !isUsable(y)) {
        bad++;
        continue;
      }
      xy[out++] = x;
      xy[out++] = y;
      const dx = x - x0;
      const dy = y - y0;
      sum += px * dy - dx * py;
      px = dx;
      py = dy;
    }
    let kept = out / 2 - this.vertices;
    this.area = sum / 2;
    if (bad > 0) kept = this.mendRing(kept, bad);
    else if (!closed) note(this.unclosed, feature);
    if (kept < 3) note(this.flat, feature);
    return kept;
  }

  /** After vertices were left out: the ring may now end where it begins, and its area must be taken again. */
  private mendRing(kept: number, bad: number): number {
    const { xy, vertices } = this;
    this.bad += bad;
    let end = vertices + kept;
    while (end - vertices > 1 && xy[2 * end - 2] === xy[2 * vertices] && xy[2 * end - 1] === xy[2 * vertices + 1]) {
      end--;
    }
    this.area = signedArea(xy, vertices, end);
    return end - vertices;
  }
}

function note(mended: Mended, feature: number): void {
  if (mended.count === 0) mended.first = feature;
  mended.count++;
}

/** How many rings lie around each ring. */
function depths(parent: Int32Array): Int32Array {
  const depth = new Int32Array(parent.length).fill(-1);
  const chain: number[] = [];
  for (let ring = 0; ring < parent.length; ring++) {
    let at = ring;
    while (at >= 0 && depth[at] < 0) {
      chain.push(at);
      at = parent[at];
    }
    let level = at < 0 ? -1 : depth[at];
    while (chain.length > 0) depth[chain.pop()!] = ++level;
  }
  return depth;
}

/** Ring numbers so that each outer ring is followed by its holes; otherwise in the file's order. */
function partsInOrder(parent: Int32Array, hole: Uint8Array): Int32Array {
  const holesOf = new Map<number, number[]>();
  for (let ring = 0; ring < parent.length; ring++) {
    if (!hole[ring]) continue;
    const list = holesOf.get(parent[ring]);
    if (list) list.push(ring);
    else holesOf.set(parent[ring], [ring]);
  }
  const order = new Int32Array(parent.length);
  let count = 0;
  for (let ring = 0; ring < parent.length; ring++) {
    if (hole[ring]) continue;
    order[count++] = ring;
    for (const inner of holesOf.get(ring) ?? []) order[count++] = inner;
  }
  return order;
}

/** Rewrites the feature's vertices in the new order of rings. */
function permuteRings(rings: RingSet, order: Int32Array): void {
  const first = 2 * rings.start[0];
  const before = rings.xy.slice(first, 2 * rings.start[rings.count]);
  let out = first;
  for (const ring of order) {
    const from = 2 * rings.start[ring] - first;
    const to = 2 * rings.start[ring + 1] - first;
    rings.xy.set(before.subarray(from, to), out);
    out += to - from;
  }
}
