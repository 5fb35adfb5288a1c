import type { Lines } from '../../geometry/types.ts';
import { GrowableUint32 } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';
import { coordinatesFor, type GeometrySink, trimmed } from './geometry-sink.ts';
import { readPartTable } from './part-table.ts';
import { isUsable } from './shape-types.ts';

/** Polylines. Paths of fewer than two usable vertices have no direction and are left out with a warning. */
export class LineSink implements GeometrySink {
  private readonly xy: Float64Array;
  private readonly featureStart = new GrowableUint32();
  private readonly pathStart = new GrowableUint32();
  private readonly starts = { values: new Int32Array(64) };
  private readonly log: IssueLog;
  private vertices = 0;

  constructor(fileSize: number, log: IssueLog) {
    this.xy = coordinatesFor(fileSize);
    this.log = log;
    this.featureStart.push(0);
    this.pathStart.push(0);
  }

  add(view: DataView, at: number, length: number, feature: number): void {
    const parts = readPartTable(view, at, length, this.starts);
    if (parts < 0) this.log.add('error', 'shp-record-damaged', {}, feature);
    const coordinates = at + 40 + parts * 4;
    let bad = 0;
    let short = 0;
    for (let part = 0; part < parts; part++) {
      const count = this.starts.values[part + 1] - this.starts.values[part];
      const kept = this.copyPath(view, coordinates + this.starts.values[part] * 16, count);
      bad += count - kept;
      if (kept >= 2) {
        this.vertices += kept;
        this.pathStart.push(this.vertices);
      } else short++;
    }
    if (bad > 0) this.log.add('warning', 'coordinates-dropped', { count: bad }, feature);
    if (short > 0) this.log.add('warning', 'parts-dropped', { count: short }, feature);
    this.featureStart.push(this.pathStart.length - 1);
  }

  addNull(): void {
    this.featureStart.push(this.pathStart.length - 1);
  }

  finish(): Lines {
    return {
      kind: 'lines',
      xy: trimmed(this.xy, this.vertices * 2),
      featureStart: this.featureStart.toShared(),
      pathStart: this.pathStart.toShared(),
    };
  }

  /** Copies the usable vertices behind those already kept; returns how many. */
  private copyPath(view: DataView, at: number, count: number): number {
    const xy = this.xy;
    let out = this.vertices * 2;
    for (let vertex = 0, from = at; vertex < count; vertex++, from += 16) {
      const x = view.getFloat64(from, true);
      const y = view.getFloat64(from + 8, true);
      if (!isUsable(x) || !isUsable(y)) continue;
      xy[out++] = x;
      xy[out++] = y;
    }
    return (out - this.vertices * 2) / 2;
  }
}
